"""What a registry says of a work, and what it says instead."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from smatlas.identifiers import Identifier


@dataclass(frozen=True)
class Facts:
    """Plain facts about one work, as one registry prints them.

    Attributes:
        source: Name of the registry.
        address: Address of the page where a person can read the same.
        title: Title, as plain text (no HTML, no LaTeX).
        authors: Names in the printed order, given names first; empty where none are said.
        year: Year of publication, or of the first version of a preprint.
        venue: Name of the venue as printed; empty for a preprint.
        identifiers: All identifiers it knows of the work, the one asked for included.
        abstract: Abstract, for likeness only; it never enters a record.
        code: Address of the authors' code, where the registry has it.
        withdrawn: The work was withdrawn or retracted.
        published: It appeared at a venue, beyond the preprint.
    """

    source: str
    address: str
    title: str
    authors: tuple[str, ...] = ()
    year: int | None = None
    venue: str = ""
    identifiers: tuple[Identifier, ...] = ()
    abstract: str = ""
    code: str = ""
    withdrawn: bool = False
    published: bool = False


class FailureKind(StrEnum):
    """Why a registry gave no facts."""

    NOT_FOUND = "not found"
    RATE_LIMITED = "rate limited"
    UNREACHABLE = "unreachable"
    MALFORMED = "malformed answer"


@dataclass(frozen=True)
class Failure:
    """A registry gave no facts.

    Attributes:
        source: Name of the registry.
        kind: Why.
        message: What happened, for a person.
        retry_after: Seconds to wait before asking again, where the registry said so.
    """

    source: str
    kind: FailureKind
    message: str
    retry_after: float | None = None

    def __str__(self) -> str:
        wait = f"; try again in {self.retry_after:.0f} s" if self.retry_after is not None else ""
        return f"{self.source}: {self.kind}, {self.message}{wait}"
