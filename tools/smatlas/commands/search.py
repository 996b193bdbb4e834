"""Search the papers.

All words must occur, in any field; "phrases" in quotes. Case, accents, quotes and
hyphens do not matter. An exact title or an identifier ranks first, the rest by BM25F.
Where no paper has all the words, those that have some are shown, and it is said so.

Examples:
  smatlas search attention is all you need
  smatlas search '"exact phrase"' --year 2023..2025 --limit 5
  smatlas search --author curie --format ids
"""

from __future__ import annotations

import json
import os
import re
import textwrap
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas.commands.request import FINE, NOTHING, Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.search.document import SearchDocument
    from smatlas.search.results import Hit, Results
    from smatlas.search.query import Query

_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")


def years(text: str) -> tuple[int | None, int | None]:
    """Read a year or a range of years: `2024`, `2023..`, `..2022`, `2023..2025`.

    Args:
        text: What was typed.

    Returns:
        First and last year; None where open.

    Raises:
        ArgumentTypeError: It is none of these.
    """
    found = _YEARS.fullmatch(text)
    if not found or not (found[1] or found[3]) or (found[3] and not found[2]):
        raise ArgumentTypeError(f"'{text}' is no year or range; write 2024, 2023.., ..2022 or 2023..2025")
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else None if found[2] else first
    return first, last


def add_filters(parser: ArgumentParser) -> None:
    """Declare the words and filters that every searching command shares."""
    parser.add_argument("words", nargs="*", help='words and "phrases"; none = all papers')
    parser.add_argument(
        "--role",
        action="append",
        default=[],
        metavar="ID",
        help="stands in this role or below it; may be repeated",
    )
    parser.add_argument("--author", action="append", default=[], metavar="NAME", help="by this author")
    parser.add_argument("--venue", action="append", default=[], metavar="KEY", help="published there")
    parser.add_argument(
        "--year", type=years, default=(None, None), metavar="RANGE", help="2024, 2023.., ..2022 or 2023..2025"
    )


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    add_filters(parser)
    parser.add_argument("--limit", type=int, default=10, metavar="N", help="show N hits, 0 for all (10)")
    parser.add_argument(
        "--format", choices=("table", "json", "ids"), default="table", help="form of the answer"
    )


def query(arguments: Any) -> Query:
    """Make the query of parsed arguments."""
    from smatlas.search.query import Query

    first, last = arguments.year
    return Query(
        " ".join(arguments.words),
        tuple(arguments.role),
        tuple(arguments.author),
        tuple(arguments.venue),
        first,
        last,
    )


def run(root: Path, asked: Query, limit: int | None = 10) -> Results:
    """Search a knowledge base, after bringing its index up to date.

    Args:
        root: Its folder.
        asked: What is asked.
        limit: Number of hits to give; all where None.

    Returns:
        The hits.
    """
    from smatlas.search.index import Index

    index = Index(
        root / ".smatlas" / "index",
        stamps(root / "papers"),
        str(stamps(root / "taxonomy")),
        lambda names: _documents(root, names),
        lambda: _names(root),
    )
    return index.search(asked, limit)


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


def _documents(root: Path, names: Iterable[str] | None) -> Mapping[str, SearchDocument]:
    from smatlas import knowledge_base
    from smatlas.exports.search_documents import document

    base = knowledge_base.load(root, names)
    return {p.id: document(base.taxonomy, p) for p in base.papers.values() if p.id in base.documents}


def _names(root: Path):
    from smatlas import taxonomy
    from smatlas.exports.search_documents import vocabulary

    known, _ = taxonomy.load(root / "taxonomy", root)
    return vocabulary(known) if known else {}


def execute(request: Request) -> Outcome:
    """Answer a call."""
    arguments = request.arguments
    if arguments.limit < 0:
        raise UsageError("--limit takes 0 or more")
    asked = query(arguments)
    results = run(request.root, asked, arguments.limit or None)
    if not results.total:
        explain_nothing(request.root, asked)
    code = FINE if results.total else NOTHING
    if arguments.format == "ids":
        return Outcome("".join(f"{hit.id}\n" for hit in results.hits), code, _notes(results))
    if arguments.format == "json":
        return Outcome(json.dumps(_data(results), ensure_ascii=False, indent=2) + "\n", code)
    return Outcome("\n".join(_entry(hit, request.terminal) for hit in results.hits), code, _notes(results))


def explain_nothing(root: Path, asked: Query) -> None:
    """Say which filter does not exist, where one of them does not.

    Raises:
        UsageError: A role or venue is unknown; the nearest one is named.
    """
    if not asked.roles and not asked.venues:
        return
    from smatlas import taxonomy
    from smatlas.problems import suggestion
    from smatlas.text import title_key

    known, _ = taxonomy.load(root / "taxonomy", root)
    if known is None:
        return
    for role in asked.roles:
        if role not in known.roles:
            named = [
                r.id for r in known.roles.values() if title_key(role) in map(title_key, (r.name, *r.synonyms))
            ]
            hint = f"did you mean '{named[0]}'?" if named else suggestion(role, known.roles)
            raise UsageError(f"there is no role '{role}' ({hint})")
    names = {title_key(name) for v in known.venues.values() for name in (v.key, v.name)}
    for venue in asked.venues:
        if title_key(venue) not in names:
            raise UsageError(f"there is no venue '{venue}' ({suggestion(venue, known.venues)})")


def _notes(results: Results) -> tuple[str, ...]:
    if not results.total:
        return ("nothing found",)
    shown = (
        f"{len(results.hits)} of {results.total}" if len(results.hits) < results.total else f"{results.total}"
    )
    noun = "paper" if shown == "1" else "papers"
    if results.relaxed:
        return (f"no paper has all these words; {shown} {noun} with some of them",)
    return (f"{shown} {noun}",)


def _entry(hit: Hit, terminal: Terminal) -> str:
    width = max(40, min(terminal.width, 110))
    head = textwrap.wrap(hit.title, width - 5)
    lines = [
        f"{hit.rank:>3}  {terminal.bold(head[0])}",
        *(f"     {terminal.bold(part)}" for part in head[1:]),
    ]
    facts = " · ".join((hit.byline, str(hit.year), hit.venue, ", ".join(hit.roles), hit.id))
    lines += [f"     {part}" for part in textwrap.wrap(facts, width - 5)]
    # Marked before wrapping with characters of no width in print, replaced after it.
    marked = hit.extract.marked("\x01", "\x02")
    before, after = ("\x1b[1;33m", "\x1b[0m") if terminal.colour else ("*", "*")
    for part in textwrap.wrap(marked, width - 5):
        lines.append("     " + part.replace("\x01", before).replace("\x02", after))
    return "\n".join(lines) + "\n"


def _data(results: Results) -> dict[str, Any]:
    return {
        "total": results.total,
        "relaxed": results.relaxed,
        "hits": [
            {
                "rank": hit.rank,
                "id": hit.id,
                "score": hit.score,
                "title": hit.title,
                "authors": hit.byline,
                "year": hit.year,
                "venue": hit.venue,
                "roles": list(hit.roles),
                "extract": hit.extract.text,
                "matches": [list(match) for match in hit.extract.matches],
            }
            for hit in results.hits
        ],
    }
