"""The query language: what is typed, and the tree that comes of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.search.syntax import DEPTH, All, AnyOf, Field, Not, Phrase, Word, parse, years


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("", All()),
        ("  \n", All()),
        ("rye", Word("rye")),
        ("slow-to-rise rye", All((Word("slow-to-rise"), Word("rye")))),
        ("slow AND rye", All((Word("slow"), Word("rye")))),
        ("slow OR rye cold", AnyOf((Word("slow"), All((Word("rye"), Word("cold")))))),
        ("(slow OR rye) cold", All((AnyOf((Word("slow"), Word("rye"))), Word("cold")))),
        ("a OR b OR (c OR d)", AnyOf((Word("a"), Word("b"), Word("c"), Word("d")))),
        ("rye -cold", All((Word("rye"), Not(Word("cold"))))),
        ("rye NOT cold", All((Word("rye"), Not(Word("cold"))))),
        ("-(rye cold)", Not(All((Word("rye"), Word("cold"))))),
        ("NOT -rye", Word("rye")),
        ("rye - cold", All((Word("rye"), Word("cold")))),
        ('"tray of water"', Phrase("tray of water")),
        ("“tray of water” -„x y“", All((Phrase("tray of water"), Not(Phrase("x y"))))),
        ("ferm*", Word("ferm", prefix=True)),
        ("role:steam", Field("role", "steam")),
        (
            'role:"humid baking" -year:2020..',
            All((Field("role", "humid baking"), Not(Field("year", "2020..")))),
        ),
        ("role:hum*", Field("role", "hum", prefix=True)),
        ("role:(steam OR sourdough)", AnyOf((Field("role", "steam"), Field("role", "sourdough")))),
        ("doi:10.1016/S0004-3702(02)00092-3", Field("doi", "10.1016/S0004-3702(02)00092-3")),
        ("(doi:10.5555/x)", Field("doi", "10.5555/x")),
        ("Bread: a study", All((Word("Bread:"), Word("a"), Word("study")))),
        ("at 10:30", All((Word("at"), Word("10:30")))),
        # what makes no sense is left out
        ("rye OR", Word("rye")),
        ("OR rye", Word("rye")),
        ("((rye)", Word("rye")),
        ("rye)) cold", All((Word("rye"), Word("cold")))),
        ('"rye cold', All((Word("rye"), Word("cold")))),
        ("() rye", Word("rye")),
        ("role: rye", All((Word("role:"), Word("rye")))),
        ("%$#", AnyOf()),
        ("AND OR NOT", AnyOf()),
        ('""', AnyOf()),
    ],
)
def test_a_query_is_read(text, tree):
    assert parse(text) == tree


# What people type, and what nobody types: the signs of the language come often.
queries = st.text(st.sampled_from(list("ab0é-*:()\"“”' .\n\x00")) | st.characters()) | st.lists(
    st.sampled_from(
        ["OR", "AND", "NOT", "-", "(", ")", '"', "role:", "year:", "rye", "slow-to-rise", "*", "near:x"]
    )
).map(" ".join)


@given(queries)
def test_no_text_raises_and_the_printed_tree_means_the_same(text):
    tree = parse(text)
    if str(tree):
        assert parse(str(tree)) == tree


@given(st.binary())
def test_no_bytes_raise(data):
    parse(data.decode("utf-8", errors="surrogateescape"))
    parse(data.decode("latin-1"))


@pytest.mark.parametrize(
    "text", ["(" * 10_000, ")" * 10_000, "NOT " * 10_000 + "x", "(x " * 5_000, "-" * 10_000, '"' * 9_999]
)
def test_depth_and_length_do_not_matter(text):
    parse(text)


def test_parentheses_deeper_than_the_limit_are_passed_over():
    assert parse("(" * DEPTH + "rye" + ")" * DEPTH) == Word("rye")
    assert parse("(" * (DEPTH + 5) + "rye" + ")" * (DEPTH + 5)) == Word("rye")
    parse(f"{'-(' * (DEPTH + 5)}rye cold")


@pytest.mark.parametrize(
    ("text", "range_"),
    [("2024", (2024, 2024)), ("2023..", (2023, None)), ("..2022", (None, 2022)), ("2023..2025", (2023, 2025)),
     ("..", None), ("soon", None), ("202", None), ("2023.2025", None), ("2023-2025", None), ("", None)],
)  # fmt: skip
def test_years_are_read(text, range_):
    assert years(text) == range_
