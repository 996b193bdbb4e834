"""Take papers away: all of them, or those that a query means.

Takes the same queries as `search`, but only to the letter: a paper that has not all words is
left out. All papers stand in order of id, those of a query best first.

`graphml` and `gexf` hold the citations among them; `skos` the taxonomy, and which of its
concepts each of them is about. What reads each format is on the page "Exports".

Examples:
  smatlas export bibtex --output references.bib
  smatlas export csl-json --role sourdough
  smatlas export bibtex --year 2024.. attention
  smatlas export json 'role:sourdough has:code' --sort year
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.files import deliver
from smatlas.commands.output import FORMATS, written
from smatlas.commands.query import add_filters, add_order, limit, query
from smatlas.commands.request import NOTHING, Outcome, Request
from smatlas.commands.search import select

if TYPE_CHECKING:
    from smatlas.search.query import Query
    from smatlas.search.ranking import View


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    formats = tuple(form for form in FORMATS if form != "table")
    parser.add_argument("format", choices=formats, help="form to export")
    add_filters(parser)
    add_order(parser, 0, "relevance")
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")


def run(root: Path, form: str, asked: Query | None, view: View | None = None) -> str | None:
    """Export papers.

    Args:
        root: Folder of the knowledge base.
        form: A format of `output.FORMATS`, but for `table`.
        asked: Which papers, best first; all in order of id where None.
        view: Their order, and how many.

    Returns:
        The text, or None where there are no papers.

    Raises:
        UsageError: The query means no paper; it says which part of it found nothing.
    """
    from smatlas import knowledge_base

    base = knowledge_base.load(root)
    papers = list(base.papers.values())
    if asked is not None:
        papers = [base.papers[hit.id] for hit in select(root, asked, view).hits if hit.id in base.papers]
    return written(base, papers, form) if papers else None


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas.search.ranking import View

    arguments = request.arguments
    asked, view = query(arguments), View(limit(arguments), arguments.sort)
    everything = asked == type(asked)() and view == View(None)
    text = run(request.root, arguments.format, None if everything else asked, view)
    if text is None:
        return Outcome(code=NOTHING, notes=("there are no papers",))
    return deliver(text, request)
