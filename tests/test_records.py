import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from smatlas.problems import Place
from smatlas.records import MAX_BYTES, parse, read


def codes(document):
    return [(p.code, p.place.line, p.place.column) for p in document.problems]


def test_scalars_stay_text_whatever_yaml_would_make_of_them():
    document = parse("a: no\nb: 12:30\nc: 010\nd: 2306.08540\ne: 1e3\nf: 2026-11-23\n")
    assert document.data == {
        "a": "no",
        "b": "12:30",
        "c": "010",
        "d": "2306.08540",
        "e": "1e3",
        "f": "2026-11-23",
    }


def test_empty_values_are_none_and_quoted_ones_are_not():
    assert parse("a:\nb: ~\nc: null\nd: ''\ne: 'null'\n").data == {
        "a": None, "b": None, "c": None, "d": "", "e": "null",
    }  # fmt: skip


def test_every_value_and_key_has_its_place():
    document = parse("a: 1\nroles:\n  - role: x\n    why: y\n", "r.yaml")
    assert document.place(("roles", 0, "why")) == Place("r.yaml", 4, 10)
    assert document.place(("roles", 0, "why"), key=True) == Place("r.yaml", 4, 5)
    assert document.place(("roles", 7, "why")) == Place("r.yaml", 3, 3)
    assert document.place(("nowhere",)) == Place("r.yaml", 1, 1)


def test_a_duplicate_key_is_reported_where_it_repeats_and_the_first_counts():
    document = parse("a: 1\nb: 2\na: 3\n")
    assert codes(document) == [("yaml-duplicate-key", 3, 1)]
    assert document.data == {"a": "1", "b": "2"}


def test_aliases_are_reported_where_they_stand():
    assert codes(parse("a: &x 1\nb: *x\nc: [*x]\n")) == [("yaml-alias", 2, 4), ("yaml-alias", 3, 5)]
    assert codes(parse("a: *x\n")) == [("yaml-alias", 1, 4)]
    assert codes(parse("base: &b {x: 1}\na:\n  <<: *b\n"))[0] == ("yaml-alias", 3, 3)


def test_an_alias_bomb_costs_nothing():
    bomb = "a0: &a0 [x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 9)}]\n" for i in range(1, 30))
    assert {code for code, _, _ in codes(parse(bomb))} == {"yaml-alias"}


@pytest.mark.parametrize(
    "text", ["[" * 5000, "{a: " * 5000, "- " * 5000, "a:\n" + "".join(" " * i + "- \n" for i in range(90))]
)
def test_deep_nesting_is_refused_without_exhausting_the_stack(text):
    assert parse(text).problems[0].code == "yaml-syntax"


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: b: c\n", 1, 5),
        ("a: [1, 2\nb: 3\n", 2, 2),
        ("a: 1\n\tb: 2\n", 2, 1),
        ("", 1, 1),
        ("a: 1\n---\nb: 2\n", 2, 1),
    ],
)
def test_bad_syntax_has_a_place(text, line, column):
    assert codes(parse(text)) == [("yaml-syntax", line, column)]


def test_tags_and_odd_keys_are_refused():
    assert codes(parse("a: !!python/object:os.system x\n")) == [("yaml-syntax", 1, 4)]
    assert codes(parse("b: !mine y\n")) == [("yaml-syntax", 1, 4)]
    assert codes(parse("c: !mine {x: 1}\n")) == [("yaml-syntax", 1, 4)]
    assert codes(parse("? [k]\n: v\n")) == [("yaml-syntax", 1, 3)]


def test_a_file_that_is_not_text_is_reported(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"a: 1\nb: caf\xe9\n")
    assert codes(read(path, tmp_path)) == [("yaml-syntax", 2, 7)]


def test_a_huge_file_is_refused_unread(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("a: " + "x" * MAX_BYTES)
    document = read(path, tmp_path)
    assert document.data is None
    assert codes(document) == [("yaml-syntax", 1, 1)]


def test_a_byte_order_mark_is_no_problem(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read(path, tmp_path).data == {"a": "1"}


@given(st.text())
def test_parsing_never_raises(text):
    document = parse(text)
    assert document.data is not None or document.problems or text.strip() in ("", "~", "null")


plain = st.recursive(
    st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1), inner, max_size=3),
    max_leaves=12,
)


@given(st.dictionaries(st.text(min_size=1), plain, min_size=1, max_size=4))
def test_what_is_written_as_yaml_comes_back(data):
    document = parse(yaml.safe_dump(data, allow_unicode=True, default_style='"'))
    if not document.problems:
        assert document.data == data
