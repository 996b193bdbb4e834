import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas import changes, knowledge_base, snapshot
from smatlas.snapshot import PaperState, RoleState, Snapshot


@pytest.fixture
def after(bread, bread_root):
    """Give what changed after files of the invented knowledge base were edited."""

    def compare(**edits):
        for stem, replacements in edits.items():
            path = next(bread_root.glob(f"*/{stem}.yaml"))
            text = path.read_text(encoding="utf-8")
            for old, new in replacements:
                assert old in text
                text = text.replace(old, new)
            path.write_text(text, encoding="utf-8")
        then = snapshot.take(bread, "then")
        return changes.compare(then, snapshot.take(knowledge_base.load(bread_root), "now"))

    return compare


def told(found):
    return [(change.kind, change.id, change.words) for change in found.papers]


def test_nothing_changed(after):
    found = after()
    assert (found.papers, found.roles, found.unread, found.totals) == ((), (), (), (7, 7))


def test_being_looked_up_again_and_another_order_are_no_changes(after):
    found = after(
        rye2024slow=[("verified: {on: 2026-02-02", "verified: {on: 2026-03-03")],
        miller2019wild=[("flours: [rye, whole-grain]", "flours: [whole-grain, rye]")],
    )
    assert found.papers == ()


def test_a_preprint_with_a_venue_is_published_and_a_new_identifier_is_part_of_that(after):
    found = after(
        rye2024slow=[
            ("venue: arXiv", "venue: CRUMB"),
            ("identifiers: {", "identifiers: {doi: 10.5555/crumb.24.2, "),
        ]
    )
    words = ("venue: arXiv → CRUMB", "identifiers: + doi:10.5555/crumb.24.2")
    assert told(found) == [("published", "rye2024slow", words)]


def test_a_venue_taken_back_is_a_correction(after):
    found = after(yeast2023bought=[("venue: CRUMB", "venue: arXiv")])
    assert told(found) == [("corrected", "yeast2023bought", ("venue: CRUMB → arXiv",))]


def test_what_only_grew_is_extended_and_what_was_taken_back_is_corrected(after):
    found = after(
        odd2022script=[("note: Looked", "facets: {flours: [rye]}\nnote: Looked")],
        oven2018steam=[("facets: {flours: [wheat]}\n", ""), ("keeps them soft", "keeps them very soft")],
        miller2019wild=[("status: partial", "status: complete")],
        baker2021loaves=[("authors: [Ada Baker]", "authors: [Ada Baker, Bo Baker]")],
    )
    assert told(found) == [
        ("corrected", "baker2021loaves", ("authors: + Bo Baker",)),
        ("corrected", "oven2018steam", ("facets: - flours wheat", "summary: reworded")),
        ("extended", "miller2019wild", ("reference list: + read whole",)),
        ("extended", "odd2022script", ("facets: + flours rye",)),
    ]


def test_authors_in_another_order_are_a_correction(after):
    found = after(oven2018steam=[("[Otto Oven, Ada Baker]", "[Ada Baker, Otto Oven]")])
    assert told(found) == [("corrected", "oven2018steam", ("authors: in another order",))]


def test_another_role_is_a_move_and_another_reason_a_correction(after):
    found = after(
        plain2020bread=[("role: baking", "role: steam")],
        oven2018steam=[("first minutes", "first two minutes")],
    )
    assert told(found) == [
        ("moved", "plain2020bread", ("roles: baking → steam",)),
        ("corrected", "oven2018steam", ("reasons: 1 reworded",)),
    ]


def test_a_new_record_and_one_that_is_gone(after, bread_root):
    (bread_root / "papers/plain2020bread.yaml").rename(bread_root / "papers/flat2020bread.yaml")
    found = after(flat2020bread=[("id: plain2020bread", "id: flat2020bread")])
    assert told(found) == [("added", "flat2020bread", ()), ("retired", "plain2020bread", ())]
    assert found.of_kind("added")[0].year == 2020


def test_a_paper_under_another_id_is_retired_into_it_and_not_added(after, bread_root):
    (bread_root / "papers/plain2020bread.yaml").rename(bread_root / "papers/flat2020bread.yaml")
    found = after(
        flat2020bread=[
            ("id: plain2020bread", "id: flat2020bread"),
            ("year: 2020", "year: 2021"),
            ("roles:", "formerly: [plain2020bread]\nroles:"),
        ]
    )
    assert told(found) == [
        ("corrected", "flat2020bread", ("year: 2020 → 2021",)),
        ("retired", "plain2020bread", ("now flat2020bread",)),
    ]


def test_of_a_record_that_cannot_be_read_nothing_is_said(after, bread_root):
    (bread_root / "papers/plain2020bread.yaml").write_text("id: [", encoding="utf-8")
    found = after()
    assert (found.papers, found.unread) == ((), ("plain2020bread",))


def test_added_papers_stand_newest_first(bread):
    empty = Snapshot("empty", date(2020, 1, 1), {}, {})
    found = changes.compare(empty, snapshot.take(bread, "now"))
    years = [change.year for change in found.of_kind("added")]
    assert years == sorted(years, reverse=True)
    assert len(found.roles) == 6
    assert found.of_kind("added")[0].address == "arxiv:2401.00099"


# --- roles -------------------------------------------------------------------------------


