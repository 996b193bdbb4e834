"""Ask the citation graph.

Questions: `cites ID`, `cited-by ID`, `path ID ID`, `most-cited`, `co-cited ID` (cited together
by the same papers), `coupled ID` (citing the same works), `export`. Words after them are a
query, as of `search`: the answer then holds only papers that it means to the letter.

Examples:
  smatlas graph most-cited --limit 5
  smatlas graph most-cited role:sourdough year:2023..
  smatlas graph cited-by 2306.08543 has:code --format bibtex
  smatlas graph export --format graphml --output citations.graphml
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas.commands.files import deliver
from smatlas.commands.output import GRAPHS, add_output, document, ids, lines, written
from smatlas.commands.query import add_filters, limit, query
from smatlas.commands.request import FINE, NOTHING, Outcome, Request, UsageError
from smatlas.commands.search import select

if TYPE_CHECKING:
    from smatlas.citations import CitationGraph
    from smatlas.knowledge_base import KnowledgeBase

_PAPERS = {"cites": 1, "cited-by": 1, "path": 2, "most-cited": 0, "co-cited": 1, "coupled": 1, "export": 0}


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("question", choices=tuple(_PAPERS), help="what to ask")
    add_filters(parser, words="ID|words")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="show N papers, 0 for all (20)")
    add_output(parser)


def run(root: Path) -> tuple[KnowledgeBase, CitationGraph]:
    """Load a knowledge base and build its graph.

    Args:
        root: Its folder.

    Returns:
        Both.
    """
    from smatlas import citations, knowledge_base

    base = knowledge_base.load(root)
    return base, citations.CitationGraph(base)


def execute(request: Request) -> Outcome:
    """Answer a call."""
    arguments = request.arguments
    question, wanted = arguments.question, _PAPERS[arguments.question]
    named, arguments.words = arguments.words[:wanted], arguments.words[wanted:]
    if len(named) < wanted or (question == "path" and arguments.words):
        raise UsageError(f"'{question}' takes {wanted} paper{'' if wanted == 1 else 's'}")
    if question == "export" and arguments.format not in (*GRAPHS, "json"):
        raise UsageError("export takes --format graphml, gexf or json; the questions take every format")
    most = limit(arguments)
    base, graph = run(request.root)
    asked = query(arguments)
    only = None
    if asked != type(asked)():
        only = {hit.id for hit in select(request.root, asked).hits}
    if question == "export":
        return _export(base, only, request)
    from smatlas.commands.show import find

    found = [find(base, name).id for name in named]
    rows = [row for row in _answer(graph, question, found) if only is None or row[0] in only]
    return _shown(base, graph, request, found, rows if question == "path" else rows[:most])


def _answer(graph: CitationGraph, question: str, ids: list[str]) -> list[tuple[str, int | None]]:
    if question == "cites":
        return [(paper, None) for paper in graph.cites(ids[0])]
    if question == "cited-by":
        return [(paper, None) for paper in graph.cited_by(ids[0])]
    if question == "path":
        return [(paper, None) for paper in graph.path(ids[0], ids[1]) or ()]
    near = {"most-cited": graph.most_cited, "co-cited": graph.co_cited, "coupled": graph.coupled}[question]
    return [(found.paper, found.strength) for found in near(*ids)]  # type: ignore[operator]


def _shown(
    base: KnowledgeBase,
    graph: CitationGraph,
    request: Request,
    named: list[str],
    rows: Sequence[tuple[str, int | None]],
) -> Outcome:
    from smatlas.citations import state

    form, question = request.arguments.format, request.arguments.question
    code = FINE if rows else NOTHING
    coverage = graph.coverage
    if form == "json":
        data: dict[str, Any] = {
            "question": question,
            "of": named,
            "papers": [_plain(base, *row) for row in rows],
            "reference_lists": {"known": coverage.known, "of": coverage.total},
        }
        if len(named) == 1:
            data["reference_state"] = state(base.papers[named[0]])
        return replace(deliver(document(data), request), code=code)
    if form == "ids":
        return replace(deliver(ids(paper for paper, _ in rows), request), code=code)
    if form == "jsonl":
        return replace(deliver(lines(_plain(base, *row) for row in rows), request), code=code)
    notes = [f"reference lists known for {coverage.known} of {coverage.total} papers"]
    if named and state(base.papers[named[0]]) == "unknown" and question in ("cites", "coupled"):
        notes.insert(0, f"the references of {named[0]} have not been read yet: unknown, not none")
    elif not rows:
        notes.insert(0, "none known")
    if form == "table":
        text = "".join(f"{line}\n" for line in _lines(base, rows))
    else:
        text = written(base, [base.papers[paper] for paper, _ in rows], form) if rows else ""
    outcome = deliver(text, request)
    return replace(outcome, code=code, notes=(*notes, *outcome.notes), page=form == "table")


def _plain(base: KnowledgeBase, paper: str, strength: int | None) -> dict[str, Any]:
    told = {"id": paper, "title": base.papers[paper].title, "year": base.papers[paper].year}
    return told | ({} if strength is None else {"strength": strength})


def _lines(base: KnowledgeBase, rows: Sequence[tuple[str, int | None]]) -> list[str]:
    return [
        f"{strength or '':>4}  {paper:<28} {base.papers[paper].year}  {base.papers[paper].title}"
        for paper, strength in rows
    ]


def _export(base: KnowledgeBase, only: set[str] | None, request: Request) -> Outcome:
    from smatlas.citations import CitationGraph
    from smatlas.exports import gexf, graph_json, graphml

    if only is not None:
        base = replace(base, papers={p.id: p for p in base.papers.values() if p.id in only})
    graph = CitationGraph(base)
    form = request.arguments.format
    if form == "gexf":
        return deliver(gexf.write(graph, base.verified_on), request)
    return deliver(graphml.write(graph) if form == "graphml" else graph_json.write(graph), request)
