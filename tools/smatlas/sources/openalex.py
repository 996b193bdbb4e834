"""OpenAlex: the works interface (docs.openalex.org/api-entities/works)."""

from __future__ import annotations

from typing import Any, Final

from smatlas.identifiers import Identifier, parse
from smatlas.sources.facts import Facts
from smatlas.sources.markup import fields, listed, load_json, string
from smatlas.sources.transport import MalformedError, Request

NAME: Final = "OpenAlex"
SCHEMES: Final = frozenset({"doi", "arxiv"})


def request(identifier: Identifier) -> Request:
    """Ask for one work; a preprint goes by the DOI that arXiv gives it."""
    doi = identifier.value if identifier.scheme == "doi" else f"10.48550/arxiv.{identifier.value}"
    return Request(f"https://api.openalex.org/works/doi:{doi}")


def read(answer: bytes, identifier: Identifier) -> Facts | None:
    """Read one work."""
    work = fields(load_json(answer), "the answer")
    title = string(work.get("title") or work.get("display_name"))
    if not title:
        raise MalformedError("the work has no title")
    place = work.get("primary_location")
    source = place.get("source") if isinstance(place, dict) else None
    source = source if isinstance(source, dict) else {}
    repository = source.get("type") == "repository"
    venue = "" if repository else string(source.get("display_name"))
    year = work.get("publication_year")
    found = {identifier.scheme: identifier}
    doi = parse(str(work.get("doi") or ""))
    if doi is not None:
        found.setdefault(doi.scheme, doi)
    return Facts(
        source=NAME,
        address=str(work.get("id") or identifier.url),
        title=title,
        authors=tuple(filter(None, (_name(entry) for entry in listed(work.get("authorships"))))),
        year=year if isinstance(year, int) else None,
        venue=venue,
        identifiers=tuple(found.values()),
        withdrawn=work.get("is_retracted") is True,
        published=bool(venue),
    )


def _name(entry: Any) -> str:
    author = entry.get("author") if isinstance(entry, dict) else None
    return string(author.get("display_name")) if isinstance(author, dict) else ""
