"""JSON of the citation graph: nodes and edges, with the state of every reference list."""

from __future__ import annotations

import json
from typing import Any

from smatlas.citations import CitationGraph


def data(citations: CitationGraph) -> dict[str, Any]:
    """Give the graph as plain data.

    Args:
        citations: The graph.

    Returns:
        `coverage`, `nodes` (id and attributes) and `edges` (citing, cited).
    """
    graph, coverage = citations.annotated(), citations.coverage
    return {
        "coverage": {"complete": coverage.complete, "partial": coverage.partial, "unknown": coverage.unknown},
        "nodes": [{"id": node, **attributes} for node, attributes in graph.nodes(data=True)],
        "edges": [{"citing": citing, "cited": cited} for citing, cited in graph.edges],
    }


def write(citations: CitationGraph) -> str:
    """Write the graph.

    Args:
        citations: The graph.

    Returns:
        A JSON document.
    """
    return json.dumps(data(citations), ensure_ascii=False, indent=2) + "\n"
