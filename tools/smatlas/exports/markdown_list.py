"""A list in Markdown, in the form of the "awesome" lists: roles as headings, a line a paper.

The form is that of github.com/sindresorhus/awesome: contents, then `- [Title](address) - Why.`
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from smatlas.knowledge_base import KnowledgeBase, newest_first
from smatlas.model import Paper
from smatlas.text import one_line

_SPECIAL: Final = re.compile(r"[\\`*_\[\]<>&~|$#^=]")
_BLOCK: Final = re.compile(r"^([-+]|\d{1,9}(?=[.)]))")
_HEADINGS: Final = 6  # levels that Markdown has
_ELSEWHERE: Final = "Without a role"


def escape(text: str) -> str:
    """Escape what Markdown reads as markup.

    Args:
        text: Plain text.

    Returns:
        One line that CommonMark shows as it was.
    """
    line = _SPECIAL.sub(r"\\\g<0>", one_line(text))
    return _BLOCK.sub(lambda found: "\\" + found[1] if found[1] in "-+" else found[1] + "\\", line)


def link(text: str, address: str | None) -> str:
    """Link text to an address.

    Args:
        text: Plain text.
        address: Where it leads; None for text alone.

    Returns:
        An inline link of CommonMark.
    """
    if not address:
        return escape(text)
    safe = re.sub(r"[()<>\\\s]", lambda found: f"%{ord(found.group()):02X}", address)
    return f"[{escape(text)}]({safe})"


def _line(paper: Paper, why: str) -> str:
    named = link(paper.title, paper.address or paper.verified.source)
    facts = f"{escape(paper.byline)}, {escape(paper.venue)} {paper.year}."
    others = "".join(
        f" {link(kind.capitalize(), address)}." for kind, address in paper.links.items() if kind != "page"
    )
    return f"- {named} - {escape(why)} {facts}{others}"


def _anchor(heading: str) -> str:
    """Give the anchor that code hosts make of a heading."""
    return re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")


def _sections(base: KnowledgeBase, papers: list[Paper]) -> Iterator[tuple[int, str, str, list[str]]]:
    """Give level, heading, definition and lines of every role that holds some of the papers."""
    by_role: dict[str, list[str]] = {}
    for paper in papers:
        for placement in paper.roles:
            by_role.setdefault(placement.role, []).append(_line(paper, placement.why))
    roles = base.taxonomy.roles
    for role in roles.values():
        if any(below in by_role for below in base.taxonomy.descendants(role.id)):
            level = len(base.taxonomy.path(role.id)) - 1
            yield level, role.name, role.definition, by_role.get(role.id, [])
    rest = [line for role_id, lines in by_role.items() if role_id not in roles for line in lines]
    if rest:
        yield 0, _ELSEWHERE, "", rest


def write(base: KnowledgeBase, papers: Iterable[Paper]) -> str:
    """Write several papers, under every role that they stand in.

    Args:
        base: The knowledge base.
        papers: Papers of it; the newest stand first under each role.

    Returns:
        A Markdown document.
    """
    sections = list(_sections(base, newest_first(papers)))
    blocks = [f"# {escape(base.settings.name)}"]
    if base.settings.description:
        blocks.append(f"> {escape(base.settings.description)}")
    contents = [f"{'  ' * level}- [{escape(name)}](#{_anchor(name)})" for level, name, _, _ in sections]
    blocks += ["## Contents", "\n".join(contents)]
    for level, name, definition, lines in sections:
        blocks.append(f"{'#' * min(level + 2, _HEADINGS)} {escape(name)}")
        blocks += [escape(definition)] if definition else []
        blocks += ["\n".join(lines)] if lines else []
    return "\n\n".join(blocks) + "\n"
