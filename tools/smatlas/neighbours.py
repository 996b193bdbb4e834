"""Papers near a paper: by citations where they are known, else by what they share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from smatlas.citations import CitationGraph
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper

_TELLING: Final = 3
"""Fewer shared citations than this say little while most reference lists are unread."""


@dataclass(frozen=True)
class Near:
    """A near paper and the reason.

    Attributes:
        paper: The paper.
        reason: What the two share, in words.
    """

    paper: Paper
    reason: str


class Neighbourhood:
    """Finds near papers in a knowledge base.

    Args:
        base: The knowledge base.
        citations: Its citation graph.
    """

    def __init__(self, base: KnowledgeBase, citations: CitationGraph) -> None:
        self._base = base
        self._citations = citations

    def near(self, paper: Paper, limit: int = 6) -> list[Near]:
        """Rank the papers near one: cited together, citing the same, then sharing terms.

        Args:
            paper: A paper of the knowledge base.
            limit: How many at most.

        Returns:
            Near papers with their reasons, each paper once, the nearest first.
        """
        found: dict[str, str] = {}
        for neighbour in self._citations.co_cited(paper.id):
            if neighbour.strength >= _TELLING:
                found.setdefault(neighbour.paper, f"cited together by {neighbour.strength} papers")
        for neighbour in self._citations.coupled(paper.id):
            if neighbour.strength >= _TELLING:
                found.setdefault(neighbour.paper, f"cites {neighbour.strength} works that this one cites")
        for other, shared in self._sharing(paper):
            found.setdefault(other, "shares " + ", ".join(shared))
        return [Near(self._base.papers[other], reason) for other, reason in list(found.items())[:limit]]

    @cached_property
    def _marks(self) -> dict[str, dict[str, str]]:
        """Roles and terms of each paper: key to name."""
        taxonomy = self._base.taxonomy
        marks: dict[str, dict[str, str]] = {}
        for paper in self._base.papers.values():
            roles = {
                f"role {p.role}": taxonomy.roles[p.role].name for p in paper.roles if p.role in taxonomy.roles
            }
            terms = {
                f"{facet} {term}": taxonomy.terms(facet)[term].label
                for facet, ids in paper.facets.items()
                for term in ids
                if term in taxonomy.terms(facet)
            }
            marks[paper.id] = roles | terms
        return marks

    @cached_property
    def _holders(self) -> dict[str, list[str]]:
        holders: dict[str, list[str]] = {}
        for paper, marks in self._marks.items():
            for mark in marks:
                holders.setdefault(mark, []).append(paper)
        return holders

    def _sharing(self, paper: Paper) -> list[tuple[str, list[str]]]:
        """Rank by shared marks, each weighing the less the more papers hold it."""
        weights: Counter[str] = Counter()
        for mark in self._marks[paper.id]:
            for other in self._holders[mark]:
                weights[other] += 1000 // len(self._holders[mark])
        ranked = sorted((-w, other) for other, w in weights.items() if other != paper.id)
        return [(other, self._shared(paper.id, other)) for _, other in ranked[:20]]

    def _shared(self, one: str, other: str) -> list[str]:
        both = [mark for mark in self._marks[one] if mark in self._marks[other]]
        both.sort(key=lambda mark: len(self._holders[mark]))
        return list(dict.fromkeys(self._marks[one][mark] for mark in both))[:3]
