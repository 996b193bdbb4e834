"""Check every record and the taxonomy, offline.

Reads everything, applies every rule and reports all problems, each as
`file:line:column: severity code message (hint)`. Errors block, warnings do not.

Examples:
  smatlas check
  smatlas check --format json
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.request import FINE, NOTHING, Outcome, Request

if TYPE_CHECKING:
    from smatlas.problems import Problem


@dataclass(frozen=True)
class Report:
    """The result of a check.

    Attributes:
        papers: Number of records that could be read.
        problems: All problems, by place.
    """

    papers: int
    problems: Sequence[Problem]

    def count(self, severity: str) -> int:
        """Count the problems of a severity."""
        return sum(problem.severity == severity for problem in self.problems)


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the report")


def run(root: Path) -> Report:
    """Check a knowledge base.

    Args:
        root: Its folder.

    Returns:
        What was found.
    """
    from smatlas import checks, knowledge_base

    base = knowledge_base.load(root)
    return Report(len(base.papers), checks.run(base))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    report = run(request.root)
    errors, warnings = report.count("error"), report.count("warning")
    code = NOTHING if errors else FINE
    if request.arguments.format == "json":
        problems = [asdict(problem) for problem in report.problems]
        data = {"papers": report.papers, "errors": errors, "warnings": warnings, "problems": problems}
        return Outcome(json.dumps(data, ensure_ascii=False, indent=2) + "\n", code)
    lines = [str(problem) for problem in report.problems]
    counts = (_plural(report.papers, "record"), _plural(errors, "error"), _plural(warnings, "warning"))
    lines.append("{} checked: {}, {}".format(*counts))
    return Outcome("\n".join(lines) + "\n", code)


def _plural(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
