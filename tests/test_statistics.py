from smatlas.statistics import count


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
