"""BibTeX is read back by bibtexparser and by bibtex itself."""

import re
import subprocess

import bibtexparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.exports import bibtex
from smatlas.knowledge_base import load
from tests.conftest import REPOSITORY, program


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


printable = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1).filter(str.strip)


@given(printable, printable)
def test_any_title_and_name_survive(bread, title, name):
    paper = bread.papers["rye2024slow"].model_copy(update={"title": title, "authors": (name,)})
    entry = read_back(bibtex.entry(bread, paper))["rye2024slow"]
    assert plain(entry["title"]) == " ".join(title.split())


def bibtex_accepts(text, folder):
    program("bibtex", "texlive-binaries texlive-base")
    (folder / "all.bib").write_text(text, encoding="utf-8")
    (folder / "all.aux").write_text("\\citation{*}\n\\bibstyle{plain}\n\\bibdata{all}\n")
    result = subprocess.run(["bibtex", "all"], cwd=folder, capture_output=True, text=True, check=False)
    log = (folder / "all.blg").read_text(encoding="utf-8", errors="replace")
    return result.returncode, [
        line for line in log.splitlines() if re.search(r"error|repeated entry|I was|Illegal", line)
    ]


def test_bibtex_itself_accepts_the_invented_papers(bread, tmp_path):
    assert bibtex_accepts(bibtex.write(bread, bread.papers.values()), tmp_path) == (0, [])


@pytest.mark.real
def test_bibtex_itself_accepts_the_real_papers(real, tmp_path):
    text = bibtex.write(real, real.papers.values())
    assert set(read_back(text)) == set(real.papers)
    code, complaints = bibtex_accepts(text, tmp_path)
    assert (code, complaints) == (0, [])


@pytest.mark.real
def test_two_writes_give_the_same_bytes():
    first, second = load(REPOSITORY), load(REPOSITORY)
    assert bibtex.write(first, first.papers.values()) == bibtex.write(second, second.papers.values())
