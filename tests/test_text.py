import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.text import fold, one_line, sentences, title_key, words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Weak-to-Strong", "weak to strong"),
        ("It’s Not Just Size", "Its not just size"),
        ("“Low-Resource” Text", '"Low Resource" text'),
        ("Šakota", "Sakota"),
        ("Łukasz Ångström Øre", "lukasz angstrom ore"),
        ("Straße", "STRASSE"),
        ("ﬁne‑tuning", "fine tuning"),
        ("LLM–SM", "LLM SM"),
    ],
)
def test_spellings_of_one_text_have_one_key(one, other):
    assert title_key(one) == title_key(other)


def test_different_titles_have_different_keys():
    assert title_key("Small Models 2") != title_key("Small Models 3")


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_words_hold_no_space_and_survive_folding(text):
    assert words(" ".join(words(text))) == words(text)


def test_one_line_keeps_signs_and_drops_what_no_format_carries():
    assert one_line("  Slow\r\n\tRye\u2028“½” 😀\x00\ufffe\ud800 ") == "Slow Rye “½” 😀"


@given(st.text(st.characters(exclude_categories=[])))
def test_one_line_is_one_line_and_settled(text):
    line = one_line(text)
    assert len(line.splitlines()) <= 1
    assert one_line(line) == line
    line.encode("utf-8")


def test_sentences_end_at_full_stops_before_capitals():
    assert sentences("One is 3.5 long. Two? Yes. ") == ["One is 3.5 long.", "Two?", "Yes."]
