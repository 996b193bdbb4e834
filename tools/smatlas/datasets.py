"""Data sets beyond papers: measurements with their source, one score against one size.

A data set is two files in `datasets/`: `<id>.yaml` says what it is, where it comes from, what
its columns mean and how it is drawn; `<id>.csv` (RFC 4180, UTF-8, a header line) holds the
rows. A knowledge base without the folder has none.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from math import inf
from pathlib import Path
from statistics import StatisticsError, correlation, median
from typing import Final, Literal
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, Field

from smatlas import tables
from smatlas.model import Key, Text, Truth, Url
from smatlas.problems import Place, Problem, Steps
from smatlas.records import Document, read
from smatlas.tables import Row, Table
from smatlas.validation import validate

FOLDER: Final = "datasets"
"""Their folder, beside `papers/`."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(_Part):
    """Where the data come from.

    Attributes:
        name: Name of the source.
        address: Where it can be had.
        licence: Licence of the data.
        commit: The snapshot that was read, by the name that version control gives it.
        on: Day of that snapshot.
        files: Address of one file of the snapshot, with `{file}` in the place of its path and
            `{commit}` in the place of the snapshot.
    """

    name: Text
    address: Url
    licence: Text
    commit: Text
    on: date
    files: Url | None = None

    def file_address(self, file: str) -> str:
        """Give the address of a file of the snapshot; empty where none is known.

        Args:
            file: Its path.
        """
        if self.files is None:
            return ""
        return self.files.replace("{commit}", self.commit).replace("{file}", quote(file))


class Column(_Part):
    """A column of the table.

    Attributes:
        name: Name as shown.
        holds: What its cells hold: text, or numbers.
        unit: Unit of the numbers.
        definition: What it means, where the name does not say so.
    """

    name: Text
    holds: Literal["text", "number"] = "text"
    unit: Text | None = None
    definition: Text | None = None


class Axis(_Part):
    """The size against which scores are drawn.

    Attributes:
        column: Its column.
        scale: How it is drawn; a logarithm needs positive numbers.
    """

    column: Key
    scale: Literal["log", "linear"] = "log"


class Mark(_Part):
    """Something that sets some rows apart in a plot.

    Attributes:
        column: Column that says `yes` or `no`; an empty cell means that it is not known.
        name: What `yes` means.
    """

    column: Key
    name: Text


class Measure(_Part):
    """A score that is drawn against the size.

    Attributes:
        column: Its column.
        name: What was measured on which data.
        metric: The metric, with its unit.
        higher_is_better: Direction of the metric.
        origin: Column that names the file of the source that each score was read from.
        mark: What sets some rows apart.
    """

    column: Key
    name: Text
    metric: Text
    higher_is_better: Truth = True
    origin: Key
    mark: Mark | None = None


class Band(_Part):
    """A range of sizes.

    Attributes:
        name: Name as shown.
        below: Upper end, which itself belongs to the next band; the last band may have none.
    """

    name: Text
    below: float | None = Field(default=None, gt=0)


class Omission(_Part):
    """A score of the source that was left out on purpose.

    Attributes:
        row: Name of the row.
        measure: Column of the score.
        why: The reason.
    """

    row: Text
    measure: Key
    why: Text


class Description(_Part):
    """The content of `<id>.yaml`.

    Attributes:
        title: What the data show, as a title.
        summary: What they are, in two or three sentences.
        source: Where they come from.
        columns: The columns of the table, in order.
        row: Column that names a row, each once.
        size: What is on the first axis.
        measures: What is on the second, one plot each.
        bands: Ranges of sizes, in order; medians are taken within each.
        caveats: What a reader must know before believing the plot.
        labelled: Rows that are named in the plot.
        left_out: Scores of the source that are not in the table.
        regenerate: The commands that make the table anew.
    """

    title: Text
    summary: Text
    source: Source
    columns: dict[Key, Column] = Field(min_length=2)
    row: Key
    size: Axis
    measures: tuple[Measure, ...] = Field(min_length=1)
    bands: tuple[Band, ...] = Field(min_length=1)
    caveats: tuple[Text, ...] = Field(min_length=1)
    labelled: tuple[Text, ...] = ()
    left_out: tuple[Omission, ...] = ()
    regenerate: Text


@dataclass(frozen=True)
class Point:
    """A row in a plot.

    Attributes:
        row: The row.
        name: Its name.
        size: Its size.
        score: Its score.
        origin: The file that the score was read from.
        marked: Whether it is set apart; None where that is not known.
    """

    row: Row
    name: str
    size: float
    score: float
    origin: str
    marked: bool | None


