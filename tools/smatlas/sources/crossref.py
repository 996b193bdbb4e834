"""Crossref: the REST interface (api.crossref.org, github.com/CrossRef/rest-api-doc)."""

from __future__ import annotations

from typing import Any, Final
from urllib.parse import quote

from smatlas.identifiers import Identifier, normalise
from smatlas.sources.facts import Facts
from smatlas.sources.markup import fields, listed, load_json, string
from smatlas.sources.transport import MalformedError, Request

NAME: Final = "Crossref"
SCHEMES: Final = frozenset({"doi"})
_GONE = frozenset({"retraction", "withdrawal", "removal"})


def request(identifier: Identifier) -> Request:
    """Ask for one work by DOI."""
    return Request(f"https://api.crossref.org/works/{quote(identifier.value, safe='')}")


def read(answer: bytes, identifier: Identifier) -> Facts | None:
    """Read the `message` of a work."""
    work = fields(fields(load_json(answer), "the answer").get("message"), "message")
    title = " ".join(filter(None, (string(part) for part in listed(work.get("title"))[:1])))
    if not title:
        raise MalformedError("the work has no title")
    venue = next((string(name) for name in listed(work.get("container-title"))), "")
    preprint = work.get("type") == "posted-content"
    return Facts(
        source=NAME,
        address=identifier.url,
        title=title,
        authors=tuple(filter(None, (_name(author) for author in listed(work.get("author"))))),
        year=_year(work),
        venue="" if preprint else venue,
        identifiers=(identifier, *_preprints(work)),
        abstract=string(work.get("abstract")),
        withdrawn=any(isinstance(u, dict) and u.get("type") in _GONE for u in listed(work.get("updated-by"))),
        published=bool(venue) and not preprint,
    )


def _name(author: Any) -> str:
    if not isinstance(author, dict):
        return ""
    parts = (string(author.get(key)) for key in ("given", "family", "suffix"))
    return " ".join(filter(None, parts)) or string(author.get("name"))


def _year(work: dict[str, Any]) -> int | None:
    for key in ("published-print", "published", "issued", "published-online"):
        held = work.get(key)
        parts = held.get("date-parts") if isinstance(held, dict) else None
        first = parts[0] if isinstance(parts, list) and parts else None
        if isinstance(first, list) and first and isinstance(first[0], int):
            return first[0]
    return None


def _preprints(work: dict[str, Any]) -> list[Identifier]:
    relation = work.get("relation")
    entries = listed(relation.get("has-preprint")) if isinstance(relation, dict) else []
    found = (normalise("arxiv", str(entry.get("id", ""))) for entry in entries if isinstance(entry, dict))
    return [identifier for identifier in found if identifier is not None][:1]
