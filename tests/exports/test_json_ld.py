"""JSON-LD is read back by rdflib, and speaks schema.org alone."""

import html.parser
import json

from hypothesis import given
from rdflib import RDF, SDO, URIRef

from smatlas.exports import json_ld
from smatlas.text import one_line
from tests.exports.readers import graph_of
from tests.exports.works import author_lists, titles, work


def test_every_word_is_one_of_schema_org(bread):
    graph = graph_of(json_ld.write(bread, bread.papers.values()))
    said = {str(word) for _, word, _ in graph if word != RDF.type} | {
        str(kind) for kind in graph.objects(None, RDF.type)
    }
    known = {str(SDO[name]) for name in SDO.__annotations__}
    assert said
    assert said <= known


def test_an_article_names_authors_place_roles_and_cited_works(bread):
    graph = graph_of(json_ld.write(bread, bread.papers.values()))
    wild = URIRef("https://aclanthology.org/P19-1234")
    people = {str(graph.value(person, SDO.familyName)) for person in graph.objects(wild, SDO.author)}
    assert people == {"Miller", "Müller-Ångström", "van der Brot", "King"}
    assert {str(graph.value(term, SDO.termCode)) for term in graph.objects(wild, SDO.about)} == {
        "sourdough", "commercial-yeast",
    }  # fmt: skip
    assert (
        str(graph.value(graph.value(wild, SDO.isPartOf), SDO.name))
        == "Conference on Rising and Use of Many Breads"
    )
    assert set(graph.objects(wild, SDO.citation)) == {URIRef("https://arxiv.org/abs/1801.00007")}
    assert URIRef("https://doi.org/10.5555/crumb.19.7") not in set(graph.subjects(RDF.type))


def test_a_group_is_an_organization(bread):
    kinds = [author["@type"] for author in json_ld.article(bread, bread.papers["odd2022script"])["author"]]
    assert kinds == ["Person", "Organization", "Person"]


class _Script(html.parser.HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.inside, self.tags = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)

    def handle_data(self, data):
        self.inside.append(data)


@given(titles, author_lists)
def test_nothing_ends_the_script_element_that_holds_it(bread, title, authors):
    read = _Script(f"<script>{json_ld.script(bread, work(bread, title, authors))}</script>")
    assert read.tags == ["script"]
    article = json.loads("".join(read.inside))
    assert article["name"] == one_line(title)
    assert [author["name"] for author in article["author"]] == [one_line(name) for name in authors]
