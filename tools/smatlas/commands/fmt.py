"""Bring records into their canonical form.

One order of fields, one wrapping, one quoting; values and comments stay as they are. A file
that is not valid YAML is reported and left alone, and so is the taxonomy. Without FILE, all
of papers/.

Examples:
  smatlas fmt
  smatlas fmt papers/ID.yaml
  smatlas fmt --check
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.files import write
from smatlas.commands.request import FINE, NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.problems import Problem


@dataclass(frozen=True)
class Formatted:
    """What became of the records.

    Attributes:
        records: Number of files that were looked at.
        changed: Those that were not canonical, as named to the user.
        problems: Why others were left alone.
    """

    records: int
    changed: Sequence[str]
    problems: Sequence[Problem]


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="records; without any, all of papers/")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit code 1 where a record is not canonical"
    )


def run(root: Path, files: Sequence[Path] = (), *, check: bool = False) -> Formatted:
    """Bring records into their canonical form.

    Args:
        root: Folder of the knowledge base.
        files: Records; none means all of them.
        check: Write nothing.

    Returns:
        What was changed, or would be.

    Raises:
        UsageError: A file is no record, or cannot be written.
        OSError: A file cannot be read.
    """
    from smatlas import canonical, records

    paths = [_record(root, file) for file in files] or sorted((root / "papers").glob("*.yaml"))
    changed: list[str] = []
    problems: list[Problem] = []
    for path in dict.fromkeys(paths):
        document = records.read(path, root)
        text, found = canonical.form(document)
        problems += found
        if found or text.encode() == path.read_bytes():
            continue
        if not check:
            write(path, text)
        changed.append(document.file)
    return Formatted(len(dict.fromkeys(paths)), changed, problems)


def _record(root: Path, file: Path) -> Path:
    path = file.resolve()
    if not path.is_file():
        raise UsageError(f"there is no file {file}")
    if path.parent != (root / "papers").resolve() or path.suffix != ".yaml":
        raise UsageError(f"{file} is no record: records are papers/*.yaml of {root}")
    return root / "papers" / path.name


def execute(request: Request) -> Outcome:
    """Answer a call."""
    arguments = request.arguments
    result = run(request.root, [request.start / file for file in arguments.files], check=arguments.check)
    changed, problems = len(result.changed), len(result.problems)
    notes = [str(problem) for problem in result.problems]
    if arguments.check:
        notes.append(f"{changed} of {result.records} records are not canonical")
        notes += ["next: smatlas fmt"] if changed else []
    else:
        notes.append(f"{changed} of {result.records} records rewritten")
    code = NOTHING if problems or (arguments.check and changed) else FINE
    return Outcome("".join(f"{file}\n" for file in result.changed), code, tuple(notes))
