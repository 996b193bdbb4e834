"""Find the knowledge base without loading it."""

from __future__ import annotations

from pathlib import Path

from smatlas.commands.request import UsageError


def resolve(given: str | None, start: Path) -> Path:
    """Find the knowledge base that a call is about.

    Args:
        given: Value of `--root`, or None.
        start: Folder in which the person stands.

    Returns:
        Its folder.

    Raises:
        UsageError: There is none.
    """
    if given is not None:
        folder = (start / given).resolve()
        if (folder / "papers").is_dir() and (folder / "taxonomy").is_dir():
            return folder
        raise UsageError(f"{given} holds no papers/ and taxonomy/: it is not a knowledge base")
    here = start.resolve()
    for folder in (here, *here.parents):
        if (folder / "papers").is_dir() and (folder / "taxonomy").is_dir():
            return folder
    raise UsageError(
        "no knowledge base here: no folder upward holds papers/ and taxonomy/\n"
        "go into one, or name it: --root DIR"
    )
