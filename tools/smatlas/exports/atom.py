"""Atom feeds (RFC 4287): a paper an entry, the one looked at last first.

All times are days of verification, so that a feed changes only when its papers do. Names of feeds
and entries are made of what never changes (RFC 9562, version 5), not of the address of the site.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.text import one_line

_ATOM: Final = "http://www.w3.org/2005/Atom"


@dataclass(frozen=True)
class Feed:
    """What a feed says of itself.

    Attributes:
        path: Where it stands below the site.
        page: Path of the page that it follows.
        title: Its title.
        subtitle: What it holds, in one sentence, or empty.
    """

    path: str
    page: str
    title: str
    subtitle: str = ""


def _name(base: KnowledgeBase, path: str) -> str:
    return uuid5(NAMESPACE_URL, f"{base.settings.name}/{path}").urn


def _time(day: date) -> str:
    return f"{day.isoformat()}T00:00:00Z"


def _text(parent: Element, tag: str, text: str) -> None:
    SubElement(parent, tag).text = one_line(text)


def _link(base: KnowledgeBase, feed: Feed, parent: Element, rel: str, path: str, kind: str) -> None:
    """Link to a file of the site: by its address where that is known, else from the feed."""
    start = posixpath.dirname(feed.path) or "."
    address = base.settings.address
    target = address + path if address else posixpath.relpath(path, start)
    SubElement(parent, "link", rel=rel, href=target, type=kind)


def _entry(base: KnowledgeBase, feed: Feed, parent: Element, paper: Paper) -> None:
    entry = SubElement(parent, "entry")
    _text(entry, "id", _name(base, f"papers/{paper.id}"))
    _text(entry, "title", paper.title)
    _text(entry, "updated", _time(paper.verified.on))
    for name in paper.authors:
        _text(SubElement(entry, "author"), "name", name)
    _link(base, feed, entry, "alternate", f"papers/{paper.id}.html", "text/html")
    if paper.address:
        SubElement(entry, "link", rel="related", href=paper.address)
    roles = base.taxonomy.roles
    for placement in paper.roles:
        if placement.role in roles:
            SubElement(entry, "category", term=placement.role, label=one_line(roles[placement.role].name))
    _text(entry, "summary", paper.summary)


def latest(papers: Iterable[Paper]) -> list[Paper]:
    """Sort papers as a feed shows them.

    Args:
        papers: Any papers.

    Returns:
        A new list: last verified first, then newest, then by id.
    """
    return sorted(papers, key=lambda paper: (-paper.verified.on.toordinal(), -paper.year, paper.id))


def feed_of(base: KnowledgeBase, papers: Iterable[Paper], feed: Feed) -> str:
    """Write a feed.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.
        feed: What the feed says of itself.

    Returns:
        An Atom document.
    """
    entries = list(papers)
    day = max((paper.verified.on for paper in entries), default=base.verified_on)
    root = Element("feed", {"xmlns": _ATOM, "xml:lang": base.settings.language})
    _text(root, "id", _name(base, feed.path))
    _text(root, "title", feed.title)
    if feed.subtitle:
        _text(root, "subtitle", feed.subtitle)
    _text(root, "updated", _time(day))
    _text(SubElement(root, "author"), "name", base.settings.name)
    _link(base, feed, root, "self", feed.path, "application/atom+xml")
    _link(base, feed, root, "alternate", feed.page, "text/html")
    for paper in entries:
        _entry(base, feed, root, paper)
    indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + tostring(root, encoding="unicode") + "\n"


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write several papers as the feed of the knowledge base.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        An Atom document.
    """
    return feed_of(
        base, papers, Feed("feed.xml", "index.html", base.settings.name, base.settings.description)
    )
