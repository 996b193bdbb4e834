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
        ("King, Jr., Martin", Name("Martin", "King", "Jr.")),
        ("Rye, Wheat, Spelt", Name("", "Rye, Wheat, Spelt")),
        ("Dough Team", Name("", "Dough Team")),
        ("The Dough Collective", Name("", "The Dough Collective")),
        ("The {Bread} Group, Inc", Name("", "The {Bread} Group, Inc")),
        ("Team", Name("", "Team")),
    ],
)
def test_parts_of_a_name(printed, parts):
    assert split(printed) == parts


@pytest.mark.parametrize(
    ("printed", "particle", "surname"),
    [
        ("Ludwig van der Brot", "van der", "Brot"),
        ("Nicola De Cao", "", "De Cao"),
        ("Ada Lovelace", "", "Lovelace"),
        ("van", "", "van"),
        ("the van der Brot institute", "", "the van der Brot institute"),
    ],
)
def test_particles_stand_before_the_surname(printed, particle, surname):
    assert (split(printed).particle, split(printed).surname) == (particle, surname)


def test_a_name_is_inverted_for_sorting():
    assert split("Martin King Jr.").inverted == "King, Jr., Martin"


def test_two_spellings_of_a_family_name_meet():
    assert family_key("Zoë Müller-Ångström") == family_key("Z. Muller Angstrom".replace("r A", "r-A"))


@given(st.text(min_size=1))
def test_splitting_never_raises_and_loses_no_letter(text):
    name = split(text)
    kept = "".join((name.given, name.family, name.suffix))
    assert sorted("".join(kept.split()).replace(",", "")) == sorted("".join(text.split()).replace(",", ""))
    assert f"{name.particle} {name.surname}".strip() == name.family.strip()
