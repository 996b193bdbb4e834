"""Rules about data sets: the table is what the description says, and every score has its source."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.datasets import Dataset, Description
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Place, Steps, suggestion
from smatlas.tables import Table


def _whole(base: KnowledgeBase) -> Iterator[tuple[Dataset, Description, Table]]:
    """The data sets that have both of their files."""
    for dataset in base.datasets.values():
        if dataset.description is not None and dataset.table is not None:
            yield dataset, dataset.description, dataset.table


@rule("dataset-in-halves", "datasets")
def dataset_in_halves(base: KnowledgeBase) -> Iterator[Defect]:
    """A data set is a description and a table of the same name, of lower-case words and hyphens.

    Without the one nobody knows what the numbers mean, without the other there are none; the
    address of the page follows from the name.

    Bad::

        # datasets/lone.csv
        name,size,score,origin,seen
        One,1,5,a.json,

    Good::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,a.json,
        Two,200,7,b.json,
    """
    for dataset in base.datasets.values():
        if dataset.document is None or dataset.table is None:
            lacks = f"{dataset.id}.{'yaml' if dataset.document is None else 'csv'}"
            yield Defect(Place(dataset.file), f"there is no datasets/{lacks}", "add it, or remove this file")
        if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", dataset.id):
            told = f"'{dataset.id}' cannot be the name of a data set"
            yield Defect(Place(dataset.file), told, "use lower-case letters and digits, joined by hyphens")


@rule("unknown-column", "datasets")
def unknown_column(base: KnowledgeBase) -> Iterator[Defect]:
    """A description names columns that it describes, and rows that are there.

    Bad names would leave a plot empty in silence.

    Bad::

        # datasets/speed.yaml
        row: nmae

    Good::

        # datasets/speed.yaml
        row: name
    """
    for dataset, description, table in _whole(base):
        for path, column in _named(description):
            if column not in description.columns:
                hint = suggestion(column, description.columns)
                yield Defect(dataset.place(path), f"there is no column '{column}'", hint)
        names = {row.cells[description.row] for row in table.rows if description.row in row.cells}
        for index, name in enumerate(description.labelled):
            if name not in names:
                place = dataset.place(("labelled", index))
                yield Defect(place, f"there is no row '{name}'", suggestion(name, names))


def _named(description: Description) -> Iterator[tuple[Steps, str]]:
    """Every column that a description names, with its path."""
    yield ("row",), description.row
    yield ("size", "column"), description.size.column
    for index, measure in enumerate(description.measures):
        yield ("measures", index, "column"), measure.column
        yield ("measures", index, "origin"), measure.origin
        if measure.mark:
            yield ("measures", index, "mark", "column"), measure.mark.column


@rule("column-mismatch", "datasets")
def column_mismatch(base: KnowledgeBase) -> Iterator[Defect]:
    """The header of the table names the described columns, each once, and every line fills them.

    A column that nobody describes cannot be understood, and one that is missing cannot be drawn.

    Bad::

        # datasets/speed.csv
        name,size,scroe,origin,seen
        One,1,5,a.json,

    Good::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,a.json,
    """
    for _, description, table in _whole(base):
        if not table.columns:
            continue  # the table could not be read, which is told already
        for column in description.columns:
            if column not in table.columns:
                yield Defect(table.place(1), f"the column '{column}' is missing", "add it to the header")
        for column in dict.fromkeys(table.columns):
            if column not in description.columns:
                hint = suggestion(column, set(description.columns) - set(table.columns))
                told = f"the column '{column}' is not described"
                yield Defect(table.place(1, column), told, hint or "describe it, or remove it")
            elif table.columns.count(column) > 1:
                yield Defect(table.place(1, column), f"the column '{column}' stands twice", "remove one")
        for line, number in table.uneven:
            told = f"the line has {number} cells; the header has {len(table.columns)}"
            yield Defect(table.place(line), told, "give every column a cell, empty where nothing is known")


@rule("cell-not-a-number", "datasets")
def cell_not_a_number(base: KnowledgeBase) -> Iterator[Defect]:
    """A column of numbers holds numbers or nothing; on a logarithmic axis, positive ones.

    Anything else would be missing from the plot without a word.

    Bad::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1M,5,a.json,

    Good::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1000000,5,a.json,
    """
    for _, description, table in _whole(base):
        size = description.size
        drawn = {size.column, *(measure.column for measure in description.measures)}
        columns = description.columns.items()
        for column in (name for name, column in columns if column.holds == "number" or name in drawn):
            for row in table.rows:
                cell, number = row.cells.get(column, ""), row.number(column)
                if cell and number is None:
                    place = table.place(row.line, column)
                    yield Defect(place, f"'{cell}' is no number", "write digits with a point, such as 1540.5")
                elif number is not None and number <= 0 and (column, "log") == (size.column, size.scale):
                    told = f"'{cell}' cannot stand on a logarithmic axis"
                    yield Defect(table.place(row.line, column), told, "write a positive number")


@rule("repeated-row", "datasets")
def repeated_row(base: KnowledgeBase) -> Iterator[Defect]:
    """A row has a name, and each name stands once.

    What stands twice counts twice in the median.

    Bad::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,a.json,
        One,1,6,b.json,

    Good::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,a.json,
    """
    for _, description, table in _whole(base):
        seen: dict[str, int] = {}
        for row in table.rows:
            name = row.cells.get(description.row)
            place = table.place(row.line, description.row)
            if name == "":
                yield Defect(place, "the row has no name", "name it, or remove it")
            elif name in seen:
                yield Defect(place, f"the row '{name}' stands in line {seen[name]} already", "keep one")
            elif name is not None:
                seen[name] = row.line


@rule("score-without-origin", "datasets")
def score_without_origin(base: KnowledgeBase) -> Iterator[Defect]:
    """A score has a size, and names the file of the source that it was read from.

    Only so can somebody look it up, and only with a size can it be drawn.

    Bad::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,,

    Good::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,a.json,
    """
    for _, description, table in _whole(base):
        for measure in description.measures:
            for row in table.rows:
                for column in (measure.origin, description.size.column):
                    if row.cells.get(measure.column) and row.cells.get(column) == "":
                        told = f"a score of '{measure.column}' without '{column}'"
                        yield Defect(table.place(row.line, column), told, "fill it in, or empty the score")


@rule("mark-unclear", "datasets")
def mark_unclear(base: KnowledgeBase) -> Iterator[Defect]:
    """A column that marks rows says `yes`, `no`, or nothing where it is not known.

    Not known and no are two things.

    Bad::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,a.json,maybe

    Good::

        # datasets/speed.csv
        name,size,score,origin,seen
        One,1,5,a.json,
    """
    for _, description, table in _whole(base):
        for column in dict.fromkeys(m.mark.column for m in description.measures if m.mark):
            for row in table.rows:
                cell = row.cells.get(column, "")
                if cell not in ("", "yes", "no"):
                    place = table.place(row.line, column)
                    yield Defect(place, f"'{cell}' is neither yes nor no", "write yes, no, or nothing")


@rule("outside-bands", "datasets")
def outside_bands(base: KnowledgeBase) -> Iterator[Defect]:
    """The bands rise, and every size falls into one.

    A row outside all bands would be in the plot and in no median.

    Bad::

        # datasets/speed.yaml
        bands:
          - {name: small, below: 100}
          - {name: medium, below: 10}
          - {name: large}

    Good::

        # datasets/speed.yaml
        bands:
          - {name: small, below: 10}
          - {name: medium, below: 100}
          - {name: large}
    """
    for dataset, description, table in _whole(base):
        low = 0.0
        for index, band in enumerate(description.bands):
            last = index == len(description.bands) - 1
            if band.below is None and not last:
                place = dataset.place(("bands", index))
                yield Defect(place, f"the band '{band.name}' has no end, and is not the last", "add 'below'")
            elif band.below is not None and band.below <= low:
                place = dataset.place(("bands", index, "below"))
                told = f"the band '{band.name}' ends where the one before ends, or earlier"
                yield Defect(place, told, "sort the bands by 'below'")
            low = band.below or low
        if description.bands[-1].below is not None:
            for row in table.rows:
                if (row.number(description.size.column) or 0) >= low:
                    place = table.place(row.line, description.size.column)
                    yield Defect(place, "the size falls into no band", "add a band, or leave its last open")
