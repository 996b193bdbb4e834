from dataclasses import replace

import pytest

from smatlas.citations import CitationGraph
from smatlas.model import Paper
from smatlas.reading_list import Support, choose, support


@pytest.fixture(scope="module")
def everything(bread, bread_graph):
    return choose(bread_graph, list(bread.papers.values()), limit=10)


def test_the_most_cited_come_with_their_count_and_without_papers_that_nobody_cites(everything, bread_graph):
    assert [(paper.id, count) for paper, count in everything.most_cited] == [
        ("oven2018steam", 3), ("miller2019wild", 2), ("yeast2023bought", 1),
    ]  # fmt: skip
    for paper, count in everything.most_cited:
        assert count == len(bread_graph.cited_by(paper.id))


def test_the_newest_go_by_year_and_within_a_year_by_arxiv_number(bread):
    plain = bread.papers["rye2024slow"].model_dump()
    papers = {
        name: Paper(**plain | {"id": name, "identifiers": identifiers, "year": year})
        for name, identifiers, year in (
            ("early", {"arxiv": "2401.00099"}, 2024),
            ("late", {"arxiv": "2412.00001"}, 2024),
            ("none", {}, 2024),
            ("old", {"arxiv": "2412.00002"}, 2023),
            ("ancient", {"arxiv": "math.GT/0309136"}, 2024),
        )
    }
    found = choose(CitationGraph(replace(bread, papers=papers)), papers.values(), limit=5)
    assert [paper.id for paper in found.newest] == ["late", "early", "ancient", "none", "old"]


def test_the_best_evidence_has_numbers_and_scores_of_both_sides_count_most(everything):
    assert [(paper.id, held) for paper, held in everything.best_evidence] == [
        ("miller2019wild", Support(both_sides=1, numbers=2, findings=2))
    ]


def test_a_score_of_one_side_alone_is_a_number_but_not_both_sides(bread):
    paper = bread.papers["miller2019wild"]
    numbers = paper.findings[0].numbers.model_copy(deep=True)
    del numbers.__pydantic_extra__["bought"]
    finding = paper.findings[0].model_copy(update={"numbers": numbers})
    assert support(paper.model_copy(update={"findings": (finding,)})) == Support(0, 1, 1)


def test_a_handful_of_papers_needs_no_advice_on_where_to_begin(bread, bread_graph):
    assert choose(bread_graph, list(bread.papers.values())[:3]) is None


def test_lists_are_no_longer_than_asked(bread, bread_graph):
    found = choose(bread_graph, list(bread.papers.values()), limit=1)
    assert (len(found.most_cited), len(found.newest), len(found.best_evidence)) == (1, 1, 1)
