"""The regression gate of ranking: judged queries over the real records."""

import importlib.util
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest import REPOSITORY

SPEC = importlib.util.spec_from_file_location("relevance", REPOSITORY / "benchmarks" / "relevance.py")
relevance = importlib.util.module_from_spec(SPEC)
sys.modules["relevance"] = relevance
SPEC.loader.exec_module(relevance)

# A little under what docs/relevance.md says is reached: nDCG@10, recall@20, MRR.
LEAST = {
    "known title": (0.99, 0.99, 0.99),
    "partial title": (0.94, 0.97, 0.97),
    "author and topic": (0.94, 0.93, 0.97),
    "concept in other words": (0.53, 0.46, 0.83),
    "abbreviation": (0.73, 0.79, 0.88),
    "question": (0.65, 0.59, 0.87),
    "misspelling": (0.90, 0.85, 0.95),
    "role plus year": (0.95, 0.95, 0.95),
    "all": (0.83, 0.81, 0.94),
}


@pytest.fixture(scope="module")
def judged():
    return relevance.read()


@pytest.fixture(scope="module")
def measured(judged):
    queries, papers = judged
    return relevance.by_kind(queries, relevance.atlas(REPOSITORY, papers))


@pytest.mark.real
@pytest.mark.parametrize("kind", LEAST)
def test_every_kind_of_query_is_answered_as_well_as_it_was(measured, kind):
    found = measured[kind]
    for name, reached, least in zip(
        ("nDCG@10", "recall@20", "MRR"), (found.ndcg, found.recall, found.mrr), LEAST[kind], strict=True
    ):
        assert reached >= least, f"{name} of {kind}: see python benchmarks/relevance.py --each"


def test_there_are_queries_of_every_kind(judged):
    queries, papers = judged
    assert len(queries) >= 80
    assert {one.kind for one in queries} == set(LEAST) - {"all"}
    assert len({one.query for one in queries}) == len(queries)
    assert all(set(one.grades) <= papers and set(one.grades.values()) <= {1, 2, 3} for one in queries)


@pytest.mark.real
def test_what_was_judged_is_still_here(judged, real):
    former = {old for paper in real.papers.values() for old in paper.formerly}
    gone = {paper for one in judged[0] for paper in one.grades} - set(real.papers) - former
    assert len(gone) <= 5, "judge their queries again"


def test_measures_of_a_ranking_worked_out_by_hand():
    grades = {"a": 3, "b": 1, "c": 1}
    assert relevance.ndcg(["a", "b", "c"], grades) == 1
    # gains 1, 7 and 0 at ranks 1 to 3, of 7, 1 and 1
    best = 7 + 1 / 1.5849625 + 1 / 2
    assert relevance.ndcg(["b", "a", "x"], grades) == pytest.approx((1 + 7 / 1.5849625) / best)
    assert relevance.recall(["x", "a", "b"], grades) == pytest.approx(2 / 3)
    assert relevance.recall(["a"] + ["x"] * 25 + ["b", "c"], grades) == pytest.approx(1 / 3)
    assert relevance.reciprocal_rank(["x", "y", "b"], grades) == pytest.approx(1 / 3)
    assert relevance.reciprocal_rank(["x"], grades) == 0
    assert relevance.ndcg([], {}) == relevance.recall([], {}) == 0


@given(st.dictionaries(st.sampled_from("abcdefghijkl"), st.integers(0, 3)), st.permutations("abcdefghijkl"))
def test_no_ranking_is_better_than_by_grade(grades, order):
    best = sorted(order, key=lambda paper: -grades.get(paper, 0))
    assert relevance.ndcg(order, grades) <= relevance.ndcg(best, grades) + 1e-9 <= 1 + 1e-8


def test_the_collection_is_read_and_the_engines_answer(tmp_path):
    import json

    texts = {
        1: ("Of Wings", "wings lift"),
        2: ("Of Heat", "heat flows in slabs"),
        3: ("Of Noise", "jets are loud"),
    }
    (tmp_path / "docs.json").write_text(
        json.dumps([{"id": n, "title": title, "body": body} for n, (title, body) in texts.items()])
    )
    (tmp_path / "queries.json").write_text(
        json.dumps([{"query number": 1, "query": "what is the lift of a wing ."}])
    )
    (tmp_path / "qrels.json").write_text(json.dumps([{"query_num": "1", "position": 2, "id": "1"}]))
    documents, questions = relevance.read_cranfield(tmp_path)
    assert [(one.query, one.grades) for one in questions] == [("what is the lift of a wing .", {"1": 3})]
    for engine in (
        relevance.ours(documents, tmp_path),
        relevance.plain_whoosh(documents),
        relevance.full_text_search(documents),
    ):
        assert engine(questions[0].query) == ["1"]
