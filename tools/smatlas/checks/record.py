"""Rules about a record as a whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from smatlas.checks.facets import unknown_word
from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase


@rule("id-not-file-name", "record")
def id_not_file_name(base: KnowledgeBase) -> Iterator[Defect]:
    """The id of a record equals its file name.

    Links, references and history all go by the id; two names for one record break them.

    Bad::

        # papers/doe2024example.yaml
        id: doe2024exampel

    Good::

        # papers/doe2024example.yaml
        id: doe2024example
    """
    for stem, document in base.documents.items():
        if isinstance(document.data, Mapping):
            written = document.data.get("id")
            if isinstance(written, str) and written.strip() != stem:
                yield Defect(
                    document.place(("id",)),
                    f"the id '{written}' differs from the file name '{stem}.yaml'",
                    f"write 'id: {stem}', or rename the file if it is new",
                )


@rule("former-id-taken", "record")
def former_id_taken(base: KnowledgeBase) -> Iterator[Defect]:
    """A former id belongs to one paper for ever.

    Old links must lead to one place; an id that comes back leads to two.

    Bad::

        formerly: [doe2023draft]
        ---
        formerly: [doe2023draft]

    Good::

        formerly: [doe2023draft]
        ---
        formerly: [roe2023draft]
    """
    owners: dict[str, str] = {}
    for paper in base.papers.values():
        for index, old in enumerate(paper.formerly):
            other = old if old in base.known_ids else owners.setdefault(old, paper.id)
            if other != paper.id:
                yield Defect(
                    base.place(paper, "formerly", index),
                    f"the former id '{old}' also belongs to '{other}'",
                    "remove it from one of the two",
                )


@rule("unknown-kind", "record", mends=True)
def unknown_kind(base: KnowledgeBase) -> Iterator[Defect]:
    """The kind of a work is a word of the vocabulary `kinds`.

    An ordinary paper needs none.

    Bad::

        kind: overview

    Good::

        kind: survey
    """
    for paper in base.papers.values():
        if paper.kind is not None:
            yield from unknown_word(base, paper, "kinds", paper.kind, ("kind",))


@rule("unknown-link", "record")
def unknown_link(base: KnowledgeBase) -> Iterator[Defect]:
    """The kind of a link is a word of the vocabulary `links`.

    Addresses that follow from an identifier are built from it and never stored.

    Bad::

        links: {repository: "https://example.org/code"}

    Good::

        links: {code: "https://example.org/code"}
    """
    for paper in base.papers.values():
        for kind in paper.links:
            yield from unknown_word(base, paper, "links", kind, ("links", kind))
