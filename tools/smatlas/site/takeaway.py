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

from smatlas.exports import bibtex
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper


@dataclass(frozen=True)
class Takeaway:
    """A format, cut into pieces.

    Attributes:
        key: Its key in names of files.
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


TAKEAWAYS: Final = (
    Takeaway("bibtex", "BibTeX", "bib", "application/x-bibtex", bibtex.entry, between="\n"),
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
