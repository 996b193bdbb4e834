"""A scatter plot as SVG: pure geometry here, the drawing in `templates/plot.svg`.

The same template gives the figure in a page, whose colours follow the page, and the file to
take away, which brings its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil, floor, log10
from typing import Final, Literal

from markupsafe import Markup

from smatlas.site.page import Site, count_of

WIDTH: Final = 760
HEIGHT: Final = 440
"""Size of a plot in its own units, which are pixels where there is room."""
LEFT, RIGHT, TOP, BOTTOM = 62, 16, 14, 52
"""Margins around the field of the dots."""

Shape = Literal["circle", "ring", "up", "down", "square", "cross"]
_SHAPES: Final[dict[str, str]] = {
    "up": "M0-5.2 5 3.6H-5Z",
    "down": "M0 5.2 5-3.6H-5Z",
    "square": "M-4-4H4V4H-4Z",
    "cross": "M-3.6-3.6 3.6 3.6M3.6-3.6-3.6 3.6",
}


@dataclass(frozen=True)
class Tick:
    """A mark on an axis.

    Attributes:
        value: Where it stands.
        label: What is written beside it; empty for a minor one.
    """

    value: float
    label: str = ""


@dataclass(frozen=True)
class Axis:
    """An axis.

    Attributes:
        label: What it shows, with the unit.
        low: Its lower end.
        high: Its upper end.
        ticks: Its marks.
        logarithmic: Whether equal steps are equal factors.
    """

    label: str
    low: float
    high: float
    ticks: tuple[Tick, ...]
    logarithmic: bool = False

    def share(self, value: float) -> float:
        """Give the place of a value, 0 at the lower end and 1 at the upper."""
        if self.logarithmic:
            return log10(value / self.low) / log10(self.high / self.low)
        return (value - self.low) / (self.high - self.low)


def logarithmic(values: Sequence[float], label: str) -> Axis:
    """Make a logarithmic axis around some values, with a labelled tick at each power of ten.

    Args:
        values: Positive numbers.
        label: What the axis shows.

    Returns:
        The axis; its ends are 1, 2 or 5 times a power of ten, beyond the values.
    """
    low, high = min(values, default=1.0), max(values, default=10.0)
    steps = [m * 10.0**e for e in range(floor(log10(low)) - 1, ceil(log10(high)) + 2) for m in (1, 2, 5)]
    bottom = max(step for step in steps if step <= low * 0.95)
    top = min(step for step in steps if step >= high * 1.05)
    exponents = range(floor(log10(bottom)), ceil(log10(top)) + 1)
    ticks = (
        Tick(m * 10.0**e, count_of(10.0**e) if m == 1 else "")
        for e in exponents
        for m in range(1, 10)
        if bottom * 0.999 <= m * 10.0**e <= top * 1.001
    )
    return Axis(label, bottom, top, tuple(ticks), logarithmic=True)


def linear(values: Sequence[float], label: str) -> Axis:
    """Make a linear axis around some values, with four to ten labelled ticks.

    Args:
        values: Numbers.
        label: What the axis shows.

    Returns:
        The axis; its ends are ticks.
    """
    low, high = min(values, default=0.0), max(values, default=1.0)
    span = max(high - low, abs(high) * 1e-6, 1e-9)  # one value alone needs room, too
    rough = span / 5
    step = next(
        m * 10.0 ** floor(log10(rough)) for m in (1, 2, 5, 10) if m * 10.0 ** floor(log10(rough)) >= rough
    )
    first, last = floor(low / step), max(ceil(high / step), floor(low / step) + 1)
    ticks = tuple(Tick(number * step, f"{number * step:.10g}") for number in range(first, last + 1))
    return Axis(label, first * step, last * step, ticks)


@dataclass(frozen=True)
class Dot:
    """A dot.

    Attributes:
        x: Value on the first axis.
        y: Value on the second axis.
        title: What it is, shown on hover and read aloud.
        shape: Its shape.
        kind: Style class without `sm-`.
        label: Text beside it.
        target: Address that it links to.
        key: What a script knows it by.
    """

    x: float
    y: float
    title: str
    shape: Shape = "circle"
    kind: str = "dot"
    label: str = ""
    target: str = ""
    key: str = ""


@dataclass(frozen=True)
class Level:
    """A level line over a range, such as a median.

    Attributes:
        low: Where the range begins.
        high: Where it ends.
        y: Value on the second axis.
        title: What it is.
        label: Text above it.
    """

    low: float
    high: float
    y: float
    title: str
    label: str = ""


@dataclass(frozen=True)
class Entry:
    """A line of the legend.

    Attributes:
        text: What the sign means.
        shape: The sign of a dot, or `level`.
        kind: Style class without `sm-`.
    """

    text: str
    shape: Shape | Literal["level"]
    kind: str = "dot"


@dataclass(frozen=True)
class Plot:
    """A scatter plot.

    Attributes:
        id: Id within its page.
        title: What it shows.
        description: What can be seen, for those who cannot.
        x: First axis.
        y: Second axis.
        dots: The dots, drawn in this order.
        levels: Level lines, drawn over the dots.
        legend: What the signs mean.
        diagonal: Text along a line of equal values; no line where it is empty.
    """

    id: str
    title: str
    description: str
    x: Axis
    y: Axis
    dots: tuple[Dot, ...]
    levels: tuple[Level, ...] = ()
    legend: tuple[Entry, ...] = ()
    diagonal: str = ""
    width: int = field(default=WIDTH, init=False)
    height: int = field(default=HEIGHT, init=False)
    left: int = field(default=LEFT, init=False)
    right: int = field(default=WIDTH - RIGHT, init=False)
    top: int = field(default=TOP, init=False)
    bottom: int = field(default=HEIGHT - BOTTOM, init=False)

    def across(self, value: float) -> str:
        """Give the horizontal place of a value, in the plot's units."""
        return _short(self.left + self.x.share(value) * (self.right - self.left))

    def up(self, value: float) -> str:
        """Give the vertical place of a value, in the plot's units."""
        return _short(self.bottom - self.y.share(value) * (self.bottom - self.top))

    @property
    def ends(self) -> tuple[float, float]:
        """The ends of the line of equal values."""
        return max(self.x.low, self.y.low), min(self.x.high, self.y.high)

    def turned(self, dot: Dot) -> bool:
        """Tell whether the label of a dot must stand on its left to have room."""
        return self.x.share(dot.x) > 0.72


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")


def mark(shape: str, kind: str, x: str, y: str) -> Markup:
    """Draw the sign of a dot.

    Args:
        shape: Its shape.
        kind: Style class without `sm-`.
        x: Horizontal place.
        y: Vertical place.

    Returns:
        An SVG element, open for a title.
    """
    if shape in _SHAPES:
        return Markup('<path class="sm-{} sm-{}" d="{}" transform="translate({} {})"').format(
            kind, shape, _SHAPES[shape], x, y
        )
    return Markup('<circle class="sm-{} sm-{}" r="4" cx="{}" cy="{}"').format(kind, shape, x, y)


def inline(site: Site, path: str, plot: Plot) -> Markup:
    """Draw a plot for a page.

    Args:
        site: What is rendered.
        path: Path of the page below `docs/`, from which links start.
        plot: The plot.

    Returns:
        An SVG element without blank lines.
    """
    return Markup(site.render("plot.svg", path, plot=plot, mark=mark, alone=False))


def document(site: Site, plot: Plot) -> str:
    """Draw a plot as a file of its own.

    Args:
        site: What is rendered.
        plot: The plot.

    Returns:
        An SVG document with its own colours, without links.
    """
    return site.render("plot.svg", "", plot=plot, mark=mark, alone=True) + "\n"
