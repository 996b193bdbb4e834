"""Show one paper whole.

The paper is named by its id, an identifier, an address of one, or its exact title.

Examples:
  smatlas show 2306.08543
  smatlas show doi:10.1000/182 --format bibtex
"""

from __future__ import annotations

import textwrap
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.completers import completed, papers
from smatlas.commands.request import NOTHING, Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.citations import CitationGraph
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.model import Finding, Paper


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    completed(
        parser.add_argument("paper", metavar="ID", help="id, identifier, address or exact title"), papers
    )
    parser.add_argument(
        "--format", choices=("text", "json", "bibtex"), default="text", help="form of the answer"
    )


def find(base: KnowledgeBase, name: str) -> Paper:
    """Find a paper, or say which name is nearest.

    Args:
        base: The knowledge base.
        name: What was typed.

    Returns:
        The paper.

    Raises:
        UsageError: There is none; exit code 1.
    """
    from smatlas.problems import nearest

    paper = base.find(name)
    if paper is None:
        near = nearest(name, base.papers)
        hint = f"did you mean '{near}'?" if near else "try: smatlas search " + name
        raise UsageError(f"there is no paper '{name}' ({hint})", NOTHING)
    return paper


def run(root: Path, name: str) -> tuple[KnowledgeBase, CitationGraph, Paper]:
    """Load a knowledge base and find a paper in it.

    Args:
        root: Its folder.
        name: What was typed.

    Returns:
        The knowledge base, its citation graph, the paper.
    """
    from smatlas import citations, knowledge_base

    base = knowledge_base.load(root)
    return base, citations.CitationGraph(base), find(base, name)


def execute(request: Request) -> Outcome:
    """Answer a call."""
    base, graph, paper = run(request.root, request.arguments.paper)
    if request.arguments.format == "bibtex":
        from smatlas.exports import bibtex

        return Outcome(bibtex.entry(base, paper))
    if request.arguments.format == "json":
        import json

        from smatlas.exports import json_records

        return Outcome(json.dumps(json_records.data(base, graph, paper), ensure_ascii=False, indent=2) + "\n")
    return Outcome(_text(base, graph, paper, request.terminal), page=True)


def _text(base: KnowledgeBase, graph: CitationGraph, paper: Paper, terminal: Terminal) -> str:
    width = max(40, min(terminal.width, 100))

    def block(text: str, indent: str = "  ") -> list[str]:
        return textwrap.wrap(text, width, initial_indent=indent, subsequent_indent=indent)

    lines = [terminal.bold(part) for part in textwrap.wrap(paper.title, width)]
    lines += block(", ".join(paper.authors), "")
    venue = base.venue(paper)
    lines += [
        f"{venue.name}, {paper.year}" if venue.type != "preprint" else f"{venue.name} preprint, {paper.year}"
    ]
    lines += [found.url for found in paper.normal_identifiers]
    lines += [f"{kind}: {address}" for kind, address in paper.links.items()]
    lines += ["", *block(paper.summary, "")]
    lines += ["", terminal.bold("Roles")]
    placers = base.taxonomy.terms("placers")
    for placement in paper.roles:
        known = base.taxonomy.roles.get(placement.role)
        by = placers[placement.by].label if placement.by in placers else placement.by
        lines.append(f"  {known.name if known else placement.role} (placed by {by}; {placement.where})")
        lines += block(placement.why, "    ")
    if paper.findings:
        lines += ["", terminal.bold("Findings")]
        for finding in paper.findings:
            lines += block(f"{_headline(finding)} {finding.statement} ({finding.where})")
    lines += ["", terminal.bold("Citations"), *_citations(graph, paper)]
    lines += ["", terminal.faint(f"verified {paper.verified.on} against {paper.verified.source}")]
    return "\n".join(lines) + "\n"


def _headline(finding: Finding) -> str:
    return f"[{finding.outcome}: {finding.effect}, {finding.compares}]"


def _citations(graph: CitationGraph, paper: Paper) -> list[str]:
    from smatlas.citations import state

    known = state(paper)
    cites = graph.cites(paper.id)
    if known == "unknown":
        lines = ["  references: not read yet"]
    else:
        lines = [f"  references here ({known} list): {', '.join(cites) or 'none'}"]
        lines.append(f"  references beyond: {len(paper.outside_references)} identified")
    lines.append(f"  cited by: {', '.join(graph.cited_by(paper.id)) or 'none known here'}")
    return lines
