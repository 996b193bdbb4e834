"""RIS is read back by rispy."""

import re

import rispy
from hypothesis import given

from smatlas.exports import ris
from smatlas.text import one_line
from tests.exports.works import author_lists, titles, work


@given(titles, author_lists)
def test_any_title_and_names_survive(bread, title, authors):
    text = ris.write(bread, [work(bread, title, authors)] * 2)
    first, second = rispy.loads(text)
    assert first == second
    assert first["title"] == one_line(title)
    assert [sorted(name.replace(",", "").replace(" ", "")) for name in first["authors"]] == [
        sorted(one_line(name).replace(",", "").replace(" ", "")) for name in authors
    ]


def test_names_are_family_given_suffix(bread):
    (entry,) = rispy.loads(ris.write(bread, [bread.papers["miller2019wild"]]))
    assert entry["authors"] == [
        "Miller, Zoë", "Müller-Ångström, Łukasz", "van der Brot, Ludwig", "King, Martin, Jr.",
    ]  # fmt: skip


def test_an_entry_says_where_the_work_appeared_and_stands(bread):
    (entry,) = rispy.loads(ris.write(bread, [bread.papers["miller2019wild"]]))
    assert entry["type_of_reference"] == "CPAPER"
    assert entry["secondary_title"] == "Conference on Rising and Use of Many Breads"
    assert (entry["year"], entry["doi"], entry["accession_number"]) == (
        "2019",
        "10.5555/crumb.19.7",
        "arXiv:1901.01234",
    )
    assert entry["keywords"] == ["Sourdough", "Commercial yeast"]
    assert "unknown_tag" not in entry
    kinds = [entry["type_of_reference"] for entry in rispy.loads(ris.write(bread, bread.papers.values()))]
    assert kinds == ["JOUR", "CPAPER", "UNPB", "CPAPER", "GEN", "UNPB", "CPAPER"]


def test_an_address_with_a_semicolon_stays_one(bread):
    paper = work(bread, "Bread", of="plain2020bread", links={"page": "https://x.example/a;b"})
    assert rispy.loads(ris.write(bread, [paper]))[0]["urls"] == ["https://x.example/a%3Bb"]


def test_every_line_has_a_tag_and_ends_as_the_format_says(bread):
    lines = ris.write(bread, bread.papers.values()).split("\r\n")
    assert all(re.match(r"[A-Z][A-Z0-9]  - |$", line) for line in lines)
    assert "\n" not in "".join(lines)
