"""Write the issue form by which a reader suggests a paper, or read one that was filled.

Its choices are the leaf roles of the taxonomy: run it after they change. With `--read` it
prints the answers of a filled form, `name=value`, each on one line and checked.

Examples:
  smatlas form
  smatlas form --check
  smatlas form --read "$ISSUE_BODY"
"""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.files import write
from smatlas.commands.request import FINE, NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.exports.issue_form import Answers
    from smatlas.taxonomy import Taxonomy

FILE = Path(".github") / "ISSUE_TEMPLATE" / "suggest-a-paper.yml"
"""Where it is written."""


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    one = parser.add_mutually_exclusive_group()
    one.add_argument("--check", action="store_true", help="write nothing; exit 1 where it is out of date")
    one.add_argument("--read", metavar="TEXT", help="the text of a filled form: print its answers")


def run(root: Path) -> str:
    """Make the form.

    Args:
        root: Folder of the knowledge base.

    Returns:
        Its text.

    Raises:
        UsageError: The taxonomy cannot be read.
    """
    from smatlas.exports import issue_form

    return issue_form.write(_taxonomy(root))


def answers(root: Path, text: str) -> Answers:
    """Read a filled form.

    Args:
        root: Folder of the knowledge base.
        text: The text of the issue.

    Returns:
        The answers.

    Raises:
        UsageError: The taxonomy cannot be read, or the form cannot be used.
    """
    from smatlas.exports import issue_form

    try:
        return issue_form.read(text, _taxonomy(root))
    except issue_form.FormError as error:
        raise UsageError(f"the form cannot be used:\n{error}", NOTHING) from None


def _taxonomy(root: Path) -> Taxonomy:
    from smatlas import taxonomy

    known, problems = taxonomy.load(root / "taxonomy", root)
    if known is None:
        raise UsageError("the taxonomy cannot be read:\n" + "\n".join(map(str, problems)), NOTHING)
    return known


def execute(request: Request) -> Outcome:
    """Answer a call."""
    root = request.root
    if request.arguments.read is not None:
        said = answers(root, request.arguments.read)
        lines = (f"{name}={getattr(said, name)}" for name in ("identifier", "role", "why", "where"))
        return Outcome("".join(f"{line}\n" for line in lines))
    text, path, name = run(root), root / FILE, FILE.as_posix()
    current = path.is_file() and path.read_text(encoding="utf-8") == text
    if request.arguments.check:
        note = f"{name} is {'up to date' if current else 'out of date: run smatlas form'}"
        return Outcome(code=FINE if current else NOTHING, notes=(note,))
    if not current:
        path.parent.mkdir(parents=True, exist_ok=True)
        write(path, text)
    return Outcome(notes=(f"{name} was up to date" if current else f"written: {name}",))
