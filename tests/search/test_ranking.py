"""In which order hits come, why, and what is done where nothing is found."""

import pytest

from smatlas.commands.search import run
from smatlas.search.query import Query
from smatlas.search.ranking import View
from tests.conftest import INVENTED


def found(text, **view):
    return run(INVENTED, Query(text), View(view.pop("limit", None), **view))


def ids(results):
    return [hit.id for hit in results.hits]


def test_an_exact_title_comes_first_also_beside_fields():
    assert ids(found("bread"))[0] == "plain2020bread"
    assert ids(found("bread year:2020.."))[0] == "plain2020bread"
    assert found("bread").hits[0].exact
    assert "plain2020bread" not in ids(found("bread year:..2019"))
    assert "plain2020bread" not in ids(found("bread -year:2020"))


def test_words_that_stand_side_by_side_count_more():
    together, apart = found("wild loaves", explain=True).hits[0], found("wild tasters", explain=True).hits[0]
    assert "side by side" in [reason.what for reason in together.reasons]
    assert "side by side" not in [reason.what for reason in apart.reasons]


def test_the_reasons_add_up_to_the_score():
    for text in ("cold rye", '"cold proving" rye', "wild yeast OR steam", "bread", "ferm* rye"):
        for hit in found(text, explain=True).hits:
            assert hit.score == pytest.approx(sum(reason.score for reason in hit.reasons), abs=0.01)


def test_a_reason_says_in_which_parts_a_word_stands():
    [reason, *_] = found("cold", explain=True).hits[0].reasons
    assert (reason.what, dict(reason.parts)) == ("cold", {"summary": 1, "reasons": 1})


@pytest.mark.parametrize(
    ("sort", "first"),
    [
        ("year", ["rye2024slow", "yeast2023bought", "odd2022script"]),
        ("citations", ["oven2018steam", "miller2019wild", "yeast2023bought"]),
        ("title", ["baker2021loaves", "yeast2023bought", "plain2020bread"]),
        ("relevance", ["rye2024slow", "yeast2023bought", "odd2022script"]),
    ],
)
def test_hits_are_sorted(sort, first):
    everything = found("", sort=sort)
    assert [hit for hit in ids(everything) if hit != "odd2022script" or sort != "title"][:3] == first
    assert ids(found("", sort=sort, limit=2)) == ids(everything)[:2]


def test_facets_count_all_hits_and_not_only_those_shown():
    facets = found("role:leavening", limit=1, facets=True).facets
    assert facets["role"] == {"leavening": 4, "commercial-yeast": 2, "sourdough": 2}
    assert facets["year"] == {"2024": 1, "2023": 1, "2021": 1, "2019": 1}
    assert facets["flours"] == {"rye": 2, "wheat": 1, "whole-grain": 1}
    assert facets["outcome"] == {"rise": 2, "taste": 1}


def test_a_long_query_is_followed_by_what_has_most_of_its_words():
    results = found("which wild yeast lets loaves taste better?", limit=10)
    assert ids(results) == ["miller2019wild"]
    assert results.total == 1
    assert results.more[0].id == "yeast2023bought"
    assert [hit.rank for hit in results.more] == list(range(2, 2 + len(results.more)))
    assert not found("rye cold", limit=10).more  # a short query is meant as it stands
    assert not found("wild yeast loaves taste", limit=1).more
    assert not found("wild yeast loaves taste", sort="year").more


def test_stop_words_ask_for_nothing_unless_they_are_all_there_is():
    assert ids(found("what is the cold of a rye")) == ids(found("cold rye"))
    assert ids(found("the OR cold")) == ids(found("cold"))
    assert ids(found("why role:steam")) == ids(found("role:steam"))
    assert found("will").total == 0
    assert "oven2018steam" in ids(found("of"))


def test_a_year_among_the_words_is_also_that_of_the_paper():
    assert ids(found("rye 2024")) == ["rye2024slow"]
    assert ids(found("rye 2024"))[0] == ids(found("rye year:2024"))[0]


@pytest.mark.parametrize("text", ["Müller-Ångström", "muller angstrom", "mullerangstrom", "Muller‑Angstrom"])
def test_words_joined_by_a_hyphen_are_found_joined_and_apart(text):
    assert ids(found(text)) == ["miller2019wild"]


def test_each_part_of_a_query_that_finds_nothing_is_told():
    parts = found("cold steam role:leavening").parts
    assert [(part.text, part.found) for part in parts] == [("cold", 1), ("steam", 2), ("role:leavening", 4)]
    assert found("cold").parts == ()


def test_filters_are_kept_where_words_are_let_go():
    results = found("cold zebra year:2024")
    assert results.relaxed
    assert ids(results) == ["rye2024slow"]
    assert found("cold zebra year:2018").total == 0
    assert found("cold zebra -rye").total == 0
