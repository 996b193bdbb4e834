"""Places of papers in the citation graph: in their lane and year, apart, and keeping still."""

from dataclasses import replace
from itertools import pairwise
from statistics import median

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from smatlas.layout import PLACE, Point, arrange, curve


def made(base, cells):
    """Give a knowledge base of papers that differ in id, first role and year alone."""
    model = base.papers["plain2020bread"]
    papers = [
        model.model_copy(
            update={
                "id": paper_id,
                "year": year,
                "roles": (model.roles[0].model_copy(update={"role": role}),),
            }
        )
        for paper_id, role, year in cells
    ]
    return replace(base, papers={paper.id: paper for paper in sorted(papers, key=lambda paper: paper.id)})


def inside(layout, base, paper_id):
    """Give the place of a paper within its lane and year."""
    paper, point = base.papers[paper_id], layout.points[paper_id]
    lane, year = layout.lanes[paper.roles[0].role], layout.years[paper.year]
    return point.x - year.start, point.y - lane.start


CELLS = st.lists(
    st.tuples(
        st.from_regex(r"[a-z]{3,6}[0-9]{1,3}", fullmatch=True),
        st.sampled_from(["sourdough", "steam", "baking"]),
        st.integers(2019, 2023),
    ),
    max_size=60,
    unique_by=lambda cell: cell[0],
)


@given(cells=CELLS)
@settings(max_examples=60, deadline=None)
def test_every_paper_stands_in_its_lane_and_year_apart_from_all_others(bread, cells):
    base = made(bread, cells)
    layout = arrange(base)
    assert layout.points.keys() == base.papers.keys()
    assert len(set(layout.points.values())) == len(layout.points)
    for paper in base.papers.values():
        x, y = inside(layout, base, paper.id)
        assert PLACE / 2 < x < layout.years[paper.year].size - PLACE / 2
        assert PLACE / 2 < y < layout.lanes[paper.roles[0].role].size - PLACE / 2


@given(cells=CELLS.filter(bool), data=st.data())
@settings(max_examples=60, deadline=None)
def test_papers_of_other_lanes_and_years_keep_their_place_inside_when_one_is_added(bread, cells, data):
    added = data.draw(st.sampled_from(cells))
    after, before = made(bread, cells), made(bread, [cell for cell in cells if cell != added])
    new, old = arrange(after), arrange(before)
    grown = {
        role
        for role, span in new.lanes.items()
        if role in old.lanes and span.places != old.lanes[role].places
    }
    for paper_id, role, year in cells:
        same_cell = (role, year) == added[1:]
        year_kept = year in old.years and new.years[year].places == old.years[year].places
        if paper_id != added[0] and not same_cell and role not in grown and year_kept:
            assert inside(new, after, paper_id) == inside(old, before, paper_id)


@pytest.mark.real
def test_adding_a_paper_hardly_moves_the_others(real):
    after = arrange(real)
    moved = []
    for added in list(real.papers)[::7]:
        base = replace(real, papers={key: paper for key, paper in real.papers.items() if key != added})
        before = arrange(base)
        moved.append(sum(inside(before, base, key) != inside(after, real, key) for key in base.papers))
    assert median(moved) == 0
    assert sum(moved) / len(moved) < len(real.papers) / 200  # now and then a lane or a year grows


def test_citations_move_nothing(bread):
    papers = {key: paper.model_copy(update={"references": None}) for key, paper in bread.papers.items()}
    assert arrange(replace(bread, papers=papers)) == arrange(bread)


def test_lanes_follow_the_tree_and_years_leave_no_gap(bread):
    layout = arrange(made(bread, [("a", "steam", 2019), ("b", "baking", 2022)]))
    assert list(layout.lanes) == ["sourdough", "commercial-yeast", "baking", "steam", "unused-role"]
    assert list(layout.years) == [2019, 2020, 2021, 2022]
    for spans in (layout.lanes, layout.years):
        assert all(one.start + one.size == other.start for one, other in pairwise(spans.values()))


def test_a_crowded_year_gets_room_for_more_papers_than_it_holds(bread):
    layout = arrange(made(bread, [(f"p{number}", "steam", 2020) for number in range(40)]))
    assert layout.years[2020].places * layout.lanes["steam"].places >= 40 / 0.75


def test_without_papers_there_is_nothing_across(bread):
    layout = arrange(replace(bread, papers={}))
    assert layout.width == 0
    assert layout.points == {}


def test_a_citation_in_a_row_bows_and_any_other_does_not():
    assert curve(Point(100, 50), Point(40, 10)) == "M100 50C76 50 64 10 40 10"
    assert curve(Point(100, 50), Point(40, 50)) == "M100 50C76 43 64 43 40 50"
