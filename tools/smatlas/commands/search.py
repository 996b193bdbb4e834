"""Search the papers.

All words must occur, in any part of a record; "phrases" hold together, -word must not
occur, OR and (parentheses) combine, prefix* begins a word, field:value asks for one thing:
role, author, venue, year, outcome, effect, relation, cites, cited-by, near, has and more, on the
page "Search". Case, accents, quotes and hyphens do not matter. An exact title or an
identifier ranks first, the rest by BM25F. Where no paper has all the words, those that have
some are shown, and it is said so. Put a query with quotes or parentheses in single quotes.

Examples:
  smatlas search attention is all you need
  smatlas search '"exact phrase" -survey' --year 2023..2025 --limit 5
  smatlas search 'outcome:cost effect:better has:numbers' --sort citations
  smatlas search --author curie --format ids
"""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas.commands.files import deliver
from smatlas.commands.output import PLAIN, add_output, document, exported, ids, lines
from smatlas.commands.query import add_filters, add_order, limit, query
from smatlas.commands.request import FINE, NOTHING, Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.search.document import SearchDocument
    from smatlas.search.query import Query
    from smatlas.search.ranking import View
    from smatlas.search.results import Hit, Results


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_filters(parser)
    add_order(parser, 10, "relevance")
    add_view(parser)
    parser.add_argument("--explain", action="store_true", help="say why each hit ranks where it does")
    add_output(parser)


def add_view(parser: ArgumentParser) -> None:
    """Declare what else than a plain list is shown of the papers found."""
    parser.add_argument("--group-by", choices=("role", "year", "venue"), help="put the papers into groups")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--count", action="store_true", help="give the number of papers alone")
    shown.add_argument("--facets", action="store_true", help="give the numbers by role, year, term and so on")


def run(root: Path, asked: Query, view: View | int | None = 10) -> Results:
    """Search a knowledge base, after bringing its index up to date.

    Args:
        root: Its folder.
        asked: What is asked.
        view: What is to be shown; a number of hits, or None for all, stands for a view.

    Returns:
        The hits.
    """
    from smatlas.search.index import Index

    index = Index(
        root / ".smatlas" / "index",
        stamps(root / "papers"),
        str(stamps(root / "taxonomy")),
        lambda names: _documents(root, names),
        lambda: names(root),
    )
    return index.search(asked, view)


def select(root: Path, asked: Query, view: View | None = None) -> Results:
    """Find the papers that a query means, to the letter: none that have only some of the words.

    Args:
        root: Folder of the knowledge base.
        asked: What is asked.
        view: What is wanted; all papers where None.

    Returns:
        The papers.

    Raises:
        UsageError: There is none; it says which part of the query found nothing.
    """
    from smatlas.commands.hits import notes
    from smatlas.search.ranking import View

    results = run(root, asked, (view or View(None))._replace(passages=False))
    refuse(results)
    if not results.total:
        raise UsageError("\n".join(notes(results)), NOTHING)
    if not results.strict:
        strict = results._replace(total=0, hits=(), relaxed=False, corrected=())
        raise UsageError("\n".join(notes(strict)), NOTHING)
    return results


def refuse(results: Results) -> None:
    """Refuse a query that found nothing because a value in it does not exist.

    Args:
        results: What was found.

    Raises:
        UsageError: A role, term, venue, paper or year is unknown; the nearest one is named.
    """
    if not results.total and results.problems:
        raise UsageError("\n".join((*results.problems, *results.unread)))


def stamps(folder: Path) -> dict[str, str]:
    """Stamp every YAML file of a folder with its size and time of change.

    Args:
        folder: The folder.

    Returns:
        Stamps by file stem.
    """
    found = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.endswith(".yaml"):
                status = entry.stat()
                found[entry.name[:-5]] = f"{status.st_size}:{status.st_mtime_ns}"
    return found


def _documents(root: Path, stems: Iterable[str] | None) -> Mapping[str, SearchDocument]:
    from smatlas import knowledge_base
    from smatlas.exports.search_documents import document

    base = knowledge_base.load(root, stems)
    return {p.id: document(base.taxonomy, p) for p in base.papers.values() if p.id in base.documents}


