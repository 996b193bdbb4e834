"""The drawing of a paper's neighbours."""

from dataclasses import replace

import pytest

from smatlas.citations import CitationGraph
from smatlas.model import References
from smatlas.site import ego
from tests.site.test_build import read


@pytest.fixture(scope="module")
def miller(bread, bread_graph):
    return ego.draw(bread, bread_graph, bread.papers["miller2019wild"])


def test_references_stand_above_and_citing_papers_below_in_the_column_of_their_year(miller):
    assert [one.paper.id for one in miller.references] == ["oven2018steam"]
    assert [one.paper.id for one in miller.cited_by] == ["yeast2023bought", "baker2021loaves"]
    assert all(one.point.y < miller.centre.y for one in miller.references)
    assert all(one.point.y > miller.centre.y for one in miller.cited_by)
    assert list(miller.years) == [2018, 2019, 2021, 2023]
    starts = [*miller.years.values(), ego.WIDTH]
    for one in (*miller.references, *miller.cited_by):
        place = list(miller.years).index(one.paper.year)
        assert starts[place] < one.point.x < starts[place + 1]


def test_marks_tell_how_far_each_reference_list_is_known(miller):
    assert miller.state == "partial"
    assert {one.paper.id: one.state for one in miller.cited_by} == {
        "yeast2023bought": "complete",
        "baker2021loaves": "complete",
    }


def test_names_stand_beside_few_papers_and_not_beside_many(bread, miller):
    assert [one.name for one in miller.cited_by] == ["Yara Yeast and Otto O…", "Ada Baker"]
    model = bread.papers["rye2024slow"]
    references = References(status="complete", source="list", papers=("oven2018steam",))
    many = {
        f"x{number}": model.model_copy(update={"id": f"x{number}", "references": references})
        for number in range(60)
    }
    base = replace(bread, papers={**bread.papers, **many})
    crowded = ego.draw(base, CitationGraph(base), base.papers["oven2018steam"])
    assert len(crowded.cited_by) == 63
    assert {one.name for one in crowded.cited_by} == {""}
    assert len({one.point for one in crowded.cited_by}) == 63
    assert max(one.point.y for one in crowded.cited_by) < crowded.height < 600
    assert max(one.point.x for one in crowded.cited_by) < ego.WIDTH


def test_a_paper_without_known_citations_is_not_drawn_as_a_lonely_mark(bread, bread_graph, bread_site):
    assert ego.draw(bread, bread_graph, bread.papers["plain2020bread"]) is None
    page = (bread_site / "papers" / "plain2020bread.html").read_text(encoding="utf-8")
    assert "sm-ego" not in page
    assert "has not been read yet" in page


def test_unread_references_are_told_as_unknown_and_read_ones_as_none(bread, bread_site, bread_graph):
    page = (bread_site / "papers" / "oven2018steam.html").read_text(encoding="utf-8")
    assert '<text class="sm-ego-none"' in page
    assert "none of the papers here</text>" in page
    unread = bread.papers["oven2018steam"].model_copy(update={"references": None})
    base = replace(bread, papers={**bread.papers, unread.id: unread})
    assert ego.draw(base, CitationGraph(base), unread).state == "unknown"


def test_the_page_links_every_neighbour_and_the_graph(bread_site):
    links = read(bread_site / "papers" / "miller2019wild.html").links
    for target in ("oven2018steam.html", "yeast2023bought.html", "baker2021loaves.html"):
        assert links.count(target) >= 2  # in the drawing and in the lists
    assert "../graph/index.html?paper=miller2019wild" in links
