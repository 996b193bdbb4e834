"""Papers as the plain documents that the search index takes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, get_args

from smatlas.identifiers import SCHEMES
from smatlas.model import Effect, Paper
from smatlas.search.document import SearchDocument
from smatlas.taxonomy import Taxonomy, Term

_PARTS: Final = ("findings", "numbers", "references")
"""What `has:` can ask for beside links and identifiers."""


def document(taxonomy: Taxonomy, paper: Paper) -> SearchDocument:
    """Make the document of one paper.

    Args:
        taxonomy: The taxonomy, for names and synonyms of roles and terms.
        paper: A paper.

    Returns:
        The document.
    """
    roles = [taxonomy.path(p.role) for p in paper.roles if p.role in taxonomy.roles]
    venue = taxonomy.venues.get(paper.venue)
    return SearchDocument(
        id=paper.id,
        titles=(paper.title, *paper.other_titles),
        authors=paper.authors,
        year=paper.year,
        venue=paper.venue,
        venue_names=tuple(dict.fromkeys((paper.venue, venue.name if venue else paper.venue))),
        role_names=tuple(path[-1].name for path in roles),
        roles=tuple(dict.fromkeys(role.id for path in roles for role in path)),
        role_words=" . ".join(
            word for path in roles for role in path for word in (role.id, role.name, *role.synonyms)
        ),
        summary=paper.summary,
        reasons=" ".join(placement.why for placement in paper.roles),
        findings=" ".join(finding.statement for finding in paper.findings),
        terms=" . ".join(_term_words(taxonomy, paper)),
        identifiers=(
            paper.id,
            *paper.formerly,
            *(form.casefold() for found in paper.normal_identifiers for form in (str(found), found.value)),
        ),
        byline=paper.byline,
        own_roles=tuple(dict.fromkeys(path[-1].id for path in roles)),
        facets=tuple((facet, tuple(terms)) for facet, terms in paper.facets.items()),
        kind=paper.kind or "",
        outcomes=tuple((found.outcome, found.effect, found.parties) for found in paper.findings),
        has=tuple(_has(paper)),
        cites=_cites(paper),
        address=address(paper),
    )


def vocabulary(taxonomy: Taxonomy) -> dict[str, dict[str, list[str]]]:
    """Give the names under which the query language finds roles, terms, venues and so on.

    Args:
        taxonomy: The taxonomy.

    Returns:
        By field, by id of a value, its names, the one that is shown first.
    """
    roles = {role.id: [role.name, *role.synonyms] for role in taxonomy.roles.values()}
    for old, new in taxonomy.tree.retired.items():
        roles.get(new, []).append(old)
    links = taxonomy.terms("links")
    return {
        "role": roles,
        "venue": {venue.key: [venue.name] for venue in taxonomy.venues.values()},
        "outcome": _names(taxonomy, "outcomes"),
        "effect": {effect: [effect] for effect in get_args(Effect)},
        "relation": _names(taxonomy, "parties"),
        "kind": _names(taxonomy, "kinds"),
        "has": {
            **{what: [what] for what in (*_PARTS, *SCHEMES)},
            **{kind: list(_words(term)) for kind, term in links.items()},
        },
        **{facet: _names(taxonomy, facet) for facet in taxonomy.vocabularies.facets},
    }


def address(paper: Paper) -> str:
    """Give the address at which a paper is read.

    Args:
        paper: A paper.

    Returns:
        That of its first identifier, else its page, else its first link, else nothing.
    """
    found = [identifier.url for identifier in paper.normal_identifiers]
    return next(iter((*found, paper.links.get("page"), *paper.links.values())), None) or ""


def _names(taxonomy: Taxonomy, words: str) -> dict[str, list[str]]:
    return {term.id: list(_words(term)) for term in taxonomy.terms(words).values()}


def _has(paper: Paper) -> Iterator[str]:
    yield from paper.links
    yield from (identifier.scheme for identifier in paper.normal_identifiers)
    told = (
        paper.findings,
        any(finding.numbers for finding in paper.findings),
        paper.references,
    )
    yield from (name for name, there in zip(_PARTS, told, strict=True) if there)


def _cites(paper: Paper) -> tuple[str, ...]:
    inside = paper.references.papers if paper.references else ()
    outside = (str(identifier).casefold() for identifier in paper.outside_references)
    return tuple(dict.fromkeys((*inside, *outside)))


def _term_words(taxonomy: Taxonomy, paper: Paper) -> Iterator[str]:
    for facet, ids in paper.facets.items():
        known = taxonomy.terms(facet)
        for term in (known[i] for i in ids if i in known):
            yield from _words(term)
    outcomes = taxonomy.terms("outcomes")
    for finding in paper.findings:
        if finding.outcome in outcomes:
            yield outcomes[finding.outcome].label
    kinds = taxonomy.terms("kinds")
    if paper.kind in kinds:
        yield from _words(kinds[paper.kind])


def _words(term: Term) -> tuple[str, ...]:
    return (term.label, *term.synonyms)
