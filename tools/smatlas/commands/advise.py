"""Answer a few questions, and get advice with the evidence that bears it.

The questions and the advice are those of `taxonomy/guide.yaml`. Answers are given as
QUESTION=ANSWER; without any, they are asked for one by one, and each can be passed over.

Examples:
  smatlas advise
  smatlas advise --questions
  smatlas advise labels=many budget=tight
  smatlas advise labels=many --part deploy --format json
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from smatlas.commands.request import FINE, NOTHING, Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.guide import Chosen, Evidence, Guide
    from smatlas.knowledge_base import KnowledgeBase


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("answers", nargs="*", metavar="QUESTION=ANSWER", help="what holds for you")
    parser.add_argument("--part", metavar="PART", help="advice of this part of the guide alone")
    parser.add_argument("--limit", type=int, default=0, metavar="N", help="the first N pieces alone")
    parser.add_argument("--questions", action="store_true", help="show the questions and stop")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the answer")


def run(base: KnowledgeBase, answers: Mapping[str, str], part: str | None = None) -> list[dict[str, Any]]:
    """Choose advice.

    Args:
        base: The knowledge base.
        answers: Answer by question.
        part: Section of the guide; all where None.

    Returns:
        Plain data, one mapping a piece: its texts, `met` and `open` questions, roles with
        names, evidence for and against with finding, numbers and address.
    """
    return [
        _plain(base, each) for each in base.guide.choose(answers) if part is None or each.advice.part == part
    ]


def _plain(base: KnowledgeBase, chosen: Chosen) -> dict[str, Any]:
    advice = chosen.advice
    texts = advice.model_dump(include={"id", "part", "title", "when", "do", "why", "costs", "unless"})
    roles = base.taxonomy.roles
    return {
        **texts,
        "met": list(chosen.met),
        "open": list(chosen.open),
        "roles": [{"id": role, "name": roles[role].name} for role in advice.roles if role in roles],
        "evidence": [_finding(base, evidence) for evidence in advice.evidence],
        "against": [_finding(base, evidence) for evidence in advice.against],
    }


def _finding(base: KnowledgeBase, evidence: Evidence) -> dict[str, Any]:
    told: dict[str, Any] = evidence.model_dump()
    paper = base.papers.get(evidence.paper)
    if paper is None:
        return told
    address = paper.normal_identifiers[0].url if paper.normal_identifiers else paper.links.get("page")
    told |= {"title": paper.title, "by": paper.byline, "year": paper.year, "address": address}
    for finding in evidence.findings(paper)[:1]:
        numbers = finding.numbers.model_dump(exclude_none=True) if finding.numbers else None
        told |= {"statement": finding.statement, "where": finding.where, "numbers": numbers}
    return told


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas import knowledge_base

    arguments = request.arguments
    base = knowledge_base.load(request.root)
    guide = base.guide
    if not guide.advice:
        raise UsageError("this knowledge base has no guide: taxonomy/guide.yaml would hold it", NOTHING)
    known_part(guide, arguments.part)
    if arguments.questions:
        return Outcome("".join(f"{line}\n" for line in _questions(guide)))
    answers = read(guide, arguments.answers)
    if not arguments.answers and arguments.format == "text" and sys.stdin.isatty():
        answers = ask(guide, request.terminal.say, sys.stdin.readline)
    pieces = run(base, answers, arguments.part)
    pieces = pieces[: arguments.limit] if arguments.limit > 0 else pieces
    if arguments.format == "json":
        data = {"answers": answers, "advice": pieces}
        return Outcome(json.dumps(data, ensure_ascii=False, indent=2) + "\n", FINE if pieces else NOTHING)
    if not pieces:
        return Outcome(code=NOTHING, notes=("no advice holds under these answers; take one of them back",))
    text = "\n".join(line for piece in pieces for line in _told(piece, request.terminal))
    unasked = [question.id for question in guide.questions if question.id not in answers]
    note = f"{len(pieces)} pieces of advice" + (f"; not answered: {', '.join(unasked)}" if unasked else "")
    return Outcome(text + "\n", notes=(note,))


def ask(guide: Guide, say: Callable[[str], None], read: Callable[[], str]) -> dict[str, str]:
    """Ask the questions one by one.

    Args:
        guide: The guide.
        say: Shows a line.
        read: Reads a line; empty at the end of the input.

    Returns:
        The answers that were given.
    """
    answers: dict[str, str] = {}
    for number, question in enumerate(guide.questions, start=1):
        say(f"\n{number} of {len(guide.questions)}. {question.question} ({question.why})")
        for index, answer in enumerate(question.answers, start=1):
            say(f"  {index}  {answer.name}")
        say("  a number, or nothing to pass over")
        while True:
            line = read()
            said = line.strip()
            if not said:
                break
            if said.isdigit() and 1 <= int(said) <= len(question.answers):
                answers[question.id] = question.answers[int(said) - 1].id
                break
            say(f"  '{said}' is none of 1 to {len(question.answers)}")
        if not line:
            break
    return answers


def known_part(guide: Guide, part: str | None) -> None:
    """Refuse a part that the guide does not have.

    Args:
        guide: The guide.
        part: What was typed; None is every part.

    Raises:
        UsageError: There is no such part; the nearest one is named.
    """
    from smatlas.problems import suggestion

    parts = [each.id for each in guide.parts]
    if part is not None and part not in parts:
        raise UsageError(f"the guide has no part '{part}' ({suggestion(part, parts)})")


def read(guide: Guide, given: Sequence[str]) -> dict[str, str]:
    """Read answers.

    Args:
        guide: The guide.
        given: Answers as QUESTION=ANSWER.

    Returns:
        Answer by question.

    Raises:
        UsageError: Some are wrong; every one of them is told, with the nearest right one.
    """
    from smatlas.problems import suggestion

    known = {question.id: [answer.id for answer in question.answers] for question in guide.questions}
    answers: dict[str, str] = {}
    wrong: list[str] = []
    for text in given:
        key, _, answer = text.partition("=")
        if key not in known:
            wrong.append(f"there is no question '{key}' ({suggestion(key, known)})")
        elif answer not in known[key]:
            wrong.append(f"'{answer}' is no answer to {key} ({suggestion(answer, known[key])})")
        else:
            answers[key] = answer
    if wrong:
        raise UsageError("\n".join([*wrong, "smatlas advise --questions shows them all"]))
    return answers


def _questions(guide: Guide) -> Iterator[str]:
    for question in guide.questions:
        yield f"{question.id}: {question.question} {question.why}"
        yield from (f"  {question.id}={answer.id}: {answer.name}" for answer in question.answers)


def _told(piece: Mapping[str, Any], terminal: Terminal) -> Iterator[str]:
    yield terminal.bold(piece["title"]) + terminal.faint(f"  [{piece['part']}, {piece['id']}]")
    for name in ("when", "do", "why", "costs", "unless"):
        yield from _row(name, piece[name], terminal.width)
    yield from _row("roles", ", ".join(role["id"] for role in piece["roles"]), terminal.width)
    for label, name in (("for", "evidence"), ("against", "against")):
        for held in piece[name]:
            said = f"{held['outcome']} {held['effect']}: {held.get('statement', '')}"
            yield from _row(label, said, terminal.width)
            source = f"{held['paper']}, {held['by']} {held['year']}" if "by" in held else held["paper"]
            place = f"{held.get('where', '')} {held.get('address') or ''}".rstrip()
            yield terminal.faint(f"{_INDENT}{source}, {place}")
    if piece["open"]:
        yield terminal.faint(f"{_INDENT}also depends on: {', '.join(piece['open'])}")
    yield ""


_INDENT = " " * 10


def _row(label: str, text: str, width: int) -> list[str]:
    """Lay a text beside its label, wrapped to the width of the terminal."""
    return wrap(text, max(width, 40), initial_indent=f"  {label:<8}", subsequent_indent=_INDENT)
