"""The page of every role, the whole tree, and the forwarding pages of retired roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from smatlas import reading_list
from smatlas.model import Paper, Placement
from smatlas.site import downloads
from smatlas.site.page import Page, Site
from smatlas.statistics import effects
from smatlas.taxonomy import Role

_MOST_BELOW: Final = 150
"""So many papers the page of a role with roles below it lists; theirs list all."""


def pages(site: Site) -> Iterator[Page]:
    """Make the pages.

    Args:
        site: What to render.

    Yields:
        The tree, one page a role, one for each retired role.
    """
    taxonomy = site.base.taxonomy
    tree = site.render("roles.html", "roles/index.md")
    yield Page("roles/index.md", "Roles", tree, description="Every role of the taxonomy with its papers.")
    for role in taxonomy.roles.values():
        path = f"roles/{role.id}.md"
        yield Page(
            path,
            role.name,
            site.render("role.html", path, **_values(site, role)),
            description=role.definition,
            styles=("role.css",),
            feed=downloads.feed_path(role),
        )
    for old, successor in taxonomy.tree.retired.items():
        if successor in taxonomy.roles:
            path, name = f"roles/{old}.md", taxonomy.roles[successor].name
            body = site.render("moved.html", path, to=site.role_page(successor), name=name)
            yield Page(path, name, body, searchable=False, moved=f"{successor}.html")


def _values(site: Site, role: Role) -> dict[str, object]:
    taxonomy, papers = site.base.taxonomy, site.base.by_role[role.id]
    parent = taxonomy.parents.get(role.id)
    siblings = taxonomy.roles[parent].children if parent else taxonomy.tree.roles
    inside = taxonomy.descendants(role.id)
    listed = _listed(role, papers)
    return {
        "role": role,
        "essay": site.base.essays.get(role.id),
        "above": taxonomy.path(role.id)[:-1],
        "siblings": [sibling for sibling in siblings if sibling.id != role.id],
        "papers": papers,
        "left_out": len(papers) - len(listed),
        "years": [
            (year, [(p, _placement(p, inside)) for p in group])
            for year, group in groupby(listed, key=lambda paper: paper.year)
        ],
        "begin_with": reading_list.choose(site.citations, papers),
        **_found(papers),
        **_advice(site, role),
        **_timeline(site, papers),
    }


def _listed(role: Role, papers: Sequence[Paper]) -> list[Paper]:
    """Give the papers that the page of a role names: all, or of a large inner role the newest and its own."""
    if not role.children or len(papers) <= _MOST_BELOW:
        return list(papers)
    below = papers[_MOST_BELOW:]
    return [*papers[:_MOST_BELOW], *(p for p in below if any(placed.role == role.id for placed in p.roles))]


def _found(papers: Sequence[Paper]) -> dict[str, object]:
    findings = [finding for paper in papers for finding in paper.findings]
    return {
        "findings": len(findings),
        "numbered": sum(finding.numbers is not None for finding in findings),
        "by_outcome": effects(findings, lambda finding: finding.outcome),
        "by_comparison": effects(findings, lambda finding: finding.compares),
    }


def _advice(site: Site, role: Role) -> dict[str, object]:
    by_role = site.base.guide.by_role
    here = by_role.get(role.id, ())
    below = {piece.id: piece for each in role.walk() for piece in by_role.get(each.id, ())}
    own = {piece.id for piece in here}
    return {"advice": here, "advice_below": [piece for key, piece in below.items() if key not in own]}


def _timeline(site: Site, papers: Sequence[Paper]) -> dict[str, object]:
    """Count papers by year, from the first to the last year of all papers here."""
    first, last = site.years
    counts = Counter(paper.year for paper in papers)
    running = last if last == site.base.verified_on.year else None
    return {"timeline": {year: counts[year] for year in range(first, last + 1)}, "running": running}


def _placement(paper: Paper, inside: frozenset[str]) -> Placement:
    return next(placement for placement in paper.roles if placement.role in inside)
