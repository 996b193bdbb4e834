"""Write the JSON Schema of a record, which editors use to complete and to validate.

It holds the vocabularies of the taxonomy: run it after they change. Every record names it
in its first line.

Examples:
  smatlas schema
  smatlas schema --check
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from smatlas.commands.files import write
from smatlas.commands.request import NOTHING, Outcome, Request, UsageError

FILE = Path("docs") / "schema" / "paper.schema.json"
"""Where it is written."""


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 where it is out of date")


def run(root: Path) -> str:
    """Make the schema.

    Args:
        root: Folder of the knowledge base.

    Returns:
        Its text.

    Raises:
        UsageError: The taxonomy cannot be read.
    """
    from smatlas import taxonomy
    from smatlas.exports import record_schema

    known, problems = taxonomy.load(root / "taxonomy", root)
    if known is None:
        raise UsageError("the taxonomy cannot be read:\n" + "\n".join(map(str, problems)), NOTHING)
    return record_schema.write(known)


def execute(request: Request) -> Outcome:
    """Answer a call."""
    root = request.root
    text = run(root)
    path = root / FILE
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if request.arguments.check:
        note = f"{FILE.as_posix()} is {'up to date' if current else 'out of date: run smatlas schema'}"
        return Outcome(code=0 if current else NOTHING, notes=(note,))
    if not current:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, text)
    return Outcome(
        notes=(f"written: {FILE.as_posix()}" if not current else f"{FILE.as_posix()} was up to date",)
    )
