"""The guide as it is written: everything is there without a script."""

import json
import re

import pytest

from tests.site.test_build import read, shown


@pytest.fixture(scope="module")
def page(bread_site):
    return bread_site / "guide" / "index.html"


def test_all_advice_stands_by_part_with_its_conditions_in_words(page):
    text = shown(page)
    assert text.index("Which leaven 2") < text.index("Take wild yeast") < text.index("How to bake 0")
    assert "How much time is there? Days" in text
    assert "Which flour? Rye or Wheat" in text


def test_advice_shows_what_to_do_what_it_costs_when_not_to_and_where_it_leads(page):
    text = shown(page)
    for expected in (
        "Feed a starter for two days.",
        "Costs Two days.",
        "Not when The loaf must be high.",
        "Leads to Sourdough",
    ):
        assert expected in text
    assert "../roles/sourdough.html" in read(page).links


def test_evidence_for_and_against_has_statement_numbers_place_and_paper(page):
    text = shown(page)
    rests, _, against = text.partition("What it rests on")[2].partition("What speaks against it")
    assert (
        "▲ taste: better wild vs bought Tasters prefer the wild loaves. tasting · town hall · points (higher is better)"
        in rests
    )
    assert "Rye 48h Rye 2h" in rests
    assert "Zoë Miller et al. 2019. Said in: Table 1." in rests
    assert against.startswith(
        " ▼ rise: worse wild vs bought Wild loaves rise less. height: about 20 to 30 percent"
    )
    assert "No finding here does." in text  # of the advice that nothing speaks against
    assert "../papers/miller2019wild.html" in read(page).links


def test_the_script_is_told_the_conditions_as_the_guide_has_them(page, bread):
    given = [
        json.loads(text.replace("&#34;", '"'))
        for text in re.findall(r'data-given="([^"]*)"', page.read_text(encoding="utf-8"))
    ]
    assert given == [{key: list(held) for key, held in advice.given.items()} for advice in bread.guide.advice]


def test_what_needs_a_script_is_marked_so_that_it_can_be_left_out(page):
    text = page.read_text(encoding="utf-8")
    for start in ('<form class="sm-questions', '<div class="sm-bar-of-tools'):
        assert f'{start} sm-scripted"' in text


def test_the_twin_of_the_guide_keeps_headings_and_leaves_out_what_needs_a_script(page):
    text = page.with_suffix(".md").read_text(encoding="utf-8")
    assert "\n### Take wild yeast\n\nTaste counts more than height.\n" in text
    assert "Leave open" not in text
    assert "Your answers" not in text


@pytest.mark.real
def test_every_piece_of_advice_can_be_linked_to(real_site, real):
    ids = set(read(real_site / "guide" / "index.html").ids)
    assert {advice.id for advice in real.guide.advice} <= ids


def test_without_a_guide_there_is_no_page(bread):
    from dataclasses import replace

    from smatlas.guide import Guide
    from smatlas.site import guide
    from smatlas.site.page import open_site

    assert list(guide.pages(open_site(replace(bread, guide=Guide())))) == []
