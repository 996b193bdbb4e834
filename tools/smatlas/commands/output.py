"""The forms in which papers leave, for every command that gives papers.

`table`, `json`, `jsonl` and `ids` are made of what a search knows; the others of the
records themselves, each by a module of `smatlas.exports` with `write(base, papers)`. A new
format is a new file there and a line in `EXPORTS`.
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.model import Paper

PLAIN: Final = ("table", "json", "jsonl", "ids")
"""Formats that need no record."""

EXPORTS: Final[Mapping[str, str]] = {
    "csv": "csv_table",
    "markdown": "markdown_list",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "ris": "ris",
    "text": "reference_text",
    "json-ld": "json_ld",
    "atom": "atom",
    "skos": "skos",
    "graphml": "graphml",
    "gexf": "gexf",
}
"""Formats made of records: module of `smatlas.exports` by name."""

GRAPHS: Final = ("graphml", "gexf")
"""Those that hold the citations among the papers."""

FORMATS: Final = (*PLAIN, *EXPORTS)
"""Every format in which a list of papers can be had."""


def add_output(parser: ArgumentParser, formats: Sequence[str] = FORMATS) -> None:
    """Declare the form of the answer, and where it goes.

    Args:
        parser: Parser of the command.
        formats: What it offers; the first is the default.
    """
    parser.add_argument(
        "--format", choices=tuple(formats), default=formats[0], help=f"form of the answer ({formats[0]})"
    )
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")


def written(base: KnowledgeBase, papers: Iterable[Paper], form: str) -> str:
    """Write papers in a format.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.
        form: One of `FORMATS`, but for `table`.

    Returns:
        The text.
    """
    chosen = list(papers)
    if form == "ids":
        return ids(paper.id for paper in chosen)
    if form == "json":
        from smatlas.exports import json_records

        return json_records.write(base, chosen)
    if form == "jsonl":
        from smatlas.citations import CitationGraph
        from smatlas.exports import json_records

        graph = CitationGraph(base)
        return lines(json_records.data(base, graph, paper) for paper in chosen)
    module = import_module(f"smatlas.exports.{EXPORTS[form]}")
    if form in GRAPHS:
        from smatlas.citations import CitationGraph

        day = (base.verified_on,) if form == "gexf" else ()
        return str(module.write(CitationGraph(base), *day, papers=chosen))
    return str(module.write(base, chosen))


def exported(root: Path, found: Iterable[str], form: str) -> str:
    """Load a knowledge base, and write papers of it in a format.

    Args:
        root: Its folder.
        found: Ids, in the order wanted.
        form: A format of `EXPORTS`.

    Returns:
        The text.
    """
    from smatlas import knowledge_base

    base = knowledge_base.load(root)
    return written(base, [base.papers[paper] for paper in found if paper in base.papers], form)


def ids(found: Iterable[str]) -> str:
    """Write ids, one a line."""
    return "".join(f"{paper}\n" for paper in found)


def document(data: Any) -> str:
    """Write one JSON document."""
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def lines(data: Iterable[Any]) -> str:
    """Write JSON Lines: one document a line."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in data)
