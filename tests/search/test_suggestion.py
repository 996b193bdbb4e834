"""Did you mean: real words of a real index."""

import pytest

from smatlas.commands.search import run
from smatlas.search.query import Query
from tests.conftest import INVENTED


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("staem", "steam"), ("steeam", "steam"), ("stam", "steam"), ("fermnets", "ferments"), ("outperfroms", "outperforms")],
)  # fmt: skip
def test_a_misspelt_word_is_searched_as_the_word_that_was_meant(typed, meant):
    results = run(INVENTED, Query(typed))
    assert results.corrected == ((typed, meant),)
    assert results.hits == run(INVENTED, Query(meant)).hits
    assert not results.strict


@pytest.mark.parametrize("typed", ["zebra", "rxe", "qwertzuiop", "2o24", "xx"])
def test_a_word_that_is_like_none_is_left(typed):
    results = run(INVENTED, Query(typed))
    assert (results.total, results.corrected) == (0, ())


def test_of_several_words_the_misspelt_one_is_mended():
    results = run(INVENTED, Query("tray watr"))
    assert results.corrected == (("watr", "water"),)
    assert [hit.id for hit in results.hits] == ["oven2018steam"]
    assert [(part.text, part.found, part.instead) for part in results.parts] == [
        ("tray", 1, ""), ("watr", 0, "water"),
    ]  # fmt: skip


def test_a_phrase_is_never_changed():
    assert run(INVENTED, Query('"tray of watr"')).total == 0
