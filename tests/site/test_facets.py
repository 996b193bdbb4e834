from smatlas.site.facets import OWN, facets, parameter


def by_param(base):
    return {facet.param: facet for facet in facets(base)}


def counts(facet):
    return {value.id: value.count for value in facet.values}


def test_facets_come_from_the_taxonomy_and_from_what_papers_hold(bread):
    found = by_param(bread)
    assert list(found) == ["role", "relation", "outcome", "effect", "has", "flours", "kind", "venue"]
    assert counts(found["flours"]) == {"rye": 2, "wheat": 2, "whole-grain": 1}
    assert counts(found["kind"]) == {"survey": 1}
    assert found["flours"].name == "Flours"


def test_roles_hold_the_papers_of_those_below_and_stand_at_their_depth(bread):
    role = by_param(bread)["role"]
    assert counts(role) == {key: len(papers) for key, papers in bread.by_role.items()}
    assert {value.id: value.depth for value in role.values}["sourdough"] == 1
    assert {value.id: value.root for value in role.values}["sourdough"] == "leavening"


def test_a_value_that_no_paper_has_is_left_out_unless_it_is_a_role(bread):
    found = by_param(bread)
    assert "data" not in counts(found["has"])
    assert counts(found["role"])["unused-role"] == 0


def test_findings_keep_their_values_together(bread):
    found, place = by_param(bread), list(bread.papers).index("miller2019wild")
    rows = {param: found[param].findings[place] for param in ("relation", "outcome", "effect")}
    named = [
        tuple(found[param].values[at].id for param, at in zip(rows, finding, strict=True))
        for finding in zip(*rows.values(), strict=True)
    ]
    assert named == [("wild vs bought", "taste", "better"), ("wild vs bought", "rise", "worse")]


def test_a_count_is_of_papers_not_of_findings(bread):
    assert counts(by_param(bread)["relation"]) == {"bought vs wild": 1, "wild vs bought": 1}


def test_what_a_paper_has_must_be_met_whole(bread):
    has = by_param(bread)["has"]
    assert has.every
    read = sum(paper.references is not None for paper in bread.papers.values())
    assert counts(has) == {"code": 1, "page": 1, "findings": 2, "numbers": 1, "references": read}


def test_a_facet_named_like_a_parameter_of_the_page_steps_aside():
    assert parameter("flours") == "flours"
    assert {parameter(name) for name in OWN}.isdisjoint(OWN)
