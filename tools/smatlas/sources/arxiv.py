"""arXiv: the Atom interface (info.arxiv.org/help/api/user-manual.html)."""

from __future__ import annotations

from typing import Final
from xml.etree.ElementTree import Element

from smatlas.identifiers import Identifier, normalise
from smatlas.sources.facts import Facts
from smatlas.sources.markup import load_xml, plain
from smatlas.sources.transport import MalformedError, Request

NAME: Final = "arXiv"
SCHEMES: Final = frozenset({"arxiv"})
_ATOM, _OWN = "{http://www.w3.org/2005/Atom}", "{http://arxiv.org/schemas/atom}"


def request(identifier: Identifier) -> Request:
    """Ask for one paper by id."""
    return Request(f"https://export.arxiv.org/api/query?id_list={identifier.value}&max_results=1")


def read(answer: bytes, identifier: Identifier) -> Facts | None:
    """Read the Atom feed; an unknown id gives an empty feed, or an entry without a title."""
    feed = load_xml(answer)
    if feed.tag != f"{_ATOM}feed":
        raise MalformedError("not an Atom feed")
    entry = feed.find(f"{_ATOM}entry")
    title = _text(entry, f"{_ATOM}title")
    if entry is None or not title or title == "Error":
        return None
    published = _text(entry, f"{_ATOM}published")
    if not published[:4].isdigit():
        raise MalformedError("the entry has no date")
    summary, comment = _text(entry, f"{_ATOM}summary"), _text(entry, f"{_OWN}comment")
    found = [identifier]
    doi = normalise("doi", _text(entry, f"{_OWN}doi"))
    if doi is not None:
        found.append(doi)
    told = f"{summary} {comment}".casefold()
    return Facts(
        source=NAME,
        address=identifier.url,
        title=title,
        authors=tuple(filter(None, (_text(a, f"{_ATOM}name") for a in entry.findall(f"{_ATOM}author")))),
        year=int(published[:4]),
        identifiers=tuple(found),
        abstract=summary,
        withdrawn="has been withdrawn" in told
        or "withdrawn by the author" in told
        or "paper is withdrawn" in told,
    )


def _text(parent: Element | None, tag: str) -> str:
    child = parent.find(tag) if parent is not None else None
    return plain(child.text or "") if child is not None else ""
