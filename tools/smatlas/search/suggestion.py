"""Did you mean: a word of the index that is like one that occurs nowhere."""

from __future__ import annotations

from typing import Any, Final

_FIELD: Final = "word"


def suggest(searcher: Any, word: str) -> str | None:
    """Find the word that was meant.

    One slip is forgiven (a letter too many, missing, wrong, or two swapped), in words of
    seven letters and more two; of several words the one in most documents is taken.

    Args:
        searcher: A Whoosh searcher.
        word: A folded word that occurs nowhere.

    Returns:
        A word that occurs, or None.
    """
    if len(word) < 4 or any(sign.isdigit() for sign in word):
        return None
    swapped = (word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1))
    near = {each for each in swapped if (_FIELD, each) in searcher.reader()}
    for slips in (1, 2) if len(word) >= 7 else (1,):
        for reader, _ in searcher.reader().leaf_readers():
            near |= {str(each) for each in reader.terms_within(_FIELD, word, slips)}
        near = {each for each in near if len(each) >= 4}
        if near:
            return min(near, key=lambda each: (-searcher.doc_frequency(_FIELD, each), each))
    return None
