"""How the papers of a role grew by year, as a small bar chart and as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from smatlas.model import Paper

YEARS: Final = 10
"""Years that are drawn; what is older is told in the text."""
WIDTH, HEIGHT = 48, 12
"""Size of the drawing, in units of its own."""

_STEP = WIDTH / YEARS
_BAR = 3.6


@dataclass(frozen=True)
class Growth:
    """Papers by year, drawn and told.

    Attributes:
        bars: The bars, as the path of an SVG of `WIDTH` by `HEIGHT`; the highest fills it.
        text: The same in words, the years left out that have none.
    """

    bars: str
    text: str


def growth(papers: Iterable[Paper], last: int) -> Growth:
    """Draw papers by year.

    Args:
        papers: Any papers.
        last: The last year drawn, the same for all that are compared.

    Returns:
        The drawing and its text.
    """
    counts = Counter(paper.year for paper in papers)
    first = last - YEARS + 1
    older = sum(count for year, count in counts.items() if year < first)
    highest = max((counts[year] for year in range(first, last + 1)), default=0)
    bars, told = [], [f"before {first}: {older}"] if older else []
    for place, year in enumerate(range(first, last + 1)):
        if count := counts[year]:
            height = max(1.0, HEIGHT * count / highest)
            bars.append(f"M{place * _STEP:.1f} {HEIGHT}v{-height:.1f}h{_BAR}V{HEIGHT}z")
            told.append(f"{year}: {count}")
    return Growth("".join(bars), ", ".join(told) or "none yet")
