import pytest

from smatlas.model import to_paper
from smatlas.records import parse

RECORD = """\
id: doe2024example
title: An Example
authors: [Jane Doe, Max Roe, Ann Poe]
year: 2024
venue: ICLR
identifiers: {openreview: AbCdEfGh12, arxiv: "2401.01234v2"}
summary: One sentence.
roles:
  - {role: some-role, why: A reason., where: abstract, by: editors}
findings:
  - outcome: quality
    effect: better
    compares: small vs large
    statement: It is better.
    where: Table 1
    numbers: {metric: F1, higher_is_better: true, small: {model: A, parameters: 770e6, score: 75.1}}
references: {status: partial, source: page 1, outside: ["arxiv:1501.00001", "nonsense"]}
verified: {on: 2026-11-23, source: "https://example.org/", title: An Example}
"""


def problems(text):
    return [(p.code, p.place.line, p.place.column) for p in to_paper(parse(text))[1]]


def test_a_record_becomes_a_typed_paper():
    paper, found = to_paper(parse(RECORD))
    assert found == []
    assert (paper.year, paper.byline, paper.first_author_key) == (2024, "Jane Doe et al.", "doe")
    assert [str(i) for i in paper.normal_identifiers] == ["arxiv:2401.01234", "openreview:AbCdEfGh12"]
    assert [str(i) for i in paper.outside_references] == ["arxiv:1501.00001"]
    numbers = paper.findings[0].numbers
    assert (numbers.higher_is_better, numbers.scores["small"].parameters) == (True, 770e6)
    assert paper.findings[0].parties == ("small", "large")


@pytest.mark.parametrize(
    ("change", "printed"),
    [
        ("{value: 98, unit: percent, bound: up to}", "up to 98 percent"),
        ("{value: 2, to: 3.5, unit: times}", "2 to 3.5 times"),
    ],
)
def test_a_printed_difference_stands_without_scores(change, printed):
    text = RECORD.replace("{metric: F1, higher_is_better: true,", f"{{metric: F1, change: {change},")
    paper, found = to_paper(parse(text))
    assert found == []
    assert str(paper.findings[0].numbers.change) == printed
    assert set(paper.findings[0].numbers.scores) == {"small"}


def test_a_paper_is_frozen():
    paper, _ = to_paper(parse(RECORD))
    with pytest.raises(ValueError):
        paper.year = 2025


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("year: 2024", "year: soon", ("wrong-type", 4, 7)),
        ("year: 2024", "year:", ("wrong-type", 4, 6)),
        ("year: 2024\n", "", ("missing-field", 1, 1)),
        ("authors: [Jane Doe, Max Roe, Ann Poe]", "authors: Jane Doe", ("wrong-type", 3, 10)),
        ("authors: [Jane Doe, Max Roe, Ann Poe]", "authors: []", ("wrong-type", 3, 10)),
        ("Max Roe", '""', ("wrong-type", 3, 21)),
        ("id: doe2024example", "id: Doe 2024", ("wrong-type", 1, 5)),
        ("effect: better", "effect: superb", ("wrong-type", 12, 13)),
        ("higher_is_better: true", "higher_is_better: yes", ("wrong-type", 16, 45)),
        ("parameters: 770e6", "parameters: -1", ("wrong-type", 16, 81)),
        ("score: 75.1", "scores: 75.1", ("unknown-field", 16, 88)),
        ("https://example.org/", "example.org", ("wrong-type", 18, 36)),
        ("on: 2026-11-23", "on: yesterday", ("wrong-type", 18, 16)),
        ("summary:", "sumary:", ("unknown-field", 7, 1)),
        (
            "roles:\n  - {role: some-role, why: A reason., where: abstract, by: editors}",
            "roles: {}",
            ("wrong-type", 8, 8),
        ),
    ],
)
def test_every_defect_of_shape_is_reported_once_at_its_place(old, new, expected):
    assert old in RECORD
    assert problems(RECORD.replace(old, new)) == [expected]


def test_an_unknown_field_does_not_hide_the_record():
    paper, found = to_paper(parse(RECORD + "colour: red\n"))
    assert paper is not None
    assert [p.code for p in found] == ["unknown-field"]


def test_all_defects_are_reported_not_only_the_first():
    text = (
        RECORD.replace("year: 2024", "year: x")
        .replace("effect: better", "effect: x")
        .replace("by: editors", "by: The Editors")
    )
    assert len(problems(text)) == 3


@pytest.mark.parametrize("text", ["just words", "- a\n- b\n", "42"])
def test_a_file_that_holds_no_fields_is_reported(text):
    assert problems(text) == [("wrong-type", 1, 1)]
