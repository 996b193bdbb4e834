"""The full-text index that a static site carries: words in one file, postings in several.

A browser that looks a word up needs every word, to complete what is being typed and to find
the nearest one to a misspelt word, but the postings of a few words only. Postings therefore
lie in files of a fixed number of stems. Identifiers are left to an exact list: their digits
would be a third of all words. Stemming happens here alone: the words of a stem stand
together, so that a browser needs no stemmer.

Scores are those of BM25F (Robertson, Zaragoza and Taylor 2004; see `search.schema`): the
saturated frequency of each posting is worked out here and kept as one of 64 steps; its weight
by rarity follows from the number of postings.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final, NamedTuple

from smatlas.search.analysis import STOP_WORDS, WEIGHTS, term
from smatlas.search.document import SearchDocument
from smatlas.text import fold, words

DIGITS: Final = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_"
"""The 64 signs in which numbers are written."""
STEMS_A_FILE: Final = 400
"""Stems whose postings lie in one file: some 5 kB of it for a thousand works."""

_K1, _B = 1.2, 0.75  # as Whoosh's BM25F has them
_MORE = len(DIGITS) // 2  # a sign from here on says that another follows
# matches wild-yeast, pre-ferment
_COMPOUND = re.compile(r"[^\W_]+(?:-[^\W_]+)+")


class CompactIndex(NamedTuple):
    """The index as plain data.

    Attributes:
        words: What is loaded at once: `words`, the words of each stem joined by commas and the
            stems by spaces; `spread`, a sign a stem for the logarithm of its number of
            postings; `stop`, the words that a query may hold in vain; `per_file`.
        postings: For each file the postings of its stems.
    """

    words: dict[str, Any]
    postings: tuple[tuple[str, ...], ...]


def build(documents: Iterable[SearchDocument]) -> CompactIndex:
    """Build the index.

    Args:
        documents: The works, in the order in which postings number them.

    Returns:
        The index.
    """
    counted = [_frequencies(document) for document in documents]
    lengths = [sum(frequencies.values()) for frequencies in counted]
    average = sum(lengths) / len(lengths) if lengths else 1.0
    postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
    spellings: dict[str, set[str]] = defaultdict(set)
    for number, frequencies in enumerate(counted):
        by_stem: dict[str, float] = defaultdict(float)
        for word, frequency in frequencies.items():
            by_stem[term(word)] += frequency
            spellings[term(word)].add(word)
        for stem, frequency in by_stem.items():
            norm = _K1 * (1 - _B + _B * lengths[number] / average)
            step = round(frequency / (frequency + norm) * (len(DIGITS) - 1))
            postings[stem].append((number, step))
    stems = sorted(postings)
    lists = [_encoded(postings[stem]) for stem in stems]
    index = {
        "words": " ".join(",".join(sorted(spellings[stem])) for stem in stems),
        "spread": "".join(DIGITS[_spread(len(postings[stem]))] for stem in stems),
        "stop": " ".join(sorted(STOP_WORDS)),
        "per_file": STEMS_A_FILE,
    }
    files = (tuple(lists[start : start + STEMS_A_FILE]) for start in range(0, len(lists), STEMS_A_FILE))
    return CompactIndex(index, tuple(files))


def _parts(document: SearchDocument) -> Mapping[str, Iterable[str]]:
    return {
        "title": document.titles,
        "authors": document.authors,
        "roles": (document.role_words,),
        "terms": (document.terms,),
        "summary": (document.summary,),
        "reasons": (document.reasons,),
        "findings": (document.findings,),
        "venue": (*document.venue_names, str(document.year)),
    }


def _frequencies(document: SearchDocument) -> dict[str, float]:
    """Count the words of a document, each as often as the weight of its part says."""
    found: dict[str, float] = defaultdict(float)
    for part, texts in _parts(document).items():
        for word in (word for text in texts for word in _words(text)):
            if word not in STOP_WORDS:
                found[word] += WEIGHTS[part]
    return found


def _words(text: str) -> Iterator[str]:
    """Give the words of a text, and those joined by hyphens as one word as well."""
    yield from words(text)
    for compound in _COMPOUND.findall(fold(text)):
        yield compound.replace("-", "")


def _spread(count: int) -> int:
    return min(len(DIGITS) - 1, round(4 * math.log2(count)))


def _encoded(postings: list[tuple[int, int]]) -> str:
    """Write postings: for each the gap to the one before, then the step."""
    last, signs = -1, []
    for number, step in postings:
        signs.append(_number(number - last - 1) + DIGITS[step])
        last = number
    return "".join(signs)


def _number(value: int) -> str:
    """Write a number in base 32, all signs but the last from the second half of `DIGITS`."""
    signs = DIGITS[value % _MORE]
    while value := value // _MORE:
        signs = DIGITS[_MORE + value % _MORE] + signs
    return signs
