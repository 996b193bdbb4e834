"""RIS, which EndNote, Zotero, Mendeley and library catalogues read.

Source: the RIS format specification of Research Information Systems (2001 and 2011): a tag of
two signs, two spaces, a hyphen, a space, the value; lines end in CR LF. RIS has no sign that
marks the name of a group: readers take what stands before a comma for a family name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.names import split
from smatlas.text import one_line

_TYPE: Final = {
    "conference": "CPAPER",
    "workshop": "CPAPER",
    "journal": "JOUR",
    "preprint": "UNPB",
    "other": "GEN",
}


def _author(name: str) -> str:
    """Write a name as RIS wants it: family, given, suffix."""
    parts = split(name)
    if not parts.given:
        return name
    return ", ".join(part for part in (parts.family, parts.given, parts.suffix) if part)


def _lines(base: KnowledgeBase, paper: Paper) -> Iterator[tuple[str, str]]:
    venue = base.venue(paper)
    identifiers = {found.scheme: found.value for found in paper.normal_identifiers}
    yield "TY", _TYPE[venue.type]
    yield "ID", paper.id
    for name in paper.authors:
        yield "AU", _author(one_line(name))
    yield "TI", paper.title
    yield "PY", str(paper.year)
    yield ("PB" if venue.type == "preprint" else "T2"), venue.name
    if "arxiv" in identifiers:
        yield "AN", f"arXiv:{identifiers['arxiv']}"
    if "doi" in identifiers:
        yield "DO", identifiers["doi"]
    if paper.address:
        # Readers divide this field at semicolons.
        yield "UR", paper.address.replace(";", "%3B")
    for placement in paper.roles:
        if placement.role in base.taxonomy.roles:
            yield "KW", base.taxonomy.roles[placement.role].name
    yield "N1", paper.summary
    yield "ER", ""


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write the references of several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        An RIS file.
    """
    return "".join(
        "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in _lines(base, paper)) + "\r\n"
        for paper in papers
    )
