"""What a person asks: words and phrases, and the filters beside them."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from whoosh import query as wq

from smatlas.search.schema import STOP_WORDS, term
from smatlas.text import title_key, words

_PHRASE = re.compile(r'["“”„]([^"“”„]*)["“”„]')
_EXACT = 100_000.0  # above any sum of BM25F scores: an exact title or identifier ranks first


class Query(NamedTuple):
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
        return frozenset(term(word) for word in _telling(words(self.text)))


def _telling(found: list[str]) -> list[str]:
    """Leave out stop words, unless there is nothing else."""
    return [word for word in found if word not in STOP_WORDS] or found


def _phrase(text: str) -> Any:
    stems = [term(word) for word in words(text)]
    return wq.Phrase("text", stems) if len(stems) > 1 else wq.Term("text", stems[0])


def _parts(text: str) -> list[Any]:
    phrases = [_phrase(phrase) for phrase in _PHRASE.findall(text) if words(phrase)]
    loose = words(_PHRASE.sub(" ", text))
    telling = [word for word in loose if word not in STOP_WORDS] if phrases else _telling(loose)
    return phrases + [wq.Term("text", stem) for stem in dict.fromkeys(map(term, telling))]


def _names(text: str) -> list[str]:
    """Give the spellings under which the text could be an identifier."""
    names = [text.strip().casefold()]
    if any(sign.isdigit() or sign in "/:" for sign in text):
        from smatlas.identifiers import parse

        identifier = parse(text)
        names += [str(identifier).casefold()] if identifier else []
    return names


def compile_text(query: Query, *, any_word: bool = False) -> Any:
    """Turn the words of a query into a Whoosh query.

    All words must occur, in any part; an exact title or identifier also matches, and
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
    exact = [wq.Term("title_key", title_key(query.text))]
    exact += [wq.Term("identifier", name) for name in _names(query.text)]
    found = wq.Or(parts) if any_word else wq.And(parts)
    return wq.Or([found, *(wq.ConstantScoreQuery(name, _EXACT) for name in exact)])


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
        parts.append(wq.And([wq.Term("author", word) for word in words(author)]))
    if query.year_from is not None or query.year_to is not None:
        parts.append(wq.NumericRange("year", query.year_from, query.year_to))
    return wq.And(parts) if parts else None
