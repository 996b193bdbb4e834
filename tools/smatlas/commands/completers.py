"""What the shell completes: ids of papers, roles, venues, fields of the query language.

Called while somebody types, so nothing is loaded that is not needed: ids are the names of
the files, and names come from the search index where there is one.
"""

from __future__ import annotations

import json
from argparse import Action
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from smatlas.commands.request import UsageError

Completer = Callable[..., Iterable[str]]
"""Gives what may stand next; called by argcomplete with `prefix` and `parsed_args`."""

_PAPERS: Final = ("id:", "cites:", "cited-by:", "near:")
_OTHERS: Final = ("title:", "author:", "year:")


def completed(action: Action, completer: Completer) -> None:
    """Let an argument be completed.

    Args:
        action: The argument.
        completer: Gives what may stand there.
    """
    action.completer = completer  # type: ignore[attr-defined]


def papers(parsed_args: Any, **_: Any) -> list[str]:
    """Give the ids of all papers."""
    root = _root(parsed_args)
    return sorted(path.stem for path in (root / "papers").glob("*.yaml")) if root else []


def roles(parsed_args: Any, **_: Any) -> list[str]:
    """Give the ids of all roles."""
    return list(_names(parsed_args).get("role", ()))


def venues(parsed_args: Any, **_: Any) -> list[str]:
    """Give the keys of all venues."""
    return list(_names(parsed_args).get("venue", ()))


def query_words(prefix: str, parsed_args: Any, **_: Any) -> list[str]:
    """Give what may follow in a query: a field, or a value of the field that is typed."""
    field, colon, _typed = prefix.partition(":")
    names = _names(parsed_args)
    if not colon:
        return [*(f"{name}:" for name in names), *_PAPERS, *_OTHERS]
    if f"{field}:" in _PAPERS:
        values: Iterable[str] = papers(parsed_args)
    else:
        values = names.get(field) or names.get(f"{field}s") or ()
    return [f'{field}:"{value}"' if " " in value else f"{field}:{value}" for value in values]


def _root(parsed_args: Any) -> Path | None:
    from smatlas.commands.root import resolve

    try:
        return resolve(getattr(parsed_args, "root", None), Path.cwd())
    except UsageError:
        return None


def _names(parsed_args: Any) -> dict[str, dict[str, list[str]]]:
    root = _root(parsed_args)
    if root is None:
        return {}
    try:
        found: dict[str, dict[str, list[str]]] = json.loads(
            (root / ".smatlas" / "index" / "vocabulary.json").read_text(encoding="utf-8")
        )
        return found
    except (OSError, ValueError):
        from smatlas.commands.search import names

        return names(root)
