"""OpenReview: the notes interface, version 2 (docs.openreview.net/reference/api-v2)."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any, Final

from smatlas.identifiers import Identifier
from smatlas.sources.facts import Facts
from smatlas.sources.markup import fields, listed, load_json, string
from smatlas.sources.transport import MalformedError, Request

NAME: Final = "OpenReview"
SCHEMES: Final = frozenset({"openreview"})
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_OUT = re.compile(r"withdrawn|reject|desk", re.IGNORECASE)


def request(identifier: Identifier) -> Request:
    """Ask for the note of a forum."""
    return Request(f"https://api2.openreview.net/notes?id={identifier.value}")


def read(answer: bytes, identifier: Identifier) -> Facts | None:
    """Read the note; fields of the older interface stand without `value` around them."""
    notes = listed(fields(load_json(answer), "the answer").get("notes"))
    if not notes:
        return None
    note = fields(notes[0], "the note")
    content = fields(note.get("content"), "content")
    title = string(_value(content, "title"))
    if not title:
        raise MalformedError("the note has no title")
    venue, venue_id = string(_value(content, "venue")), string(_value(content, "venueid"))
    refused = bool(_OUT.search(f"{venue} {venue_id}")) or venue.startswith("Submitted to")
    return Facts(
        source=NAME,
        address=identifier.url,
        title=title,
        authors=tuple(filter(None, (string(name) for name in listed(_value(content, "authors"))))),
        year=_year(venue, note),
        venue="" if refused else venue,
        identifiers=(identifier,),
        abstract=string(_value(content, "abstract")),
        withdrawn="withdrawn" in f"{venue} {venue_id}".casefold(),
        published=bool(venue) and not refused,
    )


def _value(content: dict[str, Any], name: str) -> Any:
    held = content.get(name)
    return held.get("value") if isinstance(held, dict) else held


def _year(venue: str, note: dict[str, Any]) -> int | None:
    printed = _YEAR.search(venue)
    if printed:
        return int(printed.group())
    created = note.get("pdate") or note.get("cdate")
    if isinstance(created, int | float) and 0 < created < 4e12:
        return datetime.fromtimestamp(created / 1000, UTC).year
    return None
