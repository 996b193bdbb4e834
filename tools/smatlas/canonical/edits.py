"""Edits of a record: values set, removed, appended, with every comment kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from smatlas.canonical.parts import FREE, Part
from smatlas.problems import Edit, Steps

_STR = "tag:yaml.org,2002:str"
_SEQ = "tag:yaml.org,2002:seq"


def apply(root: Part, edits: Sequence[Edit]) -> None:
    """Edit a record. All paths are those before the first edit.

    Args:
        root: The record, with its comments.
        edits: What to do.
    """
    found = [(edit, _chain(root, edit.path)) for edit in edits]
    for edit, chain in found:
        if edit.action == "set" and chain:
            chain[-1].node = yaml.ScalarNode(_STR, edit.value, style=chain[-1].node.style)
        elif edit.action == "append":
            _append(root, edit.path, edit.value)
    for edit, chain in found:
        if edit.action == "remove" and chain:
            _remove([root, *chain])


def _chain(root: Part, path: Steps) -> list[Part]:
    """Give the parts that lead to a path, the last one at it; empty where there is none."""
    chain: list[Part] = []
    parts = root.parts
    for step in path:
        if isinstance(step, int):
            inner = parts[step] if step < len(parts) else None
        else:
            inner = next((part for part in parts if part.key == step), None)
        if inner is None:
            return []
        chain.append(inner)
        parts = inner.parts
    return chain


def _append(root: Part, path: Steps, value: str) -> None:
    chain = _chain(root, path)
    if chain:
        held = chain[-1]
    else:
        parents = _chain(root, path[:-1])
        holder = parents[-1] if parents else root
        named = (*holder.path, str(path[-1]))
        held = Part(named, str(path[-1]), True, yaml.SequenceNode(_SEQ, [], flow_style=True), holder.start)
        holder.parts.append(held)
    node = yaml.ScalarNode(_STR, value)
    held.parts.append(Part((*held.path, FREE), None, False, node, held.start))


def _remove(chain: list[Part]) -> None:
    """Remove the last part of a chain, and what is empty without it; comments move up."""
    *holders, part = chain
    holder = holders[-1]
    position = next((index for index, inner in enumerate(holder.parts) if inner is part), None)
    if position is None:
        return  # removed already
    del holder.parts[position]
    comments = [*part.before, *part.after]
    if not holder.parts and len(holders) > 1:
        holder.before += comments
        _remove(holders)
    elif holder.parts:
        holder.parts[min(position, len(holder.parts) - 1)].before += comments


def expected(data: Any, edits: Sequence[Edit]) -> Any:
    """Edit the plain values of a record in the same way, to prove the text by.

    Args:
        data: Mappings, lists and strings.
        edits: What to do.

    Returns:
        New values.
    """
    new = _copy(data)
    for edit in edits:
        holder = _at(new, edit.path[:-1])
        if edit.action == "set":
            holder[edit.path[-1]] = edit.value
        elif edit.action == "append":
            holder.setdefault(edit.path[-1], []).append(edit.value)
    for path in sorted({edit.path for edit in edits if edit.action == "remove"}, key=_depth, reverse=True):
        _drop(new, path)
    return new


def _depth(path: Steps) -> tuple[tuple[bool, str | int], ...]:
    return tuple((isinstance(step, int), step) for step in path)


def _drop(data: Any, path: Steps) -> None:
    holder = _at(data, path[:-1])
    del holder[path[-1]]
    if not holder and len(path) > 1:
        _drop(data, path[:-1])


def _at(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data


def _copy(data: Any) -> Any:
    if isinstance(data, Mapping):
        return {key: _copy(value) for key, value in data.items()}
    return [_copy(item) for item in data] if isinstance(data, list) else data
