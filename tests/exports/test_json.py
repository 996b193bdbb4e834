import json

from smatlas.exports import graph_json, json_records


def test_a_paper_says_what_follows_from_it(bread, bread_graph):
    data = json_records.data(bread, bread_graph, bread.papers["miller2019wild"])
    assert data["findings"][0]["numbers"]["wild"] == {"model": "Rye 48h", "parameters": 2.5e9, "score": 8.25}
    assert data["derived"]["cited_by"] == ["yeast2023bought", "baker2021loaves"]
    assert data["derived"]["reference_state"] == "partial"
    assert data["derived"]["role_paths"]["sourdough"] == ["leavening", "sourdough"]
    assert data["derived"]["addresses"]["acl"] == "https://aclanthology.org/P19-1234"


def test_all_papers_are_one_list(bread):
    read = json.loads(json_records.write(bread, bread.papers.values()))
    assert read["schema_version"].startswith("1.")
    assert [paper["id"] for paper in read["papers"]] == list(bread.papers)


def test_the_graph_tells_known_from_unknown(bread_graph):
    data = json.loads(graph_json.write(bread_graph))
    assert data["coverage"] == {"complete": 4, "partial": 1, "unknown": 2}
    assert {node["id"]: node["references"] for node in data["nodes"]}["odd2022script"] == "unknown"
    assert len(data["edges"]) == 6
