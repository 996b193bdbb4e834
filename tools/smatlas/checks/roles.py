"""Rules about placements."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.facets import unknown_word
from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import suggestion


@rule("unknown-role", "roles")
def unknown_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A role is a node of the tree.

    A retired role names its successor; a new one is proposed by itself, not with a paper.
    """
    roles, retired = base.taxonomy.roles, base.taxonomy.tree.retired
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            if placement.role not in roles:
                successor = retired.get(placement.role)
                hint = f"it is now '{successor}'" if successor else suggestion(placement.role, roles)
                place = base.place(paper, "roles", index, "role")
                yield Defect(place, f"there is no role '{placement.role}'", hint)


@rule("repeated-role", "roles")
def repeated_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A paper stands in a role once.

    Two reasons for one role belong into one sentence.
    """
    for paper in base.papers.values():
        seen: set[str] = set()
        for index, placement in enumerate(paper.roles):
            if placement.role in seen:
                yield Defect(
                    base.place(paper, "roles", index, "role"),
                    f"the role '{placement.role}' is given twice",
                    "join the two placements",
                )
            seen.add(placement.role)


@rule("unknown-placer", "roles")
def unknown_placer(base: KnowledgeBase) -> Iterator[Defect]:
    """Who placed a paper is a word of the vocabulary `placers`.

    A reader must see which judgement is the survey's and which is ours.
    """
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            yield from unknown_word(base, paper, "placers", placement.by, ("roles", index, "by"))
