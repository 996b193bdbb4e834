from smatlas.statistics import count, effects, provenance


def test_everything_is_counted_once(bread, bread_graph):
    counts = count(bread, bread_graph)
    assert counts["totals"] == {
        "papers": 7,
        "roles": 6,
        "placements": 8,
        "findings": 3,
        "findings_with_numbers": 2,
        "citations_among_papers": 6,
        "citations_to_works_beyond": 7,
        "essays": 1,
        "pieces_of_advice": 2,
    }
    assert counts["coverage"]["reference_list_complete"] == {"known": 4, "of": 7}
    assert counts["coverage"]["numbers"] == {"known": 1, "of": 7}
    assert counts["by_effect"] == {"better": 1, "equal": 1, "worse": 1}
    assert counts["by_role"] == {"sourdough": 2, "commercial-yeast": 2, "steam": 2, "unused-role": 0}
    assert next(iter(counts["by_year"])) == "2024"
    assert counts["by_outcome"] == {"taste": 1, "rise": 2}


def test_effects_are_counted_by_what_findings_share_most_findings_first(bread):
    findings = [f for paper in bread.papers.values() for f in paper.findings]
    counts = effects(findings, lambda finding: finding.outcome)
    assert list(counts.items()) == [
        ("rise", {"better": 0, "equal": 1, "worse": 1}),
        ("taste", {"better": 1, "equal": 0, "worse": 0}),
    ]
    assert effects([], lambda finding: finding.outcome) == {}


def test_it_is_counted_where_what_is_said_comes_from(bread):
    counts = provenance(bread)
    assert counts["verified_at"] == {"arxiv.org": 3, "doi.org": 2, "crumb.example": 1, "plain.example": 1}
    assert sum(counts["verified_on"].values()) == 7
    assert list(counts["verified_on"]) == sorted(counts["verified_on"])
    assert counts["placed_by"] == {"editors": 5, "survey": 3}
    assert counts["findings_said_in"] == {"abstract": 2, "text": 1}
    assert counts["kind_of_venue"]["preprint"] == 2
