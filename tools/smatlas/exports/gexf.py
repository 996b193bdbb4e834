"""GEXF of the citation graph (gexf.net, version 1.2), which Gephi reads, as networkx writes it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

import networkx as nx

from smatlas.citations import CitationGraph
from smatlas.model import Paper


def write(citations: CitationGraph, day: date, papers: Iterable[Paper] | None = None) -> str:
    """Write the annotated citation graph, nodes labelled with titles.

    Args:
        citations: The graph.
        day: Day of the data. networkx would put the day of writing there.
        papers: The papers to keep, with the citations among them; all where None.

    Returns:
        A GEXF document, nodes and edges in order of id.
    """
    graph = citations.annotated(papers)
    for _, attributes in graph.nodes(data=True):
        attributes["label"] = attributes.pop("title")
    text = "\n".join(nx.generate_gexf(graph)) + "\n"
    return re.sub(r'lastmodifieddate="[^"]*"', f'lastmodifieddate="{day.isoformat()}"', text, count=1)
