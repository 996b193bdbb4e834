"""What a command is given, and what it gives back."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

FINE: Final = 0
"""All went well."""
NOTHING: Final = 1
"""Problems were found, or nothing was."""
WRONG_USE: Final = 2
"""The call cannot be carried out as it stands."""


@dataclass(frozen=True)
class Terminal:
    """Where the answer is shown.

    Attributes:
        colour: Escape sequences are welcome, for colours and for links.
        width: Columns.
        real: It is a terminal and no pipe or file, so a line that is too long would break.
        say: Prints a line at once, for commands that run long; to standard error.
    """

    colour: bool = False
    width: int = 100
    real: bool = False
    say: Callable[[str], None] = field(default=lambda line: None)

    def bold(self, text: str) -> str:
        """Make text bold where that is possible."""
        return f"\x1b[1m{text}\x1b[0m" if self.colour else text

    def faint(self, text: str) -> str:
        """Make text faint where that is possible."""
        return f"\x1b[2m{text}\x1b[0m" if self.colour else text

    def link(self, text: str, address: str) -> str:
        """Let text lead to an address where that is possible, by the escape sequence OSC 8."""
        return f"\x1b]8;;{address}\x1b\\{text}\x1b]8;;\x1b\\" if self.colour and address else text


@dataclass(frozen=True)
class Request:
    """A call of a command.

    Attributes:
        arguments: What was parsed.
        start: Folder in which the person stands.
        terminal: Where the answer is shown.
    """

    arguments: Namespace
    start: Path
    terminal: Terminal = field(default_factory=Terminal)

    @property
    def root(self) -> Path:
        """Folder of the knowledge base.

        Raises:
            UsageError: There is none.
        """
        from smatlas.commands.root import resolve

        return resolve(self.arguments.root, self.start)


@dataclass(frozen=True)
class Outcome:
    """The answer of a command.

    Attributes:
        text: What goes to standard output.
        code: Exit code.
        notes: Lines for standard error.
        page: A terminal may show the text a page at a time.
    """

    text: str = ""
    code: int = FINE
    notes: tuple[str, ...] = ()
    page: bool = False


class UsageError(Exception):
    """The call cannot be carried out as it stands.

    Args:
        message: What is wrong and what to do, for the user.
        code: Exit code.
    """

    def __init__(self, message: str, code: int = WRONG_USE) -> None:
        super().__init__(message)
        self.code = code
