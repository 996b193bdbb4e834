"""A finding about the data as a value: what is wrong, where, and what to do."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal


class Severity(StrEnum):
    """How much a problem weighs: an error blocks, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, order=True)
class Place:
    """A position in a file.

    Attributes:
        file: Path as shown to the user, relative to the knowledge base where possible.
        line: Line number, from 1.
        column: Column number in characters, from 1.
    """

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


Steps = tuple[str | int, ...]
"""Keys and list positions that lead to a value, such as `("roles", 0, "why")`."""


@dataclass(frozen=True)
class Edit:
    """One step of mending a record.

    Attributes:
        action: `set` a value, `remove` it with what is empty without it, or `append` to a list.
        path: Where, from the top of the record.
        value: The new value.
    """

    action: Literal["set", "remove", "append"]
    path: Steps
    value: str = ""


@dataclass(frozen=True)
class Problem:
    """One defect of the data.

    Attributes:
        code: Name of the rule that found it, such as `unknown-role`.
        severity: Whether it blocks.
        message: What is wrong, without a full stop at the end.
        place: Where it is.
        hint: What to do about it; empty where the message says it all.
        fix: Edits of the record that mend it where only one right answer exists; else none.
    """

    code: str
    severity: Severity
    message: str
    place: Place
    hint: str = ""
    fix: tuple[Edit, ...] = ()

    def __str__(self) -> str:
        hint = f" ({self.hint})" if self.hint else ""
        return f"{self.place}: {self.severity} {self.code} {self.message}{hint}"

    @property
    def sort_key(self) -> tuple[Place, str, str]:
        """Order of a report: by place, then by code and message."""
        return (self.place, self.code, self.message)


def nearest(value: str, options: Iterable[str]) -> str | None:
    """Name the option that is most like a value.

    Args:
        value: What was written.
        options: What would have been right.

    Returns:
        The closest option by difflib's ratio (at least 0.6, case ignored), or None.
    """
    by_folded: dict[str, str] = {}
    for option in options:
        by_folded.setdefault(option.casefold(), option)
    close = difflib.get_close_matches(value.casefold(), by_folded, n=1, cutoff=0.6)
    return by_folded[close[0]] if close else None


def suggestion(value: str, options: Iterable[str]) -> str:
    """Word the hint that names the nearest option, or lists a few options.

    Args:
        value: What was written.
        options: What would have been right.

    Returns:
        A hint for a `Problem`; never empty unless there are no options.
    """
    known = sorted(set(options))
    near = nearest(value, known)
    if near is not None:
        return f"did you mean '{near}'?"
    if not known:
        return ""
    shown = ", ".join(known[:8]) + (", ..." if len(known) > 8 else "")
    return f"use one of: {shown}"
