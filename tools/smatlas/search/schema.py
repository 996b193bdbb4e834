"""The fields of the index, their weights, and how text becomes index terms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.lang.porter import stem

from smatlas.text import words

WEIGHTS: Final[dict[str, float]] = {
    "title": 6.0,  # the name people remember
    "authors": 4.0,  # rarely a word of anything else, so a hit is meant
    "role_words": 3.0,  # the curated answer to what it is about
    "terms": 2.0,  # curated too, but broader
    "summary": 2.0,  # what it does
    "reasons": 1.5,  # why it stands where it stands
    "findings": 1.0,  # what came out, with many names of models and data
    "venue_words": 1.0,  # mostly shared by many
}
"""Searched fields with their weight in the BM25F sum, and the reason for it."""

UNSTEMMED: Final = frozenset({"authors", "venue_words"})
"""Fields of names, whose endings are not grammar."""

STOP_WORDS: Final = frozenset(
    """a an and are as at be by can do does for from how in into is it its of on or than that the their
    this to we what when which who why will with""".split()  # noqa: SIM905 (a list of 35 strings is no easier to read)
)
"""Words that a query may hold without requiring them."""


class _Words(Tokenizer):  # type: ignore[misc]
    """Folded words, each stemmed with Porter's stemmer (1980) if asked."""

    def __init__(self, stemmed: bool) -> None:
        self.stemmed = stemmed

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Words) and other.stemmed == self.stemmed

    def __hash__(self) -> int:
        return hash(self.stemmed)

    def __call__(self, value: str, positions: bool = False, **_: Any) -> Iterator[Token]:
        token = Token(positions)
        for position, word in enumerate(words(value)):
            token.text = stem(word) if self.stemmed else word
            token.boost = 1.0
            token.stopped = False
            if positions:
                token.pos = position
            yield token


def term(field: str, word: str) -> str:
    """Give the index term of a folded word in a field.

    Args:
        field: A key of `WEIGHTS`.
        word: A folded word.

    Returns:
        The stem, or the word itself in a field of names.
    """
    return word if field in UNSTEMMED else str(stem(word))


def schema() -> Schema:
    """Give the Whoosh schema.

    Returns:
        A new schema: weighted text fields, filter fields, and what a result shows.
    """
    text = {field: TEXT(analyzer=_Words(field not in UNSTEMMED)) for field in WEIGHTS}
    return Schema(
        id=ID(unique=True, stored=True),
        title_key=KEYWORD(commas=True, scorable=False),
        identifier=KEYWORD(lowercase=True, scorable=False),
        role=KEYWORD(scorable=False),
        year=NUMERIC(int, sortable=False),
        venue_key=KEYWORD(commas=True, scorable=False),
        shown=STORED,
        **text,
    )
