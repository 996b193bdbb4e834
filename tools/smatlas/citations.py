"""The citation graph and its measures. Real edges only: each is in a record's references.

An edge leads from the citing to the cited paper. A paper whose reference list has not
been read has no outgoing edges here, which is not the same as citing nobody; `state`
tells the two apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import networkx as nx

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.text import one_line

State = Literal["complete", "partial", "unknown"]


def state(paper: Paper) -> State:
    """Tell how far the reference list of a paper is known.

    Args:
        paper: A paper.

    Returns:
        `complete`, `partial`, or `unknown` where nobody has read it yet.
    """
    return paper.references.status if paper.references else "unknown"


@dataclass(frozen=True)
class Coverage:
    """How many reference lists are known.

    Attributes:
        complete: Papers whose list was read whole.
        partial: Papers whose list was read in part.
        unknown: Papers whose list has not been read.
    """

    complete: int
    partial: int
    unknown: int

    @property
    def known(self) -> int:
        """Papers with any part of their list read."""
        return self.complete + self.partial

    @property
    def total(self) -> int:
        """All papers."""
        return self.known + self.unknown


@dataclass(frozen=True)
class Neighbour:
    """A paper that is near another.

    Attributes:
        paper: Id of the near paper.
        strength: Number of works that the two share.
    """

    paper: str
    strength: int


class CitationGraph:
    """The citations among the papers of a knowledge base.

    Args:
        base: The knowledge base.

    Attributes:
        graph: The directed graph; nodes are paper ids in order.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self._base = base
        self.graph: nx.DiGraph[str] = nx.DiGraph()
        self.graph.add_nodes_from(base.papers)
        for paper in base.papers.values():
            for cited in sorted(set(paper.references.papers)) if paper.references else ():
                if cited in base.papers and cited != paper.id:
                    self.graph.add_edge(paper.id, cited)

    @cached_property
    def coverage(self) -> Coverage:
        """How many reference lists are known."""
        counts = Counter(state(paper) for paper in self._base.papers.values())
        return Coverage(counts["complete"], counts["partial"], counts["unknown"])

    def cites(self, paper_id: str) -> list[str]:
        """Give the papers here that a paper cites, as far as its list is known.

        Args:
            paper_id: Id of a paper.

        Returns:
            Ids, newest first.
        """
        return self._newest_first(self.graph.successors(paper_id))

    def cited_by(self, paper_id: str) -> list[str]:
        """Give the papers here that are known to cite a paper.

        Args:
            paper_id: Id of a paper.

        Returns:
            Ids, newest first.
        """
        return self._newest_first(self.graph.predecessors(paper_id))

    def path(self, start: str, end: str) -> list[str] | None:
        """Find a shortest citation path between two papers.

        A path that follows the citations is preferred; where there is none in either
        direction, citations are followed both ways.

        Args:
            start: Id of a paper.
            end: Id of a paper.

        Returns:
            Ids from start to end, or None where the two are not connected.
        """
        for graph, source, target in (
            (self.graph, start, end),
            (self.graph, end, start),
            (self._undirected, start, end),
        ):
            try:
                found: list[str] = nx.shortest_path(graph, source, target)
            except nx.NetworkXNoPath:
                continue
            return found if source == start else found[::-1]
        return None

    @cached_property
    def _undirected(self) -> nx.Graph[str]:
        return self.graph.to_undirected()

    def most_cited(self, limit: int | None = None) -> list[Neighbour]:
        """Rank papers by how many papers here are known to cite them.

        Args:
            limit: How many to give; all that are cited at all where None.

        Returns:
            Papers with their number of citing papers, most cited first, then by id.
        """
        counts = [Neighbour(p, int(n)) for p, n in self.graph.in_degree() if n]
        return sorted(counts, key=lambda n: (-n.strength, n.paper))[:limit]

    def co_cited(self, paper_id: str) -> list[Neighbour]:
        """Rank papers by co-citation: how many papers here cite both.

        After Small (1973), Co-citation in the scientific literature, JASIS 24(4).

        Args:
            paper_id: Id of a paper.

        Returns:
            Papers with the number of shared citing papers, strongest first.
        """
        counts: Counter[str] = Counter()
        for citing in self.graph.predecessors(paper_id):
            counts.update(self.graph.successors(citing))
        return self._ranked(counts, paper_id)

    def coupled(self, paper_id: str) -> list[Neighbour]:
        """Rank papers by bibliographic coupling: how many references both share.

        Works outside the knowledge base count as well. After Kessler (1963),
        Bibliographic coupling between scientific papers, American Documentation 14(1).

        Args:
            paper_id: Id of a paper.

        Returns:
            Papers with the number of shared references, strongest first.
        """
        counts: Counter[str] = Counter()
        for cited in self._cited_works[paper_id]:
            counts.update(self._citing[cited])
        return self._ranked(counts, paper_id)

    @cached_property
    def _cited_works(self) -> dict[str, frozenset[str]]:
        return {
            paper.id: frozenset(self.graph.successors(paper.id))
            | {str(work) for work in paper.outside_references}
            for paper in self._base.papers.values()
        }

    @cached_property
    def _citing(self) -> dict[str, list[str]]:
        citing: dict[str, list[str]] = {}
        for paper, works in self._cited_works.items():
            for work in works:
                citing.setdefault(work, []).append(paper)
        return citing

    def _ranked(self, counts: Counter[str], itself: str) -> list[Neighbour]:
        near = [Neighbour(paper, count) for paper, count in counts.items() if paper != itself]
        return sorted(near, key=lambda n: (-n.strength, n.paper))

    def _newest_first(self, papers: Iterable[str]) -> list[str]:
        return sorted(papers, key=lambda p: (-self._base.papers[p].year, p))

    def annotated(self, papers: Iterable[Paper] | None = None) -> nx.DiGraph[str]:
        """Give the graph with what a drawing needs, for exports.

        Args:
            papers: The papers to keep, with the citations among them; all where None.

        Returns:
            A copy whose nodes carry title, year, venue, first role and the state of the
            reference list.
        """
        graph: nx.DiGraph[str] = nx.DiGraph()
        kept = None if papers is None else {paper.id for paper in papers}
        for paper in self._base.papers.values():
            if kept is not None and paper.id not in kept:
                continue
            attributes: dict[str, Any] = {
                "title": one_line(paper.title),
                "year": paper.year,
                "venue": paper.venue,
                "role": paper.roles[0].role,
                "references": state(paper),
            }
            graph.add_node(paper.id, **attributes)
        graph.add_edges_from(
            (citing, cited)
            for citing, cited in sorted(self.graph.edges)
            if citing in graph and cited in graph
        )
        return graph
