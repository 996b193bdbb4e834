from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas import comparison
from smatlas.model import Finding


def finding(**numbers):
    return Finding.model_validate(
        {
            "outcome": "taste",
            "effect": "better",
            "compares": "wild vs bought",
            "statement": "S.",
            "where": "Table 2",
        }
        | {"numbers": numbers}
    )


@pytest.fixture(scope="module")
def compare(bread, bread_graph):
    """Compare papers of the invented knowledge base whose findings are replaced."""

    def call(**found):
        papers = [
            bread.papers[stem].model_copy(update={"findings": tuple(findings)})
            for stem, findings in found.items()
        ]
        return comparison.compare(bread, bread_graph, papers)

    return call


SAME = {
    "task": "tasting",
    "dataset": "town hall",
    "metric": "points",
    "unit": "of ten",
    "higher_is_better": True,
}


def scored(score, **changes):
    return finding(**(SAME | changes), wild={"model": "M", "score": score})


def test_facts_stand_side_by_side_under_the_same_names(bread, bread_graph):
    papers = [bread.papers[key] for key in ("miller2019wild", "odd2022script", "miller2019wild")]
    found = comparison.compare(bread, bread_graph, papers)
    assert [paper.id for paper in found.papers] == ["miller2019wild", "odd2022script"]
    assert list(found.facts[0]) == list(found.facts[1])
    assert found.facts[0]["Flours"] == ("rye", "whole grain")
    assert found.facts[0]["Cited here by"] == ("yeast2023bought", "baker2021loaves")
    assert (
        found.facts[0]["Roles"][0] == "Sourdough: Wild yeast takes the place of bought yeast in rye loaves."
    )
    assert found.facts[1]["Reference list"] == ("unknown",)


def test_the_same_task_dataset_metric_and_unit_meet_best_first(compare):
    spelled = scored(9, task="Tasting", dataset="Town  Hall")
    found = compare(rye2024slow=[scored(7)], miller2019wild=[spelled], plain2020bread=[scored(8)])
    (table,) = found.shared
    assert found.alone == ()
    assert [(r.paper, r.score) for r in table.results] == [
        ("miller2019wild", 9), ("plain2020bread", 8), ("rye2024slow", 7),
    ]  # fmt: skip
    assert table.name == "tasting, town hall, points (of ten)"


def test_where_less_is_better_the_least_comes_first_and_what_has_no_score_last(compare):
    less = {"higher_is_better": False}
    unscored = finding(**(SAME | less), wild={"model": "M", "parameters": 5})
    found = compare(
        rye2024slow=[unscored], miller2019wild=[scored(9, **less)], plain2020bread=[scored(8, **less)]
    )
    assert [r.score for r in found.shared[0].results] == [8, 9, None]


@pytest.mark.parametrize(
    "other",
    [{"task": "smelling"}, {"dataset": "town"}, {"metric": "points+"}, {"unit": "percent"}, {"unit": None},
     {"task": None}, {"dataset": None}, {"metric": None}],
)  # fmt: skip
def test_whatever_differs_or_is_not_named_keeps_results_apart(compare, other):
    found = compare(rye2024slow=[scored(7)], miller2019wild=[scored(9, **other)])
    assert found.shared == ()
    assert len(found.alone) == 2


def test_two_that_both_leave_the_task_out_do_not_meet(compare):
    found = compare(rye2024slow=[scored(7, task=None)], miller2019wild=[scored(9, task=None)])
    assert found.shared == ()


def test_a_direction_left_out_goes_with_the_only_one_there_is_but_not_with_two(compare):
    unsaid = scored(8, higher_is_better=None)
    (table,) = compare(rye2024slow=[scored(7)], miller2019wild=[unsaid]).shared
    assert table.higher_is_better is True
    opposite = scored(5, higher_is_better=False)
    found = compare(rye2024slow=[scored(7)], miller2019wild=[unsaid], plain2020bread=[opposite])
    assert found.shared == ()
    assert [t.higher_is_better for t in found.alone] == [False, True, None]


def test_a_printed_difference_is_a_row_of_its_own(bread, bread_graph):
    papers = [bread.papers[key] for key in ("miller2019wild", "rye2024slow")]
    tables = comparison.compare(bread, bread_graph, papers).alone
    change = tables[1].results[0]
    assert (change.party, change.score, change.change) == ("wild vs bought", None, "about 20 to 30 percent")
    assert (change.effect, change.where) == ("worse", "abstract")


@given(st.data())
def test_no_table_ever_mixes_tasks_datasets_metrics_or_units(compare, data):
    words = st.sampled_from([None, "A", "a", "B", "á"])
    numbers = st.builds(
        scored,
        st.integers(0, 9),
        task=words,
        dataset=words,
        metric=words,
        unit=words,
        higher_is_better=st.sampled_from([None, True, False]),
    )
    stems = ["rye2024slow", "miller2019wild", "plain2020bread"]
    papers = {stem: data.draw(st.lists(numbers, max_size=4)) for stem in stems}
    found = compare(**papers)
    held = [result for table in found.tables for result in table.results]
    assert len(held) == sum(map(len, papers.values()))
    for table in found.shared:
        assert table.task
        assert table.dataset
        assert table.metric
        if table.higher_is_better:
            assert all(a.score >= b.score for a, b in pairwise(table.results))
    keys = [
        tuple((part or "").casefold().replace("á", "a") for part in (t.task, t.dataset, t.metric, t.unit))
        for t in found.shared
    ]
    for table, key in zip(found.shared, keys, strict=True):
        for result in table.results:
            possible = [
                tuple(
                    (part or "").casefold().replace("á", "a")
                    for part in (n.task, n.dataset, n.metric, n.unit)
                )
                for n in (each.numbers for each in papers[result.paper])
            ]
            assert key in possible
