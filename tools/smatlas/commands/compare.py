"""Set papers side by side: facts, and results where the results are of one kind.

Papers are named, are those of a role, newest first, or those that a query means, best first.
Scores stand beside each other only where task, dataset, metric and unit are the same; results
of other kinds follow, each alone. Formats of references hold the papers that are compared.

Examples:
  smatlas compare 2306.08543 2402.03898
  smatlas compare --role ROLE --limit 8 --format markdown
  smatlas compare --role ROLE --format json
  smatlas compare --query 'role:ROLE year:2024.. has:numbers'
"""

from __future__ import annotations

import json
import textwrap
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from smatlas.commands.files import deliver
from smatlas.commands.output import FORMATS, add_output, written
from smatlas.commands.request import Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.comparison import Comparison, ResultTable
    from smatlas.knowledge_base import KnowledgeBase

_COLUMNS: Final = 4
"""More papers than this stand one below the other: columns would be too narrow to read."""

Rows = list[list[str]]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("papers", nargs="*", metavar="ID", help="id, identifier, address or exact title")
    parser.add_argument("--role", metavar="ID", help="papers in this role or below it, too")
    parser.add_argument("--query", metavar="QUERY", help="papers that a query means, too")
    parser.add_argument(
        "--limit",
        type=int,
        default=12,
        metavar="N",
        help="take the first N papers of the role or the query, 0 for all (12)",
    )
    add_output(parser)


def run(
    base: KnowledgeBase,
    names: Sequence[str],
    role: str | None = None,
    limit: int | None = None,
    found: Sequence[str] = (),
) -> Comparison:
    """Compare papers.

    Args:
        base: The knowledge base.
        names: What a person typed for each.
        role: A role whose papers are taken as well.
        limit: So many papers of the role; all where None.
        found: Ids of papers that a query found, best first.

    Returns:
        The comparison: the papers named, those of the role, newest first, those found, each once.

    Raises:
        UsageError: A paper or the role is not there, or fewer than two papers are left.
    """
    from smatlas import comparison
    from smatlas.citations import CitationGraph
    from smatlas.commands.roles import find as find_role
    from smatlas.commands.show import find

    papers = {paper.id: paper for paper in (find(base, name) for name in names)}
    if role is not None:
        papers |= {paper.id: paper for paper in base.by_role[find_role(base, role).id][:limit]}
    papers |= {key: base.papers[key] for key in found if key in base.papers}
    if len(papers) < 2:
        raise UsageError(
            "a comparison takes two papers or more: name them, a role that holds them, or a query"
        )
    return comparison.compare(base, CitationGraph(base), list(papers.values()))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas import comparison, knowledge_base

    arguments = request.arguments
    if arguments.limit < 0:
        raise UsageError("--limit takes 0 or more")
    base = knowledge_base.load(request.root)
    most = arguments.limit or None
    found = run(base, arguments.papers, arguments.role, most, _asked(request, most))
    if arguments.format in FORMATS and arguments.format not in ("table", "markdown", "json"):
        return deliver(written(base, found.papers, arguments.format), request)
    if arguments.format == "json":
        data = comparison.data(base, found)
        return deliver(json.dumps(data, ensure_ascii=False, indent=2) + "\n", request)
    if arguments.format == "markdown":
        text = "\n".join(_markdown(found))
    else:
        text = "\n".join(_text(found, request.terminal))
    outcome = deliver(text + "\n", request)
    return Outcome(outcome.text, outcome.code, (*outcome.notes, _note(base, arguments, found)))


def _asked(request: Request, most: int | None) -> list[str]:
    """Give the ids of the papers that the query means, best first."""
    if request.arguments.query is None:
        return []
    from smatlas.commands.search import select
    from smatlas.search.query import Query

    return [hit.id for hit in select(request.root, Query(request.arguments.query)).hits[:most]]


def _note(base: KnowledgeBase, arguments: Any, found: Comparison) -> str:
    said = f"{len(found.papers)} papers"
    if arguments.role:
        from smatlas.commands.roles import find as find_role

        total = len(base.by_role[find_role(base, arguments.role).id])
        said += f", of {total} in the role" if total > len(found.papers) else ""
    if found.shared:
        return (
            f"{said}; {len(found.shared)} tables in which results meet, {len(found.alone)} of one paper alone"
        )
    return f"{said}; no two have a result of the same task, dataset, metric and unit"


