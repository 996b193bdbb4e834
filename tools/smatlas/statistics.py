"""Counts over a knowledge base, and how much of what could be known is known."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, get_args
from urllib.parse import urlsplit

from smatlas.citations import CitationGraph
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Effect, Finding


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


def effects(findings: Iterable[Finding], key: Callable[[Finding], str]) -> dict[str, dict[str, int]]:
    """Count how findings went, by something that they share.

    Args:
        findings: Any findings.
        key: What they are counted by, such as the outcome.

    Returns:
        By key, most findings first: the number of each effect.
    """
    counts: dict[str, Counter[str]] = {}
    for finding in findings:
        counts.setdefault(key(finding), Counter())[finding.effect] += 1
    ordered = sorted(counts, key=lambda each: (-counts[each].total(), each))
    return {each: {effect: counts[each][effect] for effect in get_args(Effect)} for each in ordered}


def provenance(base: KnowledgeBase) -> dict[str, dict[str, int]]:
    """Count where what the records say comes from.

    Args:
        base: The knowledge base.

    Returns:
        Papers `verified_at` each host, `verified_on` each day and published at each `kind_of_venue`;
        placements `placed_by` each placer; reasons and findings, `reasons_said_in` and `findings_said_in`:
        `abstract` where the place named is the abstract or a part of it, else `text`.
    """
    papers = list(base.papers.values())
    placements = [placement for paper in papers for placement in paper.roles]
    findings = [finding for paper in papers for finding in paper.findings]
    hosts = Counter(urlsplit(paper.verified.source).netloc.removeprefix("www.") for paper in papers)
    return {
        "verified_at": _ordered(hosts),
        "verified_on": dict(sorted(Counter(paper.verified.on.isoformat() for paper in papers).items())),
        "kind_of_venue": _ordered(Counter(base.venue(paper).type for paper in papers)),
        "placed_by": _ordered(Counter(placement.by for placement in placements)),
        "reasons_said_in": _said_in(placement.where for placement in placements),
        "findings_said_in": _said_in(finding.where for finding in findings),
    }


def _said_in(places: Iterable[str]) -> dict[str, int]:
    abstract = [place.casefold().startswith("abstract") for place in places]
    return {"abstract": sum(abstract), "text": len(abstract) - sum(abstract)}


def _share(known: int, of: int) -> dict[str, int]:
    return {"known": known, "of": of}


def _ordered(counts: Counter[str], *, newest: bool = False) -> dict[str, int]:
    if newest:
        return dict(sorted(counts.items(), reverse=True))
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0].casefold())))
