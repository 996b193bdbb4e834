"""GraphML of the citation graph (graphml.graphdrawing.org), as networkx writes it."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from smatlas.citations import CitationGraph
from smatlas.model import Paper


def write(citations: CitationGraph, papers: Iterable[Paper] | None = None) -> str:
    """Write the annotated citation graph.

    Args:
        citations: The graph.
        papers: The papers to keep, with the citations among them; all where None.

    Returns:
        A GraphML document, nodes and edges in order of id.
    """
    return "\n".join(nx.generate_graphml(citations.annotated(papers))) + "\n"
