"""Counts over a knowledge base, and how much of what could be known is known."""

from __future__ import annotations

from collections import Counter
from typing import Any, get_args

from smatlas.citations import CitationGraph
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Effect


def count(base: KnowledgeBase, citations: CitationGraph) -> dict[str, Any]:
    """Count papers, findings, citations and coverage.

    Args:
        base: The knowledge base.
        citations: Its citation graph.

    Returns:
        Plain data: `totals`; `coverage`, each with `known` and `of`; papers `by_role`
        (leaves, in tree order), `by_year` (newest first), `by_venue`; findings `by_effect` and
        `by_outcome`.
    """
    papers = list(base.papers.values())
    findings = [finding for paper in papers for finding in paper.findings]
    lists = citations.coverage
    outcomes = Counter(finding.outcome for finding in findings)
    return {
        "totals": {
            "papers": len(papers),
            "roles": len(base.taxonomy.roles),
            "placements": sum(len(paper.roles) for paper in papers),
            "findings": len(findings),
            "findings_with_numbers": sum(finding.numbers is not None for finding in findings),
            "citations_among_papers": citations.graph.number_of_edges(),
            "citations_to_works_beyond": sum(len(paper.outside_references) for paper in papers),
            "essays": len(base.essays),
            "pieces_of_advice": len(base.guide.advice),
        },
        "coverage": {
            "reference_list_complete": _share(lists.complete, len(papers)),
            "reference_list_partial": _share(lists.partial, len(papers)),
            "findings": _share(sum(bool(paper.findings) for paper in papers), len(papers)),
            "numbers": _share(sum(any(f.numbers for f in paper.findings) for paper in papers), len(papers)),
            "identity_verified": _share(sum(bool(paper.verified.source) for paper in papers), len(papers)),
            "code": _share(sum("code" in paper.links for paper in papers), len(papers)),
        },
        "by_role": {role.id: len(base.by_role[role.id]) for role in base.taxonomy.leaves},
        "by_year": _ordered(Counter(str(paper.year) for paper in papers), newest=True),
        "by_venue": _ordered(Counter(paper.venue for paper in papers)),
        "by_effect": {effect: sum(f.effect == effect for f in findings) for effect in get_args(Effect)},
        "by_outcome": {term: outcomes[term] for term in base.taxonomy.terms("outcomes")},
    }


def _share(known: int, of: int) -> dict[str, int]:
    return {"known": known, "of": of}


def _ordered(counts: Counter[str], *, newest: bool = False) -> dict[str, int]:
    if newest:
        return dict(sorted(counts.items(), reverse=True))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold())))
