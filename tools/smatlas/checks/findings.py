"""Rules about what was measured."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.facets import unknown_word
from smatlas.checks.registry import Defect, rule
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import suggestion


@rule("unknown-outcome", "findings")
def unknown_outcome(base: KnowledgeBase) -> Iterator[Defect]:
    """The outcome of a finding is a word of the vocabulary `outcomes`.

    Findings are counted and compared by outcome.
    """
    for paper in base.papers.values():
        for index, finding in enumerate(paper.findings):
            yield from unknown_word(base, paper, "outcomes", finding.outcome, ("findings", index, "outcome"))


@rule("unknown-comparison", "findings")
def unknown_comparison(base: KnowledgeBase) -> Iterator[Defect]:
    """A comparison names two different parties, as `first vs second`.

    Without both, better and worse say nothing.
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

    Beside task, dataset, metric, unit and direction, each key is a party.
    """
    parties = base.taxonomy.terms("parties")
    fields = ("task", "dataset", "metric", "unit", "higher_is_better")
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
