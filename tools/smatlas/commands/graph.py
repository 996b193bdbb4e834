"""Ask the citation graph.

Questions: `cites ID`, `cited-by ID`, `path ID ID`, `most-cited`, `co-cited ID` (cited together
by the same papers), `coupled ID` (citing the same works), `export`.

Examples:
  smatlas graph most-cited --limit 5
  smatlas graph export --format graphml --output citations.graphml
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas.commands.request import FINE, NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.citations import CitationGraph
    from smatlas.knowledge_base import KnowledgeBase

_PAPERS = {"cites": 1, "cited-by": 1, "path": 2, "most-cited": 0, "co-cited": 1, "coupled": 1, "export": 0}


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("question", choices=tuple(_PAPERS), help="what to ask")
    parser.add_argument("papers", nargs="*", metavar="ID", help="id, identifier or exact title of a paper")
    parser.add_argument("--limit", type=int, default=20, metavar="N", help="show N papers, 0 for all (20)")
    parser.add_argument(
        "--format",
        choices=("table", "json", "ids", "graphml", "gexf"),
        default="table",
        help="form of the answer; graphml and gexf for export alone",
    )
    parser.add_argument("--output", metavar="FILE", help="write the export there rather than to the terminal")


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
    wanted = _PAPERS[arguments.question]
    if len(arguments.papers) != wanted:
        raise UsageError(f"'{arguments.question}' takes {wanted} paper{'' if wanted == 1 else 's'}")
    drawn = arguments.format in ("graphml", "gexf")
    if (arguments.question == "export") != drawn and arguments.format != "json":
        raise UsageError("export takes --format graphml, gexf or json; the questions take table, json or ids")
    base, graph = run(request.root)
    if arguments.question == "export":
        return _export(base, graph, arguments.format, request)
    from smatlas.commands.show import find

    ids = [find(base, name).id for name in arguments.papers]
    rows = _answer(graph, arguments.question, ids)
    if arguments.question != "path":
        rows = rows[: arguments.limit or None]
    return _shown(base, graph, arguments, ids, rows)


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
    arguments: Any,
    ids: list[str],
    rows: list[tuple[str, int | None]],
) -> Outcome:
    from smatlas.citations import state

    code = FINE if rows else NOTHING
    coverage = graph.coverage
    if arguments.format == "json":
        papers = [
            {"id": paper, "title": base.papers[paper].title, "year": base.papers[paper].year}
            | ({} if strength is None else {"strength": strength})
            for paper, strength in rows
        ]
        data = {
            "question": arguments.question,
            "of": ids,
            "papers": papers,
            "reference_lists": {"known": coverage.known, "of": coverage.total},
        }
        if len(ids) == 1:
            data["reference_state"] = state(base.papers[ids[0]])
        return Outcome(json.dumps(data, ensure_ascii=False, indent=2) + "\n", code)
    if arguments.format == "ids":
        return Outcome("".join(f"{paper}\n" for paper, _ in rows), code)
    notes = [f"reference lists known for {coverage.known} of {coverage.total} papers"]
    if ids and state(base.papers[ids[0]]) == "unknown" and arguments.question in ("cites", "coupled"):
        notes.insert(0, f"the references of {ids[0]} have not been read yet: unknown, not none")
    elif not rows:
        notes.insert(0, "none known")
    lines = [
        f"{strength or '':>4}  {paper:<28} {base.papers[paper].year}  {base.papers[paper].title}"
        for paper, strength in rows
    ]
    return Outcome("".join(f"{line}\n" for line in lines), code, tuple(notes))


def _export(base: KnowledgeBase, graph: CitationGraph, form: str, request: Request) -> Outcome:
    from smatlas.commands.files import deliver
    from smatlas.exports import gexf, graph_json, graphml

    if form == "gexf":
        return deliver(gexf.write(graph, base.verified_on), request)
    return deliver(graphml.write(graph) if form == "graphml" else graph_json.write(graph), request)
