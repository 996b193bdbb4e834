"""Papers side by side: their facts, and their results where the results are of one kind.

Two scores stand in one table only where task, dataset, metric and unit are the same. A result
whose record leaves one of the first three out stands alone: what is not named cannot be the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from smatlas.brief import brief
from smatlas.citations import CitationGraph, state
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Finding, Numbers, Paper
from smatlas.text import fold

Key = tuple[str, ...]


@dataclass(frozen=True)
class Result:
    """What one party reached, or by how much it differs.

    Attributes:
        paper: Id of the paper that says so.
        party: Name of the party; the comparison where the source prints a difference alone.
        model: Name of the model as printed; empty for a difference.
        parameters: Its number of parameters, a count.
        score: Value of the metric, in the unit of the table.
        change: The printed difference, in words; empty for a score.
        effect: How the first party of the comparison did: better, equal, worse.
        compares: The comparison, as `first vs second`.
        where: Where the paper says so.
    """

    paper: str
    party: str
    model: str
    parameters: float | None
    score: float | None
    change: str
    effect: str
    compares: str
    where: str


@dataclass(frozen=True)
class ResultTable:
    """Results that may stand beside each other.

    Attributes:
        task: What was asked of the models; None where the record does not say.
        dataset: On which data.
        metric: What was measured.
        unit: Unit of the scores.
        higher_is_better: Direction of the metric.
        results: The rows: scores best first where papers meet and the direction is known, else as
            the records give them.
    """

    task: str | None
    dataset: str | None
    metric: str | None
    unit: str | None
    higher_is_better: bool | None
    results: tuple[Result, ...]

    @property
    def papers(self) -> tuple[str, ...]:
        """Ids of the papers that meet here."""
        return tuple(dict.fromkeys(result.paper for result in self.results))

    @property
    def name(self) -> str:
        """What the table is of."""
        parts = [self.task, self.dataset, self.metric]
        told = ", ".join(part for part in parts if part) or "not named"
        return f"{told} ({self.unit})" if self.unit else told


@dataclass(frozen=True)
class Comparison:
    """Papers side by side.

    Attributes:
        papers: The papers, in the order asked for.
        facts: For each paper its facts by name; all have the same names in the same order.
        tables: Tables in which several papers meet first, then those of one paper.
    """

    papers: tuple[Paper, ...]
    facts: tuple[Mapping[str, tuple[str, ...]], ...]
    tables: tuple[ResultTable, ...]

    @property
    def shared(self) -> tuple[ResultTable, ...]:
        """The tables in which results of several papers stand beside each other."""
        return tuple(table for table in self.tables if len(table.papers) > 1)

    @property
    def alone(self) -> tuple[ResultTable, ...]:
        """The tables of one paper."""
        return tuple(table for table in self.tables if len(table.papers) == 1)


def compare(base: KnowledgeBase, citations: CitationGraph, papers: Sequence[Paper]) -> Comparison:
    """Set papers side by side.

    Args:
        base: The knowledge base.
        citations: Its citation graph.
        papers: Papers of it; one that stands twice counts once.

    Returns:
        The comparison.
    """
    wanted = tuple({paper.id: paper for paper in papers}.values())
    facts = tuple(dict(_facts(base, citations, paper)) for paper in wanted)
    tables = sorted(_tables(wanted), key=lambda table: -len(table.papers))
    return Comparison(wanted, facts, tuple(tables))


def _facts(
    base: KnowledgeBase, citations: CitationGraph, paper: Paper
) -> Iterator[tuple[str, tuple[str, ...]]]:
    taxonomy = base.taxonomy
    yield "Title", (paper.title,)
    yield "Authors", paper.authors
    yield "Year", (str(paper.year),)
    yield "Venue", (paper.venue,)
    yield "Identifiers", tuple(map(str, paper.normal_identifiers))
    yield "Kind", (paper.kind,) if paper.kind else ()
    yield (
        "Roles",
        tuple(
            f"{taxonomy.roles[p.role].name if p.role in taxonomy.roles else p.role}: {p.why}"
            for p in paper.roles
        ),
    )
    for facet, definition in taxonomy.vocabularies.facets.items():
        terms = taxonomy.terms(facet)
        held = paper.facets.get(facet, ())
        yield definition.name, tuple(terms[term].label if term in terms else term for term in held)
    yield "Findings", tuple(f"{f.outcome} {f.effect}, {f.compares}: {f.statement}" for f in paper.findings)
    yield "Code", (paper.links["code"],) if "code" in paper.links else ()
    yield "Reference list", (state(paper),)
    yield "Cites here", tuple(citations.cites(paper.id))
    yield "Cited here by", tuple(citations.cited_by(paper.id))


def _tables(papers: Sequence[Paper]) -> Iterator[ResultTable]:
    groups: dict[Key, list[tuple[Numbers, list[Result]]]] = {}
    for paper in papers:
        for index, finding in enumerate(paper.findings):
            numbers = finding.numbers
            rows = list(results(paper, finding))
            if numbers and rows:
                key = _key(numbers) or (paper.id, str(index))
                groups.setdefault(key, []).append((numbers, rows))
    for group in groups.values():
        directions = {numbers.higher_is_better for numbers, _ in group} - {None}
        for direction in sorted(directions, key=str) if len(directions) > 1 else [None]:
            held = [each for each in group if direction is None or each[0].higher_is_better is direction]
            known = direction if direction is not None else next(iter(directions), None)
            yield _table(held, known)
        if len(directions) > 1:  # of these it is not known which of the two they go with
            yield from (_table([each], None) for each in group if each[0].higher_is_better is None)


def _key(numbers: Numbers) -> Key | None:
    """Give what must agree for two results to meet; None where not all of it is named."""
    if numbers.task is None or numbers.dataset is None or numbers.metric is None:
        return None
    parts = (numbers.task, numbers.dataset, numbers.metric, numbers.unit or "")
    return tuple(" ".join(fold(part).split()) for part in parts)


def _table(group: Sequence[tuple[Numbers, list[Result]]], direction: bool | None) -> ResultTable:
    first = group[0][0]
    rows = [row for _, results in group for row in results]
    if direction is not None and len({row.paper for row in rows}) > 1:
        sign = -1 if direction else 1
        rows.sort(key=lambda row: (row.score is None, sign * (row.score or 0)))
    return ResultTable(first.task, first.dataset, first.metric, first.unit, direction, tuple(rows))


def results(paper: Paper, finding: Finding) -> Iterator[Result]:
    """Give the numbers of a finding row by row.

    Args:
        paper: A paper.
        finding: A finding of it.

    Yields:
        A row for each party with its score, then one for a printed difference; none where the
        finding has no numbers.
    """
    numbers = finding.numbers
    if numbers is None:
        return
    told = (finding.effect, finding.compares, finding.where)
    for party, score in numbers.scores.items():
        yield Result(paper.id, party, score.model, score.parameters, score.score, "", *told)
    if numbers.change:
        yield Result(paper.id, finding.compares, "", None, None, str(numbers.change), *told)


def data(base: KnowledgeBase, comparison: Comparison) -> dict[str, Any]:
    """Give a comparison as plain data.

    Args:
        base: The knowledge base.
        comparison: The comparison.

    Returns:
        `papers`, each with identifier, permalink and `facts`; `tables`, each with `shared`, which
        tells whether several papers meet in it, and its `results`.
    """
    papers = [
        brief(base, paper) | {"facts": {name: list(held) for name, held in facts.items()}}
        for paper, facts in zip(comparison.papers, comparison.facts, strict=True)
    ]
    tables = [
        {
            "task": table.task,
            "dataset": table.dataset,
            "metric": table.metric,
            "unit": table.unit,
            "higher_is_better": table.higher_is_better,
            "shared": len(table.papers) > 1,
            "results": [asdict(result) for result in table.results],
        }
        for table in comparison.tables
    ]
    return {"schema_version": 1, "papers": papers, "tables": tables}