def test_a_role_that_moved_as_a_whole_tells_of_its_papers_and_they_have_not_moved(after):
    found = after(
        roles=[("retired: {sour-dough: sourdough}", "retired: {sour-dough: levain, sourdough: levain}"),
               ("id: sourdough", "id: levain"), ("name: Sourdough", "name: Levain")],
        rye2024slow=[("role: sourdough", "role: levain")],
        miller2019wild=[("role: sourdough", "role: levain")],
    )  # fmt: skip
    assert found.papers == ()
    (change,) = found.roles
    assert (change.kind, change.id, change.into) == ("moved", "sourdough", ("levain",))
    assert change.papers == ("miller2019wild", "rye2024slow")
    assert change.words == ("now levain", "2 papers went along")


def test_a_merged_role_and_a_renamed_and_redefined_one(after):
    found = after(
        roles=[
            ("sour-dough: sourdough", "sour-dough: sourdough, unused-role: steam"),
            ("      - id: unused-role\n        name: Role without papers\n        definition: Nothing stands here.\n"
             '        includes: [nothing]\n        excludes: [everything]\n        section: "3.2"\n', ""),
            ("name: Steam", "name: Steaming"), ("Wild yeast and bacteria", "Yeast and bacteria"),
        ]
    )  # fmt: skip
    assert [(c.kind, c.id, c.words) for c in found.roles] == [
        ("redefined", "sourdough", ()),
        ("renamed", "steam", ("name: Steam → Steaming",)),
        ("merged", "unused-role", ("now steam",)),
    ]


def state(*roles, title="T"):
    return PaperState(title, 2020, False, dict.fromkeys(roles, "d"), (), {"title": (title,)})


def tree(**parents):
    return {role: RoleState(role, parent or None, "m") for role, parent in parents.items()}


ON = date(2026, 1, 1)


def test_a_role_whose_papers_stand_in_several_new_ones_was_split():
    old = Snapshot("a", ON, {"p": state("x"), "q": state("x"), "r": state("x", "y")}, tree(x="", y=""))
    new = Snapshot(
        "b",
        ON,
        {"p": state("x1"), "q": state("x2"), "r": state("x2", "y")},
        tree(x1="", x2="", y=""),
        {"x": "x1"},
    )
    found = changes.compare(old, new)
    assert [(c.kind, c.id, c.into, c.papers) for c in found.roles] == [
        ("split", "x", ("x1", "x2"), ("p", "q", "r"))
    ]
    assert [(c.kind, c.id) for c in found.papers] == [("moved", "q"), ("moved", "r")]


def test_a_role_that_got_roles_below_it_was_split_too():
    old = Snapshot("a", ON, {"p": state("x")}, tree(x=""))
    new = Snapshot("b", ON, {"p": state("x1")}, tree(x="", x1="x", x2="x"))
    assert [(c.kind, c.id, c.into) for c in changes.compare(old, new).roles] == [("split", "x", ("x1", "x2"))]


def test_a_role_below_another_has_moved_unless_that_one_has_another_id():
    old = Snapshot("a", ON, {}, tree(a="", b="", x="a"))
    found = changes.compare(old, Snapshot("b", ON, {}, tree(a="", b="", x="b")))
    assert [(c.kind, c.id, c.words) for c in found.roles] == [("moved", "x", ("below: a → b",))]
    found = changes.compare(old, Snapshot("b", ON, {}, tree(a2="", b="", x="a2"), {"a": "a2"}))
    assert [(c.kind, c.id) for c in found.roles] == [("moved", "a")]


def test_a_role_that_is_gone_without_an_heir_is_retired_and_rings_of_heirs_end():
    old = Snapshot("a", ON, {"p": state("x")}, tree(x="", y=""))
    new = Snapshot("b", ON, {"p": state("y")}, tree(y=""), {"x": "z", "z": "x"})
    found = changes.compare(old, new)
    assert [(c.kind, c.id) for c in found.roles] == [("retired", "x")]
    assert [(c.kind, c.id) for c in found.papers] == [("moved", "p")]


# --- both --------------------------------------------------------------------------------

papers = st.dictionaries(
    st.sampled_from("pqrs"),
    st.builds(
        PaperState,
        st.sampled_from(["T", "U"]),
        st.integers(2000, 2003),
        st.booleans(),
        st.dictionaries(st.sampled_from("abc"), st.sampled_from("12"), min_size=1),
        st.lists(st.sampled_from("pqrs"), max_size=2).map(tuple),
        st.dictionaries(
            st.sampled_from(["title", "venue", "authors", "note", "findings"]),
            st.lists(st.sampled_from("vwx"), min_size=1, max_size=3).map(tuple),
        ),
    ),
)
roles = st.dictionaries(
    st.sampled_from("abcd"),
    st.builds(RoleState, st.sampled_from("NM"), st.none() | st.sampled_from("abcd"), st.sampled_from("12")),
)
snapshots = st.builds(
    Snapshot,
    st.just("s"),
    st.just(ON),
    papers,
    roles,
    st.dictionaries(st.sampled_from("abcd"), st.sampled_from("abcd")),
)


@given(snapshots, snapshots)
def test_any_two_states_compare_and_every_change_is_of_a_known_kind(old, new):
    found = changes.compare(old, new)
    assert {c.kind for c in found.papers} <= changes.PAPER_KINDS.keys()
    assert {c.kind for c in found.roles} <= changes.ROLE_KINDS.keys()
    assert {c.id for c in found.of_kind("retired")} == old.papers.keys() - new.papers.keys()
    assert not {c.id for c in found.of_kind("added")} & old.papers.keys()
    data = json.loads(json.dumps(changes.data(found)))
    assert sum(data["counts"].values()) == len(found.papers) + len(found.roles)


@given(snapshots)
def test_a_state_does_not_differ_from_itself(one):
    found = changes.compare(one, one)
    assert (found.papers, found.roles) == ((), ())
