"""What the fields of the query language mean, on real files and a real index."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from smatlas.citations import CitationGraph
from smatlas.commands.search import run
from smatlas.exports.search_documents import vocabulary
from smatlas.neighbours import Neighbourhood
from smatlas.search.near import LIMIT
from smatlas.search.query import Query
from smatlas.search.ranking import SORTS, View
from smatlas.search.vocabulary import Vocabulary
from tests.conftest import INVENTED, REPOSITORY
from tests.search.test_syntax import queries


def found(root, text, view=None):
    return run(root, Query(text), view)


def ids(text):
    return {hit.id for hit in found(INVENTED, text).hits}


SOURDOUGH = {"miller2019wild", "rye2024slow"}
LEAVENING = SOURDOUGH | {"yeast2023bought", "baker2021loaves"}
EVERYTHING = LEAVENING | {"odd2022script", "oven2018steam", "plain2020bread"}


@pytest.mark.parametrize(
    ("text", "papers"),
    [
        ("", EVERYTHING),
        # roles: by id, name, synonym, words of a name, former id; with all below
        ("role:sourdough", SOURDOUGH),
        ("role:levain", SOURDOUGH),
        ('role:"Natural Leaven"', SOURDOUGH),
        ("role:leavens", SOURDOUGH | LEAVENING),
        ("role:sour-dough", SOURDOUGH),
        ("role:sour*", SOURDOUGH),
        ("roles:leavening", LEAVENING),
        ("ROLE:Leavening", LEAVENING),
        ("role:yeast", {"miller2019wild", "yeast2023bought"}),
        ("role:unused-role", set()),
        # findings: together they mean one finding
        ("outcome:taste", {"miller2019wild"}),
        ('outcome:"oven spring"', {"miller2019wild", "yeast2023bought"}),
        ("outcome:rise effect:equal", {"yeast2023bought"}),
        ("effect:better outcome:rise", set()),
        ("outcome:taste outcome:rise", {"miller2019wild"}),
        ("outcome:taste outcome:rise effect:better", set()),
        ("outcome:rise (effect:equal OR effect:worse)", {"miller2019wild", "yeast2023bought"}),
        ("relation:wild", {"miller2019wild", "yeast2023bought"}),
        ("relation:wild-vs-bought", {"miller2019wild"}),
        ('relation:"bought vs. wild"', {"yeast2023bought"}),
        ('relation:"wild vs bought" effect:worse', {"miller2019wild"}),
        # facets of the taxonomy, in the singular and in the plural
        ("flour:secale", SOURDOUGH),
        ("flours:rye", SOURDOUGH),
        ('flour:"whole grain"', {"miller2019wild"}),
        ("flour:whole*", {"miller2019wild"}),
        ("kind:review", {"baker2021loaves"}),
        # title, author, venue, year
        ("title:yeast", {"miller2019wild", "yeast2023bought"}),
        ('title:"bought yeast"', {"miller2019wild", "yeast2023bought"}),
        ('title:"yeast bought"', set()),
        ("title:out*", {"miller2019wild"}),
        ("title:slow-to-rise", {"miller2019wild"}),
        ("author:baker", {"baker2021loaves", "oven2018steam"}),
        ('author:"Baker, Ada"', {"baker2021loaves", "oven2018steam"}),
        ('author:"a baker"', {"baker2021loaves", "oven2018steam"}),
        ('author:"otto baker"', set()),  # two of its authors, but no one of that name
        ("author:mull*", {"miller2019wild"}),
        ("author:ångström", {"miller2019wild"}),
        ("venue:crumb", {"miller2019wild", "yeast2023bought"}),
        ('venue:"crust & co"', {"baker2021loaves"}),
        ("year:2024", {"rye2024slow"}),
        ("year:..2018", {"oven2018steam"}),
        ("year:2022..2023", {"odd2022script", "yeast2023bought"}),
        # identifiers
        ("id:rye2024slow", {"rye2024slow"}),
        ("id:miller2018wild", {"miller2019wild"}),
        ("id:rye*", {"rye2024slow"}),
        ("arxiv:1901.01234v3", {"miller2019wild"}),
        ("doi:10.5555/CRUMB.19.7", {"miller2019wild"}),
        ("acl:P19-1234", {"miller2019wild"}),
        ("arxiv:2201.99999", set()),
        # what a record has
        ("has:code", {"miller2019wild"}),
        ("has:findings", {"miller2019wild", "yeast2023bought"}),
        ("has:numbers", {"miller2019wild"}),
        ("has:doi -has:code", {"yeast2023bought", "baker2021loaves"}),
        # citations: by id, former id, identifier, title; works beyond
        ("cites:oven2018steam", {"miller2019wild", "yeast2023bought", "baker2021loaves"}),
        ("cites:miller2018wild", {"yeast2023bought", "baker2021loaves"}),
        ('cites:"steam and other gases"', {"miller2019wild", "yeast2023bought", "baker2021loaves"}),
        ("cites:arxiv:1501.00002", {"miller2019wild", "yeast2023bought"}),
        ("cited-by:yeast2023bought", {"miller2019wild", "oven2018steam"}),
        ("cited-by:arxiv:2401.00099", {"yeast2023bought"}),
        # all together
        ("rye -cold", {"miller2019wild", "odd2022script"}),
        ("steam OR cold", {"oven2018steam", "odd2022script", "rye2024slow"}),
        ("(role:steam OR role:sourdough) year:2019..", {"odd2022script", *SOURDOUGH}),
        ("-role:leavening -role:steam", {"plain2020bread"}),
        ("-year:..2022", {"rye2024slow", "yeast2023bought"}),
        ("ferm*", {"rye2024slow"}),
    ],
)  # fmt: skip
def test_a_query_finds(text, papers):
    results = found(INVENTED, text)
    assert {hit.id for hit in results.hits} == papers
    assert results.problems == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("role:sourdogh", "there is no role 'sourdogh' (did you mean 'sourdough'?)"),
        ("flour:wheet", "did you mean 'wheat'?"),
        ("effect:nicer", "use one of: better, equal, worse"),
        ("relation:wild-vs-tame", "there is no relation 'tame'"),
        ("year:soon", "'soon' is no year or range (write 2024, 2023.., ..2022 or 2023..2025)"),
        ("arxiv:yes", "is no identifier of arXiv (such as 2306.08543)"),
        ("cites:rye2024slo", "there is no paper 'rye2024slo' (did you mean 'rye2024slow'?)"),
        ("near:nobody", "there is no paper 'nobody'"),
        ("has:cheese", "there is no has 'cheese'"),
        (
            "cited-by:odd2022script",
            "the references of odd2022script have not been read yet: unknown, not none",
        ),
        ('author:"..."', "there is no name"),
        ('title:"..."', "there is no word"),
    ],
)
def test_a_value_that_does_not_exist_is_told_with_the_nearest(text, said):
    results = found(INVENTED, text)
    assert results.total == 0
    assert said in results.problems[0]
    assert results.parts[0].problem == results.problems[0]
    # where the rest finds papers it is told as well
    assert said in found(INVENTED, f"{text} OR steam").problems[0]
    assert found(INVENTED, f"{text} OR steam").total == 2


def test_a_field_that_does_not_exist_is_read_as_words():
    results = found(INVENTED, "rolle:steam OR cold")
    assert results.unread == ("there is no field 'rolle' (did you mean 'role'?)",)
    assert [hit.id for hit in results.hits] == ["rye2024slow"]
    assert found(INVENTED, "https://arxiv.org/abs/1901.01234").hits[0].id == "miller2019wild"


def test_near_papers_come_nearest_first():
    near = [hit.id for hit in found(INVENTED, "near:rye2024slow").hits]
    assert near[0] == "miller2019wild"
    assert "rye2024slow" not in near
    assert {hit.id for hit in found(INVENTED, "near:rye2024slow year:2019").hits} == {"miller2019wild"}


@pytest.mark.real
def test_near_agrees_with_the_neighbourhood_that_the_site_shows(real):
    site = Neighbourhood(real, CitationGraph(real))
    for paper in list(real.papers.values())[::25]:
        near = [hit.id for hit in found(REPOSITORY, f"near:{paper.id}").hits]
        assert near == [each.paper.id for each in site.near(paper, LIMIT)], paper.id


@pytest.mark.real
def test_citations_agree_with_the_graph(real):
    graph = CitationGraph(real)
    for neighbour in graph.most_cited(20):
        assert ids_of(f"cites:{neighbour.paper}") == set(graph.cited_by(neighbour.paper))
        assert found(REPOSITORY, f"id:{neighbour.paper}").hits[0].cited_by == neighbour.strength
    for paper in [p for p in real.papers.values() if p.references][:20]:
        assert ids_of(f"cited-by:{paper.id}") == set(graph.cites(paper.id))


def ids_of(text):
    return {hit.id for hit in found(REPOSITORY, text, View(None, passages=False)).hits}


@pytest.mark.real
def test_every_role_and_term_is_found_by_each_of_its_names(real):
    known = Vocabulary(vocabulary(real.taxonomy))
    values = [("role", role.id, (role.name, *role.synonyms)) for role in real.taxonomy.roles.values()]
    values += [
        (facet, term.id, (term.label, *term.synonyms))
        for facet in real.taxonomy.vocabularies.facets
        for term in real.taxonomy.terms(facet).values()
    ]
    for field, value, names in values:
        assert known.find(field, value) == (value,)
        assert all(value in known.find(field, name) for name in names)


@pytest.mark.real
def test_roles_and_terms_find_the_papers_that_hold_them(real):
    for role in list(real.taxonomy.roles)[::4]:
        assert ids_of(f"role:{role}") == {paper.id for paper in real.by_role[role]}
    for facet in real.taxonomy.vocabularies.facets:
        for term in list(real.taxonomy.terms(facet))[::8]:
            holding = {paper.id for paper in real.papers.values() if term in paper.facets.get(facet, ())}
            assert ids_of(f"{facet}:{term}") == holding


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(queries, st.sampled_from(SORTS))
def test_no_query_raises(text, sort):
    results = found(INVENTED, text, View(3, sort, explain=True, facets=True))
    assert len(results.hits) == min(3, results.total)
