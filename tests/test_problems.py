from smatlas.problems import Place, Problem, Severity, nearest, suggestion


def test_a_problem_prints_place_severity_code_message_and_hint():
    problem = Problem(
        "unknown-role", Severity.ERROR, "there is no role 'x'", Place("papers/a.yaml", 3, 9), "use y"
    )
    assert str(problem) == "papers/a.yaml:3:9: error unknown-role there is no role 'x' (use y)"


def test_the_nearest_option_is_named_whatever_its_case():
    assert nearest("Speculative-Decodin", ["speculative-decoding", "routing"]) == "speculative-decoding"
    assert suggestion("zzz", ["b", "a"]) == "use one of: a, b"
    assert suggestion("rooting", ["routing"]) == "did you mean 'routing'?"
    assert suggestion("x", []) == ""


def test_problems_sort_by_place():
    late = Problem("a", Severity.ERROR, "m", Place("f", 2, 1))
    early = Problem("b", Severity.ERROR, "m", Place("f", 1, 5))
    assert sorted([late, early], key=lambda p: p.sort_key) == [early, late]
