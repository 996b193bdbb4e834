"""Papers as the plain documents that the search index takes."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.model import Paper
from smatlas.search.document import SearchDocument
from smatlas.taxonomy import Taxonomy, Term


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
    )


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
