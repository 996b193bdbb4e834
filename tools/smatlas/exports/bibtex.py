r"""BibTeX, as `bibtex` and `biber` read it: UTF-8, specials escaped, capitals protected."""

from __future__ import annotations

import re
from collections.abc import Iterable

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.names import split
from smatlas.text import one_line

_ENTRY = {
    "conference": "inproceedings",
    "workshop": "inproceedings",
    "journal": "article",
    "preprint": "misc",
    "other": "misc",
}
_HOLDER = {"inproceedings": "booktitle", "article": "journal", "misc": "howpublished"}
_SPECIALS = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "&": r"\&",
    "%": r"\%",
    "$": r"\$",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_SPECIAL = re.compile("[" + re.escape("".join(_SPECIALS)) + "]")
# A word whose capitals carry meaning: any capital after the first letter, or one alone.
_CAPITALS = re.compile(r"\S*(?<=\S)[A-Z]\S*")
# BibTeX divides names at this word wherever white space or an end is beside it.
_AND = re.compile(r"(?:^|\s)and(?:\s|$)", re.IGNORECASE)


def escape(text: str) -> str:
    r"""Escape what TeX reads as commands.

    Braces become commands, because BibTeX counts a brace even behind a backslash.

    Args:
        text: Plain Unicode text.

    Returns:
        Text that TeX prints as it was.
    """
    return _SPECIAL.sub(lambda found: _SPECIALS[found.group()], one_line(text))


def _title(title: str) -> str:
    """Escape a title and put braces around words that styles must not lower-case."""
    return " ".join(
        "{" + escape(word) + "}" if _CAPITALS.fullmatch(word) else escape(word)
        for word in one_line(title).split(" ")
    )


def _author(name: str) -> str:
    parts = split(one_line(name))
    if not parts.given or _AND.search(name):
        return "{" + escape(name) + "}"
    return ", ".join(escape(part) for part in (parts.family, parts.suffix, parts.given) if part)


def entry(base: KnowledgeBase, paper: Paper) -> str:
    """Write the entry of one paper; its key is the paper's id.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        The entry, ending in a newline.
    """
    venue = base.venue(paper)
    kind = _ENTRY[venue.type]
    fields = {
        "title": _title(paper.title),
        "author": " and ".join(_author(name) for name in paper.authors),
        "year": str(paper.year),
    }
    if venue.type != "preprint":
        fields[_HOLDER[kind]] = escape(venue.name)
    identifiers = {found.scheme: found for found in paper.normal_identifiers}
    if "doi" in identifiers:
        fields["doi"] = identifiers["doi"].value
    if "arxiv" in identifiers:
        fields["eprint"] = identifiers["arxiv"].value
        fields["archiveprefix"] = "arXiv"
    if paper.address:
        fields["url"] = _address(paper.address)
    width = max(map(len, fields))
    lines = [f"  {name:<{width}} = {{{value}}}" for name, value in fields.items()]
    return f"@{kind}{{{paper.id},\n" + ",\n".join(lines) + "\n}\n"


def _address(address: str) -> str:
    """Keep an address readable for `url` packages, but never unbalance the braces."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C")


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write the entries of several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        A BibTeX file.
    """
    return "\n".join(entry(base, paper) for paper in papers)
