"""Rules about the tree and the vocabularies themselves."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import suggestion
from smatlas.records import Steps
from smatlas.taxonomy import Term


@rule("duplicate-role", "taxonomy")
def duplicate_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A role id stands once in the tree, and is not retired at the same time.

    Every page and placement goes by it.
    """
    seen: set[str] = set()
    for path, role in base.taxonomy.steps:
        if role.id in seen or role.id in base.taxonomy.tree.retired:
            place = base.taxonomy.place("roles.yaml", (*path, "id"))
            yield Defect(place, f"the role id '{role.id}' is taken", "choose another id")
        seen.add(role.id)


@rule("unknown-successor", "taxonomy")
def unknown_successor(base: KnowledgeBase) -> Iterator[Defect]:
    """A retired role names a role that is there.

    Old links follow it.
    """
    for old, successor in base.taxonomy.tree.retired.items():
        if successor not in base.taxonomy.roles:
            place = base.taxonomy.place("roles.yaml", ("retired", old))
            yield Defect(
                place,
                f"'{old}' leads to '{successor}', which is no role",
                suggestion(successor, base.taxonomy.roles),
            )


@rule("unknown-survey", "taxonomy")
def unknown_survey(base: KnowledgeBase) -> Iterator[Defect]:
    """The survey whose tree this is has a record.

    The site points to it.
    """
    survey = base.taxonomy.tree.survey
    if survey is not None and survey not in base.known_ids:
        place = base.taxonomy.place("roles.yaml", ("survey",))
        yield Defect(place, f"there is no paper '{survey}'", suggestion(survey, base.known_ids))


@rule("duplicate-term", "taxonomy")
def duplicate_term(base: KnowledgeBase) -> Iterator[Defect]:
    """A term stands once in its vocabulary.

    Two definitions of one word are none.
    """
    words = base.taxonomy.vocabularies
    lists: dict[Steps, tuple[Term, ...]] = {
        ("facets", name, "terms"): facet.terms for name, facet in words.facets.items()
    }
    lists |= {(name,): getattr(words, name) for name in ("kinds", "placers", "outcomes", "parties", "links")}
    for path, terms in lists.items():
        seen: set[str] = set()
        for index, term in enumerate(terms):
            if term.id in seen:
                place = base.taxonomy.place("facets.yaml", (*path, index, "id"))
                yield Defect(place, f"the term '{term.id}' stands twice", "remove one")
            seen.add(term.id)


@rule("duplicate-venue", "taxonomy")
def duplicate_venue(base: KnowledgeBase) -> Iterator[Defect]:
    """A venue key stands once.

    The first of two would hide the second.
    """
    document = base.taxonomy.documents.get("venues.yaml")
    if document is None or not isinstance(document.data, dict):
        return
    seen: set[str] = set()
    for index, venue in enumerate(document.data.get("venues") or ()):
        key = venue.get("key") if isinstance(venue, dict) else None
        if isinstance(key, str):
            if key in seen:
                yield Defect(
                    document.place(("venues", index, "key")), f"the venue '{key}' stands twice", "remove one"
                )
            seen.add(key)