@dataclass(frozen=True)
class BandScores:
    """The scores within a band.

    Attributes:
        band: The band.
        low: Its lower end: the upper end of the band before, or 0.
        number: How many rows have a score.
        median: Their median; None where there is none.
        best: The best of them.
        medians: Number and median of those that are marked, are not, or of which it is not known.
    """

    band: Band
    low: float
    number: int
    median: float | None
    best: float | None
    medians: Mapping[bool | None, tuple[int, float | None]]


@dataclass(frozen=True)
class Dataset:
    """A data set.

    Attributes:
        id: Its id, the name of its files.
        document: The description as read, for places of problems; None where there is none.
        description: What it is; None where that could not be understood.
        table: Its rows; None where there is no table.
    """

    id: str
    document: Document | None
    description: Description | None
    table: Table | None

    @property
    def file(self) -> str:
        """Path of the file that stands for it."""
        return self.document.file if self.document else self.table.file if self.table else ""

    def place(self, path: Steps, *, key: bool = False) -> Place:
        """Find where something stands in the description.

        Args:
            path: Keys and positions from the top.
            key: Point at the key of the last step rather than at its value.
        """
        return self.document.place(path, key=key) if self.document else Place(self.file)

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows, smallest first."""
        if self.table is None or self.description is None:
            return ()
        size, name = self.description.size.column, self.description.row
        return tuple(
            sorted(
                self.table.rows, key=lambda row: (row.number(size) or 0, row.cells.get(name, "").casefold())
            )
        )

    def points(self, measure: Measure) -> list[Point]:
        """Give the rows that have a size and a score.

        Args:
            measure: The score.

        Returns:
            The points, smallest first.
        """
        if self.description is None:
            return []
        found = []
        for row in self.rows:
            size, score = row.number(self.description.size.column), row.number(measure.column)
            if size is not None and score is not None:
                told = row.cells.get(measure.mark.column, "") if measure.mark else ""
                name, origin = row.cells.get(self.description.row, ""), row.cells.get(measure.origin, "")
                found.append(Point(row, name, size, score, origin, {"yes": True, "no": False}.get(told)))
        return found

    def by_band(self, measure: Measure) -> list[BandScores]:
        """Sum the scores up within each band of sizes.

        Args:
            measure: The score.

        Returns:
            One entry a band, in order.
        """
        low, found = 0.0, []
        best = max if measure.higher_is_better else min
        for band in self.description.bands if self.description else ():
            high = inf if band.below is None else band.below
            points = [point for point in self.points(measure) if low <= point.size < high]
            scores = [point.score for point in points]
            medians = {state: _middle([p.score for p in points if p.marked is state]) for state in _STATES}
            found.append(BandScores(band, low, *_middle(scores), best(scores, default=None), medians))
            low = high
        return found

    def rank_correlation(self, measure: Measure) -> float | None:
        """Tell how far scores rise with size, whatever the form of the rise.

        Spearman's rank correlation, equal values sharing their mean rank.

        Args:
            measure: The score.

        Returns:
            A number from -1 to 1, or None where there are too few different values.
        """
        points = self.points(measure)
        try:
            return correlation(_ranks([p.size for p in points]), _ranks([p.score for p in points]))
        except StatisticsError:
            return None


_STATES: Final = (True, False, None)


def _middle(scores: list[float]) -> tuple[int, float | None]:
    return len(scores), median(scores) if scores else None


def _ranks(values: Sequence[float]) -> list[float]:
    """Rank values from 1; equal ones share the mean of their ranks."""
    order = sorted(values)
    return [(bisect_left(order, value) + bisect_right(order, value) + 1) / 2 for value in values]


def load(root: Path) -> tuple[dict[str, Dataset], list[Problem]]:
    """Read the data sets. Never raises on bad content.

    Args:
        root: Folder of the knowledge base.

    Returns:
        Data sets by id, in order, and every problem of their shape.
    """
    folder, found, problems = root / FOLDER, {}, []
    names = sorted({path.stem for ending in ("yaml", "csv") for path in folder.glob(f"*.{ending}")})
    for name in names:
        document = description = table = None
        if (folder / f"{name}.yaml").is_file():
            document = read(folder / f"{name}.yaml", root)
            description, shape = validate(Description, document)
            problems += [*document.problems, *shape]
        if (folder / f"{name}.csv").is_file():
            table, wrong = tables.read(folder / f"{name}.csv", root)
            problems += wrong
        found[name] = Dataset(name, document, description, table)
    return found, problems
