"""Comments: where they stand, and which part each belongs to."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any, Final

import yaml

from smatlas.canonical.parts import Part, walk

_MODELINE: Final = "# yaml-language-server:"
_BREAKS: Final = "\r\n\x85\u2028\u2029"
_COMMENT: Final = re.compile(rf"#[^{_BREAKS}]*")
_HEADER_COMMENT: Final = re.compile(rf"[^#{_BREAKS}]*?[>|][-+0-9]*[ \t]*(#[^{_BREAKS}]*)")
_BLANK_LINE: Final = re.compile(r"(?:\r\n|[\r\n])[ \t]*[\r\n]")


def _comments(node: Any, text: str) -> Iterator[tuple[int, str]]:
    """Find the comments: what begins with # outside of every scalar."""
    scalars = list(_scalars(node))
    ends = [0, *(scalar.end_mark.index for scalar in scalars)]
    starts = [*(scalar.start_mark.index for scalar in scalars), len(text)]
    for scalar, end, start in zip([None, *scalars], ends, starts, strict=True):
        if scalar is not None and scalar.style and scalar.style in "|>":
            header = _HEADER_COMMENT.match(text, scalar.start_mark.index, end)
            if header:
                yield header.start(1), header[1].rstrip()
        for found in _COMMENT.finditer(text, end, start):
            yield found.start(), found[0].rstrip()


def _scalars(node: Any) -> Iterator[Any]:
    if isinstance(node, yaml.ScalarNode):
        yield node
    else:
        for inner in node.value:
            for each in inner if isinstance(inner, tuple) else (inner,):
                yield from _scalars(each)


def attach(root: Part, text: str) -> tuple[list[str], list[str]]:
    """Hand every comment to the part that it belongs to.

    A comment on a line of its own belongs to what follows, one at the end of a line to what
    stands there. Above a blank line at the top it belongs to the file.

    Args:
        root: The record; its parts are still in the order of the text.
        text: The text that it was read from.

    Returns:
        Comments of the file, above the fields and below.
    """
    modeline: list[str] = []
    header: list[str] = []
    foot: list[str] = []
    first = root.parts[0] if root.parts else None
    for position, comment in _comments(root.node, text):
        line = text[max(text.rfind(sign, 0, position) for sign in _BREAKS) + 1 : position]
        around = _around(root, position)
        if around and line.strip(" \t-?"):
            around[-1].after.append(comment)
            continue
        part = _following(root, around, position)
        if part is None:
            foot.append(comment)
        elif part is first and comment.startswith(_MODELINE):
            modeline.append(comment)
        elif part is first and _BLANK_LINE.search(text, position, part.start):
            header.append(comment)
        else:
            part.before.append(comment)
    return [*modeline, *header, *([""] if header else [])], foot


def _around(root: Part, position: int) -> list[Part]:
    """Give the parts that have begun at a position and are not over, and the last that is."""
    chain: list[Part] = []
    parts = root.parts
    while begun := [part for part in parts if part.start <= position]:
        chain.append(begun[-1])
        over = begun[-1].spans and begun[-1].end <= position
        parts = [] if over else begun[-1].parts
    return chain


def _following(root: Part, around: Sequence[Part], position: int) -> Part | None:
    """Give the part that a comment on a line of its own stands before."""
    inner = around[-1] if around else None
    if inner and inner.is_scalar and position < inner.end:
        return inner  # between a key and its value
    if inner and inner.spans and position < inner.node.start_mark.index:
        return inner
    following = next((part for part in walk(root) if part.start > position), None)
    for part in reversed(around):
        if part.spans and position < part.end and (following is None or following.start > part.end):
            return part  # before a closing bracket
    return following
