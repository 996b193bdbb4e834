import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.names import Name, family_key, split


@pytest.mark.parametrize(
    ("printed", "parts"),
    [
        ("Ada Lovelace", Name("Ada", "Lovelace")),
        ("Ludwig van der Brot", Name("Ludwig", "van der Brot")),
        ("Gustavo de Rosa", Name("Gustavo", "de Rosa")),
        ("Martin Luther King Jr.", Name("Martin Luther", "King", "Jr.")),
        ("King, Jr.", Name("", "King", "Jr.")),
        ("da Silva, Ana María", Name("Ana María", "da Silva")),
        ("Plato", Name("", "Plato")),
        ("Laks V.S. Lakshmanan", Name("Laks V.S.", "Lakshmanan")),
        ("Van Jones", Name("Van", "Jones")),
    ],
)
def test_parts_of_a_name(printed, parts):
    assert split(printed) == parts


def test_a_name_is_inverted_for_sorting():
    assert split("Martin King Jr.").inverted == "King, Jr., Martin"


def test_two_spellings_of_a_family_name_meet():
    assert family_key("Zoë Müller-Ångström") == family_key("Z. Muller Angstrom".replace("r A", "r-A"))


@given(st.text(min_size=1))
def test_splitting_never_raises(text):
    split(text)
