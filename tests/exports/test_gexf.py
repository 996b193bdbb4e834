"""Graphs for drawing are read back by networkx and igraph."""

import io
import re

import igraph
import networkx as nx

from smatlas.exports import gexf, graphml


def test_gexf_keeps_nodes_edges_and_labels(bread, bread_graph):
    read = nx.read_gexf(io.BytesIO(gexf.write(bread_graph, bread.verified_on).encode("utf-8")))
    assert set(read.edges) == set(bread_graph.graph.edges)
    assert read.nodes["odd2022script"]["label"] == bread.papers["odd2022script"].title
    assert (read.nodes["rye2024slow"]["year"], read.nodes["rye2024slow"]["role"]) == (2024, "sourdough")


def test_gexf_has_the_day_of_the_data_not_of_the_writing(bread, bread_graph):
    text = gexf.write(bread_graph, bread.verified_on)
    assert re.findall(r'lastmodifieddate="([^"]*)"', text) == ["2026-02-02"]


def test_graphml_is_the_same_to_networkx_and_igraph(bread, bread_graph, tmp_path):
    text = graphml.write(bread_graph)
    (tmp_path / "g.graphml").write_text(text, encoding="utf-8")
    one, other = nx.parse_graphml(text), igraph.Graph.Read_GraphML(str(tmp_path / "g.graphml"))
    ids = other.vs["id"]
    assert list(one) == ids
    assert (
        set(one.edges) == {(ids[a], ids[b]) for a, b in other.get_edgelist()} == set(bread_graph.graph.edges)
    )
    assert other.vs["title"] == [paper.title for paper in bread.papers.values()]


def test_a_part_of_the_graph_has_the_citations_inside_it(bread, bread_graph):
    kept = [bread.papers[i] for i in ("yeast2023bought", "oven2018steam")]
    assert list(nx.parse_graphml(graphml.write(bread_graph, kept)).edges) == [
        ("yeast2023bought", "oven2018steam")
    ]
