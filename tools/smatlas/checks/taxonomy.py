"""Rules about the tree and the vocabularies themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Severity, Steps, suggestion
from smatlas.taxonomy import Term


@rule("duplicate-role", "taxonomy")
def duplicate_role(base: KnowledgeBase) -> Iterator[Defect]:
    """A role id stands once in the tree, and is not retired at the same time.

    Every page and placement goes by it.

    Bad::

        # taxonomy/roles.yaml
        retired: {some-role: area}

    Good::

        # taxonomy/roles.yaml
        retired: {old-role: some-role}
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

    Bad::

        # taxonomy/roles.yaml
        retired: {old-role: some-rule}

    Good::

        # taxonomy/roles.yaml
        retired: {old-role: some-role}
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

    Bad::

        # taxonomy/roles.yaml
        survey: doe2024survye

    Good::

        # taxonomy/roles.yaml
        survey: doe2024first
    """
    survey = base.taxonomy.tree.survey
    if survey is not None and survey not in base.known_ids:
        place = base.taxonomy.place("roles.yaml", ("survey",))
        yield Defect(place, f"there is no paper '{survey}'", suggestion(survey, base.known_ids))


@rule("unknown-actor", "taxonomy")
def unknown_actor(base: KnowledgeBase) -> Iterator[Defect]:
    """What a role `helps` or `replaces` leads from one of the tree's actors to another.

    The picture of the framework is drawn from it.

    Bad::

        # taxonomy/roles.yaml
        actors: {pupil: {name: Pupil}, tutor: {name: Tutor}}
        roles:
          - {id: some-role, name: Some role, definition: It does one thing., includes: [a],
              excludes: [b], section: "1", helps: {from: tutor, to: pupils}}

    Good::

        # taxonomy/roles.yaml
        actors: {pupil: {name: Pupil}, tutor: {name: Tutor}}
        roles:
          - {id: some-role, name: Some role, definition: It does one thing., includes: [a],
              excludes: [b], section: "1", helps: {from: tutor, to: pupil}}
    """
    actors = base.taxonomy.tree.actors
    for path, role in base.taxonomy.steps:
        for field, arrow in (("helps", role.helps), ("replaces", role.replaces)):
            if arrow is None:
                continue
            for end, actor in (("from", arrow.source), ("to", arrow.target)):
                if actor not in actors:
                    place = base.taxonomy.place("roles.yaml", (*path, field, end))
                    yield Defect(place, f"there is no actor '{actor}'", suggestion(actor, actors))
            if arrow.source == arrow.target and arrow.source in actors:
                place = base.taxonomy.place("roles.yaml", (*path, field))
                yield Defect(place, f"'{arrow.source}' stands at both ends", "name two different actors")


@rule("duplicate-term", "taxonomy")
def duplicate_term(base: KnowledgeBase) -> Iterator[Defect]:
    """A term stands once in its vocabulary.

    Two definitions of one word are none.

    Bad::

        # taxonomy/facets.yaml
        outcomes:
          - {id: quality, definition: How good it is.}
          - {id: quality, definition: How well it is done.}

    Good::

        # taxonomy/facets.yaml
        outcomes:
          - {id: quality, definition: How good it is.}
          - {id: robustness, definition: How well it is done.}
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

    Bad::

        # taxonomy/venues.yaml
        venues:
          - {key: arXiv, name: arXiv, type: preprint}
          - {key: CONF, name: Conference on Examples, type: conference}
          - {key: CONF, name: Conference of Examples, type: conference}

    Good::

        # taxonomy/venues.yaml
        venues:
          - {key: arXiv, name: arXiv, type: preprint}
          - {key: CONF, name: Conference on Examples, type: conference}
          - {key: JEX, name: Journal of Examples, type: journal}
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


_LARGE = 50  # papers; in a smaller knowledge base gaps say nothing yet


@rule("leaf-without-papers", "taxonomy", Severity.WARNING)
def leaf_without_papers(base: KnowledgeBase) -> Iterator[Defect]:
    """A leaf of the tree holds papers, once there are fifty in all.

    An empty role is a gap to close, or a role too many.

    Bad::

        # taxonomy/roles.yaml
        roles:
          - {id: some-role, name: Some role, definition: It does one thing., includes: [a],
              excludes: [b], section: "1"}
          - {id: new-role, name: New role, definition: It does another., includes: [a],
              excludes: [b], section: "1"}

    Good::

        # taxonomy/roles.yaml
        roles:
          - {id: some-role, name: Some role, definition: It does one thing., includes: [a],
              excludes: [b], section: "1"}
    """
    for path, role in base.taxonomy.steps:
        if len(base.papers) >= _LARGE and not role.children and not base.by_role[role.id]:
            place = base.taxonomy.place("roles.yaml", (*path, "id"))
            yield Defect(place, f"no paper stands in '{role.id}'", "add one, or move the role")


@rule("rare-term", "taxonomy", Severity.WARNING)
def rare_term(base: KnowledgeBase) -> Iterator[Defect]:
    """A facet term is used by at least three papers, once there are fifty in all.

    A term that hardly anybody uses filters nothing.

    Bad::

        # taxonomy/facets.yaml
        facets:
          methods:
            name: Methods
            definition: How it was found out.
            terms:
              - {id: measurement, definition: Something is measured.}
              - {id: guesswork, definition: Something is guessed.}

    Good::

        # taxonomy/facets.yaml
        facets:
          methods:
            name: Methods
            definition: How it was found out.
            terms:
              - {id: measurement, definition: Something is measured.}
    """
    if len(base.papers) < _LARGE:
        return
    used = Counter(
        (facet, term) for p in base.papers.values() for facet, terms in p.facets.items() for term in terms
    )
    for facet, held in base.taxonomy.vocabularies.facets.items():
        for index, term in enumerate(held.terms):
            if used[facet, term.id] < 3:
                place = base.taxonomy.place("facets.yaml", ("facets", facet, "terms", index, "id"))
                yield Defect(
                    place, f"'{term.id}' is used {used[facet, term.id]} times", "use it more, or drop it"
                )
