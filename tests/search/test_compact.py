import math

from hypothesis import given
from hypothesis import strategies as st

from smatlas.exports import search_documents
from smatlas.search import compact
from smatlas.search.compact import DIGITS, build


def decoded(postings):
    """Read postings as the script of the site does."""
    found, number, gap = {}, -1, 0
    signs = iter(postings)
    for sign in signs:
        value = DIGITS.index(sign)
        gap = gap * 32 + value % 32
        if value < 32:
            number += gap + 1
            found[number] = DIGITS.index(next(signs))
            gap = 0
    return found


def looked_up(index, word):
    """Give the works in which a word stands, and its step in each."""
    groups = [group.split(",") for group in index.words["words"].split(" ")]
    stem = next((n for n, group in enumerate(groups) if word in group), None)
    if stem is None:
        return {}
    per_file = index.words["per_file"]
    return decoded(index.postings[stem // per_file][stem % per_file])


def documents(bread):
    return [search_documents.document(bread.taxonomy, paper) for paper in bread.papers.values()]


@given(st.dictionaries(st.integers(0, 40_000), st.integers(0, 63), min_size=1))
def test_postings_come_back_as_they_were(postings):
    assert decoded(compact._encoded(sorted(postings.items()))) == postings


def test_a_word_leads_to_the_papers_that_have_it(bread):
    index, ids = build(documents(bread)), list(bread.papers)
    assert {ids[n] for n in looked_up(index, "starter")} == {"rye2024slow"}
    assert {ids[n] for n in looked_up(index, "zoe")} == {"miller2019wild"}
    assert {ids[n] for n in looked_up(index, "levain")} == {"miller2019wild", "rye2024slow"}, "a synonym"
    assert looked_up(index, "nowhere") == {}


def test_words_of_one_stem_share_their_postings(bread):
    index = build(documents(bread))
    assert looked_up(index, "rise") == looked_up(index, "rising") != {}


def test_a_compound_is_found_with_and_without_its_hyphens(bread):
    index, ids = build(documents(bread)), list(bread.papers)
    for word in ("slow", "rise", "slowtorise"):
        assert "miller2019wild" in {ids[n] for n in looked_up(index, word)}


def test_a_word_of_the_title_weighs_more_than_one_of_the_reasons(bread):
    index, ids = build(documents(bread)), list(bread.papers)
    found = {ids[n]: step for n, step in looked_up(index, "wild").items()}
    assert found["miller2019wild"] > found["yeast2023bought"]


def test_the_spread_tells_how_many_papers_have_a_word(bread):
    index = build(documents(bread))
    groups = [group.split(",") for group in index.words["words"].split(" ")]
    for n, group in enumerate(groups):
        assert DIGITS.index(index.words["spread"][n]) == round(4 * math.log2(len(looked_up(index, group[0]))))


def test_stop_words_are_left_out(bread):
    index = build(documents(bread))
    assert "the" in index.words["stop"].split(" ")
    assert looked_up(index, "the") == {}


def test_without_documents_there_are_no_words():
    index = build([])
    assert index.words["words"] == ""
    assert index.postings == ()
