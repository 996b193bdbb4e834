"""Rules about references."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.identifiers import SCHEMES, parse
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.problems import Edit, Steps, suggestion


@rule("unknown-reference", "citations")
def unknown_reference(base: KnowledgeBase) -> Iterator[Defect]:
    """A cited paper is a record here; what is not goes under `outside`.

    Every edge of the graph must lead somewhere.

    Bad::

        references: {status: partial, source: page 9, papers: [doe2024frist]}

    Good::

        references: {status: partial, source: page 9, papers: [doe2024second]}
    """
    for paper in base.papers.values():
        for index, cited in enumerate(paper.references.papers if paper.references else ()):
            if cited not in base.known_ids:
                yield Defect(
                    base.place(paper, "references", "papers", index),
                    f"there is no paper '{cited}'",
                    suggestion(cited, base.known_ids),
                )


@rule("self-reference", "citations", mends=True)
def self_reference(base: KnowledgeBase) -> Iterator[Defect]:
    """A paper does not cite itself.

    An edge from a paper to itself is a slip of the hand.

    Bad::

        references: {status: partial, source: page 9, papers: [doe2024first]}

    Good::

        references: {status: partial, source: page 9, papers: [doe2024second]}
    """
    for paper in base.papers.values():
        for index, cited in enumerate(paper.references.papers if paper.references else ()):
            if cited == paper.id:
                path: Steps = ("references", "papers", index)
                yield Defect(
                    base.place(paper, *path), "it cites itself", "remove it", (Edit("remove", path),)
                )


@rule("repeated-reference", "citations", mends=True)
def repeated_reference(base: KnowledgeBase) -> Iterator[Defect]:
    """A work stands once in a reference list.

    Counts of shared references rest on it.

    Bad::

        references: {status: partial, source: page 9, outside: ["arxiv:2302.13971",
            "arxiv:2302.13971"]}

    Good::

        references: {status: partial, source: page 9, outside: ["arxiv:2302.13971"]}
    """
    for paper in base.papers.values():
        lists = (
            {"papers": paper.references.papers, "outside": paper.references.outside}
            if paper.references
            else {}
        )
        for name, cited in lists.items():
            for index, work in enumerate(cited):
                if work in cited[:index]:
                    path: Steps = ("references", name, index)
                    fix = (Edit("remove", path),)
                    yield Defect(base.place(paper, *path), f"'{work}' stands twice", "remove one", fix)


@rule("malformed-outside-reference", "citations", mends=True)
def malformed_outside_reference(base: KnowledgeBase) -> Iterator[Defect]:
    """A work outside is given as `scheme:identifier`.

    Works that two papers share are recognised by it.

    Bad::

        references: {status: partial, source: page 9,
            outside: ["https://arxiv.org/abs/2302.13971"]}

    Good::

        references: {status: partial, source: page 9, outside: ["arxiv:2302.13971"]}
    """
    for paper in base.papers.values():
        for index, text in enumerate(paper.references.outside if paper.references else ()):
            found = parse(text)
            if found is None or str(found).casefold() != text.casefold():
                hint = f"write '{found}'" if found else f"such as arxiv:{SCHEMES['arxiv'].example}"
                path: Steps = ("references", "outside", index)
                fix = (Edit("set", path, str(found)),) if found else ()
                told = f"'{text}' is not an identifier in canonical spelling"
                yield Defect(base.place(paper, *path), told, hint, fix)


@rule("outside-is-inside", "citations", mends=True)
def outside_is_inside(base: KnowledgeBase) -> Iterator[Defect]:
    """A work under `outside` is not one that has a record here.

    The edge belongs into the graph; it was outside before the record came.

    Bad::

        references: {status: partial, source: page 9, outside: ["arxiv:2306.08543"]}
        ---
        identifiers: {arxiv: "2306.08543"}

    Good::

        references: {status: partial, source: page 9, papers: [doe2024second]}
        ---
        identifiers: {arxiv: "2306.08543"}
    """
    for paper in base.papers.values():
        for index, text in enumerate(paper.references.outside if paper.references else ()):
            found = parse(text)
            if found is not None and found in base.by_identifier:
                other = base.by_identifier[found][0].id
                path: Steps = ("references", "outside", index)
                place, hint = base.place(paper, *path), f"move it to papers, as '{other}'"
                yield Defect(place, f"{text} is '{other}', which is here", hint, _moved(paper, path, other))


def _moved(paper: Paper, path: Steps, other: str) -> tuple[Edit, ...]:
    """Move a work from `outside` to `papers`, unless it stands there, too, or is the paper itself."""
    there = paper.references.papers if paper.references else ()
    gone = Edit("remove", path)
    append = Edit("append", ("references", "papers"), other)
    return (gone,) if other in there or other == paper.id else (append, gone)


@rule("cites-the-future", "citations")
def cites_the_future(base: KnowledgeBase) -> Iterator[Defect]:
    """A paper does not cite one that is two or more years younger.

    A later version may cite what came a year after; more than that is a wrong edge or year.

    Bad::

        year: 2018
        references: {status: partial, source: page 9, papers: [doe2024second]}
        ---
        year: 2024

    Good::

        year: 2024
        references: {status: partial, source: page 9, papers: [doe2024second]}
        ---
        year: 2018
    """
    for paper in base.papers.values():
        for index, cited in enumerate(paper.references.papers if paper.references else ()):
            other = base.papers.get(cited)
            if other is not None and other.year >= paper.year + 2 and not _posted_by(other, paper.year + 1):
                place = base.place(paper, "references", "papers", index)
                told = f"'{cited}' of {other.year} is cited by a paper of {paper.year}"
                yield Defect(place, told, "look at the edge and at both years")


def _posted_by(paper: Paper, year: int) -> bool:
    """Tell whether a preprint of the paper was there by the end of a year."""
    posted = paper.identifiers.get("arxiv", "")[:2]
    return posted.isdigit() and 2000 + int(posted) <= year
