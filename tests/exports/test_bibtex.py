"""BibTeX is read back by bibtexparser, and by biber; by bibtex itself with the other readers."""

import re
import subprocess

import bibtexparser
import pytest
from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts
from hypothesis import given

from smatlas.exports import bibtex
from smatlas.knowledge_base import load
from smatlas.text import one_line
from tests.conftest import REPOSITORY, program
from tests.exports.works import NAMES, TITLES, author_lists, titles, work


def read_back(text):
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    return {entry.key: entry for entry in library.entries}


def plain(text):
    """Undo what `escape` and the protecting braces do."""
    for tex, sign in (
        (r"\textbackslash{}", "\\"), (r"\textasciitilde{}", "~"), (r"\textasciicircum{}", "^"),
        (r"\textbraceleft{}", "\x01"), (r"\textbraceright{}", "\x02"),
    ):  # fmt: skip
        text = text.replace(tex, sign)
    text = re.sub(r"\\([&%$#_])", r"\1", text).replace("{", "").replace("}", "")
    return text.replace("\x01", "{").replace("\x02", "}")


def test_every_paper_is_an_entry_that_reads_back(bread):
    entries = read_back(bibtex.write(bread, bread.papers.values()))
    assert set(entries) == set(bread.papers)
    for key, entry in entries.items():
        paper = bread.papers[key]
        assert plain(entry["title"]) == " ".join(paper.title.split())
        assert entry["year"] == str(paper.year)
        assert len(entry["author"].split(" and ")) == len(paper.authors)


def test_the_entry_says_where_it_was_published(bread):
    entries = read_back(bibtex.write(bread, bread.papers.values()))
    assert entries["miller2019wild"].entry_type == "inproceedings"
    assert entries["miller2019wild"]["booktitle"] == "Conference on Rising and Use of Many Breads"
    assert entries["baker2021loaves"].entry_type == "article"
    assert entries["baker2021loaves"]["journal"] == r"Journal of Crust \& Company"
    assert entries["rye2024slow"].entry_type == "misc"
    assert (entries["rye2024slow"]["eprint"], entries["rye2024slow"]["archiveprefix"]) == (
        "2401.00099",
        "arXiv",
    )


def test_names_are_inverted_with_particles_and_suffixes(bread):
    entry = bibtex.entry(bread, bread.papers["miller2019wild"])
    assert "Miller, Zoë and Müller-Ångström, Łukasz and van der Brot, Ludwig and King, Jr., Martin" in entry


def test_capitals_that_carry_meaning_are_protected(bread):
    paper = bread.papers["rye2024slow"].model_copy(update={"title": "GPT-4 for Slow BERT and mT5"})
    assert "{GPT-4} for Slow {BERT} and {mT5}" in bibtex.entry(bread, paper)


def people(text):
    """Read names as bibtexparser divides them."""
    divide = [SeparateCoAuthors(), SplitNameParts()]
    library = bibtexparser.parse_string(text, append_middleware=divide)
    assert library.failed_blocks == []
    return library.entries[0]["author"]


@given(titles, author_lists)
def test_any_title_and_names_survive(bread, title, authors):
    text = bibtex.entry(bread, work(bread, title, authors))
    assert plain(read_back(text)["rye2024slow"]["title"]) == one_line(title)
    read = people(text)
    assert len(read) == len(authors)
    for name, printed in zip(read, authors, strict=True):
        parts = plain(" ".join((*name.first, *name.von, *name.last, *name.jr)))
        assert letters(parts) == letters(one_line(printed))


def letters(text):
    return sorted(text.replace(",", "").replace(" ", ""))


@pytest.mark.parametrize(
    ("printed", "first", "von", "last", "jr"),
    [
        ("Ludwig van der Brot", ["Ludwig"], ["van", "der"], ["Brot"], []),
        ("Nicola De Cao", ["Nicola"], [], ["De", "Cao"], []),
        ("Martin King Jr.", ["Martin"], [], ["King"], ["Jr."]),
        ("King, Jr., Martin", ["Martin"], [], ["King"], ["Jr."]),
        ("Bread and Butter Team", [], [], ["{Bread and Butter Team}"], []),
        ("Dough & Sons Ltd.", [], [], [r"{Dough \& Sons Ltd.}"], []),
        ("Band And", [], [], ["{Band And}"], []),
        ("others", [], [], ["{others}"], []),
    ],
)
def test_parts_of_a_name_are_what_bibtex_takes_them_for(bread, printed, first, von, last, jr):
    (name,) = people(bibtex.entry(bread, work(bread, "Slow Rye", [printed])))
    assert (name.first, name.von, name.last, name.jr) == (first, von, last, jr)


def test_biber_gives_titles_and_names_back_unchanged(bread, tmp_path):
    program("biber", "biber")
    papers = [work(bread, title, NAMES, id=f"odd{number}") for number, title in enumerate(TITLES)]
    text = bibtex.write(bread, papers)
    (tmp_path / "a.bib").write_text(text, encoding="utf-8")
    call = ["biber", "--tool", "--output-file", "b.bib", "a.bib"]
    subprocess.run(call, cwd=tmp_path, check=True, capture_output=True)
    given_out, given_back = read_back(text), read_back((tmp_path / "b.bib").read_text(encoding="utf-8"))
    for key, entry in given_out.items():
        back = {field.key.casefold(): field.value for field in given_back[key].fields}
        assert (back["title"], back["author"]) == (entry["title"], entry["author"])


@pytest.mark.real
def test_two_writes_give_the_same_bytes():
    first, second = load(REPOSITORY), load(REPOSITORY)
    assert bibtex.write(first, first.papers.values()) == bibtex.write(second, second.papers.values())
