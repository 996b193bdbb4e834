import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.authors import OTHERS, collect


@pytest.fixture
def collected(bread):
    paper = bread.papers["plain2020bread"]

    def from_names(*papers):
        return collect(
            paper.model_copy(update={"id": f"p{number}", "authors": tuple(names), "year": 2000 + number})
            for number, names in enumerate(papers)
        )

    return from_names


def test_names_are_sorted_by_folded_family_name_with_its_particles(collected):
    authors = collected(["Ada Zed", "Łukasz Ångström", "Ludwig van der Brot", "Bo Ängel", "Al Angel"])
    assert list(authors) == ["Al Angel", "Bo Ängel", "Łukasz Ångström", "Ludwig van der Brot", "Ada Zed"]
    assert [author.letter for author in authors.values()] == ["a", "a", "a", "v", "z"]


def test_papers_of_one_printed_name_stand_together_newest_first(collected):
    authors = collected(["Ada Baker"], ["Ada Baker", "Bo Baker"])
    assert [paper.id for paper in authors["Ada Baker"].papers] == ["p1", "p0"]
    assert [paper.id for paper in authors["Bo Baker"].papers] == ["p1"]


def test_a_name_that_stands_twice_on_one_paper_counts_once(collected):
    assert len(collected(["Ada Baker", "Ada Baker"])["Ada Baker"].papers) == 1


def test_spellings_are_not_merged_and_keep_places_of_their_own(collected):
    authors = collected(["Gaël Varo", "Gael Varo"], ["Gael Varo 2"])
    assert len(authors) == 3
    assert len({author.key for author in authors.values()}) == 3


def test_names_of_other_scripts_stand_under_the_others(collected):
    authors = collected(["李 飞", "Иван Петров", "4Paradigm"])
    assert {author.letter for author in authors.values()} == {OTHERS}
    assert all(author.key for author in authors.values())


@given(st.lists(st.text(min_size=1).filter(str.strip), min_size=1, max_size=8))
def test_every_name_has_a_key_of_its_own_and_all_its_papers(bread, names):
    paper = bread.papers["plain2020bread"].model_copy(update={"authors": tuple(names)})
    authors = collect([paper])
    assert set(authors) == set(names)
    assert len({author.key for author in authors.values()}) == len(authors)
    assert list(authors) == list(collect([paper.model_copy(update={"authors": tuple(reversed(names))})]))
