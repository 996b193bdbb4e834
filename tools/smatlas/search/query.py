"""What a person asks: a text in the query language, and options beside it."""

from __future__ import annotations

from typing import NamedTuple

from smatlas.search.analysis import STOP_WORDS, compounds, term
from smatlas.search.syntax import All, AnyOf, Field, Node, Not, Phrase, Word, parse
from smatlas.text import words


class Query(NamedTuple):
    """A search.

    Attributes:
        text: A text in the query language; empty for everything.
        roles: Ids or names of roles; a paper must stand in one of them or below.
        authors: Words of author names; all must occur.
        venues: Keys or names of venues; one must fit.
        year_from: First year, or None.
        year_to: Last year, or None.
    """

    text: str = ""
    roles: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    venues: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None

    @property
    def options(self) -> All:
        """The options as parts of a tree."""
        parts: list[Node] = []
        for name, values in (("role", self.roles), ("venue", self.venues)):
            if values:
                fields = tuple(Field(name, value) for value in values)
                parts.append(fields[0] if len(fields) == 1 else AnyOf(fields))
        parts += [Field("author", name) for name in self.authors]
        if self.year_from is not None or self.year_to is not None:
            first, last = self.year_from, self.year_to
            single = first is not None and first == last
            parts.append(Field("year", str(first) if single else f"{first or ''}..{last or ''}"))
        return All(tuple(parts))

    @property
    def tree(self) -> All:
        """The text and the options as one tree, whose parts must all hold."""
        node = parse(self.text)
        return All((*(node.parts if isinstance(node, All) else (node,)), *self.options.parts))

    @property
    def stems(self) -> frozenset[str]:
        """The terms of its words, which a highlight shows."""
        return stems(self.tree)


def stems(node: Node) -> frozenset[str]:
    """Give the terms of the words asked for, which a highlight shows.

    Args:
        node: A tree.

    Returns:
        Terms, those of words joined by hyphens also joined.
    """
    if isinstance(node, All | AnyOf):
        return frozenset().union(*map(stems, node.parts))
    if isinstance(node, Not | Field):
        return frozenset()
    found = words(node.text)
    joined = ["".join(parts) for parts in compounds(node.text) if len(parts) == 2]
    telling = [word for word in found if isinstance(node, Phrase) or word not in STOP_WORDS] or found
    return frozenset(term(word) for word in (*telling, *joined))


def loose(node: All) -> tuple[list[Word], list[Node]]:
    """Set the words of a query apart from what must hold whatever happens.

    Args:
        node: A tree.

    Returns:
        The words, and all other parts.
    """
    found = [part for part in node.parts if isinstance(part, Word)]
    return found, [part for part in node.parts if not isinstance(part, Word)]
