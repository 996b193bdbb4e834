"""Names of people: which part is the family name.

A record keeps a name as printed. Where a format wants its parts, this room splits it,
after the usual reading of BibTeX: lower-case particles belong to the family name, and
a suffix such as Jr. stands apart.
"""

from __future__ import annotations

from typing import NamedTuple

from smatlas.text import words

_SUFFIXES = {"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"}
# Particles that some people write with a capital.
_PARTICLES = {
    "van",
    "von",
    "de",
    "der",
    "den",
    "del",
    "della",
    "di",
    "da",
    "dos",
    "la",
    "le",
    "el",
    "al",
    "bin",
    "ibn",
    "ter",
    "ten",
    "du",
    "zu",
}


class Name(NamedTuple):
    """The parts of a person's name.

    Attributes:
        given: Given names and initials; empty for a single name or a group.
        family: Family name with its particles.
        suffix: Jr., III and the like, or empty.
    """

    given: str
    family: str
    suffix: str = ""

    @property
    def inverted(self) -> str:
        """`Family, Given` as bibliographies sort it, with the suffix between."""
        return ", ".join(part for part in (self.family, self.suffix, self.given) if part)


def split(name: str) -> Name:
    """Split a printed name.

    `Family, Given` is taken as it stands. Otherwise the last word is the family name,
    joined by the particles before it. A name of one word is a family name.

    Args:
        name: The name as printed.

    Returns:
        Its parts.
    """
    if "," in name:
        head, _, rest = name.partition(",")
        if rest.strip().casefold() in _SUFFIXES:
            return split(head)._replace(suffix=rest.strip())
        return Name(rest.strip(), head.strip())
    parts = name.split()
    suffix = parts.pop() if len(parts) > 2 and parts[-1].casefold() in _SUFFIXES else ""
    if len(parts) < 2:
        return Name("", name.strip())
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in _PARTICLES:
        start -= 1
    return Name(" ".join(parts[:start]), " ".join(parts[start:]), suffix)


def family_key(name: str) -> str:
    """Give the folded family name, under which two spellings of an author meet.

    Args:
        name: The name as printed.

    Returns:
        The folded words of the family name, joined by spaces.
    """
    return " ".join(words(split(name).family))
