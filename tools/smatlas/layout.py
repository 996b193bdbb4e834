"""Where the papers of the citation graph stand in a drawing: years across, roles as lanes.

Positions depend on ids, years and first roles alone, never on citations, and they keep
still while the knowledge base grows:

- Lanes are the roles in the order of the tree, columns are the years. Each has room for
  more papers than it holds, and grows in steps (1, 2, 3, 4, 6, 8, 12, ...), so most new
  papers change no size at all.
- Inside a cell of lane and year, each paper has an order of preference over the places,
  drawn from its id by rendezvous hashing (Thaler and Ravishankar, 1998, "Using name-based
  mappings to increase hit rates", IEEE/ACM Transactions on Networking 6(1)). In order of id, each
  takes the first that is free. A new paper displaces a later one only where both want the same
  place, and when a cell grows, only papers that prefer a new place move into it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from math import ceil, sqrt
from typing import Final, TypeVar

from smatlas.knowledge_base import KnowledgeBase

Key = TypeVar("Key")

PLACE: Final = 10
"""Width and height of the place of one paper, in units of the drawing."""

_FULL: Final = 0.75
"""Share of the places of a cell that is taken at most."""

_FLAT: Final = 2.0
"""How much wider than high a crowded cell is: there are more lanes than years."""

_LEAST_ROWS: Final = 2
"""Rows of the lowest lane, so that its name has room beside it."""

_LEAST_COLUMNS: Final = 3
"""Columns of the emptiest year: four papers of one role fit before it grows."""

_MARGIN: Final = 0.5
"""Room between lanes and between years, in places."""


@dataclass(frozen=True)
class Span:
    """The room of a lane or of a year along its axis.

    Attributes:
        start: Where it begins, in units of the drawing.
        places: How many papers stand beside each other in it.
    """

    start: float
    places: int

    @property
    def size(self) -> float:
        """Its extent, margin included, in units of the drawing."""
        return (self.places + _MARGIN) * PLACE


@dataclass(frozen=True)
class Point:
    """Where the centre of a paper stands, in units of the drawing.

    Attributes:
        x: Distance from the left.
        y: Distance from the top.
    """

    x: float
    y: float


@dataclass(frozen=True)
class Layout:
    """A whole drawing.

    Attributes:
        lanes: Lanes by id of the role, from the top.
        years: Columns by year, from the left; years without papers included.
        points: Places of the papers by id.
    """

    lanes: Mapping[str, Span]
    years: Mapping[int, Span]
    points: Mapping[str, Point]

    @property
    def width(self) -> float:
        """Width of the drawing, in its units."""
        return sum(span.size for span in self.years.values())

    @property
    def height(self) -> float:
        """Height of the drawing, in its units."""
        return sum(span.size for span in self.lanes.values())


def arrange(base: KnowledgeBase) -> Layout:
    """Give every paper its place, in the lane of its first role and the column of its year.

    Args:
        base: The knowledge base; papers whose first role is unknown are left out.

    Returns:
        The drawing.
    """
    roles = base.taxonomy.roles
    cells: dict[tuple[str, int], list[str]] = {}
    for paper in base.papers.values():
        if paper.roles[0].role in roles:
            cells.setdefault((paper.roles[0].role, paper.year), []).append(paper.id)
    need = {cell: ceil(len(papers) / _FULL) for cell, papers in cells.items()}
    fullest = {
        year: max((number for (_, of), number in need.items() if of == year), default=0)
        for year in _range(year for _, year in cells)
    }
    columns = {
        year: max(_LEAST_COLUMNS, _step(ceil(sqrt(_FLAT * number)))) for year, number in fullest.items()
    }
    used = {lane for lane, _ in cells}
    rows = {role.id: _LEAST_ROWS for role in roles.values() if role.id in used or not role.children}
    for (lane, year), number in need.items():
        rows[lane] = max(rows[lane], _step(ceil(number / columns[year])))
    lanes, years = _spans(rows), _spans(columns)
    points: dict[str, Point] = {}
    for (lane, year), papers in cells.items():
        for paper_id, (column, row) in _seats(papers, columns[year], rows[lane]).items():
            points[paper_id] = Point(_centre(years[year], column), _centre(lanes[lane], row))
    return Layout(lanes, years, points)


def curve(citing: Point, cited: Point) -> str:
    """Draw a citation: it leaves a paper towards the past and reaches the cited one from its future.

    Args:
        citing: Place of the citing paper.
        cited: Place of the cited paper.

    Returns:
        The data of an SVG path, a cubic Bézier curve in whole units.
    """
    bend = max(0.4 * abs(citing.x - cited.x), 1.5 * PLACE)
    # Along a row a straight line would run through the papers between: it bows.
    bow = min(0.3 * bend, 0.9 * PLACE) if abs(citing.y - cited.y) < PLACE else 0.0
    return (
        f"M{citing.x:.0f} {citing.y:.0f}C{citing.x - bend:.0f} {citing.y - bow:.0f} "
        f"{cited.x + bend:.0f} {cited.y - bow:.0f} {cited.x:.0f} {cited.y:.0f}"
    )


def _range(years: Iterable[int]) -> range:
    found = set(years)
    return range(min(found), max(found) + 1) if found else range(0)


def _step(number: int) -> int:
    """Round up to a power of two, or to three times one."""
    power = 1 << max(0, number - 1).bit_length()
    return power * 3 // 4 if power >= 4 and power * 3 // 4 >= number else power


def _spans(places: Mapping[Key, int]) -> dict[Key, Span]:
    spans: dict[Key, Span] = {}
    start = 0.0
    for key, number in places.items():
        spans[key] = Span(start, number)
        start += spans[key].size
    return spans


def _centre(span: Span, position: int) -> float:
    return span.start + (position + (1 + _MARGIN) / 2) * PLACE


def _seats(papers: Iterable[str], columns: int, rows: int) -> dict[str, tuple[int, int]]:
    free = set(product(range(columns), range(rows)))
    taken: dict[str, tuple[int, int]] = {}
    for paper_id in sorted(papers):
        taken[paper_id] = min(free, key=lambda place: _liking(paper_id, place))
        free.remove(taken[paper_id])
    return taken


def _liking(paper_id: str, place: tuple[int, int]) -> bytes:
    return hashlib.blake2b(f"{paper_id} {place[0]} {place[1]}".encode(), digest_size=8).digest()
