"""Ask the registries whether the records are right, and report where they differ.

Compares title, authors, year, venue, withdrawal and a newer published version. Writes no
fact: `--write` renews the `verified` block alone, and only where the title agrees. Made for
a nightly job: `--slice 2/30` takes every thirtieth paper, beginning with the second.

Examples:
  smatlas verify
  smatlas verify --slice 2/30 --pause 3 --report report.md
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
from smatlas.commands.request import FINE, NOTHING, Outcome, Request

if TYPE_CHECKING:
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.model import Paper
    from smatlas.sources.facts import Facts, Failure
    from smatlas.sources.transport import Transport
    from smatlas.verification import Difference


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
        text: What was typed.

    Returns:
        K and N.

    Raises:
        ArgumentTypeError: It is not of that form, or K is not within N.
    """
    found = re.fullmatch(r"(\d+)/(\d+)", text)
    if found and 1 <= int(found[1]) <= int(found[2]):
        return int(found[1]), int(found[2])
    raise ArgumentTypeError(f"'{text}' is no part; write 2/30 for the second of thirty")


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("papers", nargs="*", metavar="ID", help="papers to verify; none = all")
    parser.add_argument("--slice", type=part, metavar="K/N", help="every N-th paper, beginning with the K-th")
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


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas import knowledge_base
    from smatlas.commands.show import find
    from smatlas.sources.transport import over_http

    arguments = request.arguments
    base = knowledge_base.load(request.root)
    papers = [find(base, name) for name in arguments.papers] or list(base.papers.values())
    if arguments.slice:
        first, step = arguments.slice
        papers = papers[first - 1 :: step]
    verdicts = run(
        base,
        papers,
        over_http(base.settings.repository),
        date.today(),
        renew=arguments.write,
        between=lambda: time.sleep(arguments.pause),
    )
    text = report(verdicts)
    wrong = any(verdict.differences for verdict in verdicts)
    if arguments.report:
        write(request.start / arguments.report, text)
        return Outcome(code=NOTHING if wrong else FINE, notes=(f"written: {arguments.report}",))
    return Outcome(text, NOTHING if wrong else FINE)


def report(verdicts: Sequence[Verdict]) -> str:
    """Write the report, as Markdown.

    Args:
        verdicts: What came out.

    Returns:
        First what differs, then who could not be asked, then how many agree.
    """
    lines: list[str] = []
    for verdict in verdicts:
        if verdict.differences:
            lines.append(f"- **{verdict.id}** ({', '.join(verdict.sources)})")
            lines += [f"  - {difference}" for difference in verdict.differences]
    unheard = [verdict for verdict in verdicts if not verdict.sources]
    lines += [f"- {v.id}: not verified, {_why_not(v)}" for v in unheard]
    agree = sum(1 for v in verdicts if v.sources and not v.differences)
    lines.append(
        f"\n{agree} of {len(verdicts)} agree with their sources." if lines else f"All {agree} agree."
    )
    return "\n".join(lines).strip() + "\n"


def _why_not(verdict: Verdict) -> str:
    return "; ".join(map(str, verdict.failures)) or "it has no identifier that a registry knows"
