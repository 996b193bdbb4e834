"""The page of a role: what is there, where to begin, what was found, what to do."""

import re
from dataclasses import replace

import pytest

from smatlas.site import roles
from smatlas.site.page import open_site
from tests.site.test_build import read, shown


@pytest.fixture(scope="module")
def leavening(bread_site):
    return bread_site / "roles" / "leavening.html"


def test_a_role_page_leads_up_down_and_aside(bread_site, leavening):
    page = read(bread_site / "roles" / "sourdough.html")
    assert "Roles › Leavening › Sourdough" in shown(bread_site / "roles" / "sourdough.html")
    assert {"index.html", "leavening.html", "commercial-yeast.html"} <= set(page.links)
    assert {"sourdough.html", "commercial-yeast.html", "baking.html"} <= set(read(leavening).links)


def test_the_timeline_tells_every_year_of_all_papers_in_words_and_as_bars(leavening):
    text = leavening.read_text(encoding="utf-8")
    label = re.search(r'role="img" aria-label="([^"]*)"', text)[1]
    assert label == "Papers by year: 2018: 0, 2019: 1, 2020: 0, 2021: 1, 2022: 0, 2023: 1, 2024: 1"
    assert re.findall(r"<title>(\d{4}): (\d+)</title>", text) == re.findall(r"(\d{4}): (\d+)", label)
    assert "so far" not in text  # the records are of 2026, the last paper of 2024


def test_a_year_that_is_still_running_is_said_to_be(bread):
    papers = dict(bread.papers)
    last = papers["rye2024slow"]
    papers["rye2024slow"] = last.model_copy(update={"year": bread.verified_on.year})
    page = page_of(replace(bread, papers=papers), "sourdough")
    assert "2026 so far" in page
    assert len(re.findall(r'class="sm-running"', page)) == 1


def page_of(base, role):
    site = open_site(base)
    return next(page.body for page in roles.pages(site) if page.path == f"roles/{role}.md")


def test_what_to_read_first_says_by_what_it_is_chosen(leavening):
    text = shown(leavening)
    assert "Most cited here By the number of papers here that are known to cite it." in text
    assert "Zoë Miller et al. 2019 · cited by 2 here" in text
    assert "Newest By year; within a year, by arXiv number. Slow Rye" in text
    assert "1 of 2 findings with both scores" in text


def test_a_role_with_a_handful_of_papers_says_nothing_of_what_to_read_first(bread_site):
    assert "What to read first" not in shown(bread_site / "roles" / "sourdough.html")


def test_findings_are_counted_by_outcome_and_by_comparison_with_shape_and_number(leavening):
    text = shown(leavening)
    assert "3 findings of these papers, 2 with printed numbers." in text
    assert "By what it is about ▲ better ＝ equal ▼ worse rise 0 1 1 taste 1 0 0" in text
    assert "By who is compared ▲ better ＝ equal ▼ worse wild vs bought 1 0 1 bought vs wild 0 1 0" in text


def test_advice_that_leads_here_stands_here_and_that_of_roles_below_apart(bread_site, leavening):
    page = read(bread_site / "roles" / "sourdough.html")
    assert "../guide/index.html#take-wild-yeast" in page.links
    assert "../guide/index.html#take-bought-yeast" not in page.links
    assert "2 pieces of advice for the roles below" in shown(leavening)
    assert "Advice that leads here" not in shown(bread_site / "roles" / "steam.html")


def test_a_large_inner_role_lists_the_newest_and_its_own_and_leads_to_the_roles_below(bread, monkeypatch):
    monkeypatch.setattr(roles, "_MOST_BELOW", 1)
    page = page_of(bread, "leavening")
    titles = re.findall(r'class="sm-entry-title"[^>]*>([^<]*)<', page)
    assert titles == ["Slow Rye", "All the Loaves: A Survey"]  # the survey stands at the role itself
    assert "Here are the 2 newest" in page
    assert 'href="#below"' in page
    whole = page_of(bread, "commercial-yeast")
    assert len(re.findall(r'class="sm-entry-title"', whole)) == 2


@pytest.mark.real
def test_every_paper_is_on_the_page_of_each_role_that_it_stands_in(real_site, real):
    for role in real.taxonomy.roles:
        links = set(read(real_site / "roles" / f"{role}.html").links)
        own = [p.id for p in real.papers.values() if any(placed.role == role for placed in p.roles)]
        assert [paper for paper in own if f"../papers/{paper}.html" not in links] == []
