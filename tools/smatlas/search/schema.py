"""The fields of the index, their weights, and how text becomes index terms.

All searched text goes into one field, in which a word counts as often as the weight of
the part that it stands in says. That is BM25F as Robertson, Zaragoza and Taylor (2004)
define it: weights apply to term frequencies before saturation, not to scores after it.
It also costs one look-up a word instead of one for each part.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from whoosh.analysis import Token, Tokenizer
from whoosh.fields import ID, KEYWORD, NUMERIC, STORED, TEXT, Schema
from whoosh.lang.porter import stem

from smatlas.text import words

WEIGHTS: Final[dict[str, float]] = {
    "title": 6.0,  # the name people remember
    "authors": 4.0,  # rarely a word of anything else, so a hit is meant
    "roles": 3.0,  # the curated answer to what it is about
    "terms": 2.0,  # curated too, but broader
    "summary": 2.0,  # what it does
    "reasons": 1.5,  # why it stands where it stands
    "findings": 1.0,  # what came out, with many names of models and data
    "venue": 1.0,  # shared by many
}
"""Searched parts of a document with the weight of a word in each, and the reason for it."""

STOP_WORDS: Final = frozenset(
    """a an and are as at be by can do does for from how in into is it its of on one ones or than that the
    their this to we what when which who why will with""".split()  # noqa: SIM905 (no easier as a list)
)
"""Words that a query may hold without requiring them."""

_PART, _WEIGHT = "\x1e", "\x1f"
_GAP = 100  # positions between two parts, so that no phrase reaches across


def weighted(parts: Mapping[str, str]) -> str:
    """Join the parts of a document into the value of the text field.

    Args:
        parts: Text by part, a key of `WEIGHTS`.

    Returns:
        The value that the field's analyzer takes apart again.
    """
    return "".join(f"{_PART}{WEIGHTS[name]}{_WEIGHT}{text}" for name, text in parts.items())


class _WeightedWords(Tokenizer):  # type: ignore[misc]
    """Folded words under Porter's stemmer (1980), each with the weight of its part."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _WeightedWords)

    def __hash__(self) -> int:
        return hash(_WeightedWords)

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        token = Token(positions=True, boosts=True)
        position = 0
        for part in value.split(_PART)[1:]:
            weight, _, text = part.partition(_WEIGHT)
            token.boost = float(weight)
            for word in words(text):
                token.text = term(word)
                token.pos = position
                token.stopped = False
                yield token
                position += 1
            position += _GAP


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """Give the index term of a folded word: its stem.

    Args:
        word: A folded word.

    Returns:
        The stem.
    """
    return str(stem(word))


def schema() -> Schema:
    """Give the Whoosh schema.

    Returns:
        A new schema: the weighted text, the filters, and what a result shows.
    """
    return Schema(
        id=ID(unique=True, stored=True),
        text=TEXT(analyzer=_WeightedWords()),
        author=KEYWORD(scorable=False),
        title_key=KEYWORD(commas=True, scorable=False),
        identifier=KEYWORD(lowercase=True, scorable=False),
        role=KEYWORD(scorable=False),
        year=NUMERIC(int),
        venue_key=KEYWORD(commas=True, scorable=False),
        shown=STORED,
    )
