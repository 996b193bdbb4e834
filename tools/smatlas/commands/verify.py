"""Ask the registries whether the records are right, and report where they differ.

Compares title, authors, year, venue, withdrawal and a newer published version; with `--links`
it also tries the links. Writes no fact: `--write` renews the `verified` block alone, and only
where the title agrees. Made for a nightly job: `--slice tonight/30` takes every thirtieth
paper, another part each night, and `--state FILE` remembers what earlier nights saw: the
report is then of all that is known, and a link counts as dead after three nights in a row.

Examples:
  smatlas verify doe2024example
  smatlas verify --slice tonight/30 --links --state state.json --report report.md
"""

from __future__ import annotations

import re
import time
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from smatlas.commands.add import look_up
from smatlas.commands.files import write
from smatlas.commands.request import FINE, NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.model import Paper
    from smatlas.sources.facts import Facts, Failure
    from smatlas.sources.transport import Transport
    from smatlas.verification import Difference
    from smatlas.watch import Watch

Links = dict[str, tuple[tuple[str, ...], str | None]]
"""What came out for links: by address the papers that hold it, and why it is silent."""


@dataclass(frozen=True)
class Verdict:
    """What came out for one paper.

    Attributes:
        id: Its id.
        differences: Where record and sources differ.
        sources: Who was heard; none where nobody answered.
        failures: Who gave nothing, and why.
        written: The `verified` block was renewed.
    """

    id: str
    differences: tuple[Difference, ...]
    sources: tuple[str, ...]
    failures: tuple[Failure, ...]
    written: bool = False


def part(text: str) -> tuple[int, int]:
    """Read `K/N`: the K-th of N parts.

    Args:
        text: What was typed; `tonight/N` stands for another K each night.

    Returns:
        K and N; K is 0 for tonight.

    Raises:
        ArgumentTypeError: It is not of that form, or K is not within N.
    """
    found = re.fullmatch(r"(\d+|tonight)/(\d+)", text)
    if found and found[1] == "tonight" and int(found[2]):
        return 0, int(found[2])
    if found and found[1] != "tonight" and 1 <= int(found[1]) <= int(found[2]):
        return int(found[1]), int(found[2])
    raise ArgumentTypeError(f"'{text}' is no part; write 2/30 for the second of thirty, or tonight/30")


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("papers", nargs="*", metavar="ID", help="papers to verify; none = all")
    parser.add_argument("--slice", type=part, metavar="K/N", help="every N-th paper, beginning with the K-th")
    parser.add_argument("--links", action="store_true", help="try the links, too")
    parser.add_argument("--state", metavar="FILE", help="remember there, as JSON, what earlier runs saw")
    parser.add_argument(
        "--pause", type=float, default=3.0, metavar="S", help="seconds between two papers (3)"
    )
    parser.add_argument("--report", metavar="FILE", help="write the report there, as Markdown")
    parser.add_argument(
        "--write", action="store_true", help="renew the verified block where the title agrees"
    )


def run(
    base: KnowledgeBase,
    papers: Sequence[Paper],
    send: Transport,
    today: date,
    *,
    renew: bool = False,
    between: Callable[[], None] = lambda: None,
) -> list[Verdict]:
    """Verify papers.

    Args:
        base: The knowledge base.
        papers: Papers of it.
        send: The transport.
        today: Today's date, for renewed blocks.
        renew: Renew the `verified` block where the title agrees.
        between: Called between two papers.

    Returns:
        A verdict each, in order.
    """
    from smatlas.verification import compare

    verdicts = []
    for index, paper in enumerate(papers):
        if index:
            between()
        if not paper.normal_identifiers:
            verdicts.append(Verdict(paper.id, (), (), ()))
            continue
        found = look_up(paper.normal_identifiers[0], send)
        differences = tuple(compare(base, paper, found.facts)) if found.facts else ()
        agrees = found.facts is not None and not {"title", "withdrawn"} & {d.field for d in differences}
        if renew and agrees and found.facts:
            _renew(base, paper, found.facts, today)
        verdicts.append(
            Verdict(paper.id, differences, found.sources, found.failures, written=renew and agrees)
        )
    return verdicts


