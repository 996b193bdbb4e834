"""Files that commands write: whole or not at all."""

from __future__ import annotations

import tempfile
from pathlib import Path

from smatlas.commands.request import Outcome, Request, UsageError


def write(path: Path, text: str) -> None:
    """Write a text file; an interrupted write leaves the old one whole.

    Args:
        path: The file.
        text: Its content.

    Raises:
        UsageError: The folder is not there or cannot be written.
    """
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="", dir=path.parent, delete=False
        ) as part:
            part.write(text)
        Path(part.name).chmod(0o644)
        Path(part.name).replace(path)
    except OSError as error:
        raise UsageError(f"cannot write {path}: {error.strerror}") from None


def deliver(text: str, request: Request) -> Outcome:
    """Give text to the terminal, or write it to the file that `--output` names.

    Args:
        text: The text.
        request: The call.

    Returns:
        The outcome.
    """
    if request.arguments.output is None:
        return Outcome(text)
    write(request.start / request.arguments.output, text)
    return Outcome(notes=(f"written: {request.arguments.output}",))
