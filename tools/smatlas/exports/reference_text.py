"""References as running text, after the style of the American Psychological Association.

Source: Publication Manual of the APA, 7th edition, chapters 9 and 10: up to twenty authors are
named; of more, the first nineteen and the last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.names import split
from smatlas.text import one_line

_MOST: Final = 20


def initials(given: str) -> str:
    """Shorten given names to their initials.

    Args:
        given: Given names, or initials already.

    Returns:
        `J.-P. R.` of Jean-Pierre Ralf. A name whose script has no capitals stands whole, since
        its first sign says nothing.
    """
    short = []
    for name in re.split(r"[\s.]+", given):
        parts = [part for part in re.split(r"[-‐‑]", name) if part]
        if parts:
            short.append("-".join(_initial(part) for part in parts))
    return " ".join(short)


def _initial(name: str) -> str:
    return f"{name[0]}." if name[0].isupper() or name[0].islower() else name


def author(printed: str) -> str:
    """Write a name as references begin with it.

    Args:
        printed: The name as printed.

    Returns:
        `Family, G. N., Jr.`; the name of a group as it stands.
    """
    name = split(one_line(printed))
    if not name.given:
        return one_line(printed)
    return ", ".join(part for part in (name.family, initials(name.given), name.suffix) if part)


def authors(printed: Iterable[str]) -> str:
    """Write a list of authors.

    Args:
        printed: The names as printed, in order.

    Returns:
        The names, `&` before the last; of more than twenty, the first nineteen and the last.
    """
    names = [author(name) for name in printed]
    if len(names) > _MOST:
        return ", ".join(names[: _MOST - 1]) + f", … {names[-1]}"
    return ", & ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def stopped(text: str) -> str:
    """End text with a full stop, unless it ends a sentence already.

    Args:
        text: A part of a reference.

    Returns:
        The part on one line.
    """
    line = one_line(text)
    return line if line.endswith((".", "!", "?", "…")) else f"{line}."


def address(paper: Paper) -> str | None:
    """Give the address that a reference ends with: the DOI where there is one.

    Args:
        paper: A paper.

    Returns:
        The address, or None where none is known.
    """
    found = {identifier.scheme: identifier.url for identifier in paper.normal_identifiers}
    return found.get("doi") or paper.address


def container(base: KnowledgeBase, paper: Paper) -> tuple[str, str]:
    """Give what the paper appeared in.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        The word before the name (`In ` for proceedings, else nothing), and the name.
    """
    venue = base.venue(paper)
    return "In " if venue.type in ("conference", "workshop") else "", one_line(venue.name)


def entry(base: KnowledgeBase, paper: Paper) -> str:
    """Write one reference.

    Args:
        base: The knowledge base.
        paper: A paper of it.

    Returns:
        One line, without an end of line.
    """
    word, name = container(base, paper)
    parts = (stopped(authors(paper.authors)), f"({paper.year}).", stopped(paper.title), stopped(word + name))
    return " ".join(part for part in (*parts, address(paper)) if part)


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write the references of several papers.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        A line a reference.
    """
    return "".join(f"{entry(base, paper)}\n" for paper in papers)
