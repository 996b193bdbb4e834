"""Atom feed of what changed between two states, after RFC 4287."""

from __future__ import annotations

import uuid
from datetime import date
from typing import Final
from xml.etree import ElementTree as ET

from smatlas.changes import PAPER_KINDS, ROLE_KINDS, Change, Changes
from smatlas.identifiers import parse
from smatlas.knowledge_base import Settings

_NAMESPACE: Final = "http://www.w3.org/2005/Atom"


def write(settings: Settings, changes: Changes) -> str:
    """Write the feed.

    An entry keeps its id however often its change is told, so that a reader shows it once.

    Args:
        settings: What the knowledge base says of itself.
        changes: The changes.

    Returns:
        An Atom document; an entry a change, roles last.
    """
    # `register_namespace` would be a setting of the whole process; a plain attribute is not.
    feed = ET.Element("feed", xmlns=_NAMESPACE)
    _text(feed, "id", _name(settings, "changes"))
    _text(feed, "title", f"{settings.name}: what changed")
    _text(feed, "updated", _moment(changes.until))
    author = ET.SubElement(feed, "author")
    _text(author, "name", settings.name)
    if settings.address:
        ET.SubElement(feed, "link", rel="alternate", href=settings.address)
    for change in changes.papers:
        _entry(feed, settings, change, changes.until, "paper")
    for change in changes.roles:
        _entry(feed, settings, change, changes.until, "role")
    ET.indent(feed, " ")
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(feed, encoding="unicode") + "\n"


def _entry(feed: ET.Element, settings: Settings, change: Change, on: date, subject: str) -> None:
    entry = ET.SubElement(feed, "entry")
    told = "; ".join(change.words)
    _text(entry, "id", _name(settings, f"{subject} {change.kind} {change.id} {told}"))
    _text(entry, "title", f"{change.kind}: {change.name}")
    _text(entry, "updated", _moment(on))
    ET.SubElement(entry, "category", term=f"{subject}-{change.kind}")
    address = _address(settings, change, subject)
    if address:
        ET.SubElement(entry, "link", rel="alternate", href=address)
    meaning = (PAPER_KINDS if subject == "paper" else ROLE_KINDS)[change.kind]
    _text(entry, "content", f"{change.id} {meaning}" + (f": {told}" if told else ""), type="text")


def _address(settings: Settings, change: Change, subject: str) -> str:
    """Give the page of a paper or role; without a public site, where its identifier leads."""
    if settings.address:
        page = change.into[0] if change.kind == "retired" and change.into else change.id
        return f"{settings.address}{subject}s/{page}.html"
    identifier = parse(change.address) if change.address else None
    return identifier.url if identifier else ""


def _name(settings: Settings, what: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, f"{settings.address or settings.name} {what}").urn


def _moment(on: date) -> str:
    return f"{on.isoformat()}T00:00:00Z"


def _text(holder: ET.Element, tag: str, text: str, **attributes: str) -> None:
    # XML 1.0 has no way to write most control characters, not even escaped.
    clean = "".join(c for c in text if c >= " " or c in "\t\n")
    ET.SubElement(holder, tag, attributes).text = clean
