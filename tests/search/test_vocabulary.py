"""Names of values: how a typed text finds the value that is meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.search.vocabulary import Vocabulary

BREAD = Vocabulary(
    {
        "role": {
            "sour-dough": ["Sourdough", "levain"],
            "dough": ["Dough"],
            "old-dough": ["Old dough", "pâte fermentée"],
        },
        "modalities": {"oven": ["Oven"]},
    }
)


@pytest.mark.parametrize(
    ("typed", "values"),
    [
        ("sour-dough", ("sour-dough",)),
        ("Sour Dough", ("sour-dough",)),
        ("LEVAIN", ("sour-dough",)),
        ("levains", ("sour-dough",)),  # another ending
        ("pate fermentee", ("old-dough",)),
        ("dough", ("dough",)),  # an exact name goes before names that hold the word
        ("old", ("old-dough",)),
        ("doughs", ("dough",)),
        ("brioche", ()),
        ("...", ()),
    ],
)
def test_a_text_names_values(typed, values):
    assert BREAD.find("role", typed) == values


def test_a_beginning_names_all_values_that_begin_so():
    assert BREAD.find("role", "sou", prefix=True) == ("sour-dough",)
    assert BREAD.find("role", "o", prefix=True) == ("old-dough",)
    assert BREAD.find("role", "x", prefix=True) == ()


@pytest.mark.parametrize(
    ("typed", "field"), [("role", "role"), ("Roles", "role"), ("modality", "modalities"), ("oven", None)]
)
def test_a_field_is_named_in_the_singular_or_in_the_plural(typed, field):
    assert BREAD.field(typed) == field


def test_the_nearest_value_is_named():
    assert BREAD.nearest("role", "levian") == "sour-dough"
    assert BREAD.nearest("role", "xylophone") is None


@given(st.text(), st.booleans())
def test_no_text_raises(text, prefix):
    BREAD.find("role", text, prefix=prefix)
    BREAD.field(text)
