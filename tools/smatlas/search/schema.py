"""The fields of the index, and what a document leaves in each.

All searched text goes into one field, in which a word counts as often as the weight of
the part that it stands in says. That is BM25F as Robertson, Zaragoza and Taylor (2004)
define it: weights apply to term frequencies before saturation, not to scores after it.
It also costs one look-up a word instead of one for each part.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema

from smatlas.search.analysis import Terms, WeightedTerms, starts, tokens, weighted
from smatlas.text import title_key, words

if TYPE_CHECKING:
    from smatlas.search.document import SearchDocument


def schema() -> Schema:
    """Give the Whoosh schema.

    Returns:
        A new schema: the weighted text, the fields of the query language, and what a
        result shows.
    """
    return Schema(
        id=ID(unique=True, stored=True),
        text=TEXT(analyzer=WeightedTerms()),
        word=KEYWORD(scorable=False),  # as printed, for prefixes and for did-you-mean
        title=TEXT(analyzer=Terms()),
        author=KEYWORD(scorable=False),
        title_key=KEYWORD(commas=True, scorable=False),
        identifier=KEYWORD(lowercase=True, scorable=False),
        role=KEYWORD(scorable=False),  # with all roles above
        own_role=KEYWORD(scorable=False),
        mark=KEYWORD(scorable=False),  # key=value of everything from a closed vocabulary
        cites=KEYWORD(scorable=False),
        year=NUMERIC(int),
        venue_key=KEYWORD(commas=True, scorable=False),
        shown=STORED,
    )


def entry(document: SearchDocument) -> dict[str, Any]:
    """Make the index entry of a document.

    Args:
        document: The document.

    Returns:
        Values by field of the schema.
    """
    parts = _parts(document)
    return {
        "id": document.id,
        "text": weighted(parts),
        "word": " ".join({word for text in parts.values() for word, _ in tokens(text)}),
        "title": parts["title"],
        "author": " ".join(term for author in document.authors for term in author_terms(author)),
        "title_key": ",".join(title_key(title) for title in document.titles),
        "identifier": " ".join(document.identifiers),
        "role": " ".join(document.roles),
        "own_role": " ".join(document.own_roles),
        "mark": " ".join(_marks(document)),
        "cites": " ".join(document.cites),
        "year": document.year,
        "venue_key": ",".join(title_key(name) for name in document.venue_names),
        "shown": _shown(document) | {"starts": starts(parts)},
    }


def _parts(document: SearchDocument) -> dict[str, str]:
    return {
        "title": " . ".join(document.titles),
        "authors": " . ".join(document.authors),
        "roles": document.role_words,
        "terms": document.terms,
        "summary": document.summary,
        "reasons": document.reasons,
        "findings": document.findings,
        "venue": " . ".join(document.venue_names),
    }


def _shown(document: SearchDocument) -> dict[str, Any]:
    return {
        "id": document.id,
        "title": document.titles[0],
        "byline": document.byline,
        "year": document.year,
        "venue": document.venue,
        "role_names": list(document.role_names),
        "address": document.address,
        "summary": document.summary,
        "reasons": document.reasons,
        "roles": list(document.roles),
        "own_roles": list(document.own_roles),
        "facets": [[facet, list(terms)] for facet, terms in document.facets],
        "outcomes": list(dict.fromkeys(outcome for outcome, _, _ in document.outcomes)),
        "cites": list(document.cites),
    }


def author_terms(name: str) -> list[str]:
    """Give the terms of one author: each word, and each two of them.

    Pairs keep a search for `wei chen` from finding Wei Zhang beside Li Chen; a pair may
    hold an initial, so that `y gu` finds Yuxian Gu.

    Args:
        name: A name as printed, or as typed.

    Returns:
        Terms, without repeats.
    """
    found = words(name)
    pairs = (
        pair(*both)
        for i, one in enumerate(found)
        for other in found[i + 1 :]
        for both in ((one, other), (one[0], other), (one, other[0]))
    )
    return list(dict.fromkeys((*found, *pairs)))


def pair(one: str, other: str) -> str:
    """Give the term of two words of one author, in either order."""
    return "+".join(sorted((one, other)))


def finding_mark(outcome: str = "", effect: str = "", relation: str = "") -> str:
    """Give the mark of a finding of which some things are known.

    Args:
        outcome: What it is about, or empty.
        effect: How it went, or empty.
        relation: A party, two as `first-vs-second`, or empty.

    Returns:
        A term of the field `mark`.
    """
    return f"finding={outcome}|{effect}|{relation}"


def _marks(document: SearchDocument) -> Iterator[str]:
    yield from (f"{facet}={term}" for facet, terms in document.facets for term in terms)
    yield from (f"has={what}" for what in document.has)
    if document.kind:
        yield f"kind={document.kind}"
    # One mark for every way to ask for a finding, so that outcome, effect and relation in
    # one query mean one and the same finding.
    yield from dict.fromkeys(
        finding_mark(*some)
        for outcome, effect, parties in document.outcomes
        for some in product(("", outcome), ("", effect), ("", *parties, "-vs-".join(parties)))
        if any(some)
    )
