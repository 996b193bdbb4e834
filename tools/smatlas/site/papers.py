"""The page of every paper, and the forwarding pages of former ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from smatlas.exports import bibtex, json_ld, reference_text, ris
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.site import ego
from smatlas.site.page import Page, Site
from smatlas.text import sentences


@dataclass(frozen=True)
class CitationFormat:
    """A form in which a paper's citation can be taken from its page.

    Attributes:
        id: Id of the element that holds it.
        name: Name as shown.
        write: Writes the citation of one paper.
    """

    id: str
    name: str
    write: Callable[[KnowledgeBase, Paper], str]


def _ris(base: KnowledgeBase, paper: Paper) -> str:
    return ris.write(base, [paper]).replace("\r\n", "\n").strip() + "\n"


CITATION_FORMATS: Final = (
    CitationFormat("bibtex", "BibTeX", bibtex.entry),
    CitationFormat("ris", "RIS", _ris),
    CitationFormat("apa", "APA text", reference_text.entry),
)
"""The forms, the most asked for first."""


def pages(site: Site) -> Iterator[Page]:
    """Make the pages.

    Args:
        site: What to render.

    Yields:
        One page a paper, and one for each former id.
    """
    for paper in site.base.papers.values():
        path = f"papers/{paper.id}.md"
        yield Page(
            path,
            paper.title,
            site.render("paper.html", path, **_values(site, paper)),
            description=sentences(paper.summary)[0],
            searchable=False,
            head=tuple(citation_tags(site, paper)),
            styles=("sides.css", "paper.css", "drawing.css"),
            scripts=("copy.js",),
        )
        for old in paper.formerly:
            old_path = f"papers/{old}.md"
            body = site.render("moved.html", old_path, to=site.paper_page(paper), name=paper.title)
            yield Page(old_path, paper.title, body, searchable=False, moved=f"{paper.id}.html")


def _values(site: Site, paper: Paper) -> dict[str, object]:
    base, citations = site.base, site.citations
    return {
        "paper": paper,
        "venue": base.venue(paper),
        "kind": base.taxonomy.terms("kinds").get(paper.kind or ""),
        "cites": [base.papers[cited] for cited in citations.cites(paper.id)],
        "cited_by": [base.papers[citing] for citing in citations.cited_by(paper.id)],
        "ego": ego.draw(base, citations, paper),
        "width": ego.WIDTH,
        "near": site.neighbourhood.near(paper),
        "advice": base.guide.by_paper.get(paper.id, ()),
        "citation_formats": [
            {"id": form.id, "name": form.name, "text": form.write(base, paper)} for form in CITATION_FORMATS
        ],
        "json_ld": Markup(json_ld.script(base, paper)),
        "coverage": citations.coverage,
    }


def citation_tags(site: Site, paper: Paper) -> Iterator[tuple[str, str]]:
    """Give the Highwire Press tags that Zotero and Google Scholar read.

    Source: scholar.google.com/intl/en/scholar/inclusion.html, "Indexing guidelines".

    Args:
        site: What is rendered.
        paper: A paper.

    Yields:
        Name and content of each `meta` element.
    """
    venue = site.base.venue(paper)
    yield "citation_title", paper.title
    for author in paper.authors:
        yield "citation_author", author
    yield "citation_publication_date", str(paper.year)
    if venue.type == "journal":
        yield "citation_journal_title", venue.name
    elif venue.type in ("conference", "workshop"):
        yield "citation_conference_title", venue.name
    identifiers = {found.scheme: found for found in paper.normal_identifiers}
    if "doi" in identifiers:
        yield "citation_doi", identifiers["doi"].value
    if "arxiv" in identifiers:
        yield "citation_arxiv_id", identifiers["arxiv"].value
    if "acl" in identifiers:
        yield "citation_pdf_url", f"{identifiers['acl'].url}.pdf"
    elif "arxiv" in identifiers:
        yield "citation_pdf_url", f"https://arxiv.org/pdf/{identifiers['arxiv'].value}"
    elif "openreview" in identifiers:
        yield "citation_pdf_url", f"https://openreview.net/pdf?id={identifiers['openreview'].value}"
    if site.base.settings.address:
        yield "citation_public_url", f"{site.base.settings.address}papers/{paper.id}.html"
