"""The citation graph as a page and as a drawing to take away."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from math import sqrt
from typing import Any

from smatlas.citations import state
from smatlas.layout import PLACE, Layout, Point, arrange, curve
from smatlas.model import Paper
from smatlas.site.page import Page, Site
from smatlas.taxonomy import Role

SCRIPTS = ("sort.js", "graph-papers.js", "graph-view.js", "graph.js")
"""What sorts the table, reads the page, moves the drawing, answers the reader; in this order."""


@dataclass(frozen=True)
class Mark:
    """A paper in the drawing and in the table.

    Attributes:
        paper: The paper.
        role: Its first role, whose lane it stands in.
        roles: Ids of all its roles and of the roles above them.
        state: How far its reference list is known.
        cites: Number of papers here that it cites.
        cited_by: Number of papers here that cite it.
        point: Where it stands.
        radius: Half its width; its area grows with `cited_by`.
    """

    paper: Paper
    role: Role
    roles: tuple[str, ...]
    state: str
    cites: int
    cited_by: int
    point: Point
    radius: float

    @property
    def label(self) -> str:
        """The paper and its numbers in words."""
        cites = "unknown" if self.state == "unknown" else self.cites
        paper = self.paper
        named = f"{paper.title} ({paper.byline} {paper.year})"
        return f"{named}. References here: {cites}. Cited by: {self.cited_by}."


def pages(site: Site) -> Iterator[Page]:
    """Make the page.

    Args:
        site: What to render.

    Yields:
        The page of the citation graph.
    """
    path, values = "graph/index.md", _values(site)
    coverage = site.citations.coverage
    yield Page(
        path,
        "Citation graph",
        site.render("graph.html", path, **values),
        description=(
            f"{len(values['curves'])} citations among {coverage.total} papers, by year and role; "
            f"references known for {coverage.known} of {coverage.total}."
        ),
        styles=("drawing.css", "graph.css"),
        scripts=SCRIPTS,
    )


def drawing(site: Site) -> str:
    """Draw the whole graph as a file of its own.

    Args:
        site: What to render.

    Returns:
        An SVG document.
    """
    return site.render("citations.svg", "data/citations.md", **_values(site)) + "\n"


def _values(site: Site) -> dict[str, Any]:
    layout = arrange(site.base)
    marks = _marks(site, layout)
    order = {mark.paper.id: position for position, mark in enumerate(marks)}
    edges = [
        (citing, cited) for citing, cited in site.citations.graph.edges if {citing, cited} <= order.keys()
    ]
    return {
        "layout": layout,
        "place": PLACE,
        "marks": marks,
        "coverage": site.citations.coverage,
        "curves": [curve(layout.points[citing], layout.points[cited]) for citing, cited in edges],
        "edges": json.dumps(
            [[order[citing], order[cited]] for citing, cited in edges], separators=(",", ":")
        ),
    }


def _marks(site: Site, layout: Layout) -> list[Mark]:
    """Give the papers, newest first, then most cited first."""
    taxonomy, graph = site.base.taxonomy, site.citations.graph
    marks = []
    for paper in site.base.papers.values():
        if paper.id in layout.points:
            known = [placement.role for placement in paper.roles if placement.role in taxonomy.roles]
            above = dict.fromkeys(step.id for role in known for step in taxonomy.path(role))
            cited_by = int(graph.in_degree(paper.id))
            marks.append(
                Mark(
                    paper,
                    taxonomy.roles[paper.roles[0].role],
                    tuple(above),
                    state(paper),
                    int(graph.out_degree(paper.id)),
                    cited_by,
                    layout.points[paper.id],
                    radius(cited_by),
                )
            )
    return sorted(marks, key=lambda mark: (-mark.paper.year, -mark.cited_by, mark.paper.id))


def radius(cited_by: int) -> float:
    """Give the radius of a paper's mark: it grows with the root of the citations, up to the place.

    Args:
        cited_by: How many papers here cite it.

    Returns:
        The radius in units of the drawing.
    """
    return round(min(0.25 + 0.03 * sqrt(cited_by), 0.46) * PLACE, 1)
