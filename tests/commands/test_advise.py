import json

import pytest

from smatlas.commands import advise


def test_answers_choose_the_advice_with_its_evidence(smatlas, bread_root):
    code, out, err = smatlas("--root", bread_root, "advise", "time=days", "flour=rye")
    assert code == 0
    assert "Take wild yeast" in out
    assert "Take bought yeast" not in out
    assert "  for     taste better: Tasters prefer the wild loaves." in out
    assert "miller2019wild, Zoë Miller et al. 2019, Table 1 https://arxiv.org/abs/1901.01234" in out
    assert "  against rise worse: Wild loaves rise less." in out
    assert "1 pieces of advice" in err


def test_json_carries_the_numbers_and_the_address(smatlas, bread_root):
    code, out, _ = smatlas("--root", bread_root, "advise", "time=days", "--format", "json")
    piece = json.loads(out)["advice"][0]
    assert (code, piece["id"], piece["met"], piece["open"]) == (0, "take-wild-yeast", ["time"], ["flour"])
    assert piece["evidence"][0]["numbers"]["wild"]["score"] == 8.25
    assert piece["roles"] == [{"id": "sourdough", "name": "Sourdough"}]


def test_every_wrong_answer_is_told_with_the_nearest_right_one(smatlas, bread_root):
    code, _, err = smatlas("--root", bread_root, "advise", "tiem=days", "flour=ryee")
    assert code == 2
    assert "there is no question 'tiem' (did you mean 'time'?)" in err
    assert "'ryee' is no answer to flour (did you mean 'rye'?)" in err
    assert smatlas("--root", bread_root, "advise", "--part", "bke")[0] == 2


def test_questions_are_shown(smatlas, bread_root):
    _, out, _ = smatlas("--root", bread_root, "advise", "--questions")
    assert "time: How much time is there? Wild yeast is slow.\n  time=hours: A few hours\n" in out


def test_nothing_that_holds_says_so(smatlas, bread_root):
    code, out, err = smatlas("--root", bread_root, "advise", "time=days", "flour=wheat")
    assert (code, out) == (1, "")
    assert "take one of them back" in err
    (bread_root / "taxonomy" / "guide.yaml").unlink()
    assert smatlas("--root", bread_root, "advise")[0] == 1


@pytest.mark.parametrize(
    ("lines", "answers"),
    [
        (["2\n", "1\n"], {"time": "days", "flour": "rye"}),
        (["\n", "9\n", "x\n", "2\n"], {"flour": "wheat"}),
        ([""], {}),
        (["1\n", ""], {"time": "hours"}),
    ],
)
def test_questions_are_asked_one_by_one_and_can_be_passed_over(bread, lines, answers):
    said = []
    assert advise.ask(bread.guide, said.append, iter(lines).__next__) == answers
    assert said[0].startswith("\n1 of 2. How much time is there?")
