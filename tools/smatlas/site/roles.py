"""The page of every role, the whole tree, and the forwarding pages of retired roles."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from smatlas.model import Paper, Placement
from smatlas.site import downloads
from smatlas.site.page import Page, Site
from smatlas.taxonomy import Role


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
    return {
        "role": role,
        "essay": site.base.essays.get(role.id),
        "above": taxonomy.path(role.id)[:-1],
        "siblings": [sibling for sibling in siblings if sibling.id != role.id],
        "papers": papers,
        "years": [
            (year, [(p, _placement(p, inside)) for p in group])
            for year, group in groupby(papers, key=lambda paper: paper.year)
        ],
    }


def _placement(paper: Paper, inside: frozenset[str]) -> Placement:
    return next(placement for placement in paper.roles if placement.role in inside)
