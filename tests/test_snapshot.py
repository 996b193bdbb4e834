import contextlib
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas import changes, knowledge_base, snapshot
from tests.conftest import BROKEN


@pytest.fixture(scope="module")
def taken(bread):
    return snapshot.take(bread, "now")


def test_a_state_survives_being_saved(taken):
    assert snapshot.read(snapshot.write(taken)) == taken
    assert snapshot.write(snapshot.read(snapshot.write(taken))) == snapshot.write(taken)


def test_it_holds_what_identifies_a_paper_and_prose_only_as_digests(taken):
    paper = taken.papers["miller2019wild"]
    assert (paper.preprint, paper.formerly) == (False, ("miller2018wild",))
    assert list(paper.reasons) == ["sourdough", "commercial-yeast"]
    assert "arxiv:1901.01234" in paper.pieces["identifiers"]
    assert paper.pieces["reference list"] == ("read",)
    assert "Bought yeast is quick" not in snapshot.write(taken)
    assert taken.papers["rye2024slow"].preprint


def test_its_day_is_that_of_the_data_unless_another_is_given(bread, taken):
    assert taken.on == bread.verified_on
    assert snapshot.take(bread, "then", date(2020, 1, 2)).on == date(2020, 1, 2)


def test_records_that_cannot_be_read_are_named():
    taken = snapshot.take(knowledge_base.load(BROKEN), "broken")
    assert {"syntax2020bad", "missing2020field"} <= set(taken.unreadable)
    assert "good2020paper" not in taken.unreadable


@pytest.mark.parametrize(
    "change",
    [
        {"format": "other"},
        {"schema_version": 2},
        {"on": "soon"},
        {"papers": {"a": {}}},
        {"roles": {"r": {"x": 1}}},
    ],
)
def test_what_is_no_state_is_refused_with_a_reason(taken, change):
    with pytest.raises(snapshot.SnapshotError, match=r"state|version"):
        snapshot.read(json.dumps(json.loads(snapshot.write(taken)) | change))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda held: st.lists(held, max_size=3) | st.dictionaries(st.text(max_size=5), held, max_size=3),
    max_leaves=8,
)
KEYS = ("format", "schema_version", "label", "on", "papers", "roles", "retired", "unreadable")


@given(
    st.text()
    | json_values.map(json.dumps)
    | st.fixed_dictionaries(dict.fromkeys(KEYS, json_values)).map(
        lambda data: json.dumps(data | {"format": snapshot.FORMAT, "schema_version": 1, "on": "2026-01-01"})
    )
)
def test_reading_raises_nothing_else_whatever_it_is_given(text):
    with contextlib.suppress(snapshot.SnapshotError):
        read = snapshot.read(text)
        assert changes.compare(read, read).papers == ()
