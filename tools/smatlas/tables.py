"""CSV files to rows that know their line. The only room that reads CSV (RFC 4180)."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from smatlas.problems import Place, Problem, Severity
from smatlas.records import MAX_BYTES


@dataclass(frozen=True)
class Row:
    """A line of the table.

    Attributes:
        line: Line in the file, from 1.
        cells: Cells by column; empty text where nothing is known.
    """

    line: int
    cells: Mapping[str, str]

    def number(self, column: str) -> float | None:
        """Read a cell as a number.

        Args:
            column: Name of the column.

        Returns:
            The number, or None where the cell is empty, missing, or no finite number.
        """
        text = self.cells.get(column, "")
        try:
            value = float(text)
        except ValueError:
            return None
        return value if isfinite(value) and "_" not in text else None


@dataclass(frozen=True)
class Table:
    """The content of `<id>.csv`.

    Attributes:
        file: Path as shown to the user.
        text: The whole text.
        columns: The header.
        rows: The lines that have as many cells as the header.
        uneven: Line and number of cells of those that have not.
    """

    file: str
    text: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    uneven: tuple[tuple[int, int], ...] = ()

    def place(self, line: int, column: str = "") -> Place:
        """Find where a cell begins; without a column, the line.

        Args:
            line: Line in the file, from 1.
            column: Name of the column.
        """
        if column not in self.columns or line > self.text.count("\n") + 1:
            return Place(self.file, line)
        return Place(self.file, line, _start(self.text.split("\n")[line - 1], self.columns.index(column)))


def _start(line: str, number: int) -> int:
    """Find the column at which a cell begins: after so many commas outside quotes."""
    quoted = False
    for position, sign in enumerate(line):
        if number == 0:
            return position + 1
        if sign == '"':
            quoted = not quoted
        elif sign == "," and not quoted:
            number -= 1
    return len(line) + 1


def _by_column(header: tuple[str, ...], cells: list[str]) -> dict[str, str]:
    """Give cells by column; where two columns have one name, the first counts."""
    found: dict[str, str] = {}
    for column, cell in zip(header, cells, strict=True):
        found.setdefault(column, cell.strip())
    return found


def read(path: Path, root: Path) -> tuple[Table, list[Problem]]:
    """Read a CSV file. Never raises on bad content.

    Args:
        path: The file.
        root: Folder against which the file is named in problems.

    Returns:
        The table, without rows where it cannot be read, and the problems.

    Raises:
        OSError: The file cannot be opened.
    """
    file = path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
    raw = path.read_bytes()

    def refused(message: str, hint: str, line: int = 1) -> tuple[Table, list[Problem]]:
        problem = Problem("table-unreadable", Severity.ERROR, message, Place(file, line), hint)
        return Table(file, "", (), ()), [problem]

    if len(raw) > MAX_BYTES:
        return refused(f"the file has {len(raw):,} bytes; the limit is {MAX_BYTES:,}", "shorten it")
    try:
        text = raw.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        return refused("the text is not UTF-8", "save the file as UTF-8", line)
    reader = csv.reader(io.StringIO(text, newline="\n"), strict=True)
    rows: list[Row] = []
    uneven: list[tuple[int, int]] = []
    header: tuple[str, ...] | None = None
    line = 1
    try:
        for cells in reader:
            if header is None:
                header = tuple(cell.strip() for cell in cells)
            elif len(cells) == len(header):
                rows.append(Row(line, _by_column(header, cells)))
            elif cells:
                uneven.append((line, len(cells)))
            line = reader.line_num + 1
    except csv.Error as error:
        return refused(f"not valid CSV: {error}", "quote cells that hold commas or quotes", line)
    if not header:
        return refused("the file is empty", "write a line of column names, and the rows")
    return Table(file, text, header, tuple(rows), tuple(uneven)), []
