"""The ego network of a paper: what it cites here and what cites it here, by year, as a small drawing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from smatlas.citations import CitationGraph, state
from smatlas.knowledge_base import KnowledgeBase
from smatlas.layout import Point
from smatlas.model import Paper

WIDTH: Final = 720
_LEFT: Final = 110
"""Room for the names of the two bands."""

_STEP: Final = 22
"""Distance between marks, in units of the drawing."""

_TALL: Final = 6
"""Marks above each other up to which each has its name beside it."""

_LETTER: Final = 5.8
"""Width of a letter of a name, on average and a little more."""


@dataclass(frozen=True)
class Neighbour:
    """A neighbour in the drawing.

    Attributes:
        paper: The paper.
        state: How far its own reference list is known.
        point: Where it stands.
        name: Its authors in short, cut to the room beside it; empty where there is none.
    """

    paper: Paper
    state: str
    point: Point
    name: str


@dataclass(frozen=True)
class Ego:
    """The drawing.

    Attributes:
        state: How far the reference list of the paper in the middle is known.
        centre: Where that paper stands.
        years: Left of the column of each year that has a paper.
        references: What it cites here, above the middle.
        cited_by: What cites it here, below the middle.
        height: Height of the drawing; its width is `WIDTH`.
    """

    state: str
    centre: Point
    years: dict[int, float]
    references: tuple[Neighbour, ...]
    cited_by: tuple[Neighbour, ...]
    height: int


def draw(base: KnowledgeBase, citations: CitationGraph, paper: Paper) -> Ego | None:
    """Draw the neighbours of a paper.

    Args:
        base: The knowledge base.
        citations: Its citation graph.
        paper: The paper in the middle.

    Returns:
        The drawing, or None where no citation of the paper is known either way.
    """
    above = [base.papers[cited] for cited in citations.cites(paper.id)]
    below = [base.papers[citing] for citing in citations.cited_by(paper.id)]
    if not (above or below):
        return None
    years = sorted({one.year for one in (paper, *above, *below)})
    width = (WIDTH - _LEFT) / len(years)
    starts = {year: _LEFT + width * position for position, year in enumerate(years)}
    up, high = _stack(above, starts, width)
    down, low = _stack(below, starts, width)
    middle = 2 * _STEP + high * _STEP
    return Ego(
        state(paper),
        Point(starts[paper.year] + width / 2, middle),
        starts,
        tuple(_moved(one, middle, -1) for one in up),
        tuple(_moved(one, middle, 1) for one in down),
        middle + (low + 1) * _STEP + _STEP // 2,
    )


def _stack(papers: Sequence[Paper], starts: dict[int, float], width: float) -> tuple[list[Neighbour], int]:
    """Stack papers in the columns of their years; y counts from the middle, in steps.

    Returns:
        The papers, and the rows that the highest stack takes, at least one.
    """
    most = max((sum(one.year == year for one in papers) for year in starts), default=0)
    room = int((width - _STEP) / _LETTER)
    named = most <= _TALL and room >= len("Name et al.")
    across = 1 if named else max(1, int(width // _STEP))
    count = dict.fromkeys(starts, 0)
    stacked = []
    for one in papers:
        row, column = divmod(count[one.year], across)
        count[one.year] += 1
        point = Point(round(starts[one.year] + (column + 0.5) * _STEP, 1), row + 1)
        stacked.append(Neighbour(one, state(one), point, _cut(one.byline, room) if named else ""))
    return stacked, max(1, -(-most // across))


def _cut(name: str, letters: int) -> str:
    return name if len(name) <= letters else f"{name[: letters - 1].rstrip()}…"


def _moved(one: Neighbour, middle: float, side: int) -> Neighbour:
    return Neighbour(one.paper, one.state, Point(one.point.x, middle + side * one.point.y * _STEP), one.name)
