"""Formats in which papers can be taken away from a page, as ready-made pieces.

A browser joins the pieces of the papers chosen; what a format looks like is known to its
writer in `exports/` alone.

To add one: an entry in `TAKEAWAYS`.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from smatlas.exports import bibtex, csl_json, csv_table, reference_markdown, ris
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper


@dataclass(frozen=True)
class Takeaway:
    """A format, cut into pieces.

    Attributes:
        key: Its key: the name of its file of pieces.
        name: Its name as shown.
        ending: The ending of a file of it.
        media: Its media type.
        piece: Writes one paper.
        head: What stands before the first piece.
        between: What stands between two pieces.
        tail: What stands after the last piece.
    """

    key: str
    name: str
    ending: str
    media: str
    piece: Callable[[KnowledgeBase, Paper], str]
    head: Callable[[KnowledgeBase], str] = lambda base: ""
    between: str = ""
    tail: str = ""


def _item(base: KnowledgeBase, paper: Paper) -> str:
    return csl_json.write(base, [paper]).removeprefix("[\n").removesuffix("\n]\n")


def _table(base: KnowledgeBase, paper: Paper) -> tuple[str, str]:
    """Cut a table of one paper into the line of headings and the row."""
    headings, _, row = csv_table.write(base, [paper]).partition("\r\n")
    return headings + "\r\n", row


def _headings(base: KnowledgeBase) -> str:
    return next((_table(base, paper)[0] for paper in base.papers.values()), "")


TAKEAWAYS: Final = (
    Takeaway("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex.entry, between="\n"),
    Takeaway(
        "ris", "RIS", "ris", "application/x-research-info-systems", lambda base, p: ris.write(base, [p])
    ),
    Takeaway(
        "csl-json",
        "CSL-JSON",
        "json",
        "application/vnd.citationstyles.csl+json",
        _item,
        head=lambda base: "[\n",
        between=",\n",
        tail="\n]\n",
    ),
    Takeaway("csv", "CSV", "csv", "text/csv", lambda base, p: _table(base, p)[1], head=_headings),
    Takeaway(
        "markdown", "Markdown", "md", "text/markdown", lambda base, p: reference_markdown.write(base, [p])
    ),
)
"""Every format, in the order offered."""


def write(base: KnowledgeBase, form: Takeaway) -> str:
    """Write the pieces of every paper, in order of id.

    Args:
        base: The knowledge base.
        form: The format.

    Returns:
        JSON: `head`, `between`, `tail`, and a list of `pieces`.
    """
    pieces = [form.piece(base, paper) for paper in base.papers.values()]
    data = {"head": form.head(base), "between": form.between, "tail": form.tail, "pieces": pieces}
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"
