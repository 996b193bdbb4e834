"""Check every record and the taxonomy, offline.

Reads everything, applies every rule and reports all problems, each as
`file:line:column: severity code message (hint)`. Errors block, warnings do not. With files,
only their problems are reported, with the same answers: the whole is read all the same.
`--fix` first mends what has only one right answer, such as a synonym in the place of a
term, and says what it did; facts are never touched.

Examples:
  smatlas check
  smatlas check papers/doe2024example.yaml --explain
  smatlas check --fix
  smatlas check --format github
"""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.files import write
from smatlas.commands.request import FINE, NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.problems import Problem


@dataclass(frozen=True)
class Report:
    """The result of a check.

    Attributes:
        papers: Number of records that could be read.
        problems: The problems, by place.
    """

    papers: int
    problems: Sequence[Problem]

    def count(self, severity: str) -> int:
        """Count the problems of a severity."""
        return sum(problem.severity == severity for problem in self.problems)


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("files", nargs="*", metavar="FILE", help="report the problems of these files alone")
    parser.add_argument(
        "--format", choices=("text", "json", "github", "sarif"), default="text", help="form of the report"
    )
    parser.add_argument("--explain", action="store_true", help="say what each broken rule requires, and why")
    parser.add_argument("--fix", action="store_true", help="mend what has only one right answer")


def run(root: Path, files: Sequence[str] = ()) -> Report:
    """Check a knowledge base.

    Args:
        root: Its folder.
        files: Files relative to it whose problems are wanted; all where empty.

    Returns:
        What was found.
    """
    from smatlas import checks, knowledge_base

    base = knowledge_base.load(root)
    problems = checks.run(base)
    if files:
        problems = [problem for problem in problems if problem.place.file in files]
    return Report(len(base.papers), problems)


def mend(root: Path, files: Sequence[str] = ()) -> list[Problem]:
    """Carry out the fixes that problems come with; each record is written in its canonical form.

    Args:
        root: Folder of the knowledge base.
        files: Files relative to it that may be changed; all where empty.

    Returns:
        The problems that were mended.

    Raises:
        UsageError: A record cannot be written.
    """
    from smatlas import canonical, records

    by_file: dict[str, list[Problem]] = {}
    for problem in run(root, files).problems:
        if problem.fix:
            by_file.setdefault(problem.place.file, []).append(problem)
    mended: list[Problem] = []
    for file, problems in by_file.items():
        edits = tuple(dict.fromkeys(edit for problem in problems for edit in problem.fix))
        text, refused = canonical.form(records.read(root / file, root), edits)
        if not refused:
            write(root / file, text)
            mended += problems
    return mended


def execute(request: Request) -> Outcome:
    """Answer a call."""
    files = _relative(request)
    mended = mend(request.root, files) if request.arguments.fix else []
    notes = tuple(f"mended: {problem.place.file}: {problem.message} ({problem.hint})" for problem in mended)
    answer = _reported(request, run(request.root, files))
    return replace(answer, notes=(*notes, *answer.notes))


def _reported(request: Request, report: Report) -> Outcome:
    from smatlas import __version__, checks, reports

    arguments = request.arguments
    code = NOTHING if report.count("error") else FINE
    explanations = {rule.code: rule.explanation for rule in checks.registered()}
    if arguments.format == "json":
        return Outcome(reports.as_json(report.papers, report.problems), code)
    if arguments.format == "sarif":
        return Outcome(reports.sarif(report.problems, explanations, __version__), code)
    if arguments.format == "github":
        return Outcome(reports.github(report.problems), code, (_summary(report),))
    told = ""
    if arguments.explain:
        broken = sorted({problem.code for problem in report.problems})
        told = "".join(f"\n{name}: {explanations[name]}\n" for name in broken) + ("\n" if broken else "")
    return Outcome(reports.text(report.problems) + told + _summary(report) + "\n", code)


def _relative(request: Request) -> list[str]:
    """Name the files as problems name them."""
    root, found = request.root.resolve(), []
    for name in request.arguments.files:
        paths = [(folder / name).resolve() for folder in (request.start, root)]
        inside = [path for path in paths if path.is_file() and path.is_relative_to(root)]
        if not inside:
            raise UsageError(f"there is no file {name} in this knowledge base")
        found.append(inside[0].relative_to(root).as_posix())
    return found


def _summary(report: Report) -> str:
    errors, warnings = report.count("error"), report.count("warning")
    counts = (_plural(report.papers, "record"), _plural(errors, "error"), _plural(warnings, "warning"))
    weight = "; errors block, warnings do not" if report.problems else ""
    return "{} checked: {}, {}{}".format(*counts, weight)


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
