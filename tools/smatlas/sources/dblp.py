"""DBLP: the search interface for publications (dblp.org/faq/How+to+use+the+dblp+search+API)."""

from __future__ import annotations

import re
from typing import Any, Final
from urllib.parse import quote

from smatlas.identifiers import Identifier, parse
from smatlas.sources.facts import Facts
from smatlas.sources.markup import fields, listed, load_json, string
from smatlas.sources.transport import Request

NAME: Final = "DBLP"
SCHEMES: Final = frozenset({"doi"})
_NUMBER = re.compile(r" \d{4}$")  # DBLP numbers people of one name


def request(identifier: Identifier) -> Request:
    """Search for a DOI."""
    return Request(f"https://dblp.org/search/publ/api?q={quote(identifier.value, safe='')}&format=json&h=5")


def read(answer: bytes, identifier: Identifier) -> Facts | None:
    """Read the hit that has this very DOI; DBLP gives one hit or one author without a list."""
    result = fields(fields(load_json(answer), "the answer").get("result"), "result")
    hits = fields(result.get("hits"), "hits")
    for hit in listed(hits.get("hit")):
        info = hit.get("info") if isinstance(hit, dict) else None
        if isinstance(info, dict) and parse(f"doi:{info.get('doi', '')}") == identifier:
            return _facts(info, identifier)
    return None


def _facts(info: dict[str, Any], identifier: Identifier) -> Facts:
    held = info.get("authors")
    names = listed(held.get("author")) if isinstance(held, dict) else []
    venue = ", ".join(filter(None, (string(name) for name in listed(info.get("venue")))))
    preprint = venue == "CoRR"
    year = str(info.get("year", ""))
    return Facts(
        source=NAME,
        address=str(info.get("url") or identifier.url),
        title=string(info.get("title")).removesuffix("."),
        authors=tuple(filter(None, (_name(name) for name in names))),
        year=int(year) if year.isdigit() else None,
        venue="" if preprint else venue,
        identifiers=(identifier,),
        published=bool(venue) and not preprint,
    )


def _name(author: Any) -> str:
    text = author.get("text") if isinstance(author, dict) else author
    return _NUMBER.sub("", string(text))
