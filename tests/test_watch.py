from datetime import date

import pytest

from smatlas import watch
from smatlas.watch import Night, StateError, Watch

LINK = "https://code.example/wild"
PAPERS, LINKS = ["one", "two"], [LINK]


def night(day, differences=(), **links):
    silent = {LINK: (("one",), links["why"])} if "why" in links else {}
    return Night(date(2026, 1, day), dict(differences), silent)


def after(*nights, papers=PAPERS, links=LINKS):
    state = Watch()
    for each in nights:
        state = watch.read(watch.write(state)).after(each, papers, links)
    return state


def test_a_link_is_dead_after_three_nights_in_a_row():
    state = after(night(1, why="status 404"), night(2, why="status 404"))
    assert (state.is_quiet, dict(state.dead)) == (True, {})
    state = after(night(1, why="status 404"), night(2, why="status 404"), night(3, why="status 410"))
    assert list(state.dead) == [LINK]
    assert f"- one: {LINK} (status 410, 3 nights)" in watch.report(state)


def test_one_answer_takes_all_strikes_back():
    state = after(*(night(day, why="status 404") for day in (1, 2)), night(3, why=None), night(4, why="x"))
    assert state.silent[LINK].strikes == 1


def test_a_second_run_of_one_night_is_no_second_strike():
    state = after(night(1, why="x"), night(1, why="x"), night(1, why="x"))
    assert state.silent[LINK].strikes == 1


def test_a_night_that_did_not_try_a_link_leaves_its_strikes():
    state = after(night(1, why="x"), night(2, why="x"), night(3), night(31, why="x"))
    assert state.silent[LINK].strikes == 3


def test_differences_stay_until_the_paper_agrees():
    state = after(night(1, {"one": ["year: 2019, not 2020"]}), night(2, {"two": []}))
    assert watch.report(state) == "- **one**\n  - year: 2019, not 2020\n"
    assert after(night(1, {"one": ["x"]}), night(2, {"one": []})).is_quiet


def test_papers_and_links_that_are_gone_are_forgotten():
    state = after(night(1, {"one": ["x"]}, why="x"), night(2), papers=["two"], links=[])
    assert state == Watch()
    assert watch.report(state) == "No record differs from its sources, and no link is dead.\n"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"differences": 1, "silent": {}}', '{"differences": {}, "silent": {"a": {"papers": []}}}'])  # fmt: skip
def test_what_is_no_state_is_refused(text):
    with pytest.raises(StateError):
        watch.read(text)
