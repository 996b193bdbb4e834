"""Show the role tree with the number of papers, one role whole, or move a role.

Counts include the roles below; a paper that stands in two of them counts once.
`roles move OLD NEW` takes a leaf out of the tree: its papers stand in NEW from then on, and
its id forwards there.

Examples:
  smatlas roles
  smatlas roles --format json
  smatlas roles move OLD NEW
"""

from __future__ import annotations

import json
import textwrap
from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

from smatlas.commands import completers
from smatlas.commands.completers import completed
from smatlas.commands.request import NOTHING, Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.knowledge_base import KnowledgeBase
    from smatlas.taxonomy import Role


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    shown = parser.add_argument("role", nargs="*", metavar="ID", help="show this role; or: move OLD NEW")
    completed(shown, completers.roles)
    parser.add_argument("--format", choices=("table", "json"), default="table", help="form of the answer")


def run(root: Path) -> KnowledgeBase:
    """Load a knowledge base.

    Args:
        root: Its folder.

    Returns:
        The knowledge base.
    """
    from smatlas import knowledge_base

    return knowledge_base.load(root)


def find(base: KnowledgeBase, wanted: str) -> Role:
    """Find a role by its id, or one that it had, or say which is nearest.

    Args:
        base: The knowledge base.
        wanted: What was typed.

    Returns:
        The role.

    Raises:
        UsageError: There is none; exit code 1.
    """
    role = base.taxonomy.roles.get(base.taxonomy.tree.retired.get(wanted, wanted))
    if role is None:
        from smatlas.problems import suggestion

        raise UsageError(f"there is no role '{wanted}' ({suggestion(wanted, base.taxonomy.roles)})", NOTHING)
    return role


def execute(request: Request) -> Outcome:
    """Answer a call."""
    named = request.arguments.role
    if named[:1] == ["move"]:
        return _moved(request, named[1:])
    if len(named) > 1:
        raise UsageError("one role at a time; or: smatlas roles move OLD NEW")
    base = run(request.root)
    wanted = named[0] if named else None
    if wanted is None:
        if request.arguments.format == "json":
            tree = [_data(base, role) for role in base.taxonomy.tree.roles]
            return Outcome(json.dumps(tree, ensure_ascii=False, indent=2) + "\n")
        return Outcome("\n".join(_rows(base)) + "\n")
    role = find(base, wanted)
    if request.arguments.format == "json":
        return Outcome(json.dumps(_data(base, role), ensure_ascii=False, indent=2) + "\n")
    return Outcome(_text(base, role, request.terminal))


def _moved(request: Request, named: list[str]) -> Outcome:
    from smatlas.commands.files import write
    from smatlas.moves import MoveError, move

    if len(named) != 2:
        raise UsageError("'move' takes two roles: smatlas roles move OLD NEW")
    root = request.root
    try:
        moved = move(run(root), *named)
    except MoveError as error:
        raise UsageError(str(error)) from None
    for file, text in moved.texts.items():
        write(root / file, text)
    for file in moved.gone:
        (root / file).unlink()
    count = len(moved.papers)
    return Outcome(
        "".join(f"{file}\n" for file in moved.texts),
        notes=(
            f"{named[0]} is now {named[1]}: {count} papers follow",
            "next: smatlas check && smatlas schema",
        ),
    )


def _rows(base: KnowledgeBase) -> list[str]:
    rows = []
    for role in base.taxonomy.roles.values():
        depth = len(base.taxonomy.path(role.id)) - 1
        rows.append(("  " * depth + role.name, len(base.by_role[role.id]), role.id))
    width = max(len(row[0]) for row in rows)
    return [f"{name:<{width}}  {count:>5}  {role}" for name, count, role in rows]


def _data(base: KnowledgeBase, role: Role) -> dict[str, Any]:
    return {
        "id": role.id,
        "name": role.name,
        "definition": role.definition,
        "section": role.section,
        "papers": [paper.id for paper in base.by_role[role.id]],
        "children": [_data(base, child) for child in role.children],
    }


def _text(base: KnowledgeBase, role: Role, terminal: Terminal) -> str:
    width = max(40, min(terminal.width, 100))
    lines = [terminal.bold(" > ".join(step.name for step in base.taxonomy.path(role.id)))]
    lines += textwrap.wrap(role.definition, width)
    for label, entries in (
        ("includes", role.includes),
        ("excludes", role.excludes),
        ("also called", role.synonyms),
    ):
        if entries:
            lines += textwrap.wrap(f"{label}: {'; '.join(entries)}", width, subsequent_indent="  ")
    lines.append(f"survey: {role.section}")
    papers = base.by_role[role.id]
    lines += ["", f"{len(papers)} papers"]
    lines += [f"  {paper.year}  {paper.id:<28} {paper.title}" for paper in papers]
    return "\n".join(lines) + "\n"
