"""Count what the knowledge base holds, and how much of it is known.

With a query, as of `search`, only the papers are counted that it means to the letter.

Examples:
  smatlas stats
  smatlas stats role:sourdough --year 2024..
  smatlas stats --format json
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from smatlas.commands.files import deliver
from smatlas.commands.output import add_output
from smatlas.commands.query import add_filters, query
from smatlas.commands.request import Outcome, Request
from smatlas.commands.search import select


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_filters(parser)
    add_output(parser, ("table", "json"))


def run(root: Path, only: Iterable[str] | None = None) -> dict[str, Any]:
    """Count.

    Args:
        root: Folder of the knowledge base.
        only: Ids of the papers to count, citations among them; all where None.

    Returns:
        Counts under `totals`, `coverage`, `by_role` (leaves), `by_year`, `by_venue`, `by_effect`,
        `by_outcome`.
    """
    from dataclasses import replace

    from smatlas import citations, knowledge_base, statistics

    base = knowledge_base.load(root)
    if only is not None:
        wanted = set(only)
        base = replace(base, papers={p.id: p for p in base.papers.values() if p.id in wanted})
    return statistics.count(base, citations.CitationGraph(base))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    asked = query(request.arguments)
    everything = asked == type(asked)()
    counts = run(request.root, None if everything else (hit.id for hit in select(request.root, asked).hits))
    if request.arguments.format == "json":
        return deliver(json.dumps(counts, ensure_ascii=False, indent=2) + "\n", request)
    lines: list[str] = []
    for title, rows in counts.items():
        lines += ["", title.replace("_", " ")] if lines else [title]
        width = max((len(str(name)) for name in rows), default=0)
        lines += [f"  {str(name).replace('_', ' '):<{width}}  {_cell(value)}" for name, value in rows.items()]
    return deliver("\n".join(lines) + "\n", request)


def _cell(value: Any) -> str:
    return f"{value['known']:>5} of {value['of']}" if isinstance(value, dict) else f"{value:>5}"