def names(root: Path) -> dict[str, dict[str, list[str]]]:
    """Give the names of roles, terms, venues and so on that a query can hold.

    Args:
        root: Folder of the knowledge base.

    Returns:
        Names by field and value; none where the taxonomy cannot be read.
    """
    from smatlas import taxonomy
    from smatlas.exports.search_documents import vocabulary

    known, _ = taxonomy.load(root / "taxonomy", root)
    return vocabulary(known) if known else {}


def execute(request: Request) -> Outcome:
    """Answer a call."""
    from smatlas.commands.hits import long

    return answer(request, lambda hit: long(hit, request.terminal), "\n", passages=True)


def answer(
    request: Request, word: Callable[[Hit], str], between: str = "", *, passages: bool = False
) -> Outcome:
    """Search, and word the answer in the form asked for.

    Args:
        request: The call.
        word: Words one hit for the table.
        between: What stands between two hits.
        passages: Find the passage of each hit that shows why.

    Returns:
        The outcome.
    """
    from smatlas.commands.hits import notes
    from smatlas.search.ranking import View

    arguments = request.arguments
    view = View(
        0 if arguments.count or arguments.facets else limit(arguments),
        arguments.sort,
        getattr(arguments, "explain", False),
        arguments.facets,
        passages,
    )
    results = run(request.root, query(arguments), view)
    refuse(results)
    text = _worded(results, request, word, between)
    outcome = deliver(text, request)
    silent = arguments.count or arguments.format in ("json", "jsonl")
    told = () if silent and results.total else notes(results)
    return Outcome(
        outcome.text,
        FINE if results.total else NOTHING,
        (*told, *outcome.notes),
        page=arguments.format == "table",
    )


def _worded(results: Results, request: Request, word: Callable[[Hit], str], between: str) -> str:
    from smatlas.commands import hits

    arguments, terminal = request.arguments, request.terminal
    if arguments.format == "json":
        return document(_data(results, arguments))
    if arguments.count:
        return f"{results.total}\n"
    if arguments.facets:
        return hits.facets(results, terminal)
    if arguments.format == "table":
        return _table(results, arguments.group_by, terminal, word, between)
    ordered = results.hits
    if arguments.group_by:
        groups = hits.grouped(results.hits, arguments.group_by)
        ordered = tuple(dict.fromkeys(hit for group in groups.values() for hit in group))
    if arguments.format == "jsonl":
        return lines(hits.data(hit) for hit in ordered)
    if arguments.format in PLAIN:
        return ids(hit.id for hit in ordered)
    return exported(request.root, [hit.id for hit in ordered], arguments.format) if ordered else ""


def _table(
    results: Results, group_by: str | None, terminal: Terminal, word: Callable[[Hit], str], between: str
) -> str:
    from smatlas.commands.hits import grouped

    def told(some: Iterable[Hit]) -> str:
        return between.join(word(hit) for hit in some)

    if group_by:
        groups = grouped(results.hits, group_by)
        heads = {name: terminal.bold(f"{name} ({len(some)})") for name, some in groups.items()}
        return "\n".join(f"{heads[name]}\n{told(some)}" for name, some in groups.items())
    more = f"\n{terminal.faint('with most of the words:')}\n\n{told(results.more)}" if results.more else ""
    return told(results.hits) + more


def _data(results: Results, arguments: Any) -> dict[str, Any]:
    from smatlas.commands.hits import data, grouped

    found: dict[str, Any] = {"total": results.total, "relaxed": results.relaxed}
    if results.corrected:
        found["corrected"] = dict(results.corrected)
    if results.parts:
        found["parts"] = [part._asdict() for part in results.parts]
    if results.problems or results.unread:
        found["problems"] = [*results.problems, *results.unread]
    if arguments.facets:
        found["facets"] = results.facets
    elif arguments.group_by and not arguments.count:
        groups = grouped(results.hits, arguments.group_by)
        found["groups"] = [
            {"name": name, "hits": [data(hit) for hit in some]} for name, some in groups.items()
        ]
    elif not arguments.count:
        found["hits"] = [data(hit) for hit in results.hits]
        found["more"] = [data(hit) for hit in results.more]
    return found
