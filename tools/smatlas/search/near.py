"""Papers near a paper, out of what the index knows: the same ranking as `neighbours`.

Cited together by three papers or more, then citing three works or more in common, then
sharing roles and terms, each weighing the less the more papers hold it. Computed when it
is asked, so that a change of one record is seen by all that are near it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any, Final

Postings = Callable[[str, str], Iterable[int]]
"""Gives the documents that hold a term: field, term."""

LIMIT: Final = 20
"""How many papers count as near."""
_TELLING: Final = 3
"""Fewer shared citations than this say little while most reference lists are unread."""


def near(shown: dict[str, Any], look_up: Callable[[int], dict[str, Any]], postings: Postings) -> list[int]:
    """Rank the papers near one.

    Args:
        shown: What the index stores of the paper.
        look_up: Gives what is stored of a document.
        postings: Gives the documents that hold a term.

    Returns:
        Documents, the nearest first, at most `LIMIT`.
    """
    co_cited: Counter[str] = Counter()
    for citing in postings("cites", shown["id"]):
        co_cited.update(set(look_up(citing)["cites"]))
    strong = [(-n, paper) for paper, n in co_cited.items() if n >= _TELLING and ":" not in paper]
    ranked = [number for _, paper in sorted(strong) for number in postings("id", paper)]
    coupled: Counter[int] = Counter()
    for work in set(shown["cites"]):
        coupled.update(list(postings("cites", work)))
    ranked += _by_strength(coupled, _TELLING, look_up)
    sharing: Counter[int] = Counter()
    marks = [("own_role", role) for role in shown["own_roles"]]
    marks += [("mark", f"{facet}={term}") for facet, terms in shown["facets"] for term in terms]
    for field, mark in dict.fromkeys(marks):
        holders = list(postings(field, mark))
        for number in holders:
            sharing[number] += 1000 // len(holders)
    ranked += _by_strength(sharing, 0, look_up)[: LIMIT + 1]
    others = dict.fromkeys(number for number in ranked if look_up(number)["id"] != shown["id"])
    return list(others)[:LIMIT]


def _by_strength(counts: Counter[int], least: int, look_up: Callable[[int], dict[str, Any]]) -> list[int]:
    strong = [(-n, look_up(number)["id"], number) for number, n in counts.items() if n >= least]
    return [number for *_, number in sorted(strong)]
