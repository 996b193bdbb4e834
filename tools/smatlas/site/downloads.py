"""What the site offers to take away: exports, feeds, the static API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from smatlas.exports import api, api_documents, atom, csl_json, csv_table, gexf, json_ld, ris, skos
from smatlas.site.page import Site
from smatlas.taxonomy import Role

FEED: Final = "feed.xml"
"""The feed of all papers, below the site."""
LATEST: Final = 100
"""Entries of a feed: readers fetch it again and again; the API holds all."""


def feed_path(role: Role) -> str:
    """Give the path of the feed of a role below the site."""
    return f"feeds/{role.id}.xml"


def _feeds(site: Site) -> Iterator[tuple[str, str]]:
    base, settings = site.base, site.base.settings
    every = atom.latest(base.papers.values())[:LATEST]
    yield FEED, atom.feed_of(base, every, atom.Feed(FEED, "index.html", settings.name, settings.description))
    for role in base.taxonomy.roles.values():
        feed = atom.Feed(
            feed_path(role), site.role_page(role), f"{settings.name}: {role.name}", role.definition
        )
        yield feed.path, atom.feed_of(base, atom.latest(base.by_role[role.id])[:LATEST], feed)


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Write every file.

    Args:
        site: What is rendered.

    Yields:
        Path below the site, and text.
    """
    base, papers = site.base, list(site.base.papers.values())
    yield "data/papers.csl.json", csl_json.write(base, papers)
    yield "data/papers.ris", ris.write(base, papers)
    yield "data/papers.csv", csv_table.write(base, papers)
    yield "data/papers.jsonld", json_ld.write(base, papers)
    yield "data/citations.gexf", gexf.write(site.citations, base.verified_on)
    yield skos.FILE, skos.write(base, papers)
    yield "schema/papers.schema.json", api_documents.write(base.settings.address)
    yield from _feeds(site)
    yield from api.files(base, site.citations, site.commit)
