"""What an agent can ask: read-only, bounded, every paper with id, identifier and permalink.

The docstrings are what the agent reads to choose a tool, so each says what it is good for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any, Final, Literal

from pydantic import Field

from smatlas import knowledge_base
from smatlas.brief import brief
from smatlas.citations import CitationGraph, state
from smatlas.commands import advise as advice
from smatlas.commands import compare as comparing
from smatlas.commands import search as searching
from smatlas.commands.lookup import look_up
from smatlas.commands.roles import find as find_role
from smatlas.commands.show import find as find_paper
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.neighbours import Neighbourhood
from smatlas.taxonomy import Role

_LONGEST: Final = 100
"""No list of an answer is longer; where one was cut, its whole length is told."""

Name = Annotated[str, Field(min_length=1, max_length=300)]
Limit = Annotated[int, Field(ge=1, le=50)]
Answer = dict[str, Any]


class Tools:
    """The tools over one knowledge base, which is read again when its files change.

    Args:
        root: Folder of the knowledge base.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._shelf: Shelf | None = None
        # The server may answer several calls at a time; the index is written by one alone.
        self._lock = threading.Lock()

    @property
    def every(self) -> tuple[Callable[..., Answer], ...]:
        """All tools, in the order in which they are offered."""
        return (self.search, self.get, self.roles, self.advise, self.cite, self.neighbours, self.compare)

    def search(self, query: Annotated[str, Field(min_length=1, max_length=400)], limit: Limit = 10) -> Answer:
        """Find papers by words, "phrases", a title, an identifier. Begin here.

        Args:
            query: What to look for; all words must occur, in any field.
            limit: Number of hits to give, at most 50.

        Returns:
            `total`; `relaxed`, which is true where no paper has all words; `papers`, best first,
            each with the passage that shows why it was found.
        """
        with self._lock:
            found = look_up(self._root, query, limit)
        base = self._open().base
        papers = [
            {**brief(base, base.papers[hit.id]), "rank": hit.rank, "passage": hit.extract.text}
            for hit in found.hits
            if hit.id in base.papers
        ]
        return {"total": found.total, "relaxed": found.relaxed, "papers": papers}

    def get(self, paper: Name) -> Answer:
        """Get the whole record of one paper: reasons for its roles, findings with numbers, citations.

        Args:
            paper: Id, identifier, address or exact title.

        Returns:
            The paper in short, and its `record`; long reference lists are cut, with their length.
        """
        from smatlas.exports import json_records

        shelf = self._open()
        found = find_paper(shelf.base, paper)
        record = json_records.data(shelf.base, shelf.citations, found)
        return brief(shelf.base, found) | {"record": _bounded(record)}

    def roles(self, role: Name | None = None, limit: Limit = 20) -> Answer:
        """Get the tree of roles, or one role with its definition, bounds and newest papers.

        Args:
            role: Id of a role; the whole tree where left out.
            limit: Number of papers of the role to give, at most 50.

        Returns:
            `tree`, or the role with `includes`, `excludes`, `total` and `papers`.
        """
        base = self._open().base
        if role is None:
            return {"tree": [_node(base, root) for root in base.taxonomy.tree.roles]}
        found = find_role(base, role)
        papers = base.by_role[found.id]
        return {
            **_node(base, found),
            "path": [step.id for step in base.taxonomy.path(found.id)],
            "definition": found.definition,
            "includes": list(found.includes),
            "excludes": list(found.excludes),
            "total": len(papers),
            "papers": [brief(base, paper) for paper in papers[:limit]],
        }

    def advise(
        self,
        answers: Annotated[dict[str, str], Field(max_length=20)] | None = None,
        part: Name | None = None,
        limit: Limit = 5,
    ) -> Answer:
        """Get advice for a situation, with the findings that bear it and those against it.

        Args:
            answers: Answer by question; left out, the answer tells which questions there are.
            part: Advice of this part of the guide alone.
            limit: Number of pieces to give, at most 50.

        Returns:
            `questions` with their answers, `total`, and `advice`, the most fitting first.
        """
        base = self._open().base
        advice.known_part(base.guide, part)
        given = advice.read(base.guide, [f"{key}={answer}" for key, answer in (answers or {}).items()])
        pieces = advice.run(base, given, part)
        for held in (held for piece in pieces for side in ("evidence", "against") for held in piece[side]):
            if held["paper"] in base.papers:
                held.update(brief(base, base.papers[held["paper"]]))
        questions = [
            {"id": q.id, "question": q.question, "answers": {a.id: a.name for a in q.answers}}
            for q in base.guide.questions
        ]
        return {"questions": questions, "total": len(pieces), "advice": pieces[:limit]}

    def cite(
        self,
        papers: Annotated[list[Name], Field(min_length=1, max_length=50)],
        style: Literal["bibtex"] = "bibtex",
    ) -> Answer:
        """Get the citation of papers, ready to paste.

        Args:
            papers: Id, identifier, address or exact title of each, at most 50.
            style: Form of the citation.

        Returns:
            `papers` in short, and the `citation` of all.
        """
        from smatlas.exports import bibtex

        base = self._open().base
        found = _all(base, papers)
        return {
            "papers": [brief(base, paper) for paper in found],
            "style": style,
            "citation": bibtex.write(base, found),
        }

    def neighbours(self, paper: Name, limit: Limit = 10) -> Answer:
        """Find what is near a paper: near papers with the reason, what it cites, what cites it.

        Args:
            paper: Id, identifier, address or exact title.
            limit: Number of papers to give in each list, at most 50.

        Returns:
            The paper in short, `near`, `cites`, `cited_by`, and `reference_state`: unknown means
            that nobody has read its list yet, not that it cites nobody.
        """
        shelf = self._open()
        base, graph = shelf.base, shelf.citations
        found = find_paper(base, paper)
        near = shelf.neighbourhood.near(found, limit)
        cites, cited_by = graph.cites(found.id), graph.cited_by(found.id)
        return brief(base, found) | {
            "reference_state": state(found),
            "near": [brief(base, each.paper) | {"reason": each.reason} for each in near],
            "cites": [brief(base, base.papers[key]) for key in cites[:limit]],
            "cites_total": len(cites),
            "cited_by": [brief(base, base.papers[key]) for key in cited_by[:limit]],
            "cited_by_total": len(cited_by),
        }

    def compare(self, papers: Annotated[list[Name], Field(min_length=2, max_length=8)]) -> Answer:
        """Set papers side by side: facts, and results where task, dataset, metric and unit agree.

        Args:
            papers: Id, identifier, address or exact title of each, two to eight.

        Returns:
            `papers` with their `facts`; `tables`, of which those that are `shared` may be read
            across papers, and the others may not.
        """
        from smatlas import comparison

        shelf = self._open()
        found = comparing.run(shelf.base, papers)
        return {key: _bounded(held) for key, held in comparison.data(shelf.base, found).items()}

    def _open(self) -> Shelf:
        """Give what is read; read it again where a file has changed since."""
        with self._lock:
            stamp = str([searching.stamps(self._root / part) for part in ("papers", "taxonomy")])
            if self._shelf is None or self._shelf.stamp != stamp:
                self._shelf = Shelf(knowledge_base.load(self._root), stamp)
            return self._shelf


