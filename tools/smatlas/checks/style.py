"""Rules about how names, titles and texts are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.names import split
from smatlas.problems import Edit, Severity
from smatlas.text import title_key, words

_ET_AL = re.compile(r"^(?:et\s+al\.?|others|and others|\.\.\.|…)$|\bet\s+al\b\.?", re.IGNORECASE)


@rule("et-al", "style")
def et_al(base: KnowledgeBase) -> Iterator[Defect]:
    """An author list names everybody.

    A list that was cut makes the cut ones invisible to every search, export and count.

    Bad::

        authors: [Jane Doe, et al.]

    Good::

        authors: [Jane Doe, Max Roe, Ann Poe]
    """
    for paper in base.papers.values():
        for index, author in enumerate(paper.authors):
            if _ET_AL.search(author):
                place = base.place(paper, "authors", index)
                yield Defect(place, f"'{author}' stands for people", "name them all, in the printed order")


@rule("repeated-author", "style", Severity.WARNING)
def repeated_author(base: KnowledgeBase) -> Iterator[Defect]:
    """An author stands once.

    Two people of one name exist, but a slip of the hand is more frequent.

    Bad::

        authors: [Jane Doe, Max Roe, Jane Doe]

    Good::

        authors: [Jane Doe, Max Roe]
    """
    for paper in base.papers.values():
        for index, author in enumerate(paper.authors):
            if author in paper.authors[:index]:
                place = base.place(paper, "authors", index)
                yield Defect(place, f"'{author}' stands twice", "look at the printed list")


@rule("initials-only", "style", Severity.WARNING)
def initials_only(base: KnowledgeBase) -> Iterator[Defect]:
    """Given names are written out where the source prints them.

    `J. Doe` is many people.

    Bad::

        authors: [J. Doe]

    Good::

        authors: [Jane Doe]
    """
    for paper in base.papers.values():
        for index, author in enumerate(paper.authors):
            given = split(author).given if "." in author else ""
            if "." in given and all(len(part) == 1 for part in words(given)):
                place = base.place(paper, "authors", index)
                yield Defect(
                    place, f"'{author}' has initials alone", "look whether the paper prints the name"
                )


@rule("name-in-capitals", "style", Severity.WARNING)
def name_in_capitals(base: KnowledgeBase) -> Iterator[Defect]:
    """A name is not written in capitals.

    Capitals are the registry's habit, not the author's name.

    Bad::

        authors: [Jane DOE]

    Good::

        authors: [Jane Doe]
    """
    for paper in base.papers.values():
        for index, author in enumerate(paper.authors):
            if any(part.isupper() for part in re.findall(r"[^\W\d_]{3,}", author)):
                place = base.place(paper, "authors", index)
                yield Defect(place, f"'{author}' is in capitals", f"write it as '{author.title()}'")


@rule("title-in-capitals", "style", Severity.WARNING)
def title_in_capitals(base: KnowledgeBase) -> Iterator[Defect]:
    """A title is not written in capitals.

    Capitals hide which words are names, and every list and export shouts.

    Bad::

        title: "AN EXAMPLE OF A TITLE"
        verified: {on: 2026-01-31, source: "https://example.org/", title: "AN EXAMPLE OF A TITLE"}

    Good::

        title: "An Example of a Title"
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example of a Title"}
    """
    for paper in base.papers.values():
        letters = [sign for sign in paper.title if sign.isalpha()]
        if len(words(paper.title)) > 2 and letters and all(sign.isupper() for sign in letters):
            yield Defect(
                base.place(paper, "title"), "the title is in capitals", "write it as the paper means it"
            )


@rule("title-full-stop", "style", Severity.WARNING, mends=True)
def title_full_stop(base: KnowledgeBase) -> Iterator[Defect]:
    """A title does not end in a full stop.

    Some registries add one; citation styles add another.

    Bad::

        title: "An Example of a Title."
        verified: {on: 2026-01-31, source: "https://example.org/",
            title: "An Example of a Title."}

    Good::

        title: "An Example of a Title"
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example of a Title"}
    """
    for paper in base.papers.values():
        if paper.title.endswith(".") and not paper.title.endswith(("...", "etc.", "al.")):
            fix = (Edit("set", ("title",), paper.title.removesuffix(".")),)
            yield Defect(base.place(paper, "title"), "the title ends in a full stop", "take it off", fix)


@rule("summary-too-short", "style", Severity.WARNING)
def summary_too_short(base: KnowledgeBase) -> Iterator[Defect]:
    """A summary has at least fifteen words.

    Problem, idea and outcome do not fit into fewer.

    Bad::

        summary: It is about examples.

    Good::

        summary: >-
          Examples are read before rules are. The authors put one beside each of sixty rules and count
          how often people then ask what a rule means. They ask half as often.
    """
    for paper in base.papers.values():
        # Counting words costs more than all else here: only short texts are counted.
        number = len(words(paper.summary)) if len(paper.summary) < 300 else 15
        if number < 15:
            place = base.place(paper, "summary")
            yield Defect(place, f"the summary has {number} words", "say problem, idea and outcome")


@rule("summary-too-long", "style", Severity.WARNING)
def summary_too_long(base: KnowledgeBase) -> Iterator[Defect]:
    """A summary has at most 140 words.

    It is read in lists; who wants more reads the paper.

    Bad::

        summary: >-
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.
          Examples are read before rules, and so the authors put one beside each of sixty rules, and count.

    Good::

        summary: >-
          Examples are read before rules are. The authors put one beside each of sixty rules and count
          how often people then ask what a rule means. They ask half as often.
    """
    for paper in base.papers.values():
        number = len(words(paper.summary)) if len(paper.summary) > 280 else 0
        if number > 140:
            yield Defect(base.place(paper, "summary"), f"the summary has {number} words", "shorten it")


@rule("summary-repeats-title", "style")
def summary_repeats_title(base: KnowledgeBase) -> Iterator[Defect]:
    """A summary says more than the title.

    A copied title tells the reader nothing that stands not above it.

    Bad::

        title: "An Example of a Title"
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example of a Title"}
        summary: An example of a title.

    Good::

        title: "An Example of a Title"
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example of a Title"}
        summary: >-
          Examples are read before rules are; here one stands beside each rule, and questions
          become fewer.
    """
    for paper in base.papers.values():
        alike = len(paper.summary) < 2 * len(paper.title)
        if alike and title_key(paper.summary) == title_key(paper.title):
            yield Defect(
                base.place(paper, "summary"), "the summary is the title", "write it in your own words"
            )
