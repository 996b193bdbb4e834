from hypothesis import given
from hypothesis import strategies as st

from smatlas.search.extract import extract
from smatlas.search.query import Query


def test_the_sentence_with_most_of_the_words_is_taken():
    found = extract("Rye is slow. Cold rye starters rest. Wheat is quick.", Query("cold starter").stems)
    assert found.marked("<", ">") == "<Cold> rye <starters> rest."


def test_a_long_sentence_is_cut_around_the_match():
    found = extract("word " * 200 + "needle " + "word " * 200, Query("needle").stems, width=80)
    assert "[needle]" in found.marked("[", "]")
    assert len(found.text) <= 90
    assert found.text.startswith("… ")
    assert found.text.endswith(" …")


def test_without_a_match_the_first_sentence_is_shown():
    assert extract("One. Two.", frozenset({"zebra"})).text == "One."


@given(st.text(), st.text())
def test_marks_never_change_the_text(text, asked):
    found = extract(text, Query(asked).stems)
    assert found.marked("", "") == found.text
