import re
import subprocess
import sys

import networkx as nx
import pandas as pd
import pytest

import smatlas
from tests.conftest import INVENTED, REPOSITORY


@pytest.fixture(scope="module")
def atlas():
    return smatlas.load(INVENTED)


def test_it_is_loaded_from_the_folder_or_one_inside_it(atlas):
    assert repr(atlas) == "<Bread Review: 7 papers>"
    assert list(smatlas.load(str(INVENTED / "papers")).papers) == list(atlas.papers)


def test_elsewhere_there_is_none(tmp_path):
    with pytest.raises(FileNotFoundError, match="no knowledge base at"):
        smatlas.load(tmp_path)


def test_importing_loads_nothing_else():
    code = "import sys, smatlas; print(*sorted(m for m in sys.modules if m.startswith('smatlas.') or m == 'pydantic'))"
    result = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert result.stdout.strip() == ""


def test_papers_are_found_by_name_role_and_words(atlas):
    assert atlas.paper("miller2018wild").id == "miller2019wild"
    assert [paper.id for paper in atlas.role("sour-dough")] == ["rye2024slow", "miller2019wild"]
    assert atlas.search("slow rye")[0].id == "rye2024slow"
    assert len(atlas.search("yeast", limit=1)) == 1


def test_a_search_that_finds_no_paper_with_everything_gives_none(atlas):
    assert atlas.search("rye unheardof") == []


def test_wrong_names_are_key_errors_that_name_the_nearest(atlas):
    with pytest.raises(KeyError, match="did you mean 'rye2024slow'"):
        atlas.paper("rye2024slo")
    with pytest.raises(KeyError, match="did you mean 'steam'"):
        atlas.role("steem")


def test_rows_of_papers_have_the_same_keys_and_go_into_a_frame(atlas):
    rows = atlas.records()
    assert len({tuple(row) for row in rows}) == 1
    frame = pd.DataFrame(rows).set_index("id")
    assert len(frame) == 7
    row = frame.loc["miller2019wild"]
    assert (row["cites"], row["cited_by"], row["references"], row["findings"]) == (1, 2, "partial", 2)
    assert row["flours"] == ["rye", "whole-grain"]
    assert row["authors"][3] == "Martin King Jr."
    assert frame.explode("roles").groupby("roles").size()["commercial-yeast"] == 2
    assert [row["id"] for row in atlas.records(atlas.role("baking"))] == [p.id for p in atlas.role("baking")]


def test_rows_of_findings_are_a_score_a_difference_or_a_finding_without_numbers(atlas):
    rows = atlas.findings()
    assert len({tuple(row) for row in rows}) == 1
    assert [(r["paper"], r["party"], r["score"], r["change"]) for r in rows] == [
        ("miller2019wild", "wild", 8.25, None),
        ("miller2019wild", "bought", 7, None),
        ("miller2019wild", "wild vs bought", None, "about 20 to 30 percent"),
        ("yeast2023bought", None, None, None),
    ]
    assert pd.DataFrame(rows)["parameters"].max() == 2.5e9


def test_the_graph_is_one_of_networkx(atlas):
    assert isinstance(atlas.graph, nx.DiGraph)
    assert atlas.graph.number_of_edges() == 6
    assert atlas.graph.nodes["odd2022script"]["references"] == "unknown"
    assert atlas.citations.cited_by("oven2018steam")


@pytest.mark.real
def test_the_page_runs_as_a_notebook_does(monkeypatch, capsys):
    monkeypatch.chdir(REPOSITORY)
    page = (REPOSITORY / "docs/python.md").read_text(encoding="utf-8")
    cells = re.findall(r"```python\n(.*?)```", page, re.DOTALL)
    held = {}
    for number, cell in enumerate(cells):
        exec(compile(cell, f"docs/python.md, cell {number}", "exec"), held)
    assert len(cells) >= 5
    assert "because" in capsys.readouterr().out
    for name in (
        "found",
        "newest",
        "papers",
        "by_year",
        "by_task",
        "routing",
        "scores",
        "effects",
        "largest",
    ):
        assert len(held[name]), name
    assert held["by_year"].sum() == len(held["atlas"].papers)
    assert 0 < held["with_code"] <= 1


def test_the_page_names_everything_that_is_public(atlas):
    page = (REPOSITORY / "docs/python.md").read_text(encoding="utf-8")
    public = [name for name in {*dir(atlas)} if not name.startswith("_")]
    assert [name for name in public if f"`.{name}" not in page] == []
