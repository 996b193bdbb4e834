"""The guide: questions, and the advice that holds under the answers, with its evidence.

All of it is on one page, readable as it stands; a script hides what the answers rule out.
Which advice that is, and in what order, is told by `smatlas.guide.Guide.choose`; a test holds
the script to it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from smatlas.guide import Advice, Evidence
from smatlas.model import Finding, Paper
from smatlas.site.page import Page, Site
from smatlas.taxonomy import Role


@dataclass(frozen=True)
class Condition:
    """A question whose answer a piece of advice depends on.

    Attributes:
        id: Id of the question.
        question: The question.
        answers: The answers under which the advice holds, as shown.
    """

    id: str
    question: str
    answers: tuple[str, ...]


@dataclass(frozen=True)
class Piece:
    """A piece of advice with what the page shows beside it.

    Attributes:
        advice: The advice.
        given: The answers under which it holds, by question, as JSON for the script.
        conditions: The same in words, in the order of the questions.
        roles: The roles that it leads to.
        evidence: Findings that bear it, each with its paper.
        against: Findings that speak against it.
    """

    advice: Advice
    given: str
    conditions: tuple[Condition, ...]
    roles: tuple[Role, ...]
    evidence: tuple[tuple[Paper, Finding], ...]
    against: tuple[tuple[Paper, Finding], ...]


def pages(site: Site) -> Iterator[Page]:
    """Make the page.

    Args:
        site: What to render.

    Yields:
        The guide; nothing where the knowledge base has none.
    """
    guide, path = site.base.guide, "guide/index.md"
    if not guide.advice:
        return
    pieces = [_piece(site, chosen.advice) for chosen in guide.choose({})]
    parts = [(part, [piece for piece in pieces if piece.advice.part == part.id]) for part in guide.parts]
    yield Page(
        path,
        "Guide",
        site.render("guide.html", path, guide=guide, parts=parts),
        description=f"{len(guide.questions)} questions, and {len(guide.advice)} pieces of advice, each with "
        "the findings for and against it, what it costs, and when not to follow it.",
        styles=("sides.css", "guide.css"),
        scripts=("guide.js",),
    )


def _piece(site: Site, advice: Advice) -> Piece:
    roles = site.base.taxonomy.roles
    return Piece(
        advice,
        json.dumps(advice.given),
        tuple(_conditions(site, advice)),
        tuple(roles[role] for role in advice.roles if role in roles),
        tuple(_held(site, advice.evidence)),
        tuple(_held(site, advice.against)),
    )


def _conditions(site: Site, advice: Advice) -> Iterator[Condition]:
    for question in site.base.guide.questions:
        held = advice.given.get(question.id, ())
        answers = tuple(answer.name for answer in question.answers if answer.id in held)
        if answers:
            yield Condition(question.id, question.question, answers)


def _held(site: Site, named: Iterable[Evidence]) -> Iterator[tuple[Paper, Finding]]:
    """Give every finding that evidence names; a record may have several of one kind."""
    for evidence in named:
        paper = site.base.papers.get(evidence.paper)
        if paper is not None:
            yield from ((paper, finding) for finding in evidence.findings(paper))
