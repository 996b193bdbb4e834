"""The command reference: every verb's own help, as Markdown."""

from __future__ import annotations

from smatlas.commands.parser import COMMANDS, help_of


def markdown() -> str:
    """Write the reference from the parsers themselves, so that it cannot drift.

    Returns:
        Markdown with a section for each verb.
    """
    return "\n".join(f"## smatlas {name}\n\n```text\n{help_of(name).strip()}\n```\n" for name in COMMANDS)
