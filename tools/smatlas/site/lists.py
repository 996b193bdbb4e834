"""Lists of papers by year and by venue."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.model import Paper
from smatlas.site.page import Page, Site, slug


def pages(site: Site) -> Iterator[Page]:
    """Make the pages.

    Args:
        site: What to render.

    Yields:
        An overview and a page a year, an overview and a page a venue.
    """
    yield from _years(site)
    yield from _venues(site)


def _years(site: Site) -> Iterator[Page]:
    by_year: dict[int, list[Paper]] = {}
    for paper in site.base.papers.values():
        by_year.setdefault(paper.year, []).append(paper)
    years = sorted(by_year, reverse=True)
    entries = [(str(year), f"years/{year}.html", len(by_year[year]), "") for year in years]
    yield _overview(site, "years/index.md", "Years", "Papers by year of publication.", entries)
    for year in years:
        yield _list(site, f"years/{year}.md", f"Papers of {year}", by_year[year], entries)


def _venues(site: Site) -> Iterator[Page]:
    by_venue: dict[str, list[Paper]] = {}
    for paper in site.base.papers.values():
        by_venue.setdefault(paper.venue, []).append(paper)
    keys = sorted(by_venue, key=lambda key: (-len(by_venue[key]), key.casefold()))
    names = {key: site.base.venue(papers[0]).name for key, papers in by_venue.items()}
    entries = [(key, f"venues/{slug(key)}.html", len(by_venue[key]), names[key]) for key in keys]
    yield _overview(site, "venues/index.md", "Venues", "Papers by place of publication.", entries)
    for key in keys:
        papers = sorted(by_venue[key], key=lambda paper: (-paper.year, paper.id))
        yield _list(site, f"venues/{slug(key)}.md", names[key], papers, ())


def _overview(
    site: Site, path: str, title: str, description: str, entries: list[tuple[str, str, int, str]]
) -> Page:
    largest = max((entry[2] for entry in entries), default=1)
    return Page(
        path,
        title,
        site.render("overview.html", path, title=title, entries=entries, largest=largest),
        description=description,
    )


def _list(site: Site, path: str, title: str, papers: list[Paper], entries: object) -> Page:
    body = site.render(
        "list.html", path, title=title, papers=papers, entries=entries, here=path[:-2] + "html"
    )
    return Page(path, title, body, description=f"{title}: {len(papers)} papers.", searchable=False)