class Shelf:
    """A knowledge base as read at one time, with what follows from it.

    Args:
        base: The knowledge base.
        stamp: Stamp of the files from which it was read.
    """

    def __init__(self, base: KnowledgeBase, stamp: str) -> None:
        self.base = base
        self.stamp = stamp

    @cached_property
    def citations(self) -> CitationGraph:
        """The citation graph."""
        return CitationGraph(self.base)

    @cached_property
    def neighbourhood(self) -> Neighbourhood:
        """Finder of near papers."""
        return Neighbourhood(self.base, self.citations)


def _all(base: KnowledgeBase, names: Sequence[str]) -> list[Paper]:
    return list({paper.id: paper for paper in (find_paper(base, name) for name in names)}.values())


def _node(base: KnowledgeBase, role: Role) -> Answer:
    return {
        "id": role.id,
        "name": role.name,
        "papers_in_all": len(base.by_role[role.id]),
        "permalink": f"{base.settings.address}roles/{role.id}.html",
        "children": [_node(base, child) for child in role.children],
    }


def _bounded(value: Any) -> Any:
    """Cut every list that is too long; beside it stands its whole length."""
    if isinstance(value, dict):
        cut: Answer = {}
        for key, held in value.items():
            cut[key] = _bounded(held)
            if isinstance(held, list) and len(held) > _LONGEST:
                cut[f"{key}_total"] = len(held)
        return cut
    return [_bounded(each) for each in value[:_LONGEST]] if isinstance(value, list) else value
