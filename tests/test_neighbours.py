from smatlas.neighbours import Neighbourhood


def test_strong_coupling_comes_before_shared_terms(bread, bread_graph):
    near = Neighbourhood(bread, bread_graph).near(bread.papers["yeast2023bought"])
    assert (near[0].paper.id, near[0].reason) == ("baker2021loaves", "cites 3 works that this one cites")
    assert len({n.paper.id for n in near}) == len(near)


def test_papers_without_citations_are_near_by_what_they_share(bread, bread_graph):
    near = Neighbourhood(bread, bread_graph).near(bread.papers["odd2022script"])
    assert [(n.paper.id, n.reason) for n in near] == [("oven2018steam", "shares Steam")]


def test_a_paper_that_shares_nothing_has_no_neighbours(bread, bread_graph):
    assert Neighbourhood(bread, bread_graph).near(bread.papers["plain2020bread"]) == []
