"""Names of people: which part is the family name.

A record keeps a name as printed. Where a format wants its parts, this room splits it,
after the usual reading of BibTeX: lower-case particles belong to the family name, and
a suffix such as Jr. stands apart. A group (a team, a company) has one name, which is not split.
"""

from __future__ import annotations

from typing import NamedTuple

from smatlas.text import fold, words

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
# Words that end, or among several words begin, the name of a group.
_GROUPS = frozenset(
    """association center centre collaboration committee community company consortium contributors corporation
    council department foundation gmbh group inc inc. initiative institute lab laboratories laboratory labs
    llc ltd ltd. network organisation organization project society team university""".split()  # noqa: SIM905
)


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

    @property
    def particle(self) -> str:
        """The lower-case particles that the family name begins with, or empty."""
        return self._halves[0]

    @property
    def surname(self) -> str:
        """The family name without its lower-case particles."""
        return self._halves[1]

    @property
    def _halves(self) -> tuple[str, str]:
        parts = self.family.split(" ")
        end = 0
        while self.given and end < len(parts) - 1 and parts[end] in _PARTICLES:
            end += 1
        return " ".join(parts[:end]), " ".join(parts[end:])


def split(name: str) -> Name:
    """Split a printed name.

    `Family, Given` and `Family, Jr., Given` are taken as they stand. Otherwise the last word is
    the family name, joined by the particles before it. A name of one word, or of a group, is a
    family name whole.

    Args:
        name: The name as printed.

    Returns:
        Its parts.
    """
    if is_group(name):
        return Name("", name.strip())
    if "," in name:
        return _inverted(name)
    parts = name.split()
    suffix = parts.pop() if len(parts) > 2 and parts[-1].casefold() in _SUFFIXES else ""
    if len(parts) < 2:
        return Name("", name.strip())
    start = len(parts) - 1
    while start > 1 and parts[start - 1].casefold() in _PARTICLES:
        start -= 1
    return Name(" ".join(parts[:start]), " ".join(parts[start:]), suffix)


def _inverted(name: str) -> Name:
    head, *rest = (part.strip() for part in name.split(","))
    if len(rest) == 1 and rest[0].casefold() in _SUFFIXES:
        return split(head)._replace(suffix=rest[0])
    if len(rest) == 1 and head and rest[0]:
        return Name(rest[0], head)
    if len(rest) == 2 and rest[0].casefold() in _SUFFIXES and head and rest[1]:
        return Name(rest[1], head, rest[0])
    return Name("", name.strip())


def is_group(name: str) -> bool:
    """Tell whether a name is that of a group rather than of a person.

    Args:
        name: The name as printed.

    Returns:
        Whether its last word says so (team, institute, Inc), or its first (The Dough Team).
    """
    parts = fold(name).replace(",", " ").split()
    return len(parts) > 1 and (parts[-1] in _GROUPS or parts[0] in ("the", "team"))


def family_key(name: str) -> str:
    """Give the folded family name, under which two spellings of an author meet.

    Args:
        name: The name as printed.

    Returns:
        The folded words of the family name, joined by spaces.
    """
    return " ".join(words(split(name).family))
