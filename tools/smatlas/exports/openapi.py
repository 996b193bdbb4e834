"""The OpenAPI 3.1 description of the static API (spec.openapis.org/oas/v3.1.0)."""

from __future__ import annotations

import json
from typing import Any, Final

from smatlas.exports.api_documents import SCHEMA_VERSION, schemas
from smatlas.knowledge_base import KnowledgeBase

ENDPOINTS: Final = {
    "/manifest.json": ("Manifest", "What there is: counts, commit, sums of all files"),
    "/papers.json": ("Papers", "Every paper"),
    "/papers/{id}.json": ("OnePaper", "One paper"),
    "/roles.json": ("Roles", "The role tree, with the papers of each role"),
    "/facets.json": ("Facets", "The closed vocabularies, and the venues"),
    "/graph.json": ("Graph", "The citation graph"),
    "/guide.json": ("Guide", "The decision guide; empty lists where there is none"),
    "/statistics.json": ("Statistics", "Counts, and how much is known"),
}
"""By path: name of the shape, and what the file holds."""

_ID: Final = {
    "name": "id",
    "in": "path",
    "required": True,
    "description": "Id of a paper, as papers.json lists them",
    "schema": {"type": "string"},
}


def _operation(path: str, shape: str, summary: str) -> dict[str, Any]:
    found = {
        "description": summary,
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{shape}"}}},
    }
    answers = {"200": found}
    taken: dict[str, Any] = {"operationId": shape[0].lower() + shape[1:], "summary": summary}
    if "{id}" in path:
        taken["parameters"] = [_ID]
        answers["404"] = {"description": "There is no such paper"}
    return {"get": {**taken, "responses": answers}}


def data(base: KnowledgeBase) -> dict[str, Any]:
    """Describe the API.

    Args:
        base: The knowledge base.

    Returns:
        An OpenAPI document.
    """
    address = base.settings.address
    return {
        "openapi": "3.1.0",
        "info": {
            "title": base.settings.name,
            "description": base.settings.description,
            "version": SCHEMA_VERSION,
        },
        "servers": [{"url": f"{address}api/v1" if address else "."}],
        "paths": {path: _operation(path, *told) for path, told in ENDPOINTS.items()},
        "components": {"schemas": schemas("#/components/schemas/{model}")},
    }


def write(base: KnowledgeBase) -> str:
    """Write the description.

    Args:
        base: The knowledge base.

    Returns:
        A JSON document.
    """
    return json.dumps(data(base), ensure_ascii=False, indent=2) + "\n"
