"""Give references of papers, to be pasted.

Papers are named by id, identifier, address or exact title, and stand in the order named.
`text` follows the style of the APA; `markdown` is the same with links and italics.

Examples:
  smatlas cite 2306.08543
  smatlas cite doi:10.1000/182 2306.08543 --format bibtex
"""

from __future__ import annotations

from argparse import ArgumentParser
from importlib import import_module
from pathlib import Path
from typing import Final

from smatlas.commands.files import deliver
from smatlas.commands.request import NOTHING, Outcome, Request, UsageError

FORMATS: Final = {
    "text": "reference_text",
    "markdown": "reference_markdown",
    "bibtex": "bibtex",
    "csl-json": "csl_json",
    "ris": "ris",
}
"""Modules of `smatlas.exports` by the name of the format."""


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("papers", nargs="+", metavar="ID", help="id, identifier, address or exact title")
    parser.add_argument("--format", choices=tuple(FORMATS), default="text", help="form of the references")
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")


def run(root: Path, names: list[str], form: str) -> str:
    """Write the references of papers.

    Args:
        root: Folder of the knowledge base.
        names: What was typed; a paper that is named twice stands once.
        form: One of `FORMATS`.

    Returns:
        The text.

    Raises:
        UsageError: Some names fit no paper; exit code 1. Every one is told.
    """
    from smatlas import knowledge_base
    from smatlas.commands.show import find

    base = knowledge_base.load(root)
    papers, wrong = {}, []
    for name in names:
        try:
            paper = find(base, name)
            papers[paper.id] = paper
        except UsageError as error:
            wrong.append(str(error))
    if wrong:
        raise UsageError("\n".join(wrong), NOTHING)
    return str(import_module(f"smatlas.exports.{FORMATS[form]}").write(base, papers.values()))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    arguments = request.arguments
    return deliver(run(request.root, arguments.papers, arguments.format), request)
