"""Rules about what was measured."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.facets import unknown_word
from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Numbers
from smatlas.problems import Severity, suggestion
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


@rule("score-of-no-party", "findings")
def score_of_no_party(base: KnowledgeBase) -> Iterator[Defect]:
    """The scores of a finding belong to the two parties that it compares.

    A third model may be named with its size, but its score is another comparison: on the site it
    would stand beside the two as if it had been measured against them.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: F1, first: {model: A, score: 75}, third: {model: B, score: 70}}

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: F1, first: {model: A, score: 75}, third: {model: B, parameters: 7e9}}
    """
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            for party, score in finding.numbers.scores.items() if finding.numbers else ():
                if score.score is not None and party not in finding.parties:
                    place = base.place(paper, "findings", index, "numbers", party)
                    told = f"'{party}' has a score, but '{finding.compares}' are compared"
                    yield Defect(place, told, "make it a finding of its own, or take the score away")


@rule("percent-out-of-range", "findings", Severity.WARNING)
def percent_out_of_range(base: KnowledgeBase) -> Iterator[Defect]:
    """A score in percent lies between 0 and 100.

    Shares do; what goes beyond is mostly a slip, or a ratio that wants another unit.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: accuracy, unit: percent, first: {model: A, score: 751}}

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: accuracy, unit: percent, first: {model: A, score: 75.1}}
    """
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            if finding.numbers is None or finding.numbers.unit != "percent":
                continue
            for party, score in finding.numbers.scores.items():
                if score.score is not None and not 0 <= score.score <= 100:
                    place = base.place(paper, "findings", index, "numbers", party, "score")
                    yield Defect(place, f"{score.score:g} percent", "look at the number and its unit")


@rule("range-turned-round", "findings")
def range_turned_round(base: KnowledgeBase) -> Iterator[Defect]:
    """The range of a change goes upwards.

    It is printed as it stands, and read from the left.

    Bad::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: speed, change: {value: 3, to: 2, unit: times}}

    Good::

        findings:
          - outcome: quality
            effect: better
            compares: first vs second
            statement: The first does better.
            where: Table 1
            numbers: {metric: speed, change: {value: 2, to: 3, unit: times}}
    """
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            change = finding.numbers.change if finding.numbers else None
            if change is not None and change.to is not None and change.to <= change.value:
                place = base.place(paper, "findings", index, "numbers", "change", "to")
                yield Defect(place, f"{change.to:g} is not above {change.value:g}", "turn the two round")
