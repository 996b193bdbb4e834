"""What a person asks: words and phrases, and the filters beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from whoosh import query as wq

from smatlas.identifiers import parse as parse_identifier
from smatlas.search.schema import STOP_WORDS, WEIGHTS, term
from smatlas.text import title_key, words

_PHRASE = re.compile(r'["“”„]([^"“”„]*)["“”„]')
_EXACT = 100_000.0  # above any sum of BM25F scores: an exact title or identifier ranks first


@dataclass(frozen=True)
class Query:
    """A search.

    Attributes:
        text: Words and "phrases"; empty for everything.
        roles: Ids of roles; a paper must stand in one of them or below.
        authors: Words of author names; all must occur.
        venues: Keys or names of venues; one must fit.
        year_from: First year, or None.
        year_to: Last year, or None.
    """

    text: str = ""
    roles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None

    @property
    def stems(self) -> frozenset[str]:
        """The stemmed words that a highlight shows."""
        found = words(self.text)
        telling = [word for word in found if word not in STOP_WORDS] or found
        return frozenset(term("title", word) for word in telling)


def _word(word: str) -> Any:
    return wq.Or([wq.Term(field, term(field, word), boost=weight) for field, weight in WEIGHTS.items()])


def _phrase(text: str) -> Any:
    found = words(text)
    if len(found) == 1:
        return _word(found[0])
    return wq.Or(
        [
            wq.Phrase(field, [term(field, word) for word in found], boost=weight)
            for field, weight in WEIGHTS.items()
        ]
    )


def _parts(text: str) -> list[Any]:
    parts = [_phrase(phrase) for phrase in _PHRASE.findall(text) if words(phrase)]
    loose = words(_PHRASE.sub(" ", text))
    telling = [word for word in loose if word not in STOP_WORDS]
    if not telling and not parts:
        telling = loose
    return parts + [_word(word) for word in dict.fromkeys(telling)]


def compile_text(query: Query, *, any_word: bool = False) -> Any:
    """Turn the words of a query into a Whoosh query.

    All words must occur, in any field; an exact title or identifier also matches, and
    ranks above everything else.

    Args:
        query: The search.
        any_word: One of the words is enough.

    Returns:
        A Whoosh query.
    """
    if not query.text.strip():
        return wq.Every()
    parts = _parts(query.text)
    if not parts:
        return wq.NullQuery
    exact = [wq.ConstantScoreQuery(wq.Term("title_key", title_key(query.text)), _EXACT)]
    identifier = parse_identifier(query.text)
    typed = [str(identifier)] if identifier else []
    for name in (*typed, query.text.strip().casefold()):
        exact.append(wq.ConstantScoreQuery(wq.Term("identifier", name.casefold()), _EXACT))
    return wq.Or([wq.Or(parts) if any_word else wq.And(parts), *exact])


def compile_filter(query: Query) -> Any | None:
    """Turn the filters of a query into a Whoosh query.

    Args:
        query: The search.

    Returns:
        A Whoosh query, or None where there is no filter.
    """
    parts: list[Any] = []
    if query.roles:
        parts.append(wq.Or([wq.Term("role", role) for role in query.roles]))
    if query.venues:
        parts.append(wq.Or([wq.Term("venue_key", title_key(venue)) for venue in query.venues]))
    for author in query.authors:
        parts.append(wq.And([wq.Term("authors", word) for word in words(author)]))
    if query.year_from is not None or query.year_to is not None:
        parts.append(wq.NumericRange("year", query.year_from, query.year_to))
    return wq.And(parts) if parts else None