def fact_rows(found: Comparison) -> Rows:
    """Lay out the facts: a column a paper, or a row a paper where they are many.

    Args:
        found: The comparison.

    Returns:
        Rows of cells, the head first; facts that no paper has are left out.
    """
    names = [name for name in found.facts[0] if any(facts[name] for facts in found.facts)]
    ids = [paper.id for paper in found.papers]
    if len(ids) > _COLUMNS:
        short = [name for name in ("Year", "Venue", "Findings", "Code") if name in names]
        rows = zip(ids, found.facts, strict=True)
        return [
            ["Paper", *short],
            *([key, *(_short(facts[name], name) for name in short)] for key, facts in rows),
        ]
    return [["", *ids], *([name, *(_cell(facts[name], name) for facts in found.facts)] for name in names)]


def _cell(held: Sequence[str], name: str) -> str:
    if len(held) > 12:
        held = (*held[:11], f"and {len(held) - 11} more")
    return (", " if name in ("Authors", "Cites here", "Cited here by") else "\n").join(held)


def _short(held: Sequence[str], name: str) -> str:
    """Keep of findings what they are about, where many papers stand one below the other."""
    return _cell([each.partition(":")[0] for each in held] if name == "Findings" else held, name)


def result_rows(table: ResultTable) -> Rows:
    """Lay out a table of results.

    Args:
        table: The table.

    Returns:
        Rows of cells, the head first.
    """
    rows = [["Paper", "Party", "Model", "Parameters", "Score", "Where"]]
    for result in table.results:
        score = f"{result.score:g}" if result.score is not None else ""
        size = f"{result.parameters:.3g}" if result.parameters else ""
        if result.change:
            score = f"{result.effect}: {result.change}"
        rows.append([result.paper, result.party, result.model, size, score, result.where])
    return rows


def _heading(table: ResultTable) -> str:
    arrow = {True: ", higher is better", False: ", lower is better", None: ""}[table.higher_is_better]
    return table.name + arrow


def _text(found: Comparison, terminal: Terminal) -> Iterator[str]:
    width = max(60, terminal.width)
    yield from _grid(fact_rows(found), width, terminal)
    for title, tables in (("Results side by side", found.shared), ("Results that stand alone", found.alone)):
        if tables:
            yield f"\n{terminal.bold(title)}"
        for table in tables:
            yield f"\n{_heading(table)}"
            yield from _grid(result_rows(table), width, terminal)


def _grid(rows: Rows, width: int, terminal: Terminal) -> Iterator[str]:
    """Set rows as columns that share the width: narrow ones keep theirs, the others share the rest."""
    wanted = [max(len(line) for row in rows for line in row[i].split("\n")) for i in range(len(rows[0]))]
    room, widths = width - 2 * (len(wanted) - 1), [0] * len(wanted)
    for left, index in enumerate(sorted(range(len(wanted)), key=lambda i: wanted[i])):
        widths[index] = min(wanted[index], max(8, room // (len(wanted) - left)))
        room -= widths[index]
    for number, row in enumerate(rows):
        cells = [
            [part for line in cell.split("\n") for part in textwrap.wrap(line, size) or [""]]
            for cell, size in zip(row, widths, strict=True)
        ]
        for index in range(max(map(len, cells))):
            parts = [cell[index] if index < len(cell) else "" for cell in cells]
            line = "  ".join(f"{part:<{size}}" for part, size in zip(parts, widths, strict=True)).rstrip()
            yield terminal.bold(line) if number == 0 else line


def _markdown(found: Comparison) -> Iterator[str]:
    yield from _markdown_table(fact_rows(found))
    for title, tables in (("Results side by side", found.shared), ("Results that stand alone", found.alone)):
        if tables:
            yield f"\n## {title}"
        for table in tables:
            yield f"\n### {_escaped(_heading(table))}\n"
            yield from _markdown_table(result_rows(table))


def _markdown_table(rows: Rows) -> Iterator[str]:
    for number, row in enumerate(rows):
        yield "| " + " | ".join(map(_escaped, row)) + " |"
        if number == 0:
            yield "|" + " --- |" * len(row)


def _escaped(cell: str) -> str:
    """Escape what would end a cell or begin an element."""
    for sign in "\\`*_[]|":
        cell = cell.replace(sign, "\\" + sign)
    return cell.replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br>")
