"""Rules about placements."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.facets import unknown_word
from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Edit, Severity, suggestion
from smatlas.text import title_key


@rule("unknown-role", "roles")
def unknown_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A role is a node of the tree.

    A new role is proposed by itself, not with a paper.

    Bad::

        roles: [{role: some-rule, why: It does one thing here., where: abstract, by: editors}]

    Good::

        roles: [{role: some-role, why: It does one thing here., where: abstract, by: editors}]
    """
    roles, retired = base.taxonomy.roles, base.taxonomy.tree.retired
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            if placement.role not in roles and placement.role not in retired:
                place = base.place(paper, "roles", index, "role")
                yield Defect(place, f"there is no role '{placement.role}'", suggestion(placement.role, roles))


@rule("moved-role", "roles", mends=True)
def moved_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A role that was retired is no longer used.

    Old links follow its forwarding address; records name the successor.

    Bad::

        roles: [{role: old-role, why: It does one thing here., where: abstract, by: editors}]

    Good::

        roles: [{role: some-role, why: It does one thing here., where: abstract, by: editors}]
    """
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            successor = base.taxonomy.tree.retired.get(placement.role)
            if successor is not None and placement.role not in base.taxonomy.roles:
                place = base.place(paper, "roles", index, "role")
                held = successor in {other.role for other in paper.roles}  # two reasons: a person joins them
                fix = () if held else (Edit("set", ("roles", index, "role"), successor),)
                told = f"the role '{placement.role}' was retired"
                yield Defect(place, told, f"it is now '{successor}'", fix)


@rule("inner-role", "roles", Severity.WARNING)
def inner_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A paper stands in a leaf of the tree.

    Only a work about the field as a whole, which has a `kind`, stands further up.

    Bad::

        roles: [{role: area, why: It does one thing here., where: abstract, by: editors}]

    Good::

        roles: [{role: some-role, why: It does one thing here., where: abstract, by: editors}]
    """
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            role = base.taxonomy.roles.get(placement.role)
            if paper.kind is None and role is not None and role.children:
                place = base.place(paper, "roles", index, "role")
                below = ", ".join(child.id for child in role.children)
                yield Defect(place, f"'{role.id}' has roles below it", f"take the one that fits: {below}")


@rule("why-repeats-definition", "roles")
def why_repeats_definition(base: KnowledgeBase) -> Iterator[Defect]:
    """A reason is about this paper, not about its role.

    The definition of the role stands on the role's page already.

    Bad::

        roles: [{role: some-role, why: One thing is done for another., where: abstract,
            by: editors}]

    Good::

        roles: [{role: some-role, why: A tagger orders the texts for a parser., where: abstract,
            by: editors}]
    """
    definitions = {role.id: title_key(role.definition) for role in base.taxonomy.roles.values()}
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            if title_key(placement.why) == definitions.get(placement.role):
                place = base.place(paper, "roles", index, "why")
                yield Defect(
                    place, "the reason repeats the definition of the role", "say what holds for this paper"
                )


@rule("why-repeats-another", "roles")
def why_repeats_another(base: KnowledgeBase) -> Iterator[Defect]:
    """A reason stands once.

    One sentence that fits two papers says nothing of either.

    Bad::

        roles: [{role: some-role, why: It helps., where: abstract, by: editors}]
        ---
        roles: [{role: some-role, why: It helps., where: abstract, by: editors}]

    Good::

        roles: [{role: some-role, why: A tagger orders the texts for a parser., where: abstract,
            by: editors}]
        ---
        roles: [{role: some-role, why: A parser checks what a tagger said., where: abstract,
            by: editors}]
    """
    seen: dict[str, str] = {}
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            other = seen.setdefault(title_key(placement.why), paper.id)
            if other != paper.id:
                place = base.place(paper, "roles", index, "why")
                yield Defect(place, f"the reason is that of '{other}'", "say what holds for this paper alone")


@rule("repeated-role", "roles")
def repeated_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A paper stands in a role once.

    Two reasons for one role belong into one sentence.

    Bad::

        roles:
          - {role: some-role, why: A tagger orders the texts., where: abstract, by: editors}
          - {role: some-role, why: A tagger also drops some., where: §3, by: editors}

    Good::

        roles:
          - {role: some-role, why: A tagger orders the texts and drops some., where: "abstract,
              §3", by: editors}
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

    Bad::

        roles: [{role: some-role, why: A tagger orders the texts., where: abstract, by: me}]

    Good::

        roles: [{role: some-role, why: A tagger orders the texts., where: abstract, by: editors}]
    """
    for paper in base.papers.values():
        for index, placement in enumerate(paper.roles):
            yield from unknown_word(base, paper, "placers", placement.by, ("roles", index, "by"))
