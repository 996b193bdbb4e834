import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas import tables

CELLS = st.text(
    st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from(['"', ",", "\n"]), max_size=12
)


def read(tmp_path, text):
    path = tmp_path / "t.csv"
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return tables.read(path, tmp_path)


def told(problems):
    return [(p.code, p.place.line) for p in problems]


def test_rows_know_their_line_and_cells_their_column(tmp_path):
    table, problems = read(tmp_path, 'a,b,c\n1,"x, ""y""\nz",3\n4,5,6\n')
    assert problems == []
    assert table.columns == ("a", "b", "c")
    assert [(row.line, row.cells["b"]) for row in table.rows] == [(2, 'x, "y"\nz'), (4, "5")]
    assert str(table.place(4, "c")) == "t.csv:4:5"
    assert str(table.place(4, "nothing")) == "t.csv:4:1"


@given(rows=st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=5))
def test_what_the_csv_module_writes_is_read_back(rows, tmp_path_factory):
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([["a", "b", "c"], *rows])
    table, problems = read(tmp_path_factory.mktemp("t"), text.getvalue())
    assert problems == []
    assert [list(row.cells.values()) for row in table.rows] == [[c.strip() for c in row] for row in rows]


def test_line_ends_and_byte_order_marks_do_not_matter(tmp_path):
    table, problems = read(tmp_path, b"\xef\xbb\xbfa,b\r\n1,2\r\n")
    assert problems == []
    assert table.rows[0].cells == {"a": "1", "b": "2"}


def test_lines_of_another_length_are_set_aside(tmp_path):
    table, _ = read(tmp_path, "a,b\n1\n\n1,2,3\n5,6\n")
    assert table.uneven == ((2, 1), (4, 3))
    assert [row.line for row in table.rows] == [5]


@pytest.mark.parametrize(
    ("text", "line"),
    [(b"", 1), (b'a,b\n1,"2" 3\n', 2), (b"a,b\n1,\xff\n", 2), (b'a,b\n1,2\n"open\n', 3), (b"a," * 600_000, 1)],
)  # fmt: skip
def test_what_cannot_be_read_is_a_problem_at_its_line(tmp_path, text, line):
    table, problems = read(tmp_path, text)
    assert table.rows == ()
    assert told(problems) == [("table-unreadable", line)]


@pytest.mark.parametrize(
    ("cell", "number"),
    [("1.5", 1.5), (" 2e3 ", 2000.0), ("", None), ("nan", None), ("inf", None), ("1_000", None), ("1M", None)],
)  # fmt: skip
def test_a_number_is_digits_and_finite(tmp_path, cell, number):
    table, _ = read(tmp_path, f"a,b\n{cell},x\n")
    assert table.rows[0].number("a") == number
