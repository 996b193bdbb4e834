"""What to read first among some papers, by plain counts that a reader can check."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Final

from smatlas.citations import CitationGraph
from smatlas.model import Paper

_ALWAYS_READ: Final = 3
"""So few papers need no advice on where to begin."""


@dataclass(frozen=True)
class Support:
    """How well a paper's findings are borne by printed numbers.

    Attributes:
        both_sides: Findings with a printed score for each of the two that they compare.
        numbers: Findings with any printed number.
        findings: All findings.
    """

    both_sides: int
    numbers: int
    findings: int


@dataclass(frozen=True)
class ReadingList:
    """Where to begin.

    Attributes:
        most_cited: Papers that most papers of the knowledge base are known to cite, with how many.
        newest: The last published; in one year, those with the latest arXiv number.
        best_evidence: Papers with the most findings whose numbers are printed for both sides,
            then with any number, then with the most findings; only papers with numbers.
    """

    most_cited: tuple[tuple[Paper, int], ...]
    newest: tuple[Paper, ...]
    best_evidence: tuple[tuple[Paper, Support], ...]


def support(paper: Paper) -> Support:
    """Count what bears the findings of a paper.

    Args:
        paper: A paper.

    Returns:
        The counts.
    """
    numbered = [finding for finding in paper.findings if finding.numbers]
    both = 0
    for finding in numbered:
        scores = finding.numbers.scores if finding.numbers else {}
        sides = [scores[party].score for party in finding.parties if party in scores]
        both += len(sides) == 2 and None not in sides
    return Support(both, len(numbered), len(paper.findings))


def choose(citations: CitationGraph, papers: Collection[Paper], limit: int = 3) -> ReadingList | None:
    """Choose what to read first.

    Args:
        citations: The citation graph that the papers are part of.
        papers: The papers to choose from.
        limit: How many in each list.

    Returns:
        The lists; ties go to the more cited, then the newer, then by id. None where there are
        so few papers that all can be read.
    """
    if len(papers) <= _ALWAYS_READ:
        return None
    cited = {paper.id: int(citations.graph.in_degree(paper.id)) for paper in papers}
    weighed = {paper.id: support(paper) for paper in papers}

    def rank(paper: Paper) -> tuple[int, int, str]:
        return -cited[paper.id], -paper.year, paper.id

    def evident(paper: Paper) -> tuple[int, int, int, tuple[int, int, str]]:
        held = weighed[paper.id]
        return -held.both_sides, -held.numbers, -held.findings, rank(paper)

    most_cited = sorted((paper for paper in papers if cited[paper.id]), key=rank)
    best = sorted((paper for paper in papers if weighed[paper.id].numbers), key=evident)
    newest = sorted(sorted(papers, key=rank), key=_appeared, reverse=True)  # stable, also in reverse
    return ReadingList(
        tuple((paper, cited[paper.id]) for paper in most_cited[:limit]),
        tuple(newest[:limit]),
        tuple((paper, weighed[paper.id]) for paper in best[:limit]),
    )


def _appeared(paper: Paper) -> tuple[int, str]:
    """Order by year, then by arXiv number, which begins with year and month since 2007."""
    number = next((found.value for found in paper.normal_identifiers if found.scheme == "arxiv"), "")
    return paper.year, number if number[:1].isdigit() else ""
