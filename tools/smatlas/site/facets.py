"""The facets by which papers can be filtered, and what each paper has of them.

To add one: a function that gives its values and what each paper or finding holds, named in `facets`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, get_args

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Effect, Finding, Paper
from smatlas.taxonomy import Taxonomy, Term

OWN: Final = frozenset(
    {"text", "from", "to", "sort", "view", "page", "picked", "role", "relation", "outcome", "effect", "has",
     "venue", "kind"}
)  # fmt: skip
"""Parameters of the explore page that no facet of the taxonomy can take."""
NUMBERS: Final = "numbers"
"""The value of `has` that findings have and papers have not."""


@dataclass(frozen=True)
class Value:
    """One value of a facet.

    Attributes:
        id: How it is written in addresses.
        label: How it is shown.
        count: Papers that have it.
        depth: How deep it stands in a tree; 0 for a root or where there is no tree.
        note: What it means.
        root: Id of the role at the top of its tree; empty where there is no tree.
    """

    id: str
    label: str
    count: int
    depth: int = 0
    note: str = ""
    root: str = ""


@dataclass(frozen=True)
class Facet:
    """A facet as the explore page shows it.

    Attributes:
        param: Its parameter in addresses.
        name: Its name as shown.
        values: Its values, in the order shown.
        papers: For each paper the positions of its values; empty for a facet of findings.
        findings: For each paper, for each finding, the position of its value; empty for a
            facet of papers.
        every: Papers must have all values that are asked for, not one of them.
        note: What it tells.
    """

    param: str
    name: str
    values: tuple[Value, ...]
    papers: tuple[tuple[int, ...], ...] = ()
    findings: tuple[tuple[int, ...], ...] = ()
    every: bool = False
    note: str = ""


def parameter(facet: str) -> str:
    """Give the parameter of a facet of the taxonomy: its name, unless the page needs that itself.

    Args:
        facet: Key of the facet in the taxonomy.

    Returns:
        The parameter.
    """
    return f"facet-{facet}" if facet in OWN else facet


def facets(base: KnowledgeBase) -> list[Facet]:
    """Give every facet that has values in a knowledge base.

    Args:
        base: The knowledge base.

    Returns:
        The facets in the order in which the page shows them: roles, those of findings, what
        a paper has, those of the taxonomy, kinds, venues.
    """
    taxonomy, papers = base.taxonomy, list(base.papers.values())
    found = [
        _roles(base, papers),
        _relations(taxonomy, papers),
        _outcomes(taxonomy, papers),
        _effects(papers),
        _has(taxonomy, papers),
        *(
            _of_papers(
                parameter(key),
                facet.name,
                _described(facet.terms),
                [paper.facets.get(key, ()) for paper in papers],
                note=facet.definition,
            )
            for key, facet in taxonomy.vocabularies.facets.items()
        ),
        _of_papers(
            "kind",
            "Kind of work",
            _described(taxonomy.vocabularies.kinds),
            [(paper.kind,) if paper.kind else () for paper in papers],
        ),
        _venues(base, papers),
    ]
    return [facet for facet in found if facet.values]


def _described(terms: Iterable[Term]) -> list[Value]:
    return [Value(term.id, term.label, 0, note=term.definition) for term in terms]


def _used(values: Sequence[Value], counts: Counter[str]) -> tuple[Value, ...]:
    return tuple(Value(v.id, v.label, counts[v.id], v.depth, v.note, v.root) for v in values if counts[v.id])


def _of_papers(
    param: str,
    name: str,
    values: Sequence[Value],
    held: Sequence[Iterable[str]],
    *,
    every: bool = False,
    note: str = "",
) -> Facet:
    """Make a facet of what each paper holds; values that no paper has are left out."""
    used = _used(values, Counter(value for ids in held for value in set(ids)))
    place = {value.id: number for number, value in enumerate(used)}
    rows = tuple(tuple(sorted({place[i] for i in ids if i in place})) for ids in held)
    return Facet(param, name, used, papers=rows, every=every, note=note)


def _of_findings(
    param: str, name: str, values: Sequence[Value], held: Sequence[Sequence[str]], note: str = ""
) -> Facet:
    used = _used(values, Counter(value for ids in held for value in set(ids)))
    place = {value.id: number for number, value in enumerate(used)}
    rows = tuple(tuple(place.get(value, -1) for value in ids) for ids in held)
    return Facet(param, name, used, findings=rows, note=note)


def _roles(base: KnowledgeBase, papers: list[Paper]) -> Facet:
    taxonomy = base.taxonomy
    values = tuple(
        Value(role.id, role.name, len(base.by_role[role.id]), len(path) - 1, role.definition, path[0].id)
        for role in taxonomy.roles.values()
        for path in (taxonomy.path(role.id),)
    )
    place = {value.id: number for number, value in enumerate(values)}
    rows = tuple(tuple(place[p.role] for p in paper.roles if p.role in place) for paper in papers)
    return Facet("role", "Role", values, papers=rows, note="A role holds the papers of the roles below it.")


def _relations(taxonomy: Taxonomy, papers: list[Paper]) -> Facet:
    held = [[relation(finding) for finding in paper.findings] for paper in papers]
    names = taxonomy.terms("parties")
    pairs = Counter(pair for pairs in held for pair in set(pairs))
    values = [
        Value(pair, " vs ".join(names[p].label if p in names else p for p in pair.split(" vs ")), 0)
        for pair in sorted(pairs, key=lambda pair: (-pairs[pair], pair))
    ]
    return _of_findings("relation", "Compared", values, held, "Who is compared with whom.")


def relation(finding: Finding) -> str:
    """Give who is compared with whom in a finding, in one spelling."""
    return " vs ".join(finding.parties)


def _outcomes(taxonomy: Taxonomy, papers: list[Paper]) -> Facet:
    held = [[finding.outcome for finding in paper.findings] for paper in papers]
    return _of_findings("outcome", "Outcome", _described(taxonomy.vocabularies.outcomes), held)


def _effects(papers: list[Paper]) -> Facet:
    held = [[finding.effect for finding in paper.findings] for paper in papers]
    values = [Value(effect, effect, 0) for effect in get_args(Effect)]
    return _of_findings("effect", "Effect", values, held, "How the first did beside the second.")


def _has(taxonomy: Taxonomy, papers: list[Paper]) -> Facet:
    def held(paper: Paper) -> list[str]:
        found = list(paper.links)
        found += ["findings"] if paper.findings else []
        found += [NUMBERS] if any(finding.numbers for finding in paper.findings) else []
        found += ["references"] if paper.references else []
        return found

    values = [
        *(Value(term.id, term.label, 0, note=term.definition) for term in taxonomy.terms("links").values()),
        Value("findings", "findings", 0, note="Something that was measured or shown is recorded."),
        Value(NUMBERS, "numbers", 0, note="A finding has the numbers that the paper prints."),
        Value("references", "references", 0, note="The reference list has been read, at least in part."),
    ]
    return _of_papers("has", "Has", values, [held(paper) for paper in papers], every=True)


def _venues(base: KnowledgeBase, papers: list[Paper]) -> Facet:
    counts = Counter(paper.venue for paper in papers)
    keys = sorted(counts, key=lambda key: (-counts[key], key.casefold()))
    names = {paper.venue: base.venue(paper).name for paper in papers}
    values = [Value(key, key, 0, note=names[key] if names[key] != key else "") for key in keys]
    return _of_papers("venue", "Venue", values, [(paper.venue,) for paper in papers])
