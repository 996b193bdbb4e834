"""Works that are here already, under whatever identifier or spelling."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from smatlas.identifiers import Identifier, normalise
from smatlas.knowledge_base import KnowledgeBase
from smatlas.names import family_key
from smatlas.text import title_key


@dataclass(frozen=True)
class Duplicate:
    """A paper that seems to be the work in hand.

    Attributes:
        id: Id of the record that is here, a draft perhaps.
        reason: What the two share, in words.
        certain: It is the same work, not merely a likely one.
    """

    id: str
    reason: str
    certain: bool


def find(
    base: KnowledgeBase, title: str, authors: Iterable[str], identifiers: Iterable[Identifier]
) -> list[Duplicate]:
    """Find papers that a new work may be the same as.

    The same identifier, or the same folded title and first author, is certain: preprint and
    published version are one work. The same title by another first author is likely.

    Args:
        base: The knowledge base.
        title: Title of the new work.
        authors: Its authors in the printed order.
        identifiers: Its identifiers.

    Returns:
        Duplicates, the certain ones first; each paper once.
    """
    wanted = set(identifiers)
    key, first = title_key(title), next((family_key(author) for author in authors), None)
    found: dict[str, Duplicate] = {}
    for known in _known(base):
        shared = wanted & known.identifiers
        if shared:
            found[known.id] = Duplicate(known.id, f"it has the same {min(shared)}", True)
        elif key in known.titles:
            same = first is not None and first == known.first_author
            reason = "same title and first author" if same else "same title, another first author"
            found[known.id] = Duplicate(known.id, reason, same)
    return sorted(found.values(), key=lambda duplicate: (not duplicate.certain, duplicate.id))


@dataclass(frozen=True)
class _Known:
    id: str
    titles: frozenset[str]
    first_author: str
    identifiers: frozenset[Identifier]


def _known(base: KnowledgeBase) -> Iterator[_Known]:
    for paper in base.papers.values():
        titles = frozenset(title_key(title) for title in (paper.title, *paper.other_titles))
        yield _Known(paper.id, titles, paper.first_author_key, frozenset(paper.normal_identifiers))
    for stem, document in base.documents.items():
        if stem not in base.papers and isinstance(document.data, Mapping):
            yield _drafted(stem, document.data)


def _drafted(stem: str, data: Mapping[str, Any]) -> _Known:
    """Read what tells the identity of a record that is not finished yet."""
    authors, held = data.get("authors"), data.get("identifiers")
    first = authors[0] if isinstance(authors, list) and authors and isinstance(authors[0], str) else ""
    pairs = held.items() if isinstance(held, Mapping) else ()
    found = (normalise(str(scheme), value) for scheme, value in pairs if isinstance(value, str))
    return _Known(
        stem,
        frozenset({title_key(str(data.get("title", "")))}),
        family_key(first) if first else "",
        frozenset(identifier for identifier in found if identifier is not None),
    )
