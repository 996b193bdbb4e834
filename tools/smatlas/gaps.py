"""What is missing: a worklist, each entry with the command that closes it."""

from __future__ import annotations

import shlex
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple

from smatlas.checks.identity import stale
from smatlas.citations import CitationGraph
from smatlas.identifiers import Identifier
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper


class Kind(NamedTuple):
    """A kind of gap.

    Attributes:
        name: Heading.
        remedy: What closes it.
    """

    name: str
    remedy: str


KINDS: Final[Mapping[str, Kind]] = {
    "uncollected-work": Kind(
        "Works without a record that papers here cite", "Draft a record, if the work belongs here"
    ),
    "thin-role": Kind("Roles with few papers", "Look for papers that stand there"),
    "quiet-role": Kind("Roles without recent work", "Look for newer papers that stand there"),
    "old-preprint": Kind(
        "Preprints that should be published by now",
        "Ask the registries, and record the venue or note the search",
    ),
    "no-findings": Kind("Papers without findings", "Write under findings what the paper says it measured"),
    "unread-references": Kind(
        "Reference lists that nobody has read", "Write under references what the paper cites"
    ),
    "no-code": Kind("Papers without code", "Add links.code where the paper names its own code"),
}
"""Every kind of gap, the most worth first."""

_RECENT_YEARS: Final = 2
"""A role is quiet when its newest paper is this many years older than the data."""


@dataclass(frozen=True)
class Gap:
    """Something that is missing.

    Attributes:
        kind: A key of `KINDS`.
        id: Id of a paper or role, or the identifier of a work without a record.
        name: Title of the paper, name of the role, address of the work.
        why: What shows the gap, with its figure.
        command: What closes it, for a shell.
        papers: Ids of papers that show it.
    """

    kind: str
    id: str
    name: str
    why: str
    command: str
    papers: tuple[str, ...] = ()


def find(
    base: KnowledgeBase, citations: CitationGraph, *, cited: int = 3, thin: int = 5, role: str | None = None
) -> list[Gap]:
    """Find what is missing.

    Args:
        base: The knowledge base.
        citations: Its citation graph.
        cited: A work without a record counts when so many papers cite it.
        thin: A role is thin with fewer papers.
        role: Look at this role and those below it alone; all where None.

    Returns:
        Gaps by kind in the order of `KINDS`; within a kind the one that matters most first:
        most cited, fewest papers, oldest.
    """
    roles = base.taxonomy.descendants(role) if role else frozenset(base.taxonomy.roles)
    papers = base.by_role[role] if role else tuple(base.papers.values())
    return [
        *_uncollected(base, papers, cited),
        *_roles(base, roles, thin),
        *_preprints(base, papers),
        *_papers(base, citations, papers),
    ]


def _uncollected(base: KnowledgeBase, papers: tuple[Paper, ...], least: int) -> Iterator[Gap]:
    citing: dict[Identifier, list[str]] = defaultdict(list)
    for paper in papers:
        for work in dict.fromkeys(paper.outside_references):
            if work not in base.by_identifier:
                citing[work].append(paper.id)
    for work, ids in sorted(citing.items(), key=lambda item: (-len(item[1]), item[0])):
        if len(ids) >= least:
            why, command = f"cited by {len(ids)} papers", f"smatlas add {shlex.quote(str(work))}"
            yield Gap("uncollected-work", str(work), work.url, why, command, tuple(ids))


def _roles(base: KnowledgeBase, within: frozenset[str], thin: int) -> Iterator[Gap]:
    leaves = [(role, base.by_role[role.id]) for role in base.taxonomy.leaves if role.id in within]
    for role, papers in sorted(leaves, key=lambda leaf: len(leaf[1])):
        if len(papers) < thin:
            noun = "paper" if len(papers) == 1 else "papers"
            yield Gap("thin-role", role.id, role.name, f"{len(papers)} {noun}", _placing(role.id))
    for role, papers in sorted(leaves, key=lambda leaf: leaf[1][0].year if leaf[1] else 0):
        if papers and papers[0].year <= base.verified_on.year - _RECENT_YEARS:
            why, newest = f"the newest paper is of {papers[0].year}", (papers[0].id,)
            yield Gap("quiet-role", role.id, role.name, why, _placing(role.id), newest)


def _preprints(base: KnowledgeBase, papers: tuple[Paper, ...]) -> Iterator[Gap]:
    here = {paper.id for paper in papers}
    for paper, months in sorted(stale(base), key=lambda found: (-found[1], found[0].id)):
        if paper.id in here:
            why, command = f"a preprint of {months} months", f"smatlas verify {paper.id}"
            yield Gap("old-preprint", paper.id, paper.title, why, command)


def _papers(base: KnowledgeBase, citations: CitationGraph, papers: tuple[Paper, ...]) -> Iterator[Gap]:
    cited = {paper.id: len(citations.cited_by(paper.id)) for paper in papers}
    ranked = sorted(papers, key=lambda paper: (-cited[paper.id], -paper.year, paper.id))
    tests = {
        "no-findings": lambda paper: not paper.findings,
        "unread-references": lambda paper: paper.references is None,
        "no-code": lambda paper: "code" not in paper.links,
    }
    for kind, lacks in tests.items():
        if kind == "no-code" and "code" not in base.taxonomy.terms("links"):
            continue
        for paper in filter(lacks, ranked):
            why = f"of {paper.year}, cited here by {cited[paper.id]}"
            yield Gap(kind, paper.id, paper.title, why, _editing(base, paper))


def _placing(role: str) -> str:
    return f"smatlas add IDENTIFIER --role {role}"


def _editing(base: KnowledgeBase, paper: Paper) -> str:
    file = f"papers/{base.stems.get(paper.id, paper.id)}.yaml"
    return f'"${{EDITOR:-vi}}" {file} && smatlas check {file}'


def data(gaps: list[Gap]) -> dict[str, Any]:
    """Give gaps as plain data.

    Args:
        gaps: What `find` gave.

    Returns:
        `counts` by kind, and `gaps` by kind with `id`, `name`, `why`, `command`, `papers`.
    """
    by_kind = {kind: [gap for gap in gaps if gap.kind == kind] for kind in KINDS}
    return {
        "schema_version": 1,
        "counts": {kind: len(found) for kind, found in by_kind.items()},
        "gaps": {
            kind: [
                {"id": g.id, "name": g.name, "why": g.why, "command": g.command, "papers": list(g.papers)}
                for g in found
            ]
            for kind, found in by_kind.items()
        },
    }
