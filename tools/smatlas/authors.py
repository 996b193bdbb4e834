"""The authors as records print them, with the papers of each.

Two people of one name stand together and one person of two spellings apart: nothing here
guesses who is who.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from smatlas.knowledge_base import newest_first
from smatlas.model import Paper
from smatlas.names import Name, split
from smatlas.text import fold, words

OTHERS: Final = "others"
"""The letter of names that begin with none of a to z."""


@dataclass(frozen=True)
class Author:
    """A name under which papers were written.

    Attributes:
        printed: The name as printed.
        name: Its parts.
        letter: First letter of the folded family name, a to z, or `OTHERS`.
        key: Folded words joined by hyphens; unique among all authors.
        papers: Papers under this name, newest first.
    """

    printed: str
    name: Name
    letter: str
    key: str
    papers: tuple[Paper, ...]


def collect(papers: Iterable[Paper]) -> dict[str, Author]:
    """Collect the authors of papers.

    Args:
        papers: Any papers.

    Returns:
        Authors by printed name, in the order of folded family name, folded given name, name.
    """
    written: dict[str, list[Paper]] = {}
    for paper in newest_first(papers):
        for printed in dict.fromkeys(paper.authors):
            written.setdefault(printed, []).append(paper)
    names = {printed: split(printed) for printed in written}
    ordered = sorted(
        written, key=lambda each: (_folded(names[each].family), _folded(names[each].given), each)
    )
    taken: dict[str, int] = {}
    authors: dict[str, Author] = {}
    for printed in ordered:
        key = _unique("-".join(words(printed)) or "unnamed", taken)
        family = _folded(names[printed].family)
        letter = family[:1] if "a" <= family[:1] <= "z" else OTHERS
        authors[printed] = Author(printed, names[printed], letter, key, tuple(written[printed]))
    return authors


def _folded(text: str) -> str:
    return " ".join(words(text)) or fold(text)


def _unique(key: str, taken: dict[str, int]) -> str:
    """Number the second and later of one key; a number that is itself a key is passed over."""
    while key in taken:
        taken[key] += 1
        key = f"{key}-{taken[key]}"
    taken[key] = 1
    return key
