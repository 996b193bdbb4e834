"""Take papers away: all of them, or those that a search finds.

`graphml` and `gexf` hold the citations among them; `skos` the taxonomy, and which of its
concepts each of them is about. What reads each format is on the page "Exports".

Examples:
  smatlas export bibtex --output references.bib
  smatlas export csl-json --role sourdough
  smatlas export bibtex --year 2024.. attention
"""

from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final

from smatlas.commands.files import deliver
from smatlas.commands.request import NOTHING, Outcome, Request
from smatlas.commands.search import add_filters, explain_nothing, query
from smatlas.commands.search import run as search

if TYPE_CHECKING:
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.model import Paper
    from smatlas.search.query import Query

FORMATS: Final = {
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "ris": "ris",
    "csv": "csv_table",
    "markdown": "markdown_list",
    "text": "reference_text",
    "json": "json_records",
    "json-ld": "json_ld",
    "atom": "atom",
    "skos": "skos",
    "graphml": "graphml",
    "gexf": "gexf",
}
"""Modules of `smatlas.exports` by the name of the format."""


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("format", choices=tuple(FORMATS), help="form to export")
    add_filters(parser)
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")


def run(root: Path, form: str, asked: Query | None) -> str | None:
    """Export papers.

    Args:
        root: Folder of the knowledge base.
        form: One of `FORMATS`.
        asked: Which papers, best first; all in order of id where None.

    Returns:
        The text, or None where nothing was found.
    """
    from smatlas import knowledge_base

    base = knowledge_base.load(root)
    papers = list(base.papers.values())
    if asked is not None:
        found = search(root, asked, None)
        if found.relaxed:
            return None
        papers = [base.papers[hit.id] for hit in found.hits if hit.id in base.papers]
    return written(base, papers, form) if papers else None


def written(base: KnowledgeBase, papers: list[Paper], form: str) -> str:
    """Write papers in a format.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.
        form: One of `FORMATS`.

    Returns:
        The text.
    """
    module = import_module(f"smatlas.exports.{FORMATS[form]}")
    if form in ("graphml", "gexf"):
        from smatlas.citations import CitationGraph

        day = (base.verified_on,) if form == "gexf" else ()
        return str(module.write(CitationGraph(base), *day, papers=papers))
    return str(module.write(base, papers))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    asked = query(request.arguments)
    everything = asked == type(asked)()
    text = run(request.root, request.arguments.format, None if everything else asked)
    if text is None:
        explain_nothing(request.root, asked)
        return Outcome(code=NOTHING, notes=("nothing found",))
    return deliver(text, request)
