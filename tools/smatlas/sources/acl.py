"""ACL Anthology: the BibTeX entry of a paper (aclanthology.org/info/)."""

from __future__ import annotations

from typing import Final

from smatlas.identifiers import Identifier, normalise
from smatlas.sources import bibtex_file
from smatlas.sources.facts import Facts
from smatlas.sources.transport import MalformedError, Request

NAME: Final = "ACL Anthology"
SCHEMES: Final = frozenset({"acl"})


def request(identifier: Identifier) -> Request:
    """Ask for the entry of one paper."""
    return Request(f"{identifier.url}.bib")


def read(answer: bytes, identifier: Identifier) -> Facts | None:
    """Read the entry."""
    try:
        text = answer.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedError(f"not text: {error}") from None
    found = bibtex_file.read(text)
    if not found.works:
        reasons = "; ".join(skip.reason for skip in found.skipped) or "no entry in it"
        raise MalformedError(f"not the BibTeX of a paper: {reasons}")
    work = found.works[0]
    doi = [i for i in work.identifiers if i.scheme == "doi" and normalise("arxiv", i.value) is None]
    return Facts(
        source=NAME,
        address=identifier.url + "/",
        title=work.title,
        authors=work.authors,
        year=work.year,
        venue=work.venue,
        identifiers=(identifier, *doi),
        abstract=work.abstract,
        published=True,
    )
