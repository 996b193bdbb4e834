"""CSL-JSON, which Zotero, Pandoc and every citation processor read.

Source: the schema of CSL input data 1.0.2 (github.com/citation-style-language/schema).
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any, Final

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.names import split
from smatlas.text import one_line

_TYPE: Final = {
    "conference": "paper-conference",
    "workshop": "paper-conference",
    "journal": "article-journal",
    "preprint": "article",
    "other": "document",
}


def _name(printed: str) -> dict[str, str]:
    parts = split(one_line(printed))
    if not parts.given:
        return {"literal": one_line(printed)}
    name = {
        "given": parts.given,
        "non-dropping-particle": parts.particle,
        "family": parts.surname,
        "suffix": parts.suffix,
    }
    return {part: text for part, text in name.items() if text}


def item(base: KnowledgeBase, paper: Paper) -> dict[str, Any]:
    """Give the item of one paper.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        A CSL item as plain data. A preprint has its server as publisher; a published work with
        a preprint names it in the note, where reference managers look for further identifiers.
    """
    venue = base.venue(paper)
    identifiers = {found.scheme: found.value for found in paper.normal_identifiers}
    roles = base.taxonomy.roles
    fields: dict[str, Any] = {
        "id": paper.id,
        "type": _TYPE[venue.type],
        "title": one_line(paper.title),
        "author": [_name(name) for name in paper.authors],
        "issued": {"date-parts": [[paper.year]]},
    }
    preprint = f"arXiv:{identifiers['arxiv']}" if "arxiv" in identifiers else ""
    if venue.type == "preprint":
        fields |= {"publisher": one_line(venue.name), "genre": "preprint", "number": preprint}
    else:
        fields |= {"container-title": one_line(venue.name), "note": preprint}
    fields |= {
        "DOI": identifiers.get("doi"),
        "URL": paper.address,
        "keyword": ", ".join(roles[placed.role].name for placed in paper.roles if placed.role in roles),
    }
    return {field: value for field, value in fields.items() if value}


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write the items of several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        A JSON list.
    """
    return json.dumps([item(base, paper) for paper in papers], ensure_ascii=False, indent=2) + "\n"
