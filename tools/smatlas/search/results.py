"""What a search gives back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from smatlas.search.extract import Extract


class Reason(NamedTuple):
    """One part of a score.

    Attributes:
        what: A word as typed, or what else counts.
        score: What it adds.
        parts: How often it stands in each part of the document.
    """

    what: str
    score: float
    parts: Mapping[str, int] = {}


class Hit(NamedTuple):
    """One result.

    Attributes:
        rank: Position, from 1.
        id: Id of the work.
        score: BM25F score with what proximity adds; larger is better.
        title: Its title.
        byline: Its authors in short.
        year: Its year.
        venue: Key of its venue.
        roles: Names of its roles.
        extract: The passage that shows why.
        address: Where to read it, or empty.
        cited_by: How many papers here are known to cite it.
        exact: The query is its title or an identifier of it.
        role_ids: Ids of its roles.
        reasons: What made the score, where that was asked.
    """

    rank: int
    id: str
    score: float
    title: str
    byline: str
    year: int
    venue: str
    roles: tuple[str, ...]
    extract: Extract
    address: str = ""
    cited_by: int = 0
    exact: bool = False
    role_ids: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()


class Part(NamedTuple):
    """A part of a query that found nothing as a whole.

    Attributes:
        text: The part as typed.
        found: Number of works that it finds alone.
        problem: What is wrong with its value, or empty.
        instead: A word like it that does occur, or empty.
    """

    text: str
    found: int
    problem: str = ""
    instead: str = ""


class Results(NamedTuple):
    """What a search found.

    Attributes:
        total: Number of hits, also of those not shown.
        hits: The hits asked for.
        relaxed: No work has all words, so these have some.
        corrected: Words that occur nowhere, with those that were searched instead.
        parts: Where the query as typed found nothing, what each part of it finds alone.
        problems: Values that do not exist, and what would be right.
        unread: Fields that do not exist, which were read as words.
        facets: Number of hits by field and value, where that was asked; most first.
        more: Works with some of the words, where few have all: not counted, best first.
    """

    total: int
    hits: tuple[Hit, ...]
    relaxed: bool = False
    corrected: tuple[tuple[str, str], ...] = ()
    parts: tuple[Part, ...] = ()
    problems: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    facets: Mapping[str, Mapping[str, int]] = {}
    more: tuple[Hit, ...] = ()

    @property
    def strict(self) -> bool:
        """The hits are what was asked for, to the letter."""
        return not self.relaxed and not self.corrected
