"""How text becomes index terms: words, spellings, stems, and the parts they stand in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any, Final

from whoosh.analysis import Token, Tokenizer
from whoosh.lang.porter import stem

from smatlas.text import fold

WEIGHTS: Final[dict[str, float]] = {
    "title": 2.5,  # the name people remember
    "authors": 2.0,  # rarely a word of anything else, so a hit is meant
    "roles": 2.0,  # the curated answer to what it is about
    "terms": 2.0,  # curated too
    "summary": 1.0,  # what it does: the measure of all others
    "reasons": 1.0,  # why it stands where it stands
    "findings": 0.5,  # what came out, with many names of models and data
    "venue": 0.5,  # shared by many
}
"""Searched parts of a document with the weight of a word in each, and the reason for it."""

STOP_WORDS: Final = frozenset(
    """a about am an and any are as at be been being best better between but by can could did do
    does doing done for from get gets give good had has have how i if in into is it its let lets
    made make makes many may me might more most much must my need needs no nor not of on one ones or
    other our paper papers should so some such take than that the their them then there these they
    this those through to up us use used using versus via vs want was way we well were what when
    where whether which while who whose why will with work works would you your""".split()  # noqa: SIM905
)
"""Words that a query may hold without requiring them, and that alone say nothing."""

_PART, _WEIGHT = "\x1e", "\x1f"
_GAP = 100  # positions between two parts, so that no phrase reaches across
_HYPHENS = "-\u2010\u2011\u2012\u2013"
# matches rye, slow-to-rise, co-author
_COMPOUND = re.compile(rf"[^\W_]+(?:[{_HYPHENS}][^\W_]+)*")
_WORD = re.compile(r"[^\W_]+")
# Verbs in -ise that have a sister in -ize: optimised, summarisation; but not supervise,
# precise, noise, raise, otherwise, promise, expertise.
_ISE = re.compile(
    r"(?<=[a-z]{3})(?<![vwoau])(?<!ec|nc|xc|rc|pr)(?<!prom|prem)(?<!expert)(?<!parad)"
    r"is(e|ed|es|er|ers|ing|ation|ations)$"
)
_OUR = re.compile(r"^(behavi|neighb|flav|col|fav|lab|hon|hum|tum|vap|rum)our")


def compounds(text: str) -> Iterator[tuple[str, ...]]:
    """Split text into folded words, those joined by hyphens together.

    Args:
        text: Any text.

    Yields:
        The parts of each: `("slow", "to", "rise")`, `("rye",)`.
    """
    for found in _COMPOUND.findall(fold(text)):
        yield tuple(_WORD.findall(found))


def tokens(text: str) -> Iterator[tuple[str, int]]:
    """Split text into folded words with their positions.

    A word of two parts is given joined as well, where its first part stands: who types
    `coauthor` means `co-author`, too.

    Args:
        text: Any text.

    Yields:
        Words and positions, from 0.
    """
    position = 0
    for parts in compounds(text):
        if len(parts) == 2:
            yield "".join(parts), position
        for part in parts:
            yield part, position
            position += 1


@lru_cache(maxsize=100_000)
def term(word: str) -> str:
    """Give the index term of a folded word: its stem after Porter (1980), spelt one way.

    British and American spellings meet: `optimisation` and `optimization`, `behaviour`
    and `behavior`.

    Args:
        word: A folded word.

    Returns:
        The stem.
    """
    word = _OUR.sub(r"\1or", _ISE.sub(r"iz\1", word)).replace("analyz", "analys")
    return str(stem(word))


def weighted(parts: Mapping[str, str]) -> str:
    """Join the parts of a document into the value of the text field.

    Args:
        parts: Text by part, a key of `WEIGHTS`.

    Returns:
        The value that the field's analyzer takes apart again.
    """
    return "".join(f"{_PART}{WEIGHTS[name]}{_WEIGHT}{text}" for name, text in parts.items())


def starts(parts: Mapping[str, str]) -> list[int]:
    """Give the position at which each part begins in the text field, in the order given.

    Args:
        parts: Text by part.

    Returns:
        Positions, ascending.
    """
    found, position = [], 0
    for text in parts.values():
        found.append(position)
        position += sum(map(len, compounds(text))) + _GAP
    return found


class WeightedTerms(Tokenizer):  # type: ignore[misc]
    """The terms of all parts, each with the weight of its part."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self))

    def __hash__(self) -> int:
        return hash(type(self))

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Give the tokens of a value made by `weighted`."""
        token = Token(positions=True, boosts=True)
        token.stopped = False
        start = 0
        for part in value.split(_PART)[1:]:
            weight, _, text = part.partition(_WEIGHT)
            token.boost = float(weight)
            last = -1
            for word, position in tokens(text):
                token.text = term(word)
                token.pos = start + position
                last = position
                yield token
            start += last + 1 + _GAP


class Terms(Tokenizer):  # type: ignore[misc]
    """The terms of one text."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, type(self))

    def __hash__(self) -> int:
        return hash(type(self))

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Give the tokens of a text."""
        token = Token(positions=True)
        token.stopped = False
        for word, position in tokens(value):
            token.text = term(word)
            token.pos = position
            yield token
