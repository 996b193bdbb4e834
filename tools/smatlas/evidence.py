"""What findings say, put together: by role and outcome, like beside like, and by size.

The map follows evidence and gap maps: rows of the framework against columns of outcomes, each
cell with what was found, an empty cell a gap (Snilstveit and others, "Evidence & Gap Maps: a tool
for promoting evidence informed policy and strategic research agendas", Journal of Clinical
Epidemiology 79, 2016). Numbers stand together only where dataset, metric, unit and task are the
same.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, get_args

from smatlas.knowledge_base import KnowledgeBase, newest_first
from smatlas.model import Effect, Finding, Paper, Score
from smatlas.taxonomy import Role

EFFECTS: Final[tuple[Effect, ...]] = get_args(Effect)
"""What a finding can say, in the order in which it is shown."""
FEWEST_SIZES: Final = 3
"""A plot of sizes needs so many findings."""


@dataclass(frozen=True)
class Item:
    """A finding of a paper.

    Attributes:
        paper: The paper.
        number: Its number among the findings of the paper, from 1.
        finding: The finding.
    """

    paper: Paper
    number: int
    finding: Finding

    @property
    def key(self) -> str:
        """What it is known by: `<paper>-<number>`."""
        return f"{self.paper.id}-{self.number}"

    def score(self, party: int) -> Score | None:
        """Give what the source prints of a party.

        Args:
            party: 0 for the first of what is compared, 1 for the second.
        """
        numbers = self.finding.numbers
        return numbers.scores.get(self.finding.parties[party]) if numbers else None

    @property
    def difference(self) -> float | None:
        """The first score less the second; None where one of them is not printed."""
        first, second = (score.score if score else None for score in (self.score(0), self.score(1)))
        return None if first is None or second is None else first - second

    @property
    def sizes(self) -> tuple[float, float] | None:
        """Numbers of parameters of the first and the second party, where both are printed."""
        first, second = (score.parameters if score else None for score in (self.score(0), self.score(1)))
        return None if first is None or second is None else (first, second)


@dataclass(frozen=True)
class Cell:
    """What was found on an outcome by the papers of a role.

    Attributes:
        outcome: The outcome.
        items: The findings, newest paper first.
    """

    outcome: str
    items: tuple[Item, ...]

    @cached_property
    def counts(self) -> Mapping[Effect, int]:
        """Number of findings by effect, in the order of `EFFECTS`."""
        found = Counter(item.finding.effect for item in self.items)
        return {effect: found[effect] for effect in EFFECTS}


@dataclass(frozen=True)
class Row:
    """A role in the map.

    Attributes:
        role: The role; papers of the roles below count, too.
        depth: How deep it lies in the tree, from 0.
        cells: One for each outcome, in the order of the vocabulary.
    """

    role: Role
    depth: int
    cells: tuple[Cell, ...]

    @property
    def items(self) -> tuple[Item, ...]:
        """All its findings, by outcome."""
        return tuple(item for cell in self.cells for item in cell.items)


@dataclass(frozen=True)
class Group:
    """Results that can be compared.

    Attributes:
        task: What was asked; empty where no source says so.
        dataset: On which data.
        metric: What was measured.
        unit: In which unit; empty where no source says so.
        items: The findings, newest paper first.
    """

    task: str
    dataset: str
    metric: str
    unit: str
    items: tuple[Item, ...]

    @property
    def higher_is_better(self) -> bool | None:
        """Direction of the metric, as far as a finding says so."""
        told = (item.finding.numbers.higher_is_better for item in self.items if item.finding.numbers)
        return next((direction for direction in told if direction is not None), None)


@dataclass(frozen=True)
class Sizes:
    """Findings on one outcome of one comparison in which both sizes are printed, and differ.

    Attributes:
        compares: What is compared.
        outcome: The outcome.
        items: The findings, newest paper first.
    """

    compares: str
    outcome: str
    items: tuple[Item, ...]

    @property
    def parties(self) -> tuple[str, str]:
        """The two parties."""
        return self.items[0].finding.parties


def items(base: KnowledgeBase) -> tuple[Item, ...]:
    """List every finding.

    Args:
        base: The knowledge base.

    Returns:
        The findings, those of the newest papers first.
    """
    return tuple(
        Item(paper, number, finding)
        for paper in newest_first(base.papers.values())
        for number, finding in enumerate(paper.findings, start=1)
    )


def rows(base: KnowledgeBase) -> tuple[Row, ...]:
    """Lay out the map.

    Args:
        base: The knowledge base.

    Returns:
        A row for every role, in the order of the tree. A finding counts in every role of its
        paper, and once in each role above.
    """
    by_paper: dict[str, list[Item]] = {}
    for item in items(base):
        by_paper.setdefault(item.paper.id, []).append(item)
    outcomes = base.taxonomy.terms("outcomes")
    found = []
    for role in base.taxonomy.roles.values():
        here = [item for paper in base.by_role[role.id] for item in by_paper.get(paper.id, ())]
        cells = (Cell(name, tuple(i for i in here if i.finding.outcome == name)) for name in outcomes)
        found.append(Row(role, len(base.taxonomy.path(role.id)) - 1, tuple(cells)))
    return tuple(found)


def groups(found: Iterable[Item]) -> tuple[Group, ...]:
    """Put results together that can be compared.

    Case and spaces apart, dataset, metric, unit and task must be the same; a result without
    dataset or metric is like no other and stands alone.

    Args:
        found: Findings; those without numbers are left out.

    Returns:
        Groups, those with most results first, then by dataset, metric and task.
    """
    together: dict[tuple[str, ...], list[Item]] = {}
    for item in found:
        numbers = item.finding.numbers
        if numbers is not None:
            key = tuple(
                _folded(text) for text in (numbers.task, numbers.dataset, numbers.metric, numbers.unit)
            )
            alone = () if numbers.dataset and numbers.metric else (item.key,)
            together.setdefault(key + alone, []).append(item)
    made = []
    for alike in together.values():
        first = alike[0].finding.numbers
        assert first is not None, "only findings with numbers were put together"
        named = (first.task or "", first.dataset or "", first.metric or "", first.unit or "")
        made.append(Group(*named, tuple(alike)))
    return tuple(sorted(made, key=_order))


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _order(group: Group) -> tuple[int, bool, str, str, str]:
    named = (_folded(group.dataset), _folded(group.metric), _folded(group.task))
    return (-len(group.items), not (group.dataset and group.metric), *named)


def sizes(found: Iterable[Item]) -> tuple[Sizes, ...]:
    """Put findings together by what is compared and outcome, where two different sizes are printed.

    Args:
        found: Findings.

    Returns:
        Those with at least `FEWEST_SIZES` findings, most first.
    """
    together: dict[tuple[str, str], list[Item]] = {}
    for item in found:
        if item.sizes is not None and item.sizes[0] != item.sizes[1]:
            together.setdefault((item.finding.compares, item.finding.outcome), []).append(item)
    made: Sequence[Sizes] = [Sizes(*key, tuple(alike)) for key, alike in together.items()]
    enough = [each for each in made if len(each.items) >= FEWEST_SIZES]
    return tuple(sorted(enough, key=lambda each: (-len(each.items), each.compares, each.outcome)))
