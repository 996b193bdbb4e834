"""The page of every data set, with its plots, and the files to take away."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.datasets import Dataset, Description, Measure, Point
from smatlas.knowledge_base import KnowledgeBase
from smatlas.site import plot
from smatlas.site.page import Page, Site, count_of
from smatlas.site.plot import Dot, Entry, Level, Plot, Shape
from smatlas.text import sentences

_SIGNS: dict[bool | None, tuple[Shape, str]] = {
    False: ("circle", "dot"),
    True: ("ring", "ring"),
    None: ("square", "unknown"),
}


def pages(site: Site) -> Iterator[Page]:
    """Make the pages.

    Args:
        site: What to render.

    Yields:
        An overview and one page a data set; nothing where there are none.
    """
    whole = list(_whole(site.base))
    if whole:
        path, about = "datasets/index.md", "Measurements beyond the papers, each score with its source."
        yield Page(path, "Data sets", site.render("datasets.html", path, datasets=whole), description=about)
    for dataset, description in whole:
        path = f"datasets/{dataset.id}.md"
        figures = [
            (
                measure,
                dataset.by_band(measure),
                plot.inline(site, path, figure(dataset, description, measure)),
            )
            for measure in description.measures
        ]
        body = site.render("dataset.html", path, dataset=dataset, description=description, figures=figures)
        about = sentences(description.summary)[0]
        yield Page(
            path,
            description.title,
            body,
            description=about,
            searchable=False,
            styles=("evidence.css",),
            scripts=("sort.js",),
        )


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Make the files to take away.

    Args:
        site: What to render.

    Yields:
        Path below the site, and text: the table of every data set, and its plots.
    """
    for dataset, description in _whole(site.base):
        if dataset.table is not None:
            yield f"datasets/{dataset.id}.csv", dataset.table.text
        for measure in description.measures:
            drawn = plot.document(site, figure(dataset, description, measure))
            yield f"datasets/{dataset.id}-{measure.column}.svg", drawn


def _whole(base: KnowledgeBase) -> Iterator[tuple[Dataset, Description]]:
    for dataset in base.datasets.values():
        if dataset.description is not None and dataset.table is not None:
            yield dataset, dataset.description


def figure(dataset: Dataset, description: Description, measure: Measure) -> Plot:
    """Lay out the plot of a score against the size.

    Args:
        dataset: The data set.
        description: Its description.
        measure: The score.

    Returns:
        The plot: a dot a row, a level line for the median of each band.
    """
    points, column = dataset.points(measure), description.columns[description.size.column]
    sizes = [point.size for point in points]
    unit = f"{column.name} ({column.unit})" if column.unit else column.name
    scale = plot.logarithmic if description.size.scale == "log" else plot.linear
    x = scale(sizes, f"{unit}, logarithmic scale" if description.size.scale == "log" else unit)
    labelled = set(description.labelled)
    dots = tuple(
        Dot(
            point.size,
            point.score,
            _told(point, column.unit or column.name.lower(), measure),
            *_SIGNS[point.marked if measure.mark else False],
            label=point.name.rpartition("/")[2] if point.name in labelled else "",
        )
        for point in points
    )
    levels = tuple(
        Level(
            max(band.low, x.low),
            min(band.band.below or x.high, x.high),
            band.median,
            f"{band.band.name}: median {band.median:.2f} of {band.number}",
        )
        for band in dataset.by_band(measure)
        if band.median is not None
    )
    return Plot(
        f"plot-{measure.column}",
        f"{measure.name}: {measure.metric}, against {column.name.lower()}",
        f"{len(points)} dots. " + " ".join(f"{level.title}." for level in levels),
        x,
        plot.linear([point.score for point in points], measure.metric),
        dots,
        levels,
        tuple(_legend(measure, points)),
    )


def _told(point: Point, unit: str, measure: Measure) -> str:
    seen = {True: measure.mark.name, None: f"not known: {measure.mark.name}"} if measure.mark else {}
    size = f"{count_of(point.size)} {unit}"
    return "; ".join(
        part for part in (f"{point.name}, {size}: {point.score:g}", seen.get(point.marked)) if part
    )


def _legend(measure: Measure, points: list[Point]) -> Iterator[Entry]:
    if measure.mark:
        found = {point.marked for point in points}
        texts = {
            True: measure.mark.name,
            False: "The others",
            None: f"Not known: {measure.mark.name}",
        }
        yield from (Entry(texts[state], *_SIGNS[state]) for state in texts if state in found)
    yield Entry("Median of a band of sizes", "level")
