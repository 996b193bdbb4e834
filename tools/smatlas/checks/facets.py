"""Rules about venues and the terms of the facets."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.problems import Edit, Steps, nearest, suggestion


def unknown_word(
    base: KnowledgeBase, paper: Paper, vocabulary: str, word: str, path: Steps
) -> Iterator[Defect]:
    """Report a word that its vocabulary does not hold, naming the nearest one.

    Args:
        base: The knowledge base.
        paper: The paper that uses the word.
        vocabulary: Name of the vocabulary.
        word: The word.
        path: Where it stands in the record.

    Yields:
        One defect, or none.
    """
    terms = base.taxonomy.terms(vocabulary)
    if word in terms:
        return
    place, told = base.place(paper, *path), f"'{word}' is not a term of {vocabulary}"
    spaced = word.replace("-", " ").casefold()
    for term in terms.values():
        if spaced in {synonym.replace("-", " ").casefold() for synonym in term.synonyms}:
            hint = f"it is a synonym of '{term.id}': write that"
            yield Defect(place, told, hint, _replacing(paper, path, term.id))
            return
    yield Defect(place, told, suggestion(word, terms))


def _replacing(paper: Paper, path: Steps, term: str) -> tuple[Edit, ...]:
    """Put a term in the place of its synonym, unless the list has it already."""
    if path[0] == "facets" and term in paper.facets[str(path[1])]:
        return (Edit("remove", path),)
    return () if path[0] == "links" else (Edit("set", path, term),)


@rule("unknown-facet", "facets")
def unknown_facet(base: KnowledgeBase) -> Iterator[Defect]:
    """A facet is one of those that the taxonomy defines.

    Facets are a closed list, so that every filter of the site has a meaning.

    Bad::

        facets: {method: [measurement]}

    Good::

        facets: {methods: [measurement]}
    """
    known = base.taxonomy.vocabularies.facets
    for paper in base.papers.values():
        for facet in paper.facets:
            if facet not in known:
                yield Defect(
                    base.documents[base.stems[paper.id]].place(("facets", facet), key=True),
                    f"there is no facet '{facet}'",
                    suggestion(facet, known),
                )


@rule("unknown-term", "facets", mends=True)
def unknown_term(base: KnowledgeBase) -> Iterator[Defect]:
    """A term is a word of its facet's closed list.

    Free tags sprawl: three spellings of one idea hide its papers from one another.

    Bad::

        facets: {methods: [measuring]}

    Good::

        facets: {methods: [measurement]}
    """
    known = base.taxonomy.vocabularies.facets
    for paper in base.papers.values():
        for facet, terms in paper.facets.items():
            if facet in known:
                for index, term in enumerate(terms):
                    yield from unknown_word(base, paper, facet, term, ("facets", facet, index))


@rule("unknown-venue", "facets", mends=True)
def unknown_venue(base: KnowledgeBase) -> Iterator[Defect]:
    """A venue is a key of `venues.yaml`.

    One key a venue keeps its papers together and gives every export its full name.

    Bad::

        venue: Conference on Examples

    Good::

        venue: CONF
    """
    venues = base.taxonomy.venues
    by_name = {venue.name.casefold(): key for key, venue in venues.items()}
    for paper in base.papers.values():
        if paper.venue not in venues:
            named = by_name.get(paper.venue.casefold())
            key = named or nearest(paper.venue, venues)
            hint = f"did you mean '{key}'?" if key else "add the venue to taxonomy/venues.yaml"
            fix = (Edit("set", ("venue",), named),) if named else ()
            yield Defect(base.place(paper, "venue"), f"there is no venue '{paper.venue}'", hint, fix)
