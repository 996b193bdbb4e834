"""Folding of text, so that accents, quotes, hyphens and case never decide a match."""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not decompose, as a reader without that keyboard types them.
_LETTERS = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h", "ŋ": "n"}
)
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile("['’‘ʼ`´]")
# Control characters, and code points that stand for no character: XML and most readers refuse them.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_ASCII_ONLY = re.compile(r"[\x00-\x7f]*\Z")


def fold(text: str) -> str:
    """Fold case, accents, ligatures and apostrophes.

    Apostrophes vanish (`it's` and `it’s` are both `its`); every other character keeps
    its kind, so that `fold` can be applied before splitting into words.

    Args:
        text: Any text.

    Returns:
        The folded text. `fold(fold(x)) == fold(x)`.
    """
    if not _ASCII_ONLY.match(text):
        decomposed = unicodedata.normalize("NFKD", text.casefold().translate(_LETTERS))
        text = "".join(c for c in decomposed if not unicodedata.combining(c)).casefold()
        text = unicodedata.normalize("NFKD", text.translate(_LETTERS))
        text = "".join(c for c in text if not unicodedata.combining(c))
    return _APOSTROPHE.sub("", text.casefold())


def words(text: str) -> list[str]:
    """Split text into its folded words; hyphens, quotes and punctuation separate.

    Args:
        text: Any text.

    Returns:
        The words in order: `"State-of-Rest"` gives `["state", "of", "rest"]`.
    """
    return _WORD.findall(fold(text))


def title_key(title: str) -> str:
    """Give the key under which two spellings of one title are equal.

    Args:
        title: A title as printed anywhere.

    Returns:
        Its folded words, joined by single spaces.
    """
    return " ".join(words(title))


def one_line(text: str) -> str:
    """Put text on one line that every format can carry.

    White space of every kind becomes a single space; control characters and code points that
    stand for no character go. Nothing else changes.

    Args:
        text: Any text.

    Returns:
        The text without surrounding space. `one_line(one_line(x)) == one_line(x)`.
    """
    return " ".join(_UNPRINTABLE.sub("", " ".join(text.split())).split())


def sentences(text: str) -> list[str]:
    """Split running text into sentences, good enough for an extract.

    Args:
        text: Prose.

    Returns:
        The sentences in order, without surrounding space.
    """
    parts = re.split(r"(?<=[.!?])\s+(?=[A-Z0-9\"'(])", text.strip())
    return [part for part in parts if part]
