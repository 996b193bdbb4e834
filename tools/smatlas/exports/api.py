"""The static API: JSON files that stand beside the pages of the site, below `api/v1/`."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any, Final

from smatlas import statistics
from smatlas.citations import CitationGraph
from smatlas.exports import graph_json, json_records, openapi
from smatlas.exports.api_documents import SCHEMA_VERSION
from smatlas.knowledge_base import KnowledgeBase
from smatlas.taxonomy import Role, Taxonomy

FOLDER: Final = "api/v1"
"""Where the files stand below the site; the number is that of the promise."""


def _role(base: KnowledgeBase, role: Role) -> dict[str, Any]:
    parent = base.taxonomy.parents.get(role.id)
    return {
        **role.model_dump(exclude={"children"}, exclude_none=True, by_alias=True),
        **({"parent": parent} if parent else {}),
        "children": [child.id for child in role.children],
        "papers": [paper.id for paper in base.by_role[role.id]],
    }


def _facets(taxonomy: Taxonomy) -> dict[str, Any]:
    words = taxonomy.vocabularies.model_dump(exclude_none=True)
    venues = [venue.model_dump(exclude_none=True) for venue in taxonomy.venues.values()]
    return {**words, "venues": venues}


def _guide(base: KnowledgeBase) -> dict[str, Any]:
    return {
        "parts": [part.model_dump() for part in base.guide.parts],
        "questions": [question.model_dump() for question in base.guide.questions],
        "advice": [advice.model_dump() for advice in base.guide.advice],
    }


def _documents(base: KnowledgeBase, citations: CitationGraph) -> Iterator[tuple[str, dict[str, Any]]]:
    papers = {paper.id: json_records.data(base, citations, paper) for paper in base.papers.values()}
    yield "papers.json", {"papers": list(papers.values())}
    for paper_id, paper in papers.items():
        yield f"papers/{paper_id}.json", {"paper": paper}
    yield (
        "roles.json",
        {
            "roles": [_role(base, role) for role in base.taxonomy.roles.values()],
            "retired": dict(base.taxonomy.tree.retired),
            "actors": {key: actor.model_dump() for key, actor in base.taxonomy.tree.actors.items()},
        },
    )
    yield "facets.json", _facets(base.taxonomy)
    yield "graph.json", graph_json.data(citations)
    yield "guide.json", _guide(base)
    yield "statistics.json", {"statistics": statistics.count(base, citations)}


def _manifest(
    base: KnowledgeBase, citations: CitationGraph, commit: str | None, files: dict[str, str]
) -> dict[str, Any]:
    told = {
        "name": base.settings.name,
        "description": base.settings.description,
        "address": base.settings.address or None,
        "language": base.settings.language,
        "verified_on": base.verified_on.isoformat(),
        "commit": commit,
        "counts": {
            "papers": len(base.papers),
            "roles": len(base.taxonomy.roles),
            "findings": sum(len(paper.findings) for paper in base.papers.values()),
            "citations": citations.graph.number_of_edges(),
        },
        "files": files,
    }
    return {key: value for key, value in told.items() if value is not None}


def _text(document: dict[str, Any]) -> str:
    return json.dumps({"schema_version": SCHEMA_VERSION, **document}, ensure_ascii=False) + "\n"


def files(
    base: KnowledgeBase, citations: CitationGraph, commit: str | None = None
) -> Iterator[tuple[str, str]]:
    """Write every file.

    Args:
        base: The knowledge base.
        citations: Its citation graph.
        commit: Commit of the records, for the manifest; left out of it where None.

    Yields:
        Path below the site and text of each file; the manifest, which names the others, last.
    """
    sums: dict[str, str] = {}
    described = (("openapi.json", openapi.write(base)),)
    for name, text in (
        *((name, _text(document)) for name, document in _documents(base, citations)),
        *described,
    ):
        sums[name] = hashlib.sha256(text.encode("utf-8")).hexdigest()
        yield f"{FOLDER}/{name}", text
    yield f"{FOLDER}/manifest.json", _text(_manifest(base, citations, commit, sums))
