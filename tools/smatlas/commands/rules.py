"""List the rules that `check` applies, or explain one, with a bad and a good example.

Examples:
  smatlas rules
  smatlas rules duplicate-work
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from textwrap import indent
from typing import TYPE_CHECKING

from smatlas.commands.request import NOTHING, Outcome, Request, UsageError

if TYPE_CHECKING:
    from smatlas.checks import Rule


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("code", nargs="?", metavar="CODE", help="explain this rule")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="form of the answer")


def run(code: str | None = None) -> list[Rule]:
    """Give the rules.

    Args:
        code: One rule alone, or all where None.

    Returns:
        The rules by family and code.

    Raises:
        UsageError: There is no such rule.
    """
    from smatlas import checks
    from smatlas.problems import suggestion

    rules = list(checks.registered())
    if code is None:
        return rules
    found = [rule for rule in rules if rule.code == code]
    if not found:
        hint = suggestion(code, [rule.code for rule in rules])
        raise UsageError(f"there is no rule '{code}' ({hint})", NOTHING)
    return found


def execute(request: Request) -> Outcome:
    """Answer a call."""
    rules = run(request.arguments.code)
    if request.arguments.format == "json":
        keys = ("code", "family", "severity", "mends", "explanation", "bad", "good")
        return Outcome(json.dumps([{key: getattr(r, key) for key in keys} for r in rules], indent=2) + "\n")
    if request.arguments.code:
        return Outcome(_page(rules[0]))
    width = max(len(rule.code) for rule in rules)
    rows = (
        f"{r.family:<10} {r.code:<{width}}  {r.severity:<7}  {r.explanation.splitlines()[0]}" for r in rules
    )
    return Outcome("\n".join(rows) + "\n")


def _page(rule: Rule) -> str:
    mends = ", with a fix" if rule.mends else ""
    head = f"{rule.code} ({rule.family}, {rule.severity}{mends})\n\n{rule.explanation}\n"
    return head + "".join(
        f"\n{name}:\n{indent(text, '  ')}\n" for name, text in (("bad", rule.bad), ("good", rule.good))
    )
