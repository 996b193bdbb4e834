from datetime import date

from smatlas.identifiers import Identifier
from smatlas.model import to_paper
from smatlas.records import parse
from smatlas.sources.facts import Facts
from smatlas.verification import compare, with_verified


def facts(paper, **changed):
    said = {
        "source": "Crossref", "address": "https://doi.org/10.5555/x", "title": paper.title, "authors": paper.authors,
        "year": paper.year, "venue": "Conference on Rising and Use of Many Breads", "published": True,
        "identifiers": (Identifier("doi", "10.5555/x"),),
    }  # fmt: skip
    return Facts(**{**said, **changed})


def fields(base, paper, said):
    return [difference.field for difference in compare(base, paper, said)]


def test_a_right_record_has_no_differences(bread):
    paper = bread.papers["miller2019wild"]
    assert fields(bread, paper, facts(paper)) == []
    assert (
        fields(bread, paper, facts(paper, title="WILD YEAST BEATS bought yeast")) == []
    )  # title of another version
    assert (
        fields(
            bread, paper, facts(paper, authors=("Zoe Miller", "Lukasz Muller Angstrom", *paper.authors[2:]))
        )
        == []
    )


def test_every_kind_of_difference_is_told(bread):
    paper = bread.papers["miller2019wild"]
    said = facts(
        paper,
        title="On Physics",
        authors=("A. Einstein",),
        year=2021,
        venue="Workshop on Ovens",
        withdrawn=True,
    )
    assert fields(bread, paper, said) == ["withdrawn", "title", "authors", "venue", "year"]
    assert (
        str(next(iter(compare(bread, paper, facts(paper, year=2021)))))
        == "year: the record has 2019; the source has 2021"
    )


def test_a_preprint_that_was_published_is_told_with_where(bread):
    paper = bread.papers["rye2024slow"]
    told = list(compare(bread, paper, facts(paper, year=2025)))
    assert [(d.field, d.theirs) for d in told] == [
        ("published", "published at Conference on Rising and Use of Many Breads in 2025")
    ]


def test_a_preprint_s_own_year_is_no_difference(bread):
    paper = bread.papers["miller2019wild"]
    assert fields(bread, paper, facts(paper, year=2018, venue="", published=False)) == []


def test_renewing_changes_the_verified_block_alone(bread):
    for paper in bread.papers.values():
        document = bread.documents[paper.id]
        text = with_verified(document.text, date(2026, 5, 6), "https://e.example/", paper.title)
        again, problems = to_paper(parse(text))
        assert problems == []
        assert (again.verified.on, again.verified.source, again.verified.title) == (
            date(2026, 5, 6), "https://e.example/", paper.title,
        )  # fmt: skip
        assert again.model_copy(update={"verified": paper.verified}) == paper
        kept = [line for line in document.text.splitlines() if not line.startswith("verified:")]
        assert [line for line in text.splitlines() if not line.startswith("verified:")] == kept
