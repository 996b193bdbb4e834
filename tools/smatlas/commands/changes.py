"""Tell what changed between two states: papers and roles added, moved, corrected, gone.

A state is a git revision, or a file that `--save` wrote. Where the second is left out, it is
what is in the folder now. A preprint that got a venue is published; a paper of which more is
known than before, and nothing taken back, is extended.

Examples:
  smatlas changes HEAD~20..HEAD
  smatlas changes 2026.10 --format atom --output changes.atom
  smatlas changes --save state.json
  smatlas changes state.json
"""

from __future__ import annotations

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from smatlas.commands.files import deliver, write
from smatlas.commands.request import Outcome, Request, Terminal, UsageError

if TYPE_CHECKING:
    from smatlas.changes import Change, Changes


def configure(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "states", nargs="*", metavar="OLD..NEW", help="two states; or OLD and NEW, or OLD alone"
    )
    parser.add_argument(
        "--format", choices=("text", "json", "atom"), default="text", help="form of the answer"
    )
    parser.add_argument("--output", metavar="FILE", help="write there rather than to the terminal")
    parser.add_argument(
        "--save", metavar="FILE", help="write the state (of the revision named, or now) there, and stop"
    )


def run(root: Path, start: Path, states: Sequence[str]) -> Changes:
    """Compare two states.

    Args:
        root: Folder of the knowledge base.
        start: Folder in which the person stands; files are named from there.
        states: `OLD..NEW`, or `OLD` and `NEW`, or `OLD` alone, which is compared with now.

    Returns:
        What changed.

    Raises:
        UsageError: A state is not there.
    """
    from smatlas import changes
    from smatlas.commands.revision import split, state

    if not 1 <= len(states) <= 2:
        raise UsageError("name two states: smatlas changes OLD..NEW")
    if len(states) == 2 or (start / states[0]).is_file():
        old, new = states[0], states[1] if len(states) == 2 else None
    else:
        old, new = split(states[0])
    return changes.compare(state(root, start, old), state(root, start, new))


def execute(request: Request) -> Outcome:
    """Answer a call."""
    arguments = request.arguments
    if arguments.save:
        return _saved(request)
    found = run(request.root, request.start, arguments.states)
    if arguments.format == "json":
        from smatlas.changes import data

        return deliver(json.dumps(data(found), ensure_ascii=False, indent=2) + "\n", request)
    if arguments.format == "atom":
        from smatlas.exports import changes_feed
        from smatlas.knowledge_base import read_settings

        return deliver(changes_feed.write(read_settings(request.root), found), request)
    text = "".join(f"{line}\n" for line in _lines(found, request.terminal))
    outcome = deliver(text, request)
    return Outcome(outcome.text, outcome.code, (*outcome.notes, *_notes(found)))


def _saved(request: Request) -> Outcome:
    from smatlas import snapshot
    from smatlas.commands.revision import state

    arguments = request.arguments
    if len(arguments.states) > 1:
        raise UsageError("--save takes one state: a revision, or nothing for what is in the folder now")
    taken = state(request.root, request.start, next(iter(arguments.states), None))
    write(request.start / arguments.save, snapshot.write(taken))
    return Outcome(notes=(f"written: {arguments.save}, {len(taken.papers)} papers of {taken.on}",))


def _lines(found: Changes, terminal: Terminal) -> Iterator[str]:
    from smatlas.changes import PAPER_KINDS

    yield f"{found.old} ({found.since}), {found.totals[0]} papers"
    yield f"{found.new} ({found.until}), {found.totals[1]} papers"
    for kind, meaning in PAPER_KINDS.items():
        changes = found.of_kind(kind)
        if changes:
            yield f"\n{terminal.bold(f'{kind}, {len(changes)}')}{terminal.faint(f': {meaning}')}"
        for change in changes:
            yield f"  {change.year}  {change.id:<28} {change.name}"
            yield from _told(change, terminal)
    if found.roles:
        yield f"\n{terminal.bold(f'roles, {len(found.roles)}')}"
    for change in found.roles:
        yield f"  {change.kind:<9} {change.id:<28} {change.name}"
        yield from _told(change, terminal)


def _told(change: Change, terminal: Terminal) -> Iterator[str]:
    yield from (terminal.faint(f"        {words}") for words in change.words)


def _notes(found: Changes) -> Iterator[str]:
    if not found.papers and not found.roles:
        yield "nothing changed"
    if found.unread:
        yield f"left out, because a record could not be read: {', '.join(found.unread)}"
