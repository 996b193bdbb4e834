from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.sources.bibtex_file import read

FIVE_HUNDRED = Path(__file__).parent / "recorded" / "entries-500.bib"

ODD = r"""
@string{acl = "Annual Meeting"}
@comment{nothing}
@inproceedings{first,
  title = {{MiniX}: {\'E}tude of {\"o}ne \& two},
  author = {Gu, Yuxian and van der Berg, Ludwig and King, Jr., Martin and {The Group} and others},
  booktitle = acl, year = 2024, doi = {https://doi.org/10.1000/XYZ}, eprint = {2306.08543v2},
}
@article{noauthor, title={X}, year=2020}
@article{first, title={Again}, author={A B}, year=2020}
@article{noyear, title={X}, author={A B}, year={in press}}
@article{twice, title={X}, title={Y}, author={A B}, year={2020}}
@misc{preprint, title={Pre}, author={J{\"o}rg M{\"u}ller}, year={2021}, journal={arXiv preprint arXiv:2101.00001}}
"""


def test_facts_come_out_plain():
    work = read(ODD).works[0]
    assert work.title == "MiniX: Étude of öne & two"
    assert work.authors == ("Yuxian Gu", "Ludwig van der Berg", "Martin King Jr.", "The Group", "et al.")
    assert (work.year, work.venue, work.published) == (2024, "Annual Meeting", True)
    assert [str(i) for i in work.identifiers] == ["doi:10.1000/xyz", "arxiv:2306.08543"]


def test_a_preprint_is_one():
    work = read(ODD).works[1]
    assert (work.authors, work.venue, work.published) == (("Jörg Müller",), "", False)
    assert work.address == "https://arxiv.org/abs/2101.00001"


def test_nothing_is_dropped_without_a_word():
    skipped = [(skip.key, skip.reason) for skip in read(ODD).skipped]
    assert skipped == [
        ("noauthor", "no author"),
        ("first", "the key stands twice; the first entry counts"),
        ("noyear", "no year"),
        ("twice", "fields stand twice: title"),
    ]


def test_what_cannot_be_read_is_accounted_for():
    found = read("@article{a, title={X\n")
    assert found.works == ()
    assert [skip.reason for skip in found.skipped] == [
        "not readable as BibTeX: a brace or a comma is missing"
    ]


@pytest.mark.parametrize("field", ["title={{A}", "title={A}}"])
def test_unbalanced_braces_never_raise(field):
    read(f"@article{{a, {field}, author={{B C}}, year=2020}}")


@given(st.text())
def test_reading_never_raises(text):
    read(text)


def test_five_hundred_real_entries_are_all_accounted_for():
    text = FIVE_HUNDRED.read_text(encoding="utf-8")
    found = read(text)
    assert len(found.works) + len(found.skipped) == text.count("\n@") + text.startswith("@") == 500
    assert found.skipped == ()
    assert all(work.title and work.authors and work.year for work in found.works)
    assert not [work.title for work in found.works if "\\" in work.title]
