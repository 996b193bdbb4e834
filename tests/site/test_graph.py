"""The page of the citation graph and its drawing, as files."""

import json
import re
import xml.etree.ElementTree as ET

import pytest

from smatlas.layout import PLACE
from smatlas.site.graph import radius
from tests.site.test_build import read

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(params=["bread", pytest.param("real", marks=pytest.mark.real)])
def name(request):
    return request.param


@pytest.fixture
def base(request, name):
    return request.getfixturevalue(name)


@pytest.fixture
def site(request, name):
    return request.getfixturevalue(f"{name}_site")


@pytest.fixture
def page(site):
    return (site / "graph" / "index.html").read_text(encoding="utf-8")


def rows(page):
    return re.findall(r'<tr data-id="(.*?)" data-roles="(.*?)" data-state="(.*?)">', page)


def test_the_edges_are_those_of_the_records(page, base):
    ids = [row[0] for row in rows(page)]
    edges = json.loads(re.search(r'id="sm-graph-edges">(.*?)</script>', page)[1])
    told = {(ids[citing], ids[cited]) for citing, cited in edges}
    known = {(p.id, cited) for p in base.papers.values() if p.references for cited in p.references.papers}
    assert told == known
    lines = page.split('class="sm-edges"')[1].split("</g>")[0]
    assert lines.count("<path") == len(edges)


def test_table_and_drawing_hold_every_paper_in_the_same_order(page, base):
    ids = [row[0] for row in rows(page)]
    assert sorted(ids) == list(base.papers)
    drawn = re.findall(r'<a class="sm-node sm-(\w+) root-\d" href="\.\./papers/(.*?)\.html"><title>', page)
    assert [(state, paper) for paper, _, state in rows(page)] == drawn


def test_unknown_references_are_hollow_and_told_in_words(bread_site):
    page = (bread_site / "graph" / "index.html").read_text(encoding="utf-8")
    states = {paper: state for paper, _, state in rows(page)}
    assert {paper for paper, state in states.items() if state == "unknown"} == {
        "odd2022script",
        "plain2020bread",
    }
    assert states["miller2019wild"] == "partial"
    assert states["oven2018steam"] == "complete"
    shown = " ".join("".join(read(bread_site / "graph" / "index.html").text).split())
    assert "hollow: not read yet, so what it cites is unknown, not nothing" in shown
    assert "References are known for 5 of 7 papers and hold 6 citations" in shown
    assert "Bread (Plain 2020). References here: unknown. Cited by: 0." in shown
    assert "Steam and Other Gases (Otto Oven and Ada Baker 2018). References here: 0. Cited by: 3." in shown


def test_a_row_knows_all_roles_of_its_paper_and_those_above(bread_site):
    page = (bread_site / "graph" / "index.html").read_text(encoding="utf-8")
    roles = {paper: roles.split() for paper, roles, _ in rows(page)}
    assert roles["miller2019wild"] == ["leavening", "sourdough", "commercial-yeast"]


def test_the_drawing_to_take_away_is_whole_and_well_formed(site, base):
    tree = ET.parse(site / "data" / "citations.svg").getroot()
    titles = [element.text for element in tree.iter(f"{SVG}title")]
    assert len(titles) == len(base.papers) + 1
    for paper in base.papers.values():
        assert any(title.startswith(f"{paper.title} ({paper.byline}") for title in titles)
    texts = {element.text for element in tree.iter(f"{SVG}text")}
    assert {str(paper.year) for paper in base.papers.values()} <= texts
    assert any("hollow" in text for text in texts)


def test_odd_signs_stay_text(bread_site):
    for name in ("graph/index.html", "data/citations.svg"):
        assert "<script>alert" not in (bread_site / name).read_text(encoding="utf-8")


def test_a_mark_grows_with_its_citations_and_never_beyond_its_place():
    sizes = [radius(number) for number in (0, 1, 5, 20, 1000)]
    assert sizes == sorted(set(sizes))
    assert 2 * sizes[-1] < PLACE


def test_the_twin_holds_the_table_and_nothing_of_the_drawing(bread_site):
    twin = (bread_site / "graph" / "index.md").read_text(encoding="utf-8")
    assert "| [Slow Rye](../papers/rye2024slow.md)" in twin
    assert "filled:" not in twin
