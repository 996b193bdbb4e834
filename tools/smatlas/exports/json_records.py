"""JSON of papers: the record and what follows from it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from smatlas.citations import CitationGraph, state
from smatlas.exports.api_documents import SCHEMA_VERSION
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper


def data(base: KnowledgeBase, citations: CitationGraph, paper: Paper) -> dict[str, Any]:
    """Give a paper as plain data.

    Args:
        base: The knowledge base.
        citations: Its citation graph.
        paper: A paper of it.

    Returns:
        The fields of the record, and under `derived` the venue, the addresses of the
        identifiers, the way to each role, the papers that cite it, its page, and the state of its
        list.
    """
    venue = base.venue(paper)
    return {
        **paper.model_dump(mode="json", exclude_none=True, exclude_defaults=True),
        "derived": {
            "venue": {"name": venue.name, "type": venue.type},
            "addresses": {found.scheme: found.url for found in paper.normal_identifiers},
            "role_paths": {
                placement.role: [role.id for role in base.taxonomy.path(placement.role)]
                for placement in paper.roles
                if placement.role in base.taxonomy.roles
            },
            "cited_by": citations.cited_by(paper.id),
            "page": f"{base.settings.address}papers/{paper.id}.html",
            "reference_state": state(paper),
        },
    }


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        A JSON document: `schema_version` and `papers`, in the shape of `api_documents.Papers`.
    """
    citations = CitationGraph(base)
    document = {
        "schema_version": SCHEMA_VERSION,
        "papers": [data(base, citations, paper) for paper in papers],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"
