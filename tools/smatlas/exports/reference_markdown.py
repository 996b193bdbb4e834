"""References in Markdown: those of `reference_text`, with title linked and container in italics."""

from __future__ import annotations

from collections.abc import Iterable

from smatlas.exports.markdown_list import escape, link
from smatlas.exports.reference_text import address, authors, container, stopped
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.text import one_line


def entry(base: KnowledgeBase, paper: Paper) -> str:
    """Write one reference.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        One line, without an end of line.
    """
    word, name = container(base, paper)
    return " ".join(
        (
            escape(stopped(authors(paper.authors))),
            f"({paper.year}).",
            link(paper.title, address(paper)) + stopped(paper.title)[len(one_line(paper.title)) :],
            f"{word}*{escape(stopped(name))}*",
        )
    )


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write the references of several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        A Markdown list.
    """
    return "".join(f"- {entry(base, paper)}\n" for paper in papers)
