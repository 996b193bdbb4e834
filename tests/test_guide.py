import pytest

from smatlas.guide import Guide, load
from tests.conftest import INVENTED


@pytest.fixture(scope="module")
def guide():
    guide, problems = load(INVENTED / "taxonomy", INVENTED)
    assert problems == []
    return guide


def chosen(guide, **answers):
    return [(each.advice.id, each.met, each.open) for each in guide.choose(answers)]


def test_without_answers_all_advice_is_open(guide):
    assert chosen(guide) == [
        ("take-wild-yeast", (), ("time", "flour")),
        ("take-bought-yeast", (), ("time", "flour")),
    ]


def test_an_answer_rules_out_what_does_not_hold_under_it(guide):
    assert chosen(guide, time="hours") == [("take-bought-yeast", ("time",), ("flour",))]
    assert chosen(guide, flour="rye", time="days") == [("take-wild-yeast", ("time", "flour"), ())]
    assert chosen(guide, flour="wheat", time="days") == []


def test_a_survey_without_a_guide_has_an_empty_one(tmp_path):
    assert load(tmp_path, tmp_path) == (Guide(), [])


def test_a_guide_of_the_wrong_shape_is_reported_at_its_place(tmp_path):
    (tmp_path / "guide.yaml").write_text("parts:\n  - {id: a, name: A}\nadvise: []\n", encoding="utf-8")
    guide, problems = load(tmp_path, tmp_path)
    assert guide.advice == ()
    assert {(p.code, p.place.line) for p in problems} == {("missing-field", 2), ("unknown-field", 3)}


def test_advice_is_found_by_the_roles_that_it_leads_to(guide):
    assert {role: [a.id for a in advice] for role, advice in guide.by_role.items()} == {
        "sourdough": ["take-wild-yeast"],
        "commercial-yeast": ["take-bought-yeast"],
    }


def test_advice_is_found_by_the_papers_that_bear_it_and_that_speak_against_it(guide):
    assert [(advice.id, bears) for advice, bears in guide.by_paper["miller2019wild"]] == [
        ("take-wild-yeast", True),
        ("take-wild-yeast", False),
        ("take-bought-yeast", True),
    ]


def test_evidence_names_every_finding_that_says_so(guide, bread):
    evidence = guide.advice[0].evidence[0]
    assert [f.statement for f in evidence.findings(bread.papers["miller2019wild"])] == [
        "Tasters prefer the wild loaves."
    ]
    assert evidence.findings(bread.papers["yeast2023bought"]) == ()
