import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.identifiers import SCHEMES, Identifier, normalise, parse


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2306.08543", "arxiv:2306.08543"),
        ("arXiv:2306.08543v3", "arxiv:2306.08543"),
        ("https://arxiv.org/pdf/2306.08543v2.pdf", "arxiv:2306.08543"),
        ("https://doi.org/10.48550/arXiv.2306.08543", "arxiv:2306.08543"),
        ("math.GT/0309136", "arxiv:math.GT/0309136"),
        ("10.1162/COLI.a.652", "doi:10.1162/coli.a.652"),
        ("https://dx.doi.org/10.1016/S0004-3702(98)00023-X", "doi:10.1016/s0004-3702(98)00023-x"),
        ("P19-1355", "acl:P19-1355"),
        ("https://aclanthology.org/2023.findings-acl.507.pdf", "acl:2023.findings-acl.507"),
        ("https://aclanthology.org/2024.lrec-main.252/", "acl:2024.lrec-main.252"),
        ("https://openreview.net/forum?id=5h0qf7IBZZ&noteId=abc", "openreview:5h0qf7IBZZ"),
        ("openreview:r2_9r7seD-q", "openreview:r2_9r7seD-q"),
    ],
)
def test_every_spelling_is_recognised(typed, meant):
    assert str(parse(typed)) == meant


@pytest.mark.parametrize(
    "typed", ["", "hello world", "2313.0001x", "2399.12345", "10.12/x", "5h0qf7IBZZ", "doi:"]
)
def test_what_is_no_identifier_is_none(typed):
    assert parse(typed) is None


def test_an_unknown_scheme_is_none():
    assert normalise("isbn", "978-3-16-148410-0") is None


@pytest.mark.parametrize("scheme", SCHEMES)
def test_examples_are_well_formed_and_link_to_their_registry(scheme):
    found = normalise(scheme, SCHEMES[scheme].example)
    assert found == Identifier(scheme, SCHEMES[scheme].example)
    assert found.url == SCHEMES[scheme].address + SCHEMES[scheme].example


@given(st.text())
def test_parsing_never_raises_and_is_stable(text):
    found = parse(text)
    if found is not None:
        assert parse(str(found)) == found
        assert normalise(found.scheme, found.url) == found


@given(st.sampled_from(sorted(SCHEMES)), st.from_regex(SCHEMES["doi"].pattern, fullmatch=True))
def test_normalising_never_raises(scheme, text):
    normalise(scheme, text)
