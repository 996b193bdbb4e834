"""The parts of a record: its fields and items as a tree, each at its place in the model."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from smatlas.identifiers import SCHEMES
from smatlas.model import Change, Finding, Numbers, Paper, Placement, References, Score, Verified

Steps = tuple[str, ...]

FREE, UNKNOWN = "*", "?"
"""Stand in a path for a list position or a key of free choice, and for a field that the model lacks."""
NUMBERS: Final = ("findings", FREE, "numbers")
ORDER: Final[dict[Steps, tuple[str, ...]]] = {
    (): tuple(Paper.model_fields),
    ("identifiers",): tuple(SCHEMES),
    ("roles", FREE): tuple(Placement.model_fields),
    ("findings", FREE): tuple(Finding.model_fields),
    NUMBERS: tuple(Numbers.model_fields),
    (*NUMBERS, "change"): tuple(Change.model_fields),
    (*NUMBERS, FREE): tuple(Score.model_fields),
    ("references",): tuple(References.model_fields),
    ("verified",): tuple(Verified.model_fields),
}
"""The fields of every mapping in the order in which they are written: that of the model."""
_OPEN: Final = frozenset({("identifiers",), NUMBERS})
"""Mappings with an order that may hold further keys of free choice."""

_NOTHING: Final = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass
class Part:
    """A field of a mapping or an item of a list, with the comments that belong to it.

    Attributes:
        path: Where it stands, with `FREE` and `UNKNOWN` for what has no name.
        key: Its key as text; None for an item.
        key_plain: The key was written without quotes.
        node: Its value.
        start: Offset of its key, or of the item.
        parts: What its value holds.
        before: Comments on lines of their own.
        after: Comments at the end of its line.
        in_blocks: Its value is to be written a part a line, rather than in brackets.
    """

    path: Steps
    key: str | None
    key_plain: bool
    node: Any
    start: int
    parts: list[Part] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    in_blocks: bool = False

    @property
    def end(self) -> int:
        """Offset at which its value is over."""
        return int(self.node.end_mark.index)

    @property
    def is_scalar(self) -> bool:
        """The value is text, or nothing."""
        return isinstance(self.node, yaml.ScalarNode)

    @property
    def is_nothing(self) -> bool:
        """The value is none: left out, or a word for it without quotes."""
        return self.is_scalar and not self.node.style and self.node.value in _NOTHING

    @property
    def is_mapping(self) -> bool:
        """The value has fields."""
        return isinstance(self.node, yaml.MappingNode)

    @property
    def spans(self) -> bool:
        """The value was written in brackets, so that its end is known."""
        return not self.is_scalar and bool(self.node.flow_style)

    @property
    def has_comments(self) -> bool:
        """A comment stands among what it holds."""
        return any(part.before or part.after or part.has_comments for part in self.parts)

    @property
    def has_list(self) -> bool:
        """The value is a list, or one stands in it."""
        return not self.is_scalar and (not self.is_mapping or any(part.has_list for part in self.parts))


def to_part(node: Any, path: Steps, key: Any = None) -> Part:
    """Make a part of a node, with all that it holds.

    Args:
        node: The value as composed.
        path: Where it stands.
        key: The node of its key; None for an item.

    Returns:
        The part, without comments.
    """
    start = (key or node).start_mark.index
    part = Part(path, key.value if key else None, bool(key and not key.style), node, start)
    if part.is_mapping:
        part.parts = [to_part(value, _step(path, key.value), key) for key, value in node.value]
    elif not part.is_scalar:
        part.parts = [to_part(item, (*path, FREE)) for item in node.value]
    return part


def _step(path: Steps, key: str) -> Steps:
    if path in ORDER and key not in ORDER[path]:
        return (*path, FREE if path in _OPEN else UNKNOWN)
    return (*path, key if path in ORDER else FREE)


def walk(part: Part) -> Iterator[Part]:
    """Every part below, in the order of the text, the outer ones first."""
    for inner in part.parts:
        yield inner
        yield from walk(inner)
