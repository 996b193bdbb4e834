"""A paper in a few words, as programs get it: who wrote what, and where it can be found for good."""

from __future__ import annotations

from typing import Any

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper


def permalink(base: KnowledgeBase, paper: Paper) -> str:
    """Give the permanent address of a paper's page.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        The address; below the site where `mkdocs.yml` names no public one.
    """
    return f"{base.settings.address}papers/{paper.id}.html"


def brief(base: KnowledgeBase, paper: Paper) -> dict[str, Any]:
    """Give what every answer about a paper carries.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        Plain data: `id`, `title`, `authors` in short, `year`, `venue`; `identifier` as
        `scheme:value` and `address`, each None where there is none; `permalink`.
    """
    first = next(iter(paper.normal_identifiers), None)
    return {
        "id": paper.id,
        "title": paper.title,
        "authors": paper.byline,
        "year": paper.year,
        "venue": paper.venue,
        "identifier": str(first) if first else None,
        "address": first.url if first else paper.links.get("page"),
        "permalink": permalink(base, paper),
    }
