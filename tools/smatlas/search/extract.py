"""The passage of a text that shows best why it was found."""

from __future__ import annotations

import re
from typing import NamedTuple

from smatlas.search.analysis import STOP_WORDS, term
from smatlas.text import fold, sentences

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")


class Extract(NamedTuple):
    """A passage with its matches.

    Attributes:
        text: The passage.
        matches: Start and end of each matching word, in characters of `text`.
    """

    text: str
    matches: tuple[tuple[int, int], ...] = ()

    def marked(self, before: str, after: str) -> str:
        """Put marks around the matching words.

        Args:
            before: What goes before a match.
            after: What goes after it.

        Returns:
            The passage with the marks.
        """
        parts, end = [], 0
        for start, stop in self.matches:
            parts += [self.text[end:start], before, self.text[start:stop], after]
            end = stop
        return "".join([*parts, self.text[end:]])


def _matches(text: str, stems: frozenset[str]) -> tuple[tuple[int, int], ...]:
    return tuple(found.span() for found in _WORD.finditer(text) if _asked(fold(found.group()), stems))


def _asked(word: str, stems: frozenset[str]) -> bool:
    # Porter's stemmer makes "on" of "one": words that nobody asks for are left unmarked.
    return word not in STOP_WORDS and term(word) in stems


def extract(text: str, stems: frozenset[str], *, width: int = 240) -> Extract:
    """Pick the sentence that holds most of the words asked for.

    Args:
        text: Prose.
        stems: Stemmed words asked for; the first sentence is taken where none occurs.
        width: Longest passage, in characters.

    Returns:
        The passage, cut at a word where it is too long.
    """
    best, best_key = "", (-1, 0)
    for index, sentence in enumerate(sentences(text)):
        found = {term(fold(w)) for w in _WORD.findall(sentence)} & stems
        if (len(found), -index) > best_key:
            best, best_key = sentence, (len(found), -index)
    best = _cut(best, stems, width)
    return Extract(best, _matches(best, stems))


def _cut(sentence: str, stems: frozenset[str], width: int) -> str:
    if len(sentence) <= width:
        return sentence
    hits = _matches(sentence, stems)
    start = max(0, min(hits[0][0] - width // 3 if hits else 0, len(sentence) - width))
    start = sentence.rfind(" ", 0, start) + 1 if start else 0
    end = sentence.rfind(" ", 0, start + width) if start + width < len(sentence) else len(sentence)
    return ("… " if start else "") + sentence[start:end] + (" …" if end < len(sentence) else "")
