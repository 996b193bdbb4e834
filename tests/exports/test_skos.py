"""The taxonomy as SKOS is read by rdflib, and keeps the integrity conditions of its reference."""

from dataclasses import replace

import pytest
from hypothesis import given
from rdflib import DCTERMS, OWL, RDF, SKOS, Graph, Literal, URIRef

from smatlas.exports import skos
from smatlas.knowledge_base import Settings
from smatlas.text import one_line
from tests.exports.works import titles, work

BASE = "https://bread.example/review/data/taxonomy.ttl"


def graph_of(base, papers=()):
    return Graph().parse(data=skos.write(base, papers), format="turtle", publicID="https://any.example/t.ttl")


@pytest.fixture(params=["bread", pytest.param("real", marks=pytest.mark.real)])
def graph(request):
    base = request.getfixturevalue(request.param)
    return graph_of(base, base.papers.values())


def test_schemes_are_no_concepts(graph):  # S9
    schemes, concepts = (
        set(graph.subjects(RDF.type, SKOS.ConceptScheme)),
        set(graph.subjects(RDF.type, SKOS.Concept)),
    )
    assert schemes
    assert concepts
    assert not schemes & concepts


def test_no_label_is_both_preferred_and_alternative(graph):  # S13
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert not set(graph.objects(concept, SKOS.prefLabel)) & set(graph.objects(concept, SKOS.altLabel))


def test_every_concept_has_one_preferred_label_in_a_language(graph):  # S14
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert len(list(graph.objects(concept, SKOS.prefLabel))) == 1


def test_nothing_is_both_related_and_broader_and_no_concept_is_above_itself(graph):  # S27
    assert not list(graph.triples((None, SKOS.related, None)))
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert concept not in list(graph.transitive_objects(concept, SKOS.broader))[1:]


def test_narrower_is_the_inverse_of_broader_and_roots_are_top_concepts(graph):  # S25, S8
    assert {(a, b) for a, _, b in graph.triples((None, SKOS.broader, None))} == {
        (b, a) for a, _, b in graph.triples((None, SKOS.narrower, None))
    }
    assert {(a, b) for a, _, b in graph.triples((None, SKOS.topConceptOf, None))} == {
        (b, a) for a, _, b in graph.triples((None, SKOS.hasTopConcept, None))
    }
    for concept in graph.subjects(RDF.type, SKOS.Concept):
        assert (concept, SKOS.broader, None) in graph or (concept, SKOS.topConceptOf, None) in graph


def test_every_concept_is_in_a_scheme_and_notations_are_unique_there(graph):
    for scheme in graph.subjects(RDF.type, SKOS.ConceptScheme):
        notations = [graph.value(concept, SKOS.notation) for concept in graph.subjects(SKOS.inScheme, scheme)]
        assert None not in notations
        assert len(notations) == len(set(notations))


def test_every_subject_of_a_paper_is_a_concept(graph):
    subjects = set(graph.objects(None, DCTERMS.subject))
    assert subjects
    assert subjects <= set(graph.subjects(RDF.type, SKOS.Concept))


def test_the_tree_the_words_and_the_retired_are_there(bread):
    graph, role = graph_of(bread), URIRef(f"{BASE}#roles/sourdough")
    assert graph.value(role, SKOS.broader) == URIRef(f"{BASE}#roles/leavening")
    assert set(graph.objects(role, SKOS.altLabel)) == {
        Literal("levain", "en"),
        Literal("natural leaven", "en"),
    }
    assert graph.value(URIRef(f"{BASE}#flours/rye"), SKOS.definition) == Literal("Flour of rye.", "en")
    old = URIRef(f"{BASE}#roles/sour-dough")
    assert graph.value(old, DCTERMS.isReplacedBy) == role
    assert graph.value(old, OWL.deprecated) == Literal(True)


def test_without_an_address_names_start_from_the_file(bread):
    bread = replace(bread, settings=Settings())
    assert (URIRef("https://any.example/t.ttl#roles/steam"), RDF.type, SKOS.Concept) in graph_of(bread)


@given(titles)
def test_any_text_survives(bread, title):
    graph = graph_of(bread, [work(bread, title)])
    assert graph.value(URIRef("https://arxiv.org/abs/2401.00099"), DCTERMS.title) == Literal(one_line(title))


def test_a_synonym_that_is_the_name_is_no_second_label(bread):
    statements = skos._Words("en").labels("Rye", ["Rye", "rye", "rye"])
    assert statements == [("skos:prefLabel", ['"Rye"@en']), ("skos:altLabel", ['"rye"@en'])]


def test_an_address_cannot_end_its_name():
    assert all(sign not in skos._address('https://x.example/<a> {b}|"\\')[1:-1] for sign in '<> {}|"\\')
