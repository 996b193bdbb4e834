"""JSON-LD in the words of schema.org: a ScholarlyArticle a paper, for search engines and graphs.

Source: schema.org/ScholarlyArticle. The summary is ours, hence `description`, not `abstract`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.names import is_group, split
from smatlas.text import one_line

CONTEXT: Final = "https://schema.org"
"""The context that names the vocabulary."""

_CONTAINER: Final = {
    "conference": "CreativeWorkSeries",
    "workshop": "CreativeWorkSeries",
    "journal": "Periodical",
    "preprint": "CreativeWorkSeries",
    "other": "CreativeWork",
}


def _author(printed: str) -> dict[str, str]:
    name = one_line(printed)
    if is_group(name):
        return {"@type": "Organization", "name": name}
    parts = split(name)
    person = {"@type": "Person", "name": name}
    if parts.given:
        person |= {"givenName": parts.given, "familyName": parts.family}
    return {**person, "honorificSuffix": parts.suffix} if parts.given and parts.suffix else person


def _about(base: KnowledgeBase, paper: Paper) -> list[dict[str, str]]:
    roles = base.taxonomy.roles
    return [
        {"@type": "DefinedTerm", "name": roles[placed.role].name, "termCode": placed.role}
        for placed in paper.roles
        if placed.role in roles
    ]


def article(base: KnowledgeBase, paper: Paper) -> dict[str, Any]:
    """Describe one paper.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        A node without its context. Works that it cites, as far as known here, are named by
        address.
    """
    venue = base.venue(paper)
    addresses = [found.url for found in paper.normal_identifiers]
    cited = (base.papers.get(other) for other in (paper.references.papers if paper.references else ()))
    terms = (
        base.taxonomy.terms(facet)[term].label
        for facet, ids in paper.facets.items()
        for term in ids
        if term in base.taxonomy.terms(facet)
    )
    node = {
        "@type": "ScholarlyArticle",
        "@id": paper.address,
        "name": one_line(paper.title),
        "alternateName": [one_line(title) for title in paper.other_titles],
        "author": [_author(name) for name in paper.authors],
        "datePublished": str(paper.year),
        "isPartOf": {"@type": _CONTAINER[venue.type], "name": one_line(venue.name)},
        "description": one_line(paper.summary),
        "identifier": [
            {"@type": "PropertyValue", "propertyID": found.scheme, "value": found.value}
            for found in paper.normal_identifiers
        ],
        "url": paper.address,
        "sameAs": [address for address in addresses if address != paper.address],
        "about": _about(base, paper),
        "keywords": list(terms),
        "citation": [{"@id": other.address} for other in cited if other is not None and other.address],
    }
    return {key: value for key, value in node.items() if value}


def script(base: KnowledgeBase, paper: Paper) -> str:
    """Write one paper for a `script` element of a page.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        JSON on one line, in which nothing can end the element.
    """
    text = json.dumps({"@context": CONTEXT, **article(base, paper)}, ensure_ascii=False)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        A JSON-LD document.
    """
    graph = [article(base, paper) for paper in papers]
    return json.dumps({"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, indent=2) + "\n"
