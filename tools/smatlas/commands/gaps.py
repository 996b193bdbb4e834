"""Tell what is missing, as a worklist with the command that closes each gap.

Works outside that several papers here cite, roles with few papers or without recent ones, old
preprints, papers without findings, without a reference list that was read, without code.
Within each kind the gap that matters most stands first.

Examples:
  smatlas gaps
  smatlas gaps --kind uncollected-work --cited-by 5 --limit 0
  smatlas gaps --format json
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from smatlas.commands.files import deliver
from smatlas.commands.request import Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.gaps import Gap
    from smatlas.knowledge_base import KnowledgeBase


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--kind", action="append", default=[], metavar="KIND", help="this kind alone; may be repeated"
    )
    parser.add_argument("--role", metavar="ID", help="papers in this role or below it alone")
    parser.add_argument(
        "--cited-by", type=int, default=3, metavar="N", help="a work outside counts when N papers cite it (3)"
    )
    parser.add_argument(
        "--thin", type=int, default=5, metavar="N", help="a role is thin with fewer than N papers (5)"
    )
    parser.add_argument(
        "--limit", type=int, default=5, metavar="N", help="show N of each kind, 0 for all (5)"
    )
    parser.add_argument("--format", choices=("table", "json"), default="table", help="form of the answer")
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")


def run(
    base: KnowledgeBase, *, cited: int = 3, thin: int = 5, role: str | None = None, kinds: Sequence[str] = ()
) -> list[Gap]:
    """Find what is missing.

    Args:
        base: The knowledge base.
        cited: A work outside counts when so many papers cite it.
        thin: A role is thin with fewer papers.
        role: Look at this role and those below it alone.
        kinds: Kinds to give; all where empty.

    Returns:
        The gaps, by kind.

    Raises:
        UsageError: There is no such role or kind; the nearest one is named.
    """
    from smatlas import gaps
    from smatlas.citations import CitationGraph
    from smatlas.commands.roles import find as find_role
    from smatlas.problems import suggestion

    for kind in kinds:
        if kind not in gaps.KINDS:
            raise UsageError(f"there is no kind of gap '{kind}' ({suggestion(kind, gaps.KINDS)})")
    known = find_role(base, role).id if role else None
    found = gaps.find(base, CitationGraph(base), cited=cited, thin=thin, role=known)
    return [gap for gap in found if not kinds or gap.kind in kinds]


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas import gaps, knowledge_base

    arguments = request.arguments
    if arguments.limit < 0 or arguments.cited_by < 1:
        raise UsageError("--limit takes 0 or more, --cited-by 1 or more")
    found = run(
        knowledge_base.load(request.root),
        cited=arguments.cited_by,
        thin=arguments.thin,
        role=arguments.role,
        kinds=arguments.kind,
    )
    if arguments.format == "json":
        return deliver(json.dumps(gaps.data(found), ensure_ascii=False, indent=2) + "\n", request)
    text = "\n".join(_lines(found, arguments.limit or None, request.terminal))
    outcome = deliver(text + "\n" if text else "", request)
    total = f"{len(found)} gaps" if found else "nothing is missing that this command looks for"
    return Outcome(outcome.text, outcome.code, (*outcome.notes, total))


def _lines(found: Sequence[Gap], limit: int | None, terminal: Terminal) -> Iterator[str]:
    from smatlas.gaps import KINDS

    for kind, (name, remedy) in KINDS.items():
        gaps = [gap for gap in found if gap.kind == kind]
        if not gaps:
            continue
        yield f"{terminal.bold(f'{name}, {len(gaps)}')} {terminal.faint(f'[{kind}]')}"
        yield terminal.faint(f"  {remedy}.")
        for gap in gaps[:limit]:
            yield f"  {gap.id:<30} {gap.why:<34} {gap.name}"
            yield terminal.faint(f"    {gap.command}")
        if limit is not None and len(gaps) > limit:
            yield terminal.faint(f"  and {len(gaps) - limit} more: smatlas gaps --kind {kind} --limit 0")
        yield ""
