import json

from smatlas import reports
from smatlas.problems import Place, Problem, Severity

PROBLEMS = [
    Problem(
        "unknown-role",
        Severity.ERROR,
        "there is no role 'a:b, 100%'",
        Place("papers/a,b.yaml", 3, 9),
        "use\nc",
    ),
    Problem("rare-term", Severity.WARNING, "rare", Place("taxonomy/facets.yaml", 7, 2)),
]


def test_github_annotations_are_escaped():
    assert reports.github(PROBLEMS).splitlines() == [
        "::error file=papers/a%2Cb.yaml,line=3,col=9,title=unknown-role::there is no role 'a:b, 100%25' (use%0Ac)",
        "::warning file=taxonomy/facets.yaml,line=7,col=2,title=rare-term::rare",
    ]


def test_sarif_names_rules_levels_and_places():
    run = json.loads(reports.sarif(PROBLEMS, {"rare-term": "Why."}, "1.2.3"))["runs"][0]
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["rare-term", "unknown-role"]
    assert [result["level"] for result in run["results"]] == ["error", "warning"]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert region == {"startLine": 3, "startColumn": 9}


def test_json_counts_by_severity():
    data = json.loads(reports.as_json(5, PROBLEMS))
    assert (data["papers"], data["errors"], data["warnings"]) == (5, 1, 1)


def test_text_is_a_line_a_problem():
    assert reports.text(PROBLEMS[1:]) == "taxonomy/facets.yaml:7:2: warning rare-term rare\n"
