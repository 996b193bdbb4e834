"""The explore page: every paper, with facets that combine, full-text search, and files to take away.

The page stands as HTML; `assets/explore*.js` work on the files written here. Pagefind was
measured and left out, see `docs/architecture.md`.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from smatlas.exports import search_documents
from smatlas.knowledge_base import newest_first
from smatlas.model import Paper
from smatlas.search import compact
from smatlas.site.facets import NUMBERS, Facet, facets
from smatlas.site.page import Page, Site
from smatlas.site.takeaway import TAKEAWAYS, write

PATH: Final = "explore/index.md"
FOLDER: Final = "data/explore"
SCRIPTS: Final = ("catalogue.js", "text-search.js", "extract.js")
"""What finds papers: also for other pages that search."""

_PAGE = 25  # papers shown at once
_PAPERS_A_FILE = 16  # whose texts lie in one file: some 6 kB


def pages(site: Site) -> Iterator[Page]:
    """Make the page.

    Args:
        site: What to render.

    Yields:
        One page.
    """
    papers = newest_first(site.base.papers.values())
    body = site.render(
        "explore.html",
        PATH,
        papers=papers[:_PAGE],
        total=len(papers),
        size=_PAGE,
        facets=facets(site.base),
        years=sorted({paper.year for paper in papers}),
        takeaways=TAKEAWAYS,
    )
    yield Page(
        PATH,
        "Explore",
        body,
        description=f"All {len(papers)} papers, with filters, full-text search and export.",
        searchable=False,
        styles=("explore.css",),
        scripts=(*SCRIPTS, "explore-state.js", "explore-list.js", "explore-results.js", "explore.js"),
    )


def files(site: Site) -> Iterator[tuple[str, str]]:
    """Make the files that the scripts of the page load when they need them.

    Args:
        site: What to render.

    Yields:
        Path below the site, and text: the list of papers, the words and postings of the
        full-text index, the identifiers, the texts of papers, the pieces of every format to
        take away. The list holds a version of all others, so that no browser mixes files of
        two builds.
    """
    base = site.base
    papers = list(base.papers.values())
    documents = [search_documents.document(base.taxonomy, paper) for paper in papers]
    index = compact.build(documents)
    parts = {"words.json": _json(index.words)}
    names = {name: n for n, document in enumerate(documents) for name in document.identifiers}
    parts["identifiers.json"] = _json(names)
    parts |= {f"postings-{n}.json": _json(lists) for n, lists in enumerate(index.postings)}
    where, texts = _texts(site, papers)
    parts |= {f"texts-{n}.json": _json(held) for n, held in enumerate(texts)}
    parts |= {f"{form.key}.json": write(base, form) for form in TAKEAWAYS}
    version = hashlib.sha256("".join(parts.values()).encode()).hexdigest()[:12]
    yield f"{FOLDER}/papers.json", _json({"version": version, **_list(site, papers), "texts": where})
    for name, text in parts.items():
        yield f"{FOLDER}/{name}", text


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n"


def _list(site: Site, papers: list[Paper]) -> dict[str, Any]:
    """Give what a result shows, column by column, and the facets of every paper."""
    return {
        "id": [paper.id for paper in papers],
        "title": [paper.title for paper in papers],
        "byline": [paper.byline for paper in papers],
        "year": [paper.year for paper in papers],
        "cited": [len(site.citations.cited_by(paper.id)) for paper in papers],
        "numbers": [[int(finding.numbers is not None) for finding in paper.findings] for paper in papers],
        "numbers_value": NUMBERS,
        "facets": [_facet(site, facet) for facet in facets(site.base)],
    }


def _facet(site: Site, facet: Facet) -> dict[str, Any]:
    ids = [value.id for value in facet.values]
    data: dict[str, Any] = {"param": facet.param, "values": ids, "every": facet.every}
    if facet.findings:
        return data | {"findings": facet.findings}
    if facet.param == "role":
        parents = site.base.taxonomy.parents
        data["parents"] = [ids.index(parents[i]) if i in parents else -1 for i in ids]
    return data | {"papers": facet.papers}


def _texts(site: Site, papers: list[Paper]) -> tuple[list[int], list[dict[str, Any]]]:
    """Put the texts of papers into files, those of one role together, as searches find them.

    Returns:
        The number of the file of each paper, and what each file holds: for the number of a
        paper its texts, each with its name.
    """
    order = {role: number for number, role in enumerate(site.base.taxonomy.roles)}
    numbers = sorted(range(len(papers)), key=lambda n: (order.get(papers[n].roles[0].role, -1), papers[n].id))
    where = [0] * len(papers)
    held: list[dict[str, Any]] = []
    for start in range(0, len(numbers), _PAPERS_A_FILE):
        chosen = sorted(numbers[start : start + _PAPERS_A_FILE])
        for number in chosen:
            where[number] = len(held)
        held.append({str(number): _passages(site, papers[number]) for number in chosen})
    return where, held


def _passages(site: Site, paper: Paper) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Give the texts of a record that can show why it was found, each with its name.

    Returns:
        Prose, the first of which stands for the record, and what is shown where no prose fits.
    """
    taxonomy = site.base.taxonomy
    terms = [
        taxonomy.terms(facet)[term].label
        for facet, ids in paper.facets.items()
        for term in ids
        if term in taxonomy.terms(facet)
    ]
    prose = [
        *(("Why here", placement.why) for placement in paper.roles),
        ("Summary", paper.summary),
        *(("Finding", finding.statement) for finding in paper.findings),
    ]
    others = [
        ("Authors", ", ".join(paper.authors)),
        *(("Other title", title) for title in paper.other_titles),
        ("Venue", site.base.venue(paper).name),
        ("Terms", ", ".join(terms)),
    ]
    return prose, [(name, text) for name, text in others if text]
