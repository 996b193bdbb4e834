"""One set of facts out of what several registries say, in a stated order of trust."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from smatlas.identifiers import SCHEMES, Identifier
from smatlas.sources.facts import Facts
from smatlas.text import title_key

TRUST: Final = ("ACL Anthology", "Crossref", "OpenReview", "DBLP", "BibTeX", "arXiv", "OpenAlex")
"""Registries by trust: who publishes comes before who collects, and print before preprint.

The Anthology and Crossref hold what publishers deposit, OpenReview what the venue accepted;
DBLP is curated by hand; arXiv knows the preprint; OpenAlex is put together by machine.
"""


@dataclass(frozen=True)
class Conflict:
    """Two registries say different things.

    Attributes:
        field: Name of the field.
        kept: What was kept, and who says it.
        other: What was not kept, and who says it.
    """

    field: str
    kept: str
    other: str


@dataclass(frozen=True)
class Merged:
    """The facts of one work.

    Attributes:
        facts: The facts, each from the most trusted registry that has it.
        conflicts: Where others disagree.
        sources: Names of the registries, most trusted first.
    """

    facts: Facts
    conflicts: tuple[Conflict, ...]
    sources: tuple[str, ...]


def merge(said: Iterable[Facts]) -> Merged:
    """Merge what registries say of one work.

    Title, authors and venue come from the most trusted registry that gives them; so does
    the year, but a published version goes before a preprint. Identifiers add up. One word
    of a withdrawal is enough.

    Args:
        said: At least one set of facts.

    Returns:
        The merged facts with what was not kept.
    """
    ranked = sorted(said, key=lambda facts: (not facts.published, _rank(facts)))
    first = ranked[0]
    kept: dict[str, Any] = {}
    conflicts: list[Conflict] = []
    for name in ("title", "authors", "venue", "year", "abstract", "code"):
        kept[name], other = _choose(name, ranked)
        conflicts += other
    facts = Facts(
        source=first.source,
        address=first.address,
        identifiers=_identifiers(ranked),
        withdrawn=any(each.withdrawn for each in ranked),
        published=any(each.published for each in ranked),
        **kept,
    )
    return Merged(facts, tuple(conflicts), tuple(dict.fromkeys(each.source for each in ranked)))


def _rank(facts: Facts) -> int:
    return TRUST.index(facts.source) if facts.source in TRUST else len(TRUST)


def _choose(name: str, ranked: Sequence[Facts]) -> tuple[Any, list[Conflict]]:
    having = [(facts, getattr(facts, name)) for facts in ranked if getattr(facts, name)]
    if not having:
        return getattr(ranked[0], name), []
    holder, value = having[0]
    if name in ("abstract", "code"):
        return value, []
    others = [
        Conflict(name, f"{_shown(value)} ({holder.source})", f"{_shown(other)} ({facts.source})")
        for facts, other in having[1:]
        if _comparable(name, other) != _comparable(name, value)
        # A preprint of an earlier year, or without a venue, is no contradiction.
        and not (name in ("year", "venue") and holder.published and not facts.published)
    ]
    return value, others


def _comparable(name: str, value: Any) -> Any:
    if name == "authors":
        return [title_key(author) for author in value]
    return title_key(value) if isinstance(value, str) else value


def _shown(value: Any) -> str:
    return ", ".join(value) if isinstance(value, tuple) else str(value)


def _identifiers(ranked: Sequence[Facts]) -> tuple[Identifier, ...]:
    """Give one identifier a scheme, that of the most trusted registry."""
    found: dict[str, Identifier] = {}
    for facts in ranked:
        for identifier in facts.identifiers:
            found.setdefault(identifier.scheme, identifier)
    return tuple(found[scheme] for scheme in SCHEMES if scheme in found)
