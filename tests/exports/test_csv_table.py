"""CSV in a spreadsheet's dialect, without anything that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given

from smatlas.exports import csv_table
from smatlas.text import one_line
from tests.exports.works import author_lists, titles, work


def rows(text):
    assert text.startswith(csv_table.MARK)
    return list(csv.DictReader(io.StringIO(text[1:], newline=""), dialect="excel", strict=True))


@given(titles, author_lists)
def test_any_title_and_names_survive_and_nothing_is_a_formula(bread, title, authors):
    (row,) = rows(csv_table.write(bread, [work(bread, title, authors)]))
    assert row["title"] == csv_table.defuse(one_line(title))
    assert row["authors"] == csv_table.defuse(one_line("; ".join(authors)))
    assert not [cell for cell in row.values() if cell[:1] in set("=+-@\t\r\n＝＋－＠")]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1"])
def test_formulas_are_defused(text):
    assert csv_table.defuse(text) == f"'{text}"


@pytest.mark.parametrize("text", ["", "a=1", "'=1", "1-1", " x"])
def test_other_text_stays_as_it_is(text):
    assert csv_table.defuse(text) == text


def test_a_row_holds_identifiers_links_facets_and_counts(bread):
    row = {row["id"]: row for row in rows(csv_table.write(bread, bread.papers.values()))}["miller2019wild"]
    assert (row["doi"], row["arxiv"], row["code"]) == (
        "10.5555/crumb.19.7",
        "1901.01234",
        "https://code.example/wild?x=1&y=2",
    )
    assert (row["roles"], row["flours"]) == ("sourdough; commercial-yeast", "rye; whole-grain")
    assert (row["findings"], row["reference_list"]) == ("2", "partial")


def test_no_papers_give_nothing(bread):
    assert csv_table.write(bread, []) == ""
