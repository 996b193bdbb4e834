import io

import networkx as nx

from smatlas.citations import Coverage, Neighbour, state


def test_edges_are_those_of_the_records_and_no_other(bread_graph):
    assert set(bread_graph.graph.edges) == {
        ("baker2021loaves", "miller2019wild"),
        ("baker2021loaves", "oven2018steam"),
        ("miller2019wild", "oven2018steam"),
        ("yeast2023bought", "miller2019wild"),
        ("yeast2023bought", "oven2018steam"),
        ("rye2024slow", "yeast2023bought"),
    }


def test_cites_and_cited_by_are_newest_first(bread_graph):
    assert bread_graph.cites("baker2021loaves") == ["miller2019wild", "oven2018steam"]
    assert bread_graph.cited_by("oven2018steam") == ["yeast2023bought", "baker2021loaves", "miller2019wild"]


def test_an_unread_list_is_unknown_and_an_empty_one_is_known(bread, bread_graph):
    assert state(bread.papers["plain2020bread"]) == "unknown"
    assert state(bread.papers["oven2018steam"]) == "complete"
    assert state(bread.papers["miller2019wild"]) == "partial"
    assert bread_graph.coverage == Coverage(complete=4, partial=1, unknown=2)
    assert (bread_graph.coverage.known, bread_graph.coverage.total) == (5, 7)


def test_a_path_follows_citations_in_either_direction(bread_graph):
    assert bread_graph.path("rye2024slow", "oven2018steam") == [
        "rye2024slow",
        "yeast2023bought",
        "oven2018steam",
    ]
    assert bread_graph.path("oven2018steam", "rye2024slow") == [
        "oven2018steam",
        "yeast2023bought",
        "rye2024slow",
    ]
    assert bread_graph.path("rye2024slow", "rye2024slow") == ["rye2024slow"]


def test_without_a_directed_path_citations_are_followed_both_ways(bread_graph):
    assert len(bread_graph.path("baker2021loaves", "rye2024slow")) == 4


def test_unconnected_papers_have_no_path(bread_graph):
    assert bread_graph.path("plain2020bread", "oven2018steam") is None


def test_most_cited_counts_citing_papers(bread_graph):
    assert bread_graph.most_cited() == [
        Neighbour("oven2018steam", 3),
        Neighbour("miller2019wild", 2),
        Neighbour("yeast2023bought", 1),
    ]
    assert bread_graph.most_cited(1) == [Neighbour("oven2018steam", 3)]


def test_co_citation_counts_papers_that_cite_both(bread_graph):
    assert bread_graph.co_cited("miller2019wild") == [Neighbour("oven2018steam", 2)]
    assert bread_graph.co_cited("rye2024slow") == []


def test_coupling_counts_shared_references_also_beyond(bread_graph):
    assert bread_graph.coupled("yeast2023bought") == [
        Neighbour("baker2021loaves", 3),  # two here, one outside
        Neighbour("miller2019wild", 3),  # one here, two outside
    ]


def test_the_annotated_graph_survives_graphml(bread_graph):
    from smatlas.exports import graphml

    again = nx.read_graphml(io.BytesIO(graphml.write(bread_graph).encode()))
    assert set(again.edges) == set(bread_graph.graph.edges)
    assert again.nodes["odd2022script"]["title"].startswith("“Crème” & $\\alpha$")
    assert again.nodes["plain2020bread"]["references"] == "unknown"
