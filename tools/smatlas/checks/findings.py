"""Rules about what was measured."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.facets import unknown_word
from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Numbers
from smatlas.problems import suggestion
from smatlas.text import title_key


@rule("unknown-outcome", "findings", mends=True)
def unknown_outcome(base: KnowledgeBase) -> Iterator[Defect]:
    """The outcome of a finding is a word of the vocabulary `outcomes`.

    Findings are counted and compared by outcome.

    Bad::

        findings:
          - outcome: goodness
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
    """
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            yield from unknown_word(base, paper, "outcomes", finding.outcome, ("findings", index, "outcome"))


@rule("unknown-comparison", "findings")
def unknown_comparison(base: KnowledgeBase) -> Iterator[Defect]:
    """A comparison names two different parties, as `first vs second`.

    Without both, better and worse say nothing.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first against second
            statement: The first does better.
            where: Table 1

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
    """
    parties = base.taxonomy.terms("parties")
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            first, second = finding.parties
            wrong = [party for party in (first, second) if party not in parties]
            if wrong or first == second:
                what = (
                    f"'{wrong[0]}' is no party" if wrong and wrong[0] else "two different parties are needed"
                )
                yield Defect(
                    base.place(paper, "findings", index, "compares"),
                    f"'{finding.compares}' is no comparison: {what}",
                    "write 'first vs second'; " + suggestion(wrong[0] if wrong else first, parties),
                )


@rule("unknown-party", "findings")
def unknown_party(base: KnowledgeBase) -> Iterator[Defect]:
    """The numbers of a finding belong to known parties.

    Beside task, dataset, metric, unit, direction and change, each key is a party.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: F1, ours: {model: A, score: 75.1}}

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: F1, first: {model: A, score: 75.1}}
    """
    parties = base.taxonomy.terms("parties")
    fields = tuple(Numbers.model_fields)
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            for party in finding.numbers.scores if finding.numbers else ():
                if party not in parties:
                    yield Defect(
                        base.documents[base.stems[paper.id]].place(
                            ("findings", index, "numbers", party), key=True
                        ),
                        f"'{party}' is neither a party nor a field of numbers",
                        suggestion(party, (*parties, *fields)),
                    )


@rule("score-without-metric", "findings")
def score_without_metric(base: KnowledgeBase) -> Iterator[Defect]:
    """A score or a change names its metric.

    A bare number can be compared with nothing, and would be.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {first: {model: A, score: 75.1}}

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: F1, unit: percent, first: {model: A, score: 75.1}}
    """
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            numbers = finding.numbers
            if numbers is None or numbers.metric is not None:
                continue
            scored = any(score.score is not None for score in numbers.scores.values())
            if scored or numbers.change is not None:
                place = base.place(paper, "findings", index, "numbers")
                what = "a score" if scored else "a change"
                yield Defect(place, f"{what} without a metric", "add numbers.metric as the source prints it")


@rule("effect-contradicts-numbers", "findings")
def effect_contradicts_numbers(base: KnowledgeBase) -> Iterator[Defect]:
    """The effect agrees with the numbers.

    Where both parties have scores and the direction of the metric is known, the numbers decide
    whether the first did better. Differences that the source calls equal may remain small.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: F1, higher_is_better: true, first: {model: A, score: 70},
                second: {model: B, score: 75}}

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: F1, higher_is_better: true, first: {model: A, score: 75},
                second: {model: B, score: 70}}
    """
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            numbers = finding.numbers
            if numbers is None or numbers.higher_is_better is None or finding.effect == "equal":
                continue
            first, second = (numbers.scores.get(party) for party in finding.parties)
            if first is None or second is None or first.score is None or second.score is None:
                continue
            ahead = (first.score > second.score) == numbers.higher_is_better
            if first.score == second.score or ahead != (finding.effect == "better"):
                place = base.place(paper, "findings", index, "effect")
                told = f"{first.score:g} against {second.score:g}"
                yield Defect(place, f"'{finding.effect}' contradicts {told}", "look at the source once more")


@rule("repeated-finding", "findings")
def repeated_finding(base: KnowledgeBase) -> Iterator[Defect]:
    """A finding stands once in a record.

    Findings are counted.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better on long texts, too.
            where: Table 1
    """
    for paper in base.papers.values():
        seen: set[tuple[str, str]] = set()
        for index, finding in enumerate(paper.findings):
            key = (finding.outcome, title_key(finding.statement))
            if key in seen:
                place = base.place(paper, "findings", index, "statement")
                yield Defect(place, "the finding stands twice", "remove one")
            seen.add(key)
