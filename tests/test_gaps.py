from dataclasses import replace

import pytest

from smatlas import gaps
from smatlas.citations import CitationGraph
from smatlas.model import Paper


@pytest.fixture(scope="module")
def found(bread, bread_graph):
    return gaps.find(bread, bread_graph, cited=2, thin=2)


def of(found, kind):
    return [(gap.id, gap.why, gap.command) for gap in found if gap.kind == kind]


def test_works_that_several_papers_cite_come_first_the_most_cited_ahead(found):
    assert of(found, "uncollected-work") == [
        ("doi:10.5555/outside.1", "cited by 3 papers", "smatlas add doi:10.5555/outside.1"),
        ("arxiv:1501.00001", "cited by 2 papers", "smatlas add arxiv:1501.00001"),
        ("arxiv:1501.00002", "cited by 2 papers", "smatlas add arxiv:1501.00002"),
    ]
    assert found[0].papers == ("baker2021loaves", "miller2019wild", "yeast2023bought")
    assert found[0].name == "https://doi.org/10.5555/outside.1"


def test_how_many_papers_must_cite_a_work_is_said(bread, bread_graph):
    assert len(of(gaps.find(bread, bread_graph, cited=3), "uncollected-work")) == 1
    assert of(gaps.find(bread, bread_graph, cited=4), "uncollected-work") == []


def test_thin_and_quiet_roles(bread, bread_graph, found):
    add = "smatlas add IDENTIFIER --role "
    assert of(found, "thin-role") == [("unused-role", "0 papers", add + "unused-role")]
    assert of(found, "quiet-role") == [
        ("steam", "the newest paper is of 2022", add + "steam"),
        ("commercial-yeast", "the newest paper is of 2023", add + "commercial-yeast"),
        ("sourdough", "the newest paper is of 2024", add + "sourdough"),
    ]
    assert of(gaps.find(bread, bread_graph, thin=3), "thin-role")[0][0] == "unused-role"


def test_old_preprints_that_nobody_looked_for(bread, bread_graph, found):
    assert of(found, "old-preprint") == []
    noted = bread.papers["rye2024slow"]
    papers = {**bread.papers, noted.id: noted.model_copy(update={"note": None})}
    changed = replace(bread, papers=papers)
    assert of(gaps.find(changed, CitationGraph(changed)), "old-preprint") == [
        ("rye2024slow", "a preprint of 25 months", "smatlas verify rye2024slow")
    ]


def test_papers_without_findings_lists_and_code_the_most_cited_first(bread, found):
    edit = '"${EDITOR:-vi}" papers/%s.yaml && smatlas check papers/%s.yaml'
    lacking = of(found, "no-findings")
    assert lacking[0] == ("oven2018steam", "of 2018, cited here by 3", edit % (("oven2018steam",) * 2))
    assert {g[0] for g in lacking} == {p.id for p in bread.papers.values() if not p.findings}
    assert [g[0] for g in of(found, "unread-references")] == ["odd2022script", "plain2020bread"]
    assert {g[0] for g in of(found, "no-code")} == set(bread.papers) - {"miller2019wild"}


def test_code_is_not_missed_where_records_cannot_name_it(bread, bread_graph):
    words = bread.taxonomy.vocabularies.model_copy(update={"links": ()})
    without = replace(bread, taxonomy=replace(bread.taxonomy, vocabularies=words))
    assert of(gaps.find(without, bread_graph), "no-code") == []


def test_a_role_alone(bread, bread_graph):
    found = gaps.find(bread, bread_graph, cited=1, role="baking")
    assert {g.id for g in found if g.kind == "no-findings"} == {p.id for p in bread.by_role["baking"]}
    assert {g.id for g in found if g.kind.endswith("-role")} == {"steam", "unused-role"}
    assert of(found, "uncollected-work") == []


def test_a_command_is_safe_in_a_shell(bread, bread_graph):
    paper = bread.papers["yeast2023bought"]
    odd = paper.references.model_copy(update={"outside": ("doi:10.1000/a(b);c'd",)})
    papers = {**bread.papers, paper.id: Paper.model_validate(paper.model_dump() | {"references": odd})}
    changed = replace(bread, papers=papers)
    (gap,) = [g for g in gaps.find(changed, bread_graph, cited=1) if "a(b)" in g.id]
    assert gap.command == """smatlas add 'doi:10.1000/a(b);c'"'"'d'"""


def test_as_data_every_kind_is_counted(found):
    data = gaps.data(found)
    assert list(data["counts"]) == list(gaps.KINDS)
    assert sum(data["counts"].values()) == len(found)
    assert data["gaps"]["thin-role"][0]["name"] == "Role without papers"
