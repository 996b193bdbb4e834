"""How text becomes terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.search.analysis import WEIGHTS, WeightedTerms, starts, term, tokens, weighted
from smatlas.text import words


@pytest.mark.parametrize(
    ("british", "american"),
    [
        ("optimisation", "optimization"), ("summarised", "summarized"), ("quantising", "quantization"),
        ("behaviour", "behavior"), ("labelled", "labeled"), ("modelling", "modeling"), ("analyse", "analyzing"),
        ("neighbours", "neighbor"), ("favourable", "favorable"), ("criticise", "criticize"),
    ],
)  # fmt: skip
def test_british_and_american_spellings_meet(british, american):
    assert term(british) == term(american)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("supervise", "supervision"),
        ("precise", "precision"),
        ("revise", "revision"),
        ("noise", "noises"),
        ("promise", "promises"),
    ],
)
def test_words_that_only_look_so_keep_their_family(one, other):
    assert term(one) == term(other)


def test_a_word_of_two_parts_is_found_joined_as_well():
    assert list(tokens("Slow-rising pre‑ferment, state-of-rest")) == [
        ("slowrising", 0), ("slow", 0), ("rising", 1), ("preferment", 2), ("pre", 2), ("ferment", 3),
        ("state", 4), ("of", 5), ("rest", 6),
    ]  # fmt: skip


@given(st.text())
def test_every_word_is_a_token(text):
    assert [word for word, _ in tokens(text) if word in words(text)] or not words(text)


@given(
    st.dictionaries(st.sampled_from(sorted(WEIGHTS)), st.text(st.characters(exclude_characters="\x1e\x1f")))
)
def test_the_parts_begin_where_it_is_told(parts):
    found = [(token.text, token.pos, token.boost) for token in WeightedTerms()(weighted(parts))]
    told = [
        (term(word), start + position, WEIGHTS[name])
        for (name, text), start in zip(parts.items(), starts(parts), strict=True)
        for word, position in tokens(text)
    ]
    assert found == told
