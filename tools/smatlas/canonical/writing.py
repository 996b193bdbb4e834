"""Parts as lines: blocks, brackets and folded text."""

from __future__ import annotations

import re
from typing import Final

from smatlas.canonical.parts import NUMBERS, ORDER, Part
from smatlas.canonical.quoting import UNPRINTABLE, key_text, scalar_text

WIDTH: Final = 120
"""Columns at which lists are wrapped."""
SUMMARY_WIDTH: Final = 120
"""Columns at which folded text is wrapped; other strings stay on one line."""
_ONE_LINE: Final = frozenset({("identifiers",), ("links",), ("facets",), ("verified",), NUMBERS})
"""Mappings that are written in braces however long they are."""


def settle(root: Part) -> None:
    """Sort all fields, choose blocks or brackets, and move comments to where these have a line.

    Args:
        root: The record, with its comments.
    """
    root.in_blocks = True
    root.parts = _sorted(root)
    for part in root.parts:
        _settle(part, 0)


def _sorted(part: Part) -> list[Part]:
    order = {name: number for number, name in enumerate(ORDER.get(part.path, ()))}
    return sorted(part.parts, key=lambda inner: order.get(inner.key or "", len(order)))


def _settle(part: Part, indent: int | None) -> None:
    """Settle a part that stands in a block at an indentation, or in brackets (None)."""
    part.parts = _sorted(part)
    part.in_blocks = indent is not None and _wants_blocks(part, indent)
    for inner in part.parts:
        _settle(inner, indent + 2 if part.in_blocks and indent is not None else None)
    if part.parts and not part.in_blocks:
        part.after += part.parts[-1].after  # the bracket closes on the line of the last
        part.parts[-1].after = []
    is_item = part.in_blocks and part.key is None  # its first line is that of its first field
    kept = part.after[:0] if is_item else part.after[-1:]
    part.before += part.after[: len(part.after) - len(kept)]
    part.after = kept
    if is_item:
        part.before += part.parts[0].before
        part.parts[0].before = []


def _wants_blocks(part: Part, indent: int) -> bool:
    if not part.parts or part.path in _ONE_LINE:
        return False
    if not part.is_mapping:
        return part.key is not None and any(inner.is_mapping for inner in part.parts)
    if part.key is None or part.path == ("references",):
        return True
    return indent + len(key_text(part, flow=False)) + 2 + len(_flat(part)) > WIDTH


def block(part: Part, indent: int) -> list[str]:
    """Write what a part holds, a part a line.

    Args:
        part: A settled part.
        indent: Columns before each line.

    Returns:
        Lines.
    """
    if not part.parts:
        return ["{}"]
    return [line for inner in part.parts for line in _lines(inner, indent)]


def _lines(part: Part, indent: int) -> list[str]:
    """Write a field or an item of a block."""
    pad = " " * indent
    head = pad + ("-" if part.key is None else key_text(part, flow=False) + ":")
    tail = "".join(f"  {comment}" for comment in part.after)
    comments = [pad + comment for comment in part.before]
    if part.in_blocks:
        lines = block(part, indent + 2)
        if part.key is None:
            return [*comments, f"{head} {lines[0].lstrip(' ')}", *lines[1:]]
        return [*comments, head + tail, *lines]
    style = _block_style(part)
    if style:
        body = _body(part.node.value, style, SUMMARY_WIDTH - indent - 2)
        lines = [f"{pad}  {line}" if line else "" for line in body]
        return [*comments, f"{head} {style}{tail}", *lines]
    first, *more = [scalar_text(part, flow=False)] if part.is_scalar else _flow(part, len(head) + 1, 0)
    lines = [f"{head} {first}", *more]
    return [*comments, *lines[:-1], lines[-1] + tail]


def _flow(part: Part, column: int, reserved: int) -> list[str]:
    """Write a value in brackets; further lines hang under the first thing in them.

    Args:
        part: A list or mapping.
        column: Where it begins.
        reserved: Columns that what closes after it needs.

    Returns:
        Lines, the first without what stands before it.
    """
    flat = _flat(part)
    fits = not part.has_list or column + len(flat) + reserved <= WIDTH
    if not part.parts or (fits and not part.has_comments):
        return [flat]
    opening, closing = "{}" if part.is_mapping else "[]"
    pad = " " * (column + 1)
    lines: list[str] = []
    line, fresh = " " * column + opening, True
    for inner in part.parts:
        label = "" if inner.key is None else key_text(inner, flow=True) + ": "
        end, room = (closing, 1 + reserved) if inner is part.parts[-1] else (",", 1)
        if inner.before:
            lines += [*([line] if line.strip() else []), *(pad + comment for comment in inner.before)]
            line, fresh = pad, True
        too_long = len(line) + (not fresh) + len(label + _flat(inner)) + room > WIDTH
        if not fresh and (too_long or inner.has_comments):
            lines.append(line)
            line, fresh = pad, True
        line += label if fresh else f" {label}"
        first, *more = _flow(inner, len(line), room)
        lines += [line + first, *more]
        line, fresh = lines.pop() + end, False
        if inner.after:
            lines.append(f"{line}  {inner.after[0]}")
            line, fresh = pad, True
    lines.append(line)
    return [lines[0][column:], *lines[1:]]


def _flat(part: Part) -> str:
    if part.is_scalar:
        return scalar_text(part, flow=True)
    if part.is_mapping:
        return "{" + ", ".join(f"{key_text(each, flow=True)}: {_flat(each)}" for each in part.parts) + "}"
    return "[" + ", ".join(map(_flat, part.parts)) + "]"


def _block_style(part: Part) -> str:
    """Choose between folded, literal (their marks) and one line (nothing) for a string in a block."""
    if not part.is_scalar or part.is_nothing:
        return ""
    body = part.node.value.removesuffix("\n")
    chomping = "-" if body == part.node.value else ""
    lines = body.split("\n")
    if not body or any(line != line.rstrip() or UNPRINTABLE.search(line) for line in lines):
        return ""
    if lines[0] != lines[0].strip() or not lines[0] or not lines[-1]:
        return ""
    if len(lines) > 1:
        return f"|{chomping}"
    return f">{chomping}" if part.path == ("summary",) or not chomping else ""


def _body(text: str, style: str, width: int) -> list[str]:
    text = text.removesuffix("\n")
    if style.startswith("|"):
        return text.split("\n")
    lines: list[str] = []
    for word in re.split(r"(?<=\S) (?=\S)", text):  # a space beside another would not survive a break
        if lines and len(lines[-1]) + 1 + len(word) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines
