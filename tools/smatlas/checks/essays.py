"""Rules about the essays that open the pages of roles."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Place, Severity, suggestion

_FEWEST, _MOST = 150, 300


@rule("essay-of-no-role", "essays")
def essay_of_no_role(base: KnowledgeBase) -> Iterator[Defect]:
    """An essay is named after a role.

    It opens the page of that role.

    Bad::

        # essays/some-rule.md
        Somebody [did one thing](@doe2024first).

    Good::

        # essays/some-role.md
        (150 words)
    """
    for role, essay in base.essays.items():
        if role not in base.taxonomy.roles:
            hint = suggestion(role, base.taxonomy.roles)
            yield Defect(Place(essay.file), f"there is no role '{role}'", hint)


@rule("essay-links-nowhere", "essays")
def essay_links_nowhere(base: KnowledgeBase) -> Iterator[Defect]:
    """A link of an essay names a record.

    A claim without its record is hearsay.

    Bad::

        # essays/some-role.md
        Somebody [did one thing](@doe2024frist).

    Good::

        # essays/some-role.md
        (150 words)
    """
    for essay in base.essays.values():
        for span in essay.links:
            if span.paper is not None and span.paper not in base.known_ids:
                hint = suggestion(span.paper, base.known_ids)
                yield Defect(essay.place(span.start), f"there is no paper '{span.paper}'", hint)


@rule("essay-without-evidence", "essays", Severity.WARNING)
def essay_without_evidence(base: KnowledgeBase) -> Iterator[Defect]:
    """Every paragraph of an essay links to a record.

    An essay tells what the records say, not what somebody remembers.

    Bad::

        # essays/some-role.md
        One thing is done for another, as everybody knows.

    Good::

        # essays/some-role.md
        (150 words)
    """
    for essay in base.essays.values():
        for paragraph in essay.paragraphs:
            if all(span.paper is None for span in paragraph):
                place = essay.place(paragraph[0].start)
                yield Defect(
                    place, "the paragraph links to no record", "link its claims as [words](@paper-id)"
                )


@rule("essay-length", "essays", Severity.WARNING)
def essay_length(base: KnowledgeBase) -> Iterator[Defect]:
    """An essay has 150 to 300 words.

    Fewer say too little, and more are not read.

    Bad::

        # essays/some-role.md
        Somebody [did one thing](@doe2024first).

    Good::

        # essays/some-role.md
        (150 words)
    """
    for essay in base.essays.values():
        if not _FEWEST <= essay.words <= _MOST:
            told = f"the essay has {essay.words} words"
            yield Defect(Place(essay.file), told, f"bring it to {_FEWEST} to {_MOST}")
