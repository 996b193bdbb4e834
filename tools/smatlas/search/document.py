"""The plain document that is indexed: strings and numbers only."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class SearchDocument:
    """What the index knows of one work.

    Attributes:
        id: Its id.
        titles: Its title, then titles of other versions.
        authors: Its authors as printed.
        byline: Its authors in short, as shown.
        year: Its year.
        venue: Key of its venue, as shown.
        venue_names: Every name of the venue.
        roles: Ids of its roles and of all roles above them.
        role_names: Names of its own roles, as shown.
        role_words: Names and synonyms of all those roles.
        summary: Its summary.
        reasons: The reasons of its placements.
        findings: The statements of its findings.
        terms: Names and synonyms of its facet terms and outcomes.
        identifiers: Its identifiers in every spelling that people type, and its ids.
        own_roles: Ids of its own roles.
        facets: Its terms by facet.
        kind: Kind of work, or empty.
        outcomes: Of each finding the outcome, the effect and the two parties.
        has: What it has: findings, numbers, references, kinds of link, schemes.
        cites: Ids and identifiers of the works that it cites.
        address: Where to read it, or empty.
    """

    id: str
    titles: tuple[str, ...]
    authors: tuple[str, ...]
    byline: str
    year: int
    venue: str
    venue_names: tuple[str, ...]
    roles: tuple[str, ...]
    role_names: tuple[str, ...]
    role_words: str
    summary: str
    reasons: str
    findings: str
    terms: str
    identifiers: tuple[str, ...]
    own_roles: tuple[str, ...] = ()
    facets: tuple[tuple[str, tuple[str, ...]], ...] = ()
    kind: str = ""
    outcomes: tuple[tuple[str, str, tuple[str, str]], ...] = ()
    has: tuple[str, ...] = ()
    cites: tuple[str, ...] = ()
    address: str = ""

    @property
    def digest(self) -> str:
        """Fingerprint of the content: equal documents have equal digests."""
        text = json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:24]
