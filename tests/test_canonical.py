"""The canonical form: same values, same comments, one way to write them."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from smatlas import canonical
from smatlas.canonical.writing import WIDTH
from smatlas.problems import Edit
from smatlas.records import parse, read
from tests.conftest import BROKEN, INVENTED, REPOSITORY

MODELINE = "# yaml-language-server: $schema=../docs/schema/paper.schema.json\n"


def formed(text):
    new, problems = canonical.form(parse(text))
    assert problems == ()
    return new


def assert_same(text):
    """The form keeps the data, is its own form, and comes out under YAML 1.1 as text where it was."""
    document = parse(text)
    assert document.problems == ()
    new = formed(text)
    assert parse(new).data == document.data
    assert formed(new) == new
    return new


# --- fields, wrapping, quoting -----------------------------------------------------------


def test_fields_come_in_the_order_of_the_model_and_unknown_ones_last():
    new = assert_same(
        "mood: good\nnote: n\nverified: {title: t, source: s, on: 2026-01-01}\nreferences: {papers: [a], status: partial}\n"
        "findings: [{numbers: {b-side: {score: 1}, unit: u, a-side: {score: 2, model: m}, task: t}, where: w, outcome: o}]\n"
        "roles: [{by: b, where: w, odd: 1, why: y, role: r}]\nyear: 2020\ntitle: T\nkind: survey\nid: x\n"
    )
    assert new == (
        'id: x\nkind: survey\ntitle: "T"\nyear: 2020\n'
        "roles:\n  - role: r\n    why: \"y\"\n    where: w\n    by: b\n    odd: 1\n"
        "findings:\n  - outcome: o\n    where: w\n"
        "    numbers: {task: t, unit: u, b-side: {score: 1}, a-side: {model: m, score: 2}}\n"
        "references:\n  status: partial\n  papers: [a]\n"
        'verified: {on: 2026-01-01, source: s, title: "t"}\nnote: "n"\nmood: good\n'
    )  # fmt: skip


def test_lists_hang_under_their_first_item_and_facets_under_their_first_facet():
    names = [f"Firstname Lastname{i}" for i in range(9)]
    words = [f"a-rather-long-word-{i}" for i in range(8)]
    new = assert_same(f"authors: [{', '.join(names)}]\nfacets: {{a: [{', '.join(words)}], b: [c]}}\n")
    lines = new.splitlines()
    assert max(map(len, lines)) <= WIDTH
    assert lines[1].startswith("          Firstname")
    assert lines[3].startswith("             a-rather")
    assert lines[-1].endswith("b: [c]}")


def test_what_closes_after_a_list_counts_for_the_width():
    for length in range(20, 40):
        words = ", ".join(["x" * length] * 5)
        new = assert_same(f"facets: {{a: [{words}], b: [{words}]}}\n")
        assert max(map(len, new.splitlines())) <= WIDTH


def test_a_summary_is_folded_and_other_strings_stay_on_one_line():
    words = " ".join(["word"] * 60)
    new = assert_same(f"summary: {words}\nroles:\n  - why: >-\n      {words[:100]}\n      {words[100:]}\n")
    assert new.startswith("summary: >-\n  word word")
    assert max(len(line) for line in new.splitlines()[:4]) <= WIDTH
    assert new.splitlines()[-1].startswith("  - why: word word")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("title: Bread", 'title: "Bread"'),
        ("identifiers: {arxiv: '2301.00001', acl: 2020.acl-long.1}", 'identifiers: {arxiv: "2301.00001", acl: 2020.acl-long.1}'),
        ("links: {code: https://a.example/}", 'links: {code: "https://a.example/"}'),
        ("authors: ['A B', \"O'Neil\", 'No', '2020', 'C, D']", "authors: [A B, O'Neil, \"No\", \"2020\", \"C, D\"]"),
        ("year: '2020'", "year: 2020"),
        ("venue: 'a: b'", 'venue: "a: b"'),
        ("venue: 'a #b'", 'venue: "a #b"'),
        ("venue: '- a'", 'venue: "- a"'),
        ("venue: ' a'", 'venue: " a"'),
        ("venue: ''", 'venue: ""'),
        ("venue: 'null'", 'venue: "null"'),
        ("venue: ~", "venue: null"),
        ("venue: 12:30", 'venue: "12:30"'),
        ('venue: "a\\tb\\u2028"', 'venue: "a\\tb\\u2028"'),
        ("venue: 'Ünï 🍞'", "venue: Ünï 🍞"),
        ("odd: 12", "odd: 12"),
        ("odd: '12'", 'odd: "12"'),
        ("authors: []", "authors: []"),
        ("facets: {}", "facets: {}"),
        ("'venue': x", "venue: x"),
        ("facets: {'no': [a], 'b c': []}", 'facets: {"no": [a], b c: []}'),
    ],
)  # fmt: skip
def test_quotes_stand_where_a_reader_of_yaml_needs_them(before, after):
    assert assert_same(before + "\n") == after + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "note: |\n  one\n\n    two\n  three\n",
        "note: |-\n  one\n  # two\n",
        "summary: >\n  one\n  two\n",
        "summary: >-\n  one\n\n  two\n",
        'note: "one\\n\\n"\n',
        'summary: "  one\\n two "\n',
        'summary: "one  two   three"\n',
        'summary: ""\n',
    ],
)
def test_strings_of_several_lines_keep_every_line(text):
    assert_same(text)


def test_line_ends_of_other_systems_and_a_byte_order_mark_go():
    assert formed("\ufeffid: x\r\nvenue: V # c\r\n") == "id: x\nvenue: V  # c\n"
    assert formed("%YAML 1.2\n---\nid: x\n...\n") == "id: x\n"
    assert formed("id: x") == "id: x\n"


# --- comments ----------------------------------------------------------------------------


def test_comments_stay_with_their_field_and_on_their_line():
    text = (
        MODELINE + "# of the id\nid: x # at the id\n\nvenue: y\n# of the title,\n# two lines\ntitle: \"T\"\n"
        "summary: >- # at the summary\n  Text # no comment\n  goes on.\nroles: # at the roles\n"
        "  # of the first\n  - role: r # at the role\n    # of the reason\n    why: w\n  # of the second\n  - {role: s} # at the second\n"
        "# the end\n"
    )  # fmt: skip
    assert assert_same(text) == (
        MODELINE + "# of the id\nid: x  # at the id\n# of the title,\n# two lines\ntitle: \"T\"\nvenue: \"y\"\n"
        "summary: >-  # at the summary\n  Text # no comment goes on.\nroles:  # at the roles\n"
        "  # of the first\n  - role: r  # at the role\n    # of the reason\n    why: w\n  # of the second\n  # at the second\n  - role: s\n"
        "# the end\n"
    )  # fmt: skip


def test_comments_within_brackets_break_the_line_there():
    text = "authors: [A, # first\n  B,\n  # third\n  C # last\n  ]\nverified:\n  # of on\n  on: 2026-01-01 # on\n  title: T # title\n"
    assert assert_same(text) == (
        "authors: [A,  # first\n          B,\n          # third\n          C]  # last\n"
        'verified: {\n           # of on\n           on: 2026-01-01,  # on\n           title: "T"}  # title\n'
    )


def test_a_comment_above_a_blank_line_at_the_top_is_of_the_file():
    text = "# of the file\n\n# of the title\ntitle: T\nid: x\n"
    assert assert_same(text) == '# of the file\n\nid: x\n# of the title\ntitle: "T"\n'


def test_the_line_for_editors_comes_first_also_where_the_first_field_moves():
    assert assert_same(MODELINE + "title: T\nid: x\n") == MODELINE + 'id: x\ntitle: "T"\n'


def test_a_hash_in_quotes_is_no_comment_and_one_after_a_comma_is():
    assert assert_same('title: "a # b"\n') == 'title: "a # b"\n'
    assert assert_same("authors: [A,#c\n B]\n") == "authors: [A,  #c\n          B]\n"


# --- what is not touched -----------------------------------------------------------------


@pytest.mark.parametrize(
    "text", ["a: [\n", "a: &x 1\nb: *x\n", "a: 1\na: 2\n", "a: !!python/none x\n", "", "- a\n", "just text\n"]
)
def test_what_is_no_record_is_left_as_it_was_and_reported(text):
    document = parse(text, "papers/x.yaml")
    new, problems = canonical.form(document)
    assert new == text
    assert [p.place.file for p in problems] != []


# --- all records, and records nobody would write -----------------------------------------

FILES = [*sorted((INVENTED / "papers").glob("*.yaml")), *sorted((BROKEN / "papers").glob("*.yaml"))]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_invented_records_keep_their_values_and_comments(path):
    document = read(path, REPOSITORY)
    if not document.problems:
        new = assert_same(document.text)
        for line in document.text.splitlines():
            assert not line.startswith("#") or line in new


@pytest.mark.real
def test_real_records_keep_their_values():
    for path in sorted((REPOSITORY / "papers").glob("*.yaml")):
        assert_same(path.read_text(encoding="utf-8"))


SIGNS = st.sampled_from(list("ab0 :#-?,[]{}'\"\\|>&*!%@`~=\n\t.é😀\u00a0\u2028\u0085\ufeff\x07"))
TEXTS = st.one_of(
    st.text(max_size=40),
    st.text(SIGNS, max_size=12),
    st.sampled_from(
        ["no", "null", "~", "1e3", "0x1F", "2026-01-01", "12:30", "- a", "a: b", "<<", "...", "---", ".inf"]
    ),
    st.lists(st.text(SIGNS, min_size=1, max_size=12), max_size=40).map(" ".join),
)
KEYS = st.one_of(
    TEXTS,
    st.sampled_from(
        """id title summary note roles findings numbers references verified on facets identifiers links
        authors why year arxiv score""".split()  # noqa: SIM905 (no easier as a list)
    ),
).filter(lambda key: key != "<<")
VALUES = st.recursive(
    st.none() | TEXTS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)
RECORDS = st.dictionaries(KEYS, VALUES, max_size=8)


@given(RECORDS, st.booleans(), st.sampled_from([None, '"', "'", "|", ">"]), st.sampled_from([40, 10**6]))
def test_any_record_keeps_its_values_and_its_form_is_final(record, flow, style, width):
    text = yaml.safe_dump(
        record, default_flow_style=flow, default_style=style, width=width, allow_unicode=True, sort_keys=False
    )
    if not parse(text).problems:
        assert_same(text)


@given(RECORDS)
def test_readers_of_yaml_see_text_wherever_we_do(record):
    """Under YAML 1.1 every known field but the typed ones comes out of the form as a string."""
    known = {
        key: record[key] for key in ("id", "title", "summary", "note", "authors", "facets") if key in record
    }
    text = yaml.safe_dump(known, allow_unicode=True)
    if not parse(text).problems:
        assert yaml.safe_load(formed(text)) == parse(text).data


WORDS = st.text("abc", min_size=1, max_size=8)
TREES = st.recursive(
    st.none() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=15,
)
NAMES = WORDS | st.sampled_from(["roles", "verified", "references", "facets", "title", "summary", "authors"])


@given(
    st.dictionaries(NAMES, TREES, min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from([8, 10**6]),
    st.data(),
)
def test_every_comment_is_kept_once_wherever_it_stands(record, flow, width, data):
    lines = yaml.safe_dump(record, default_flow_style=flow, width=width, sort_keys=False).splitlines()
    commented, count = [], 0
    for line in lines:
        for own in data.draw(st.lists(st.booleans(), max_size=2)):
            if own:
                commented.append(" " * data.draw(st.integers(0, 6)) + f"# c{count}.")
                count += 1
        at_end = data.draw(st.booleans())
        commented.append(f"{line} # c{count}." if at_end else line)
        count += at_end
    text = "\n".join(commented) + "\n"
    new = assert_same(text)
    assert all(new.count(f"# c{i}.") == 1 for i in range(count))


# --- edits -------------------------------------------------------------------------------

EDITED = """\
id: doe2024example
title: An Example.  # as printed
links: {page: "https://arxiv.org/abs/2401.01234"}  # why is it here?
facets: {flours: [secale, rye]}
references:
  status: partial
  source: page 1
  outside: ["arxiv:1501.00001",  # ours
            "arxiv:1501.00002"]
"""


def edited(*edits):
    text, problems = canonical.form(parse(EDITED), edits)
    assert problems == ()
    return text


def test_a_value_is_set_and_its_comment_stays():
    assert 'title: "An Example"  # as printed\n' in edited(Edit("set", ("title",), "An Example"))


def test_what_is_removed_takes_what_is_empty_with_it_and_leaves_its_comments():
    text = edited(Edit("remove", ("links", "page")))
    assert "links:" not in text
    assert "# why is it here?" in text


def test_paths_are_those_before_the_first_edit():
    text = edited(
        Edit("append", ("references", "papers"), "one2015first"), Edit("remove", ("references", "outside", 0)),
        Edit("append", ("references", "papers"), "two2015second"), Edit("remove", ("references", "outside", 1)),
    )  # fmt: skip
    assert "papers: [one2015first, two2015second]" in text
    assert "outside" not in text
    assert "# ours" in text


def test_the_same_edit_twice_is_one():
    remove = Edit("remove", ("facets", "flours", 0))
    assert edited(remove, remove) == edited(remove)
