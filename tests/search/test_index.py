"""The index through the room that feeds it: real Whoosh, real files."""

import os
import shutil

import pytest

from smatlas.commands.search import run
from smatlas.search import index as index_room
from smatlas.search.query import Query


def ids(root, text="", **filters):
    return [hit.id for hit in run(root, Query(text, **filters), None).hits]


@pytest.mark.parametrize(
    "text",
    [
        "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study",
        "wild yeast outperforms bought yeast a slow to rise study",
        "Wild Yeast Beats Bought Yeast",
        "1901.01234",
        "https://arxiv.org/abs/1901.01234v2",
        "10.5555/CRUMB.19.7",
        "P19-1234",
        "openreview:AbCdEf_12",
        "miller2019wild",
        "miller2018wild",
    ],
)
def test_an_exact_title_or_identifier_ranks_first(bread_root, text):
    assert ids(bread_root, text)[0] == "miller2019wild"


def test_the_exact_title_of_one_word_beats_papers_that_say_it_often(bread_root):
    assert ids(bread_root, "bread")[0] == "plain2020bread"


def test_a_word_weighs_by_the_part_it_stands_in(bread_root):
    # "yeast" is in the title of two, and only in the summary or the role of others
    assert set(ids(bread_root, "yeast")[:2]) == {"miller2019wild", "yeast2023bought"}
    found = run(bread_root, Query("steam"), None).hits
    assert found[0].id == "oven2018steam"
    assert found[0].score > found[1].score


def test_no_phrase_reaches_across_two_parts(bread_root):
    # the title of oven2018steam ends in "gases", its authors begin with "Otto"
    assert run(bread_root, Query('"gases otto"')).total == 0
    assert set(ids(bread_root, '"otto oven"')) == {"yeast2023bought", "oven2018steam"}


def test_all_words_must_occur_but_in_any_field(bread_root):
    assert ids(bread_root, "rye cold") == ["rye2024slow"]
    assert ids(bread_root, "miller tasters") == ["miller2019wild"]  # author and finding
    assert set(ids(bread_root, "natural leaven")) == {"miller2019wild", "rye2024slow"}  # synonym of the role
    assert set(ids(bread_root, "secale")) == {"miller2019wild", "rye2024slow"}  # synonym of a term
    assert ids(bread_root, "company") == ["baker2021loaves"]  # venue


@pytest.mark.parametrize(
    "text", ["Muller Angstrom", "müller-ångström", "MÜLLER ÅNGSTRÖM", "creme", "Crème", "“creme”"]
)
def test_case_accents_quotes_and_hyphens_do_not_matter(bread_root, text):
    assert len(ids(bread_root, text)) == 1


def test_words_are_stemmed_but_names_are_not(bread_root):
    assert "rye2024slow" in ids(bread_root, "fermenting")
    assert ids(bread_root, "", authors=("Bakers",)) == []


def test_phrases_hold_together(bread_root):
    assert ids(bread_root, '"tray of water"') == ["oven2018steam"]
    assert run(bread_root, Query('"water of tray"')).total == 0


def test_where_no_paper_has_all_words_some_are_enough_and_it_is_said(bread_root):
    found = run(bread_root, Query("tray town-hall zebra"))
    assert found.relaxed
    assert "oven2018steam" in [hit.id for hit in found.hits]
    assert not run(bread_root, Query("tray of water")).relaxed


def test_filters_combine(bread_root):
    assert set(ids(bread_root, roles=("leavening",))) == {
        "baker2021loaves", "miller2019wild", "rye2024slow", "yeast2023bought",
    }  # fmt: skip
    assert ids(bread_root, roles=("leavening",), year_from=2023, year_to=2023) == ["yeast2023bought"]
    assert ids(bread_root, year_to=2018) == ["oven2018steam"]
    assert ids(bread_root, venues=("crust & co",)) == ["baker2021loaves"]
    assert ids(bread_root, venues=("Journal of Crust and Company",)) == []
    assert set(ids(bread_root, authors=("ada baker",))) == {"baker2021loaves", "oven2018steam"}
    assert ids(bread_root, "steam", authors=("otto",)) == ["oven2018steam"]


def test_everything_is_newest_first_and_the_total_counts_what_is_not_shown(bread_root):
    found = run(bread_root, Query(), 2)
    assert (found.total, [hit.id for hit in found.hits]) == (7, ["rye2024slow", "yeast2023bought"])


def test_a_hit_shows_why(bread_root):
    hit = run(bread_root, Query("tray")).hits[0]
    assert (hit.title, hit.byline, hit.year, hit.venue, hit.roles) == (
        "Steam and Other Gases", "Otto Oven and Ada Baker", 2018, "OvenWS", ("Steam",),
    )  # fmt: skip
    assert hit.extract.marked("[", "]") == "A [tray] of water in the oven keeps them soft."


@pytest.mark.parametrize(
    "text", ['"', "((", "AND OR NOT", "a* -b ^2 ~", "\x00\u202e", "field:value", "the of and", "%$#"]
)
def test_odd_queries_never_raise(bread_root, text):
    run(bread_root, Query(text))


# --- freshness ---------------------------------------------------------------------------


@pytest.fixture
def writes(monkeypatch):
    """Watch which records are indexed."""
    seen = []
    whole = index_room.entry
    monkeypatch.setattr(index_room, "entry", lambda document: seen.append(document.id) or whole(document))
    return seen