def _renew(base: KnowledgeBase, paper: Paper, facts: Facts, today: date) -> None:
    from smatlas.verification import with_verified

    document = base.documents[base.stems[paper.id]]
    write(base.root / document.file, with_verified(document.text, today, facts.address, facts.title))


def try_links(papers: Sequence[Paper], send: Transport, between: Callable[[], None]) -> Links:
    """Try every link of some papers once.

    Args:
        papers: The papers.
        send: The transport.
        between: Called between two links.

    Returns:
        By address the papers that hold it, and why it is silent; None where it answers.
    """
    from smatlas.sources.links import silence

    holders: dict[str, list[str]] = {}
    for paper in papers:
        for address in paper.links.values():
            holders.setdefault(address, []).append(paper.id)
    tried: Links = {}
    for address, ids in holders.items():
        if tried:
            between()
        tried[address] = (tuple(ids), silence(address, send))
    return tried


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas import knowledge_base, watch
    from smatlas.commands.show import find
    from smatlas.sources.transport import over_http

    arguments, today = request.arguments, date.today()
    state = _remembered(request)  # before anything is asked: a night's answers must not get lost
    base = knowledge_base.load(request.root)
    papers = [find(base, name) for name in arguments.papers] or list(base.papers.values())
    if arguments.slice:
        first, step = arguments.slice
        papers = papers[(first - 1 if first else today.toordinal() % step) :: step]
    send = over_http(base.settings.repository)

    def between() -> None:
        time.sleep(arguments.pause)

    verdicts = run(base, papers, send, today, renew=arguments.write, between=between)
    links = try_links(papers, send, between) if arguments.links else {}
    if state is None:
        text = report(verdicts, links)
        wrong = any(verdict.differences for verdict in verdicts) or any(why for _, why in links.values())
    else:
        told = {v.id: [str(difference) for difference in v.differences] for v in verdicts if v.sources}
        every_link = [address for paper in base.papers.values() for address in paper.links.values()]
        state = state.after(watch.Night(today, told, links), list(base.papers), every_link)
        write(request.start / arguments.state, watch.write(state))
        text, wrong = watch.report(state), not state.is_quiet
    return _delivered(request, text, NOTHING if wrong else FINE)


def _remembered(request: Request) -> Watch | None:
    """Read what earlier runs saw; None where nothing is to be remembered."""
    from smatlas import watch

    if request.arguments.state is None:
        return None
    path = request.start / request.arguments.state
    try:
        return watch.read(path.read_text(encoding="utf-8")) if path.exists() else watch.Watch()
    except (watch.StateError, OSError, UnicodeDecodeError) as error:
        raise UsageError(f"cannot use {path}: {error}; move it away to begin anew") from None


def _delivered(request: Request, text: str, code: int) -> Outcome:
    file = request.arguments.report
    if file is None:
        return Outcome(text, code)
    write(request.start / file, text)
    return Outcome(code=code, notes=(f"written: {file}",))


def report(verdicts: Sequence[Verdict], links: Links | None = None) -> str:
    """Write the report, as Markdown.

    Args:
        verdicts: What came out.
        links: What came out for the links.

    Returns:
        First what differs, then links that did not answer and who could not be asked, then how
        many agree.
    """
    lines: list[str] = []
    for verdict in verdicts:
        if verdict.differences:
            lines.append(f"- **{verdict.id}** ({', '.join(verdict.sources)})")
            lines += [f"  - {difference}" for difference in verdict.differences]
    silent = {address: (ids, why) for address, (ids, why) in (links or {}).items() if why}
    lines += [
        f"- {', '.join(ids)}: {address} did not answer: {why}" for address, (ids, why) in silent.items()
    ]
    unheard = [verdict for verdict in verdicts if not verdict.sources]
    lines += [f"- {v.id}: not verified, {_why_not(v)}" for v in unheard]
    agree = sum(1 for v in verdicts if v.sources and not v.differences)
    lines.append(
        f"\n{agree} of {len(verdicts)} agree with their sources." if lines else f"All {agree} agree."
    )
    return "\n".join(lines).strip() + "\n"


def _why_not(verdict: Verdict) -> str:
    return "; ".join(map(str, verdict.failures)) or "it has no identifier that a registry knows"
