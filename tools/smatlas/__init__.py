"""smatlas: a curated survey kept as YAML records, checked, linked, indexed and rendered.

From Python, `smatlas.load()` gives the knowledge base: papers, search, citation graph, plain
rows. Importing the package loads nothing else. The rooms and what each is for are described
in docs/architecture.md; imports point down only, and a test looks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from smatlas.api import Atlas

__version__ = "0.1.0"
__all__ = ["__version__", "load"]


def load(root: str | Path = ".") -> Atlas:
    """Read a knowledge base.

    Args:
        root: Its folder, or one inside it.

    Returns:
        The knowledge base, with `papers`, `search`, `graph`, `records` and more.

    Raises:
        FileNotFoundError: Neither the folder nor one above it is a knowledge base.
    """
    from smatlas import api

    return api.load(root)
