"""Every rule on the broken knowledge base: one defect a file, its place in its first lines."""

import re

import pytest

from smatlas import knowledge_base
from smatlas.checks import registered, run
from tests.conftest import BROKEN, INVENTED

_EXPECT = re.compile(r"^# expect (\d+):(\d+) ([a-z-]+)$", re.MULTILINE)
FILES = sorted(path.relative_to(BROKEN).as_posix() for path in BROKEN.rglob("*.yaml"))
ESSAY = "taxonomy/essays/sour.md"  # without a line of expectations, which would be a paragraph of it
TABLES = {  # CSV has no comments
    "datasets/crumbs.csv": [],
    "datasets/flakes.csv": [
        (1, 1, "column-mismatch"),
        (1, 6, "column-mismatch"),
        (1, 27, "column-mismatch"),
        (3, 1, "repeated-row"),
        (4, 12, "cell-not-a-number"),
        (5, 6, "cell-not-a-number"),
        (5, 8, "cell-not-a-number"),
        (6, 6, "outside-bands"),
        (6, 19, "mark-unclear"),
        (7, 10, "score-without-origin"),
        (8, 1, "column-mismatch"),
        (9, 1, "repeated-row"),
        (9, 2, "score-without-origin"),
    ],
    "datasets/torn.csv": [(2, 1, "table-unreadable")],
}


@pytest.fixture(scope="module")
def found():
    return run(knowledge_base.load(BROKEN))


@pytest.mark.parametrize("file", FILES)
def test_a_file_gives_the_problems_it_announces_and_no_other(found, file):
    text = (BROKEN / file).read_text(encoding="utf-8")
    expected = sorted((int(line), int(column), code) for line, column, code in _EXPECT.findall(text))
    assert sorted((p.place.line, p.place.column, p.code) for p in found if p.place.file == file) == expected


def test_an_essay_gives_every_problem_that_essays_can_have(found):
    assert [(p.place.line, p.place.column, p.code) for p in found if p.place.file == ESSAY] == [
        (1, 1, "essay-length"),
        (1, 1, "essay-of-no-role"),
        (2, 5, "essay-links-nowhere"),
        (4, 1, "essay-without-evidence"),
    ]


@pytest.mark.parametrize("file", TABLES)
def test_a_table_gives_the_problems_listed_here_and_no_other(found, file):
    assert [(p.place.line, p.place.column, p.code) for p in found if p.place.file == file] == TABLES[file]


def test_every_problem_lies_in_a_file_of_the_tree(found):
    assert {p.place.file for p in found} <= {*FILES, *TABLES, ESSAY}


def test_every_rule_is_shown_to_fire(found):
    # in test_taxonomy: it needs a tree without the file
    elsewhere = {"missing-file"}
    assert {rule.code for rule in registered()} - {p.code for p in found} == elsewhere


def test_the_severity_of_a_problem_is_that_of_its_rule(found):
    severities = {rule.code: rule.severity for rule in registered()}
    assert all(p.severity == severities[p.code] for p in found)


@pytest.mark.parametrize(
    ("file", "hint"),
    [
        ("papers/role2020unknown.yaml", "did you mean 'sourdough'?"),
        ("papers/role2020retired.yaml", "it is now 'baking'"),
        ("papers/term2020unknown.yaml", "it is a synonym of 'rye': write that"),
        ("papers/venue2020unknown.yaml", "did you mean 'CRUMB'?"),
        ("papers/unknown2020field.yaml", "did you mean 'venue'?"),
        ("papers/reference2020unknown.yaml", "did you mean 'good2020paper'?"),
        ("papers/party2020unknown.yaml", "did you mean 'wild'?"),
        ("papers/outside2020inside.yaml", "move it to papers, as 'same2020first'"),
        ("papers/address2020identifier.yaml", "write '2001.00001'"),
        ("taxonomy/roles.yaml", "did you mean 'sourdough'?"),
        ("datasets/crumbs.yaml", "did you mean 'size'?"),
    ],
)
def test_a_hint_names_the_nearest_right_value(found, file, hint):
    assert hint in {p.hint for p in found if p.place.file == file}


def test_every_problem_says_what_to_do(found):
    assert [str(p) for p in found if not p.hint] == []


def test_every_rule_is_documented():
    for rule in registered():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.code)
        assert len(rule.explanation.splitlines()) >= 2, f"{rule.code} says what it requires, but not why"


def test_good_records_have_no_problems():
    assert [p.code for p in run(knowledge_base.load(INVENTED))] == [
        "identified-by-nothing",
        "inner-role",
    ]


def test_gaps_of_the_taxonomy_are_told_once_there_are_fifty_papers(bread_root):
    text = (bread_root / "papers" / "rye2024slow.yaml").read_text(encoding="utf-8")
    codes = {p.code for p in run(knowledge_base.load(bread_root))}
    assert not codes & {"leaf-without-papers", "rare-term"}
    for number in range(45):
        copy = text.replace("rye2024slow", f"rye2024slow{number}").replace("Slow Rye", f"Slow Rye {number}")
        copy = copy.replace("2401.00099", f"2401.{number + 1000:05}").replace(
            "A cold starter", f"Starter {number}"
        )
        (bread_root / "papers" / f"rye2024slow{number}.yaml").write_text(copy, encoding="utf-8")
    found = [
        p for p in run(knowledge_base.load(bread_root)) if p.code in ("leaf-without-papers", "rare-term")
    ]
    assert [(p.code, p.place.file, p.message.split("'")[1]) for p in found] == [
        ("rare-term", "taxonomy/facets.yaml", "wheat"),
        ("rare-term", "taxonomy/facets.yaml", "whole-grain"),
        ("leaf-without-papers", "taxonomy/roles.yaml", "unused-role"),
    ]
