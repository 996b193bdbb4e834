"""SKOS of the taxonomy in Turtle: a concept scheme of the roles and one a vocabulary.

Sources: SKOS Reference (w3.org/TR/skos-reference), RDF 1.1 Turtle (w3.org/TR/turtle). Where the
site has no address yet, names start with `#`: they are complete wherever the file is read from.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.taxonomy import Role, Term
from smatlas.text import one_line

FILE: Final = "data/taxonomy.ttl"
"""Where it stands below the site."""
ROLES: Final = "roles"
"""Name of the scheme of the roles."""

_PREFIXES: Final = {
    "dcterms": "http://purl.org/dc/terms/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_VOCABULARIES: Final = ("outcomes", "parties", "kinds")
"""Vocabularies beside the facets that mean something outside a record."""

Statement = tuple[str, Sequence[str]]
"""A predicate with its objects, written already."""


def _iri(scheme: str, concept: str = "") -> str:
    return f"<#{scheme}/{concept}>" if concept else f"<#{scheme}>"


def _address(address: str) -> str:
    """Write an address as an IRI; what Turtle forbids inside is percent-encoded."""
    return "<" + "".join(f"%{ord(c):02X}" if c in '<>"{}|^`\\' or c <= " " else c for c in address) + ">"


def _node(subject: str, statements: Iterable[Statement]) -> str:
    """Write a subject with its statements; those without objects go."""
    lines = [f"{predicate} {', '.join(objects)}" for predicate, objects in statements if objects]
    return f"{subject}\n    " + " ;\n    ".join(lines) + " .\n"


class _Words:
    """Writes literals in the language of the knowledge base."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, *texts: str) -> list[str]:
        # The escapes of JSON are escapes of Turtle as well.
        return [
            f"{json.dumps(one_line(text), ensure_ascii=False)}@{self._language}" for text in texts if text
        ]

    def labels(self, preferred: str, others: Iterable[str]) -> list[Statement]:
        """Give preferred and alternative labels; no label may be both (S13)."""
        kept = dict.fromkeys(one_line(other) for other in others if one_line(other) != one_line(preferred))
        return [("skos:prefLabel", self(preferred)), ("skos:altLabel", self(*kept))]


def _scheme(words: _Words, name: str, title: str, definition: str, top: Iterable[str]) -> str:
    return _node(
        _iri(name),
        [
            ("a", ["skos:ConceptScheme"]),
            ("dcterms:title", words(title)),
            ("dcterms:description", words(definition)),
            ("skos:hasTopConcept", [_iri(name, concept) for concept in top]),
        ],
    )


def _role(words: _Words, role: Role, parent: str | None) -> str:
    return _node(
        _iri(ROLES, role.id),
        [
            ("a", ["skos:Concept"]),
            ("skos:inScheme", [_iri(ROLES)]),
            ("skos:topConceptOf", [] if parent else [_iri(ROLES)]),
            ("skos:notation", [json.dumps(role.id)]),
            *words.labels(role.name, role.synonyms),
            ("skos:definition", words(role.definition)),
            (
                "skos:scopeNote",
                words(f"Includes: {'; '.join(role.includes)}.", f"Excludes: {'; '.join(role.excludes)}."),
            ),
            ("skos:broader", [_iri(ROLES, parent)] if parent else []),
            ("skos:narrower", [_iri(ROLES, child.id) for child in role.children]),
        ],
    )


def _term(words: _Words, scheme: str, term: Term) -> str:
    return _node(
        _iri(scheme, term.id),
        [
            ("a", ["skos:Concept"]),
            ("skos:inScheme", [_iri(scheme)]),
            ("skos:topConceptOf", [_iri(scheme)]),
            ("skos:notation", [json.dumps(term.id)]),
            *words.labels(term.label, term.synonyms),
            ("skos:definition", words(term.definition)),
        ],
    )


def _paper(base: KnowledgeBase, words: _Words, paper: Paper) -> str:
    """Say which concepts a paper is about; its language is not known, so its title has none."""
    known = base.taxonomy
    subjects = [_iri(ROLES, placed.role) for placed in paper.roles if placed.role in known.roles]
    for facet, terms in paper.facets.items():
        subjects += [_iri(facet, term) for term in terms if term in known.terms(facet)]
    return _node(
        _address(paper.address or paper.verified.source),
        [
            ("a", ["schema:ScholarlyArticle"]),
            ("dcterms:title", [json.dumps(one_line(paper.title), ensure_ascii=False)]),
            ("dcterms:issued", [f'"{paper.year}"^^xsd:gYear']),
            ("dcterms:subject", subjects),
            ("rdfs:comment", words(paper.summary)),
        ],
    )


def _nodes(base: KnowledgeBase, papers: Iterable[Paper]) -> Iterator[str]:
    taxonomy, words = base.taxonomy, _Words(base.settings.language)
    roots = [role.id for role in taxonomy.tree.roles]
    yield _scheme(words, ROLES, base.settings.name, base.settings.description, roots)
    for role in taxonomy.roles.values():
        yield _role(words, role, taxonomy.parents.get(role.id))
    for old, successor in taxonomy.tree.retired.items():
        yield _node(
            _iri(ROLES, old),
            [("owl:deprecated", ["true"]), ("dcterms:isReplacedBy", [_iri(ROLES, successor)])],
        )
    schemes = {name: (facet.name, facet.definition) for name, facet in taxonomy.vocabularies.facets.items()}
    schemes |= {name: (name.capitalize(), "") for name in _VOCABULARIES}
    for name, (title, definition) in schemes.items():
        terms = taxonomy.terms(name)
        if terms:
            yield _scheme(words, name, title, definition, terms)
            for term in terms.values():
                yield _term(words, name, term)
    for paper in papers:
        yield _paper(base, words, paper)


def write(base: KnowledgeBase, papers: Iterable[Paper] = ()) -> str:
    """Write the taxonomy, and what some papers are about.

    Args:
        base: The knowledge base.
        papers: Papers of it, in the order wanted.

    Returns:
        A Turtle document.
    """
    start = [f"@base {_address(base.settings.address + FILE)} ."] if base.settings.address else []
    prefixes = [f"@prefix {name}: <{space}> ." for name, space in _PREFIXES.items()]
    return "\n".join([*start, *prefixes, "", *_nodes(base, papers)])
