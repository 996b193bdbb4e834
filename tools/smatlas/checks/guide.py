"""Rules about the guide: every piece of advice rests on findings that are there."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.guide import Evidence
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Severity, Steps, suggestion

_MOST_QUESTIONS = 7


@rule("advice-repeats-id", "guide")
def advice_repeats_id(base: KnowledgeBase) -> Iterator[Defect]:
    """An id stands once among the advice, the questions, the parts.

    Links and answers go by it.

    Bad::

        # taxonomy/guide.yaml
        parts:
          - {id: choose, name: Choose, definition: Which one to take.}
          - {id: choose, name: Choose again, definition: Which other one to take.}

    Good::

        # taxonomy/guide.yaml
        parts:
          - {id: choose, name: Choose, definition: Which one to take.}
          - {id: deploy, name: Deploy, definition: How to run it.}
    """
    for name in ("parts", "questions", "advice"):
        seen: set[str] = set()
        for index, each in enumerate(getattr(base.guide, name)):
            if each.id in seen:
                place = base.guide.place((name, index, "id"))
                yield Defect(place, f"the id '{each.id}' stands twice in {name}", "choose another id")
            seen.add(each.id)


@rule("too-many-questions", "guide")
def too_many_questions(base: KnowledgeBase) -> Iterator[Defect]:
    """The decision path asks at most seven questions, each with its own answers.

    Nobody answers more.

    Bad::

        # taxonomy/guide.yaml
        questions:
          - {id: q1, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}
          - {id: q2, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}
          - {id: q3, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}
          - {id: q4, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}
          - {id: q5, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}
          - {id: q6, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}
          - {id: q7, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}
          - {id: q8, question: A?, why: B., answers: [{id: "no", name: No}, {id: "yes", name: Yes}]}

    Good::

        # taxonomy/guide.yaml
        questions:
          - {id: budget, question: How much?, why: It costs.,
             answers: [{id: tight, name: Little}, {id: ample, name: Much}]}
    """
    if len(base.guide.questions) > _MOST_QUESTIONS:
        place = base.guide.place(("questions", _MOST_QUESTIONS))
        yield Defect(place, f"there are {len(base.guide.questions)} questions", "join or drop some")


@rule("idle-question", "guide", Severity.WARNING)
def idle_question(base: KnowledgeBase) -> Iterator[Defect]:
    """Some advice depends on every question.

    A question whose answers change nothing wastes the reader's time.

    Bad::

        # taxonomy/guide.yaml
        questions:
          - {id: colour, question: Which colour?, why: No reason.,
             answers: [{id: red, name: Red}, {id: blue, name: Blue}]}

    Good::

        # taxonomy/guide.yaml
        questions:
          - {id: budget, question: How much?, why: It costs.,
             answers: [{id: tight, name: Little}, {id: ample, name: Much}]}
    """
    asked = {key for advice in base.guide.advice for key in advice.given}
    for index, question in enumerate(base.guide.questions):
        if question.id not in asked:
            place = base.guide.place(("questions", index, "id"))
            yield Defect(place, f"no advice depends on '{question.id}'", "write advice for it, or drop it")


@rule("unknown-part", "guide")
def unknown_part(base: KnowledgeBase) -> Iterator[Defect]:
    """The part of an advice is one of the guide's parts.

    The page is ordered by it.

    Bad::

        # taxonomy/guide.yaml
        advice:
          - id: take-the-first
            part: chose
            title: Take the first
            roles: [some-role]
            given: {budget: [tight, ample]}
            when: There is a choice.
            do: Take the first.
            why: The first does better.
            costs: A look.
            unless: There is no first.
            evidence:
              - {paper: doe2024first, outcome: quality, effect: better}
              - {paper: doe2024second, outcome: quality, effect: better}

    Good::

        # taxonomy/guide.yaml
        parts:
          - {id: choose, name: Choose, definition: Which one to take.}
    """
    parts = [part.id for part in base.guide.parts]
    for index, advice in enumerate(base.guide.advice):
        if advice.part not in parts:
            place = base.guide.place(("advice", index, "part"))
            yield Defect(place, f"there is no part '{advice.part}'", suggestion(advice.part, parts))


@rule("unknown-answer", "guide")
def unknown_answer(base: KnowledgeBase) -> Iterator[Defect]:
    """Conditions of advice are questions and answers of the path.

    Others can never be met.

    Bad::

        # taxonomy/guide.yaml
        advice:
          - id: take-the-first
            part: choose
            title: Take the first
            roles: [some-role]
            given: {budget: [tiny, tight, ample]}
            when: There is a choice.
            do: Take the first.
            why: The first does better.
            costs: A look.
            unless: There is no first.
            evidence:
              - {paper: doe2024first, outcome: quality, effect: better}
              - {paper: doe2024second, outcome: quality, effect: better}

    Good::

        # taxonomy/guide.yaml
        questions:
          - {id: budget, question: How much?, why: It costs.,
             answers: [{id: tight, name: Little}, {id: ample, name: Much}]}
    """
    answers = {question.id: [answer.id for answer in question.answers] for question in base.guide.questions}
    for index, advice in enumerate(base.guide.advice):
        for key, held in advice.given.items():
            path: Steps = ("advice", index, "given", key)
            if key not in answers:
                place = base.guide.place(path, key=True)
                yield Defect(place, f"there is no question '{key}'", suggestion(key, answers))
                continue
            for number, answer in enumerate(held):
                if answer not in answers[key]:
                    place = base.guide.place((*path, number))
                    yield Defect(place, f"'{answer}' is no answer to {key}", suggestion(answer, answers[key]))


@rule("advice-without-role", "guide")
def advice_without_role(base: KnowledgeBase) -> Iterator[Defect]:
    """The roles of an advice are nodes of the tree.

    The reader follows them to the papers.

    Bad::

        # taxonomy/guide.yaml
        advice:
          - id: take-the-first
            part: choose
            title: Take the first
            roles: [old-role]
            given: {budget: [tight, ample]}
            when: There is a choice.
            do: Take the first.
            why: The first does better.
            costs: A look.
            unless: There is no first.
            evidence:
              - {paper: doe2024first, outcome: quality, effect: better}
              - {paper: doe2024second, outcome: quality, effect: better}

    Good::

        # taxonomy/guide.yaml
        parts:
          - {id: choose, name: Choose, definition: Which one to take.}
    """
    roles, retired = base.taxonomy.roles, base.taxonomy.tree.retired
    for index, advice in enumerate(base.guide.advice):
        for number, role in enumerate(advice.roles):
            if role not in roles:
                place = base.guide.place(("advice", index, "roles", number))
                hint = f"it is now '{retired[role]}'" if role in retired else suggestion(role, roles)
                yield Defect(place, f"there is no role '{role}'", hint)


@rule("too-little-evidence", "guide")
def too_little_evidence(base: KnowledgeBase) -> Iterator[Defect]:
    """Advice rests on findings of at least two papers.

    One result is an observation; advice needs a second one.

    Bad::

        # taxonomy/guide.yaml
        advice:
          - id: take-the-first
            part: choose
            title: Take the first
            roles: [some-role]
            given: {budget: [tight, ample]}
            when: There is a choice.
            do: Take the first.
            why: The first does better.
            costs: A look.
            unless: There is no first.
            evidence: [{paper: doe2024first, outcome: quality, effect: better}]

    Good::

        # taxonomy/guide.yaml
        parts:
          - {id: choose, name: Choose, definition: Which one to take.}
    """
    for index, advice in enumerate(base.guide.advice):
        if len({evidence.paper for evidence in advice.evidence}) < 2:
            place = base.guide.place(("advice", index, "evidence"))
            yield Defect(
                place, "the evidence is of one paper alone", "name a second paper, or drop the advice"
            )


def _cited(base: KnowledgeBase) -> Iterator[tuple[Steps, Evidence]]:
    """Everything that advice names for and against itself, with its path."""
    for index, advice in enumerate(base.guide.advice):
        for name in ("evidence", "against"):
            listed: tuple[Evidence, ...] = getattr(advice, name)
            for number, evidence in enumerate(listed):
                yield ("advice", index, name, number), evidence


@rule("evidence-gone", "guide")
def evidence_gone(base: KnowledgeBase) -> Iterator[Defect]:
    """The papers that advice rests on are records here, under their present id.

    Advice whose evidence is gone or retired is hearsay.

    Bad::

        # taxonomy/guide.yaml
        advice:
          - id: take-the-first
            part: choose
            title: Take the first
            roles: [some-role]
            given: {budget: [tight, ample]}
            when: There is a choice.
            do: Take the first.
            why: The first does better.
            costs: A look.
            unless: There is no first.
            evidence:
              - {paper: doe2024first, outcome: quality, effect: better}
              - {paper: doe2024frist, outcome: quality, effect: better}

    Good::

        # taxonomy/guide.yaml
        parts:
          - {id: choose, name: Choose, definition: Which one to take.}
    """
    former = {old: paper.id for paper in base.papers.values() for old in paper.formerly}
    for path, evidence in _cited(base):
        if evidence.paper not in base.known_ids:
            now = former.get(evidence.paper)
            hint = f"it is now '{now}'" if now else suggestion(evidence.paper, base.known_ids)
            yield Defect(base.guide.place((*path, "paper")), f"there is no paper '{evidence.paper}'", hint)


@rule("evidence-contradicts", "guide")
def evidence_contradicts(base: KnowledgeBase) -> Iterator[Defect]:
    """The record of a paper that advice names holds such a finding.

    Where the record says something else of that outcome, or nothing, one of the two is wrong.

    Bad::

        # taxonomy/guide.yaml
        advice:
          - id: take-the-first
            part: choose
            title: Take the first
            roles: [some-role]
            given: {budget: [tight, ample]}
            when: There is a choice.
            do: Take the first.
            why: The first does better.
            costs: A look.
            unless: There is no first.
            evidence:
              - {paper: doe2024first, outcome: quality, effect: better}
              - {paper: doe2024second, outcome: quality, effect: worse}

    Good::

        # taxonomy/guide.yaml
        parts:
          - {id: choose, name: Choose, definition: Which one to take.}
    """
    for path, evidence in _cited(base):
        paper = base.papers.get(evidence.paper)
        if paper is None:
            continue
        effects = sorted({f.effect for f in paper.findings if f.outcome == evidence.outcome})
        if evidence.effect not in effects:
            found = " and ".join(effects) or "nothing"
            place = base.guide.place((*path, "effect"))
            told = f"{paper.id} has no finding '{evidence.outcome} {evidence.effect}'; it says {found}"
            yield Defect(place, told, "look at the record, and name what it says")
