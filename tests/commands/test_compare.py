import json

import markdown
import pytest

from tests.conftest import INVENTED


@pytest.fixture
def compare(smatlas):
    return lambda *words: smatlas("--root", INVENTED, "compare", *words)


def test_two_papers_stand_in_columns(compare):
    code, out, err = compare("1901.01234", "Bought Yeast for Everyone")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].split() == ["miller2019wild", "yeast2023bought"]
    assert any(line.startswith("Venue ") and line.count("CRUMB") == 2 for line in lines)
    assert "tasting, town hall, points (of ten), higher is better" in out
    assert all(len(line) <= 100 for line in lines)
    assert err == "2 papers; no two have a result of the same task, dataset, metric and unit\n"


def test_many_papers_stand_one_below_the_other(compare):
    code, out, err = compare("--role", "leavening", "plain2020bread", "odd2022script")
    assert code == 0
    assert out.startswith("Paper ")
    assert err.startswith("6 papers; ")


def test_a_role_is_cut_and_it_is_said(compare):
    _, out, err = compare("--role", "leavening", "--limit", "2")
    assert "rye2024slow" in out
    assert "2 papers, of 4 in the role;" in err
    assert "4 papers;" in compare("--role", "leavening", "--limit", "0")[2]


def test_markdown_is_read_as_the_tables_that_were_meant(compare):
    code, out, _ = compare("odd2022script", "miller2019wild", "--format", "markdown")
    html = markdown.markdown(out, extensions=["tables"])
    assert code == 0
    assert html.count("<table>") == 3
    assert "<script>" not in html
    assert "&lt;script&gt;alert('x')&lt;/script&gt; ~ ^" in html
    rows = [line for line in out.splitlines() if line.startswith("| Title")]
    assert rows[0].count(" | ") == 2


def test_json_has_identifier_permalink_and_tables(compare, tmp_path, monkeypatch):
    data = json.loads(compare("miller2019wild", "plain2020bread", "--format", "json")[1])
    assert [(p["id"], p["identifier"]) for p in data["papers"]] == [
        ("miller2019wild", "arxiv:1901.01234"),
        ("plain2020bread", None),
    ]
    assert data["papers"][0]["permalink"] == "https://bread.example/review/papers/miller2019wild.html"
    assert [t["shared"] for t in data["tables"]] == [False, False]
    monkeypatch.chdir(tmp_path)
    assert compare("miller2019wild", "plain2020bread", "--output", "x.txt")[1] == ""
    assert (tmp_path / "x.txt").read_text(encoding="utf-8").endswith("\n")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("miller2019wild",), 2, "takes two papers or more"),
        (("miller2019wild", "arxiv:1901.01234"), 2, "takes two papers or more"),
        ((), 2, "takes two papers or more"),
        (("miler2019wild", "plain2020bread"), 1, "did you mean 'miller2019wild'?"),
        (("--role", "sourdoug"), 1, "did you mean 'sourdough'?"),
        (("--role", "sourdough", "--limit", "-1"), 2, "--limit takes 0 or more"),
    ],
)
def test_wrong_use_says_what_to_do(compare, words, code, said):
    got, out, err = compare(*words)
    assert (got, out) == (code, "")
    assert said in err


def test_a_former_role_is_found(compare):
    assert compare("--role", "sour-dough")[0] == 0


def test_papers_of_a_query_are_compared_best_first(compare):
    code, out, err = compare("--query", "role:leavening year:2019..2023", "--format", "ids")
    assert code == 0
    assert {"miller2019wild", "yeast2023bought"} <= set(out.split())
    code, _, err = compare("--query", "zebra")
    assert code != 0
    assert "zebra" in err


def test_references_of_the_papers_compared_leave_in_every_format(compare):
    _, out, _ = compare("1901.01234", "yeast2023bought", "--format", "bibtex")
    assert out.count("\n@") + out.startswith("@") == 2
