"""Take papers away: all of them, or those that a search finds.

Examples:
  smatlas export bibtex --output references.bib
  smatlas export bibtex --year 2024.. attention
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.files import deliver
from smatlas.commands.request import NOTHING, Outcome, Request
from smatlas.commands.search import add_filters, explain_nothing, query
from smatlas.commands.search import run as search

if TYPE_CHECKING:
    from smatlas.search.query import Query


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("format", choices=("bibtex", "json"), help="form to export")
    add_filters(parser)
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")


def run(root: Path, form: str, asked: Query | None) -> str | None:
    """Export papers.

    Args:
        root: Folder of the knowledge base.
        form: `bibtex` or `json`.
        asked: Which papers, best first; all in order of id where None.

    Returns:
        The text, or None where nothing was found.
    """
    from smatlas import citations, knowledge_base
    from smatlas.exports import bibtex, json_records

    base = knowledge_base.load(root)
    papers = list(base.papers.values())
    if asked is not None:
        found = search(root, asked, None)
        if found.relaxed:
            return None
        papers = [base.papers[hit.id] for hit in found.hits if hit.id in base.papers]
    if not papers:
        return None
    if form == "json":
        return json_records.write(base, citations.CitationGraph(base), papers)
    return bibtex.write(base, papers)


def execute(request: Request) -> Outcome:
    """Answer a call."""
    asked = query(request.arguments)
    everything = asked == type(asked)()
    text = run(request.root, request.arguments.format, None if everything else asked)
    if text is None:
        explain_nothing(request.root, asked)
        return Outcome(code=NOTHING, notes=("nothing found",))
    return deliver(text, request)