def edit(root, name, old, new):
    path = root / "papers" / f"{name}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_changed_record_is_indexed_anew_and_no_other(bread_root, writes):
    run(bread_root, Query("steam"))
    assert len(writes) == 7
    writes.clear()
    edit(bread_root, "rye2024slow", "Rye ferments slowly.", "Zymurgy needs patience here.")
    assert ids(bread_root, "zymurgy") == ["rye2024slow"]
    assert writes == ["rye2024slow"]
    assert ids(bread_root, "Slow Rye").count("rye2024slow") == 1  # the old version is gone


def test_an_unchanged_knowledge_base_is_not_read_again(bread_root, writes, monkeypatch):
    run(bread_root, Query("steam"))
    writes.clear()
    monkeypatch.setattr("smatlas.commands.search._documents", lambda *_: pytest.fail("read again"))
    assert run(bread_root, Query("steam")).total > 0
    assert writes == []


def test_a_touched_file_is_read_but_not_indexed(bread_root, writes):
    run(bread_root, Query("steam"))
    writes.clear()
    os.utime(bread_root / "papers" / "rye2024slow.yaml", (1, 1))
    assert run(bread_root, Query("steam")).total > 0
    assert writes == []


def test_new_and_deleted_records_are_seen(bread_root):
    run(bread_root, Query("steam"))
    (bread_root / "papers" / "plain2020bread.yaml").rename(bread_root / "papers" / "plain2020again.yaml")
    edit(bread_root, "plain2020again", "id: plain2020bread", "id: plain2020again")
    assert ids(bread_root, "flour water baked") == ["plain2020again"]


def test_a_record_that_broke_is_no_longer_found_and_comes_back(bread_root):
    run(bread_root, Query("steam"))
    edit(bread_root, "rye2024slow", "id: rye2024slow", "id: [")
    assert ids(bread_root, "Slow Rye") == [] or "rye2024slow" not in ids(bread_root, "Slow Rye")
    edit(bread_root, "rye2024slow", "id: [", "id: rye2024slow")
    assert ids(bread_root, "Slow Rye")[0] == "rye2024slow"


def test_a_changed_taxonomy_reaches_every_record(bread_root):
    run(bread_root, Query("steam"))
    path = bread_root / "taxonomy" / "roles.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("humid baking", "sauna loaf"), encoding="utf-8")
    assert set(ids(bread_root, "sauna loaf")) == {"odd2022script", "oven2018steam"}


# Whoosh leaves a file open where it cannot read it, which Python tells only with warnings on.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("damage", ["toc", "segment", "state", "fingerprint", "folder", "emptied"])
def test_a_damaged_index_is_rebuilt_without_a_word(bread_root, capfd, damage):
    run(bread_root, Query("steam"))
    folder = bread_root / ".smatlas" / "index"
    segments = sorted((folder / "segments").iterdir())
    if damage == "toc":
        next(p for p in segments if p.suffix == ".toc").write_bytes(b"nonsense")
    elif damage == "segment":
        for path in segments:
            if path.suffix in (".trm", ".pst"):  # terms and postings
                path.write_bytes(b"\x00" * 64)
    elif damage == "state":
        (folder / "state.json").write_text("{")
        edit(bread_root, "rye2024slow", "Cold proving", "Cool proving")
    elif damage == "fingerprint":
        (folder / "fingerprint").unlink()
    elif damage == "folder":
        shutil.rmtree(folder)
        folder.write_text("a file where a folder should be")
    else:
        for path in segments:
            path.unlink()
    assert set(ids(bread_root, "steam")) == {"oven2018steam", "odd2022script"}
    assert capfd.readouterr() == ("", "")


def test_an_interrupted_rebuild_leaves_nothing_behind(bread_root, monkeypatch):
    run(bread_root, Query("steam"))
    shutil.rmtree(bread_root / ".smatlas")
    monkeypatch.setattr(index_room, "schema", lambda: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        run(bread_root, Query("steam"))
    assert list((bread_root / ".smatlas").iterdir()) == []


def test_a_search_is_right_although_whoosh_prunes_with_a_limit(tmp_path):
    """Whoosh with limit=10 returns wrong hits and counts for AND and range queries."""
    from smatlas.search.document import SearchDocument

    def document(number):
        text = "common " * (number % 7 + 1) + ("rare" if number % 5 == 0 else "other")
        return SearchDocument(
            f"d{number:04}", (f"Title {number}",), ("A",), "A", 2000 + number % 20, "V", ("V",), (), (), "", text, "", "",
            "", (f"d{number:04}",),
        )  # fmt: skip

    documents = {f"d{n:04}": document(n) for n in range(3000)}
    stamps = dict.fromkeys(documents, "1")
    index = index_room.Index(tmp_path / "index", stamps, "", lambda names: documents)
    found = index.search(Query("common rare", year_from=2005, year_to=2014), 10)
    right = [d for d in documents.values() if "rare" in d.summary and 2005 <= d.year <= 2014]
    assert found.total == len(right) == 300
    assert len(found.hits) == 10
    everything = index.search(Query("common rare", year_from=2005, year_to=2014), None)
    assert found.hits == everything.hits[:10]
