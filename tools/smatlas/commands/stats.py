"""Count what the knowledge base holds, and how much of it is known.

Examples:
  smatlas stats
  smatlas stats --format json
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from smatlas.commands.request import Outcome, Request


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=("table", "json"), default="table", help="form of the answer")


def run(root: Path) -> dict[str, Any]:
    """Count.

    Args:
        root: Folder of the knowledge base.

    Returns:
        Counts under `totals`, `coverage`, `by_role` (leaves), `by_year`, `by_venue`, `by_effect`,
        `by_outcome`.
    """
    from smatlas import citations, knowledge_base, statistics

    base = knowledge_base.load(root)
    return statistics.count(base, citations.CitationGraph(base))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    counts = run(request.root)
    if request.arguments.format == "json":
        return Outcome(json.dumps(counts, ensure_ascii=False, indent=2) + "\n")
    lines: list[str] = []
    for title, rows in counts.items():
        lines += ["", title.replace("_", " ")] if lines else [title]
        width = max((len(str(name)) for name in rows), default=0)
        lines += [f"  {str(name).replace('_', ' '):<{width}}  {_cell(value)}" for name, value in rows.items()]
    return Outcome("\n".join(lines) + "\n")


def _cell(value: Any) -> str:
    return f"{value['known']:>5} of {value['of']}" if isinstance(value, dict) else f"{value:>5}"
