"""The one way into the search for programs: agents and notebooks ask as people type."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from smatlas.search.results import Results


def look_up(root: Path, text: str, limit: int | None = None) -> Results:
    """Search a knowledge base.

    Args:
        root: Its folder.
        text: What a person would type after `smatlas search`.
        limit: Number of hits to give; all where None.

    Returns:
        The hits, best first.
    """
    from smatlas.commands.search import run
    from smatlas.search.query import Query

    return run(root, Query(text), limit)
