from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas import evidence
from smatlas.model import Finding


def finding(effect="better", outcome="rise", compares="wild vs bought", **numbers):
    fields = {
        "outcome": outcome,
        "effect": effect,
        "compares": compares,
        "statement": "So.",
        "where": "abstract",
    }
    return Finding.model_validate({**fields, **({"numbers": numbers} if numbers else {})})


def sized(first, second, **more):
    return finding(
        wild={"model": "W", "parameters": first}, bought={"model": "B", "parameters": second}, **more
    )


@pytest.fixture
def with_findings(bread):
    """The invented knowledge base in which one paper has other findings."""

    def make(*findings):
        papers = {key: paper.model_copy(update={"findings": ()}) for key, paper in bread.papers.items()}
        papers["rye2024slow"] = papers["rye2024slow"].model_copy(update={"findings": findings})
        return replace(bread, papers=papers)

    return make


def test_findings_stand_newest_first_under_a_key_of_paper_and_number(bread):
    assert [item.key for item in evidence.items(bread)] == [
        "yeast2023bought-1",
        "miller2019wild-1",
        "miller2019wild-2",
    ]


def test_a_finding_counts_in_every_role_of_its_paper_and_once_in_each_above(bread):
    counts = {
        (row.role.id, cell.outcome): tuple(cell.counts.values())
        for row in evidence.rows(bread)
        for cell in row.cells
    }
    assert {key: value for key, value in counts.items() if any(value)} == {
        ("leavening", "taste"): (1, 0, 0),
        ("leavening", "rise"): (0, 1, 1),
        ("sourdough", "taste"): (1, 0, 0),
        ("sourdough", "rise"): (0, 0, 1),
        ("commercial-yeast", "taste"): (1, 0, 0),
        ("commercial-yeast", "rise"): (0, 1, 1),
    }


def test_the_map_has_every_role_in_the_order_of_the_tree_and_every_outcome(bread):
    table = evidence.rows(bread)
    assert [(row.role.id, row.depth) for row in table] == [
        ("leavening", 0), ("sourdough", 1), ("commercial-yeast", 1), ("baking", 0), ("steam", 1), ("unused-role", 1),
    ]  # fmt: skip
    assert all([cell.outcome for cell in row.cells] == ["taste", "rise"] for row in table)


def test_only_results_of_the_same_task_data_and_metric_stand_together(with_findings):
    base = with_findings(
        finding(task="rising", dataset="Town  Hall", metric="height", unit="cm"),
        finding(task="Rising", dataset="town hall", metric="Height", unit="cm", higher_is_better="true"),
        finding(task="rising", dataset="town hall", metric="height", unit="inches"),
        finding(task="rising", dataset="village hall", metric="height", unit="cm"),
        finding(),
    )
    found = evidence.groups(evidence.items(base))
    assert [[item.number for item in group.items] for group in found] == [[1, 2], [3], [4]]
    assert (found[0].dataset, found[0].higher_is_better) == ("Town  Hall", True)


def test_results_that_do_not_name_data_or_metric_are_like_no_other(with_findings):
    base = with_findings(
        finding(metric="height"), finding(metric="height"), finding(dataset="hall"), finding(dataset="hall")
    )
    assert [len(group.items) for group in evidence.groups(evidence.items(base))] == [1, 1, 1, 1]


NAMES = st.sampled_from([None, "a", "A", "b"])


@given(st.lists(st.tuples(NAMES, NAMES, NAMES, NAMES), max_size=8))
def test_every_result_stands_in_one_group_and_no_two_groups_are_alike(bread, named):
    findings = tuple(
        finding(task=t, dataset=d, metric=m, unit=u, change={"value": 1, "unit": "times"})
        for t, d, m, u in named
    )
    paper = bread.papers["rye2024slow"].model_copy(update={"findings": findings})
    found = evidence.groups(evidence.items(replace(bread, papers={paper.id: paper})))
    assert sorted(item.number for group in found for item in group.items) == list(range(1, len(named) + 1))
    keys = [
        tuple(text.casefold() for text in (g.task, g.dataset, g.metric, g.unit))
        for g in found
        if g.dataset and g.metric
    ]
    assert len(keys) == len(set(keys))


def test_the_difference_needs_both_scores(with_findings):
    first, second = evidence.items(with_findings(
        finding(metric="height", wild={"model": "W", "score": 8}, bought={"model": "B", "score": 9.5}),
        finding(metric="height", wild={"model": "W", "score": 8}),
    ))  # fmt: skip
    assert (first.difference, second.difference) == (-1.5, None)


def test_sizes_are_put_together_where_both_are_printed_and_differ(with_findings):
    base = with_findings(sized(1, 9), sized(2, 9, effect="worse"), sized(5, 5), sized(3, 9),
                         sized(1, 2, outcome="taste"), finding(metric="x", wild={"model": "W", "parameters": 4}))  # fmt: skip
    (found,) = evidence.sizes(evidence.items(base))
    assert (found.compares, found.outcome, found.parties) == ("wild vs bought", "rise", ("wild", "bought"))
    assert [item.sizes for item in found.items] == [(1, 9), (2, 9), (3, 9)]


@pytest.mark.real
def test_every_finding_of_the_real_records_is_in_the_map(real):
    roots = [row for row in evidence.rows(real) if row.depth == 0]
    assert {item.key for row in roots for item in row.items} == {item.key for item in evidence.items(real)}
