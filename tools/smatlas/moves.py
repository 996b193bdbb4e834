"""Moving a role: every placement follows, and the old id leaves a forwarding address."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Place, suggestion

ROLES = "taxonomy/roles.yaml"


class MoveError(ValueError):
    """A role cannot be moved as asked.

    Args:
        message: Why, and what to do.
    """


@dataclass(frozen=True)
class Move:
    """What moving a role changes.

    Attributes:
        texts: New text by file, relative to the knowledge base.
        papers: Ids of the papers whose placement follows.
        gone: Files to remove, relative to the knowledge base.
    """

    texts: Mapping[str, str]
    papers: tuple[str, ...]
    gone: tuple[str, ...] = ()


def move(base: KnowledgeBase, old: str, new: str) -> Move:
    """Move a leaf of the tree into another role.

    The placements, the roles of advice and the essay follow; the node leaves a forwarding
    address. Where both roles have an essay, the old one is put below the new one's.

    Args:
        base: The knowledge base.
        old: Id of the role that goes; it has no children.
        new: Id of the role that takes its papers.

    Returns:
        The new texts.

    Raises:
        MoveError: A role is unknown or not a leaf, or a paper stands in both already.
    """
    _movable(base, old, new)
    texts: dict[str, str] = {}
    papers: list[str] = []
    for paper in base.papers.values():
        places = [base.place(paper, "roles", i, "role") for i, p in enumerate(paper.roles) if p.role == old]
        if places:
            document = base.documents[base.stems[paper.id]]
            text = document.text
            for place in places:
                text = _replaced(text, place, old, new)
            texts[document.file] = text
            papers.append(paper.id)
    texts[ROLES] = _retired(base, old, new)
    texts |= _advice(base, old, new)
    essay = base.essays.get(old)
    if essay is None:
        return Move(texts, tuple(papers))
    there = base.essays.get(new)
    file = there.file if there else essay.file.replace(f"{old}.md", f"{new}.md")
    texts[file] = f"{there.text.rstrip()}\n\n{essay.text}" if there else essay.text
    return Move(texts, tuple(papers), (essay.file,))


def _advice(base: KnowledgeBase, old: str, new: str) -> dict[str, str]:
    """Let advice lead to the new role; where it leads there already, the old one goes."""
    document = base.guide.document
    found = [
        (("advice", index, "roles", number), new in advice.roles)
        for index, advice in enumerate(base.guide.advice)
        for number, role in enumerate(advice.roles)
        if role == old
    ]
    if document is None or not found:
        return {}
    text = document.text
    for path, there in reversed(found):  # from the end, so that earlier places stay true
        place = document.place(path)
        text = _taken_out(text, place, old) if there else _replaced(text, place, old, new)
    return {document.file: text}


def _taken_out(text: str, place: Place, old: str) -> str:
    """Take an id out of a list in brackets, with the comma that divides it from its neighbour."""
    lines = text.splitlines(keepends=True)
    line = lines[place.line - 1]
    before, after = line[: place.column - 1], line[place.column - 1 :].replace(old, "", 1)
    if before.endswith(", "):
        before = before.removesuffix(", ")
    else:
        after = after.removeprefix(", ")
    lines[place.line - 1] = before + after
    return "".join(lines)


def _movable(base: KnowledgeBase, old: str, new: str) -> None:
    roles = base.taxonomy.roles
    for role in (old, new):
        if role not in roles:
            raise MoveError(f"there is no role '{role}' ({suggestion(role, roles)})")
    if roles[old].children:
        raise MoveError(f"'{old}' has roles below it: move those first")
    if old == new:
        raise MoveError("a role cannot move into itself")
    both = [p.id for p in base.papers.values() if {old, new} <= {placement.role for placement in p.roles}]
    if both:
        raise MoveError(f"these stand in both; join their two reasons by hand first: {', '.join(both)}")


def _replaced(text: str, place: Place, old: str, new: str) -> str:
    """Put one id for another at a place; quotes around it stay."""
    lines = text.splitlines(keepends=True)
    line = lines[place.line - 1]
    before, after = line[: place.column - 1], line[place.column - 1 :]
    lines[place.line - 1] = before + after.replace(old, new, 1)
    return "".join(lines)


def _retired(base: KnowledgeBase, old: str, new: str) -> str:
    """Take the node out of the tree, and enter it under `retired`."""
    document = base.taxonomy.documents["roles.yaml"]
    path = next(path for path, role in base.taxonomy.steps if role.id == old)
    lines = document.text.splitlines(keepends=True)
    first = document.place(path).line - 1
    indent = len(lines[first]) - len(lines[first].lstrip())
    last = first + 1
    while last < len(lines) and (
        not lines[last].strip() or len(lines[last]) - len(lines[last].lstrip()) > indent
    ):
        last += 1
    del lines[first:last]
    if not any(
        line.strip() and len(line) - len(line.lstrip()) == indent for line in lines[first : first + 1]
    ) and (lines[first - 1].strip() == "children:"):
        del lines[first - 1]  # the only child is gone, and with it the list
    retired = {**base.taxonomy.tree.retired, old: new}
    retired = {key: new if value == old else value for key, value in retired.items()}
    entry = "retired: {" + ", ".join(f"{key}: {value}" for key, value in retired.items()) + "}\n"
    text = "".join(lines)
    if base.taxonomy.tree.retired:
        return re.sub(r"^retired:.*\n(?:[ \t]+.*\n)*", lambda _: entry, text, count=1, flags=re.MULTILINE)
    return re.sub(r"^roles:", lambda _: entry + "roles:", text, count=1, flags=re.MULTILINE)
