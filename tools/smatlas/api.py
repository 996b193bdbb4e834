"""The knowledge base for programs and notebooks: `smatlas.load()` gives it.

Nothing here prints or writes, but for the search index, which is a cache beside the records.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas import knowledge_base
from smatlas.brief import brief
from smatlas.citations import CitationGraph, state
from smatlas.commands.lookup import look_up
from smatlas.commands.request import UsageError
from smatlas.commands.root import resolve
from smatlas.comparison import results
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper

if TYPE_CHECKING:
    import networkx as nx

Row = dict[str, Any]


class Atlas:
    """A knowledge base in memory, as it was when it was loaded.

    Args:
        base: What was read.

    Attributes:
        base: Everything that was read: taxonomy, guide, problems, look-ups by role and title.
    """

    def __init__(self, base: KnowledgeBase) -> None:
        self.base = base

    def __repr__(self) -> str:
        return f"<{self.base.settings.name}: {len(self.papers)} papers>"

    @property
    def papers(self) -> Mapping[str, Paper]:
        """Papers by id, in order of id."""
        return self.base.papers

    def paper(self, name: str) -> Paper:
        """Find one paper.

        Args:
            name: Id, former id, identifier, address or exact title.

        Returns:
            The paper.

        Raises:
            KeyError: There is none; the nearest id is named.
        """
        from smatlas.commands.show import find

        try:
            return find(self.base, name)
        except UsageError as error:
            raise KeyError(str(error)) from None

    def role(self, name: str) -> tuple[Paper, ...]:
        """Give the papers of a role and of the roles below it.

        Args:
            name: Id of the role, or one that it had.

        Returns:
            Papers, newest first.

        Raises:
            KeyError: There is no such role; the nearest one is named.
        """
        from smatlas.commands.roles import find

        try:
            return self.base.by_role[find(self.base, name).id]
        except UsageError as error:
            raise KeyError(str(error)) from None

    def search(self, query: str, limit: int | None = None) -> list[Paper]:
        """Search as `smatlas search` does, among the files as they are now.

        Args:
            query: Words, "phrases", a title, an identifier.
            limit: Number of papers to give; all where None.

        Returns:
            Papers, best first; none where no paper has all that is asked for.
        """
        found = look_up(self.base.root, query, limit)
        hits = () if found.relaxed else found.hits
        return [self.papers[hit.id] for hit in hits if hit.id in self.papers]

    @cached_property
    def citations(self) -> CitationGraph:
        """The citation graph with its measures: most cited, co-cited, coupled, path."""
        return CitationGraph(self.base)

    @cached_property
    def graph(self) -> nx.DiGraph[str]:
        """The citations as a networkx graph, from citing to cited paper, nodes with title and year."""
        return self.citations.annotated()

    def records(self, papers: Iterable[Paper] | None = None) -> list[Row]:
        """Give papers as plain rows, such as pandas takes.

        Args:
            papers: The papers; all where None.

        Returns:
            A row a paper, all with the same keys: what every answer has (`id` to `permalink`),
            then `kind`, `authors`, `roles` and each facet as lists, `code`, `findings` as a count,
            `references` as complete, partial or unknown, `cites` and `cited_by` as counts.
        """
        return [self._record(paper) for paper in (self.papers.values() if papers is None else papers)]

    def _record(self, paper: Paper) -> Row:
        facets = {
            facet: list(paper.facets.get(facet, ())) for facet in self.base.taxonomy.vocabularies.facets
        }
        return {
            **brief(self.base, paper),
            "kind": paper.kind,
            "authors": list(paper.authors),
            "roles": [placed.role for placed in paper.roles],
            **facets,
            "code": paper.links.get("code"),
            "findings": len(paper.findings),
            "references": state(paper),
            "cites": len(self.citations.cites(paper.id)),
            "cited_by": len(self.citations.cited_by(paper.id)),
        }

    def findings(self, papers: Iterable[Paper] | None = None) -> list[Row]:
        """Give what papers found as plain rows.

        Scores of different rows may be compared only where task, dataset, metric and unit agree.

        Args:
            papers: The papers; all where None.

        Returns:
            A row for each score and each printed difference, and one for a finding without
            numbers; all with the same keys.
        """
        wanted = self.papers.values() if papers is None else papers
        return [row for paper in wanted for row in _findings(paper)]


def _findings(paper: Paper) -> Iterable[Row]:
    empty = dict.fromkeys(("party", "model", "parameters", "score", "change"))
    for finding in paper.findings:
        numbers = finding.numbers
        told = {"paper": paper.id, "year": paper.year}
        told |= finding.model_dump(include={"outcome", "effect", "compares", "statement", "where"})
        for name in ("task", "dataset", "metric", "unit", "higher_is_better"):
            told[name] = getattr(numbers, name, None)
        rows = [asdict(result) for result in results(paper, finding)] or [empty]
        for row in rows:
            yield told | {key: None if row[key] == "" else row[key] for key in empty}


def load(root: str | Path = ".") -> Atlas:
    """Read a knowledge base.

    Args:
        root: Its folder, or one inside it.

    Returns:
        The knowledge base; what could not be read is told in `base.problems`.

    Raises:
        FileNotFoundError: Neither the folder nor one above it is a knowledge base.
    """
    try:
        found = resolve(None, Path(root))
    except UsageError:
        message = f"no knowledge base at {root}: neither it nor a folder above it holds papers/ and taxonomy/"
        raise FileNotFoundError(message) from None
    return Atlas(knowledge_base.load(found))
