"""GraphML of the citation graph (graphml.graphdrawing.org), as networkx writes it."""

from __future__ import annotations

import networkx as nx

from smatlas.citations import CitationGraph


def write(citations: CitationGraph) -> str:
    """Write the annotated citation graph.

    Args:
        citations: The graph.

    Returns:
        A GraphML document, nodes and edges in order of id.
    """
    return "\n".join(nx.generate_graphml(citations.annotated())) + "\n"
