"""Every command as a person types it: output, messages, exit code."""

import json
import re

import pytest

from smatlas import __version__
from smatlas.commands.output import EXPORTS
from smatlas.commands.parser import COMMANDS, help_of
from tests.conftest import BROKEN, INVENTED


@pytest.fixture
def on_bread(smatlas, bread_root):
    return lambda *arguments: smatlas("--root", bread_root, *arguments)


# --- the front ---------------------------------------------------------------------------


def test_version_and_help(smatlas):
    assert smatlas("--version") == (0, f"smatlas {__version__}\n", "")
    code, out, _ = smatlas("--help")
    assert code == 0
    assert all(re.search(rf"^    {name} ", out, re.MULTILINE) for name in COMMANDS)


def test_without_a_command_the_help_is_shown_and_it_is_wrong_use(smatlas):
    assert smatlas()[0] == 2


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_with_an_example(name):
    text = help_of(name)
    assert re.search(rf"examples:\n  smatlas {name}\b", text)


def test_a_wrong_command_names_the_right_ones(smatlas):
    code, _, err = smatlas("chek")
    assert code == 2
    assert "check" in err


def test_outside_a_knowledge_base_it_says_what_to_do(smatlas, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = smatlas("check")
    assert (code, out) == (2, "")
    assert "--root DIR" in err
    assert smatlas("--root", tmp_path, "check")[0] == 2
    assert smatlas("check", "--root", tmp_path / "nowhere")[0] == 2


def test_the_nearest_folder_upward_is_taken(smatlas, bread_root, monkeypatch):
    (bread_root / "docs").mkdir(exist_ok=True)
    monkeypatch.chdir(bread_root / "docs")
    assert smatlas("roles")[0] == 0


def test_an_internal_error_is_a_sentence_not_a_traceback(smatlas, monkeypatch):
    monkeypatch.setattr("smatlas.commands.stats.run", lambda *_: 1 / 0)
    code, out, err = smatlas("--root", INVENTED, "stats")
    assert (code, out) == (1, "")
    assert "internal error, ZeroDivisionError" in err
    assert "Traceback" not in err


def test_output_to_a_pipe_has_no_escape_sequences(on_bread):
    for arguments in (("search", "rye"), ("show", "rye2024slow"), ("roles", "steam")):
        assert "\x1b" not in on_bread(*arguments)[1]


# --- check, rules, schema ----------------------------------------------------------------


def test_check_reports_all_problems_and_exits_1(smatlas):
    code, out, _ = smatlas("--root", BROKEN, "check")
    assert code == 1
    assert "papers/role2020unknown.yaml:10:12: error unknown-role there is no role 'sourdouh'" in out
    assert re.search(r"records checked: \d+ errors, \d+ warnings; errors block, warnings do not$", out)


def test_check_of_good_records_exits_0_also_with_warnings(on_bread):
    code, out, _ = on_bread("check")
    assert code == 0
    assert out.endswith("7 records checked: 0 errors, 2 warnings; errors block, warnings do not\n")


def test_check_as_json(smatlas):
    code, out, _ = smatlas("--root", BROKEN, "check", "--format", "json")
    data = json.loads(out)
    assert code == 1
    assert data["errors"] == sum(p["severity"] == "error" for p in data["problems"])
    assert data["problems"][0]["place"].keys() == {"file", "line", "column"}


def test_check_of_files_gives_the_same_answers_for_them_alone(smatlas):
    every = smatlas("--root", BROKEN, "check")[1].splitlines()
    for name in ("papers/same2020second.yaml", "papers/good2020paper.yaml", "taxonomy/facets.yaml"):
        code, out, _ = smatlas("--root", BROKEN, "check", name)
        assert out.splitlines()[:-1] == [line for line in every if line.startswith(name)]
        assert code == (1 if "error" in "".join(out.splitlines()[:-1]) else 0)
    code, _, err = smatlas("--root", BROKEN, "check", "papers/nobody.yaml")
    assert code == 2
    assert "there is no file" in err


def test_check_explains_and_annotates(smatlas):
    out = smatlas("--root", BROKEN, "check", "papers/etal2020cut.yaml", "--explain")[1]
    assert "\net-al: An author list names everybody." in out
    code, out, err = smatlas("--root", BROKEN, "check", "papers/etal2020cut.yaml", "--format", "github")
    assert code == 1
    assert out.startswith("::error file=papers/etal2020cut.yaml,line=4,col=23,title=et-al::")
    assert "1 error" in err
    data = json.loads(smatlas("--root", BROKEN, "check", "--format", "sarif")[1])
    assert data["version"] == "2.1.0"


def test_a_fix_is_told_and_the_rest_is_reported(smatlas, bread_root):
    path = bread_root / "papers" / "rye2024slow.yaml"
    text = path.read_text(encoding="utf-8").replace("flours: [rye]", "flours: [secale]")
    path.write_text(text.replace("venue: arXiv", "venue: Nowhere"), encoding="utf-8")
    assert smatlas("--root", bread_root, "check", "--fix", "papers/miller2019wild.yaml")[2] == ""
    code, out, err = smatlas("--root", bread_root, "check", "--fix")
    assert (
        "mended: papers/rye2024slow.yaml: 'secale' is not a term of flours (it is a synonym of 'rye'" in err
    )
    assert (code, "unknown-venue" in out, "unknown-term" in out) == (1, True, False)
    assert "flours: [rye]" in path.read_text(encoding="utf-8")


def test_rules_lists_and_explains(smatlas):
    assert smatlas("rules")[0] == 0
    code, out, _ = smatlas("rules", "duplicate-work")
    assert code == 0
    assert out.startswith("duplicate-work (identity, error)")
    code, _, err = smatlas("rules", "duplicate-wrok")
    assert code == 1
    assert "did you mean 'duplicate-work'?" in err
    assert len(json.loads(smatlas("rules", "--format", "json")[1])) >= 35


def test_schema_is_written_and_then_up_to_date(on_bread, bread_root):
    assert on_bread("schema", "--check")[0] == 1
    assert on_bread("schema")[0] == 0
    assert on_bread("schema", "--check")[0] == 0
    assert json.loads((bread_root / "docs/schema/paper.schema.json").read_text())["title"] == "Paper"


# --- search, show, roles, stats ----------------------------------------------------------


def test_search_shows_rank_title_authors_year_venue_role_and_extract(on_bread):
    code, out, err = on_bread("search", "cold", "starter")
    assert code == 0
    assert out.splitlines() == [
        "  1  Slow Rye",
        "     Rosa Rye · 2024 · arXiv · Sourdough · rye2024slow",
        "     *Cold* proving keeps the *starter* alive.",
    ]
    assert err == "1 paper\n"


def test_words_may_stand_among_the_options(on_bread):
    for arguments in (
        ("--role", "sourdough", "cold"),
        ("cold", "--role", "sourdough"),
        ("cold", "--limit", "3", "starter"),
    ):
        assert on_bread("search", *arguments, "--format", "ids")[1] == "rye2024slow\n"
    assert on_bread("export", "bibtex", "--year", "2024..", "cold")[0] == 0
    assert on_bread("search", "cold", "--colour")[0] == 2
    assert on_bread("check", "cold")[0] == 2


def test_search_as_ids_and_json(on_bread):
    assert on_bread("search", "--role", "leavening", "--limit", "2", "--format", "ids")[1] == (
        "rye2024slow\nyeast2023bought\n"
    )
    data = json.loads(on_bread("search", "steam", "--format", "json")[1])
    assert data["total"] == 2
    hit = data["hits"][0]
    start, end = hit["matches"][0] if hit["matches"] else (0, 0)
    assert hit["extract"][start:end].casefold() in ("steam", "")


def test_search_that_finds_nothing_exits_1(on_bread):
    assert on_bread("search", "zebra") == (1, "", "nothing found\n  no paper has 'zebra'\n")


def test_search_says_when_words_were_let_go(on_bread):
    code, _, err = on_bread("search", "cold", "zebra")
    assert code == 0
    assert err == "no paper has all these words; 1 paper with some of them\nno paper has 'zebra'\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--role", "sourdogh"), "did you mean 'sourdough'?"),
        (("role:sourdogh",), "did you mean 'sourdough'?"),
        (("year:soon",), "2023..2025"),
        (("--venue", "CRUM"), "did you mean 'CRUMB'?"),
        (("--year", "soon"), "2023..2025"),
        (("--year", ".."), "2023..2025"),
        (("--limit", "-1"), "0 or more"),
    ],
)
def test_a_wrong_filter_names_the_right_one(on_bread, arguments, said):
    code, out, err = on_bread("search", "bread", *arguments)
    assert (code, out) == (2, "")
    assert said in err


def test_a_role_is_named_by_its_name_or_a_synonym_as_well(on_bread):
    for name in ("sourdough", "Sourdough", "levain", "natural leaven"):
        assert on_bread("list", "--role", name, "--format", "ids")[1] == "rye2024slow\nmiller2019wild\n"


def test_a_right_filter_without_papers_is_not_wrong_use(on_bread):
    assert on_bread("search", "--role", "unused-role")[0] == 1


def test_show_tells_everything(on_bread):
    code, out, _ = on_bread("show", "1901.01234")
    assert code == 0
    for expected in ("Wild Yeast Outperforms", "Zoë Miller", "§3.2", "[taste: better, wild vs bought]", "partial list",
                     "cited by: yeast2023bought, baker2021loaves", "verified 2026-01-31"):  # fmt: skip
        assert expected in out
    assert "references: not read yet" in on_bread("show", "plain2020bread")[1]
    assert on_bread("show", "rye2024slow", "--format", "bibtex")[1].startswith("@misc{rye2024slow,")
    assert json.loads(on_bread("show", "rye2024slow", "--format", "json")[1])["id"] == "rye2024slow"


def test_show_of_an_unknown_paper_names_the_nearest(on_bread):
    code, _, err = on_bread("show", "rye2024slo")
    assert code == 1
    assert "did you mean 'rye2024slow'?" in err


def test_roles_shows_the_tree_with_counts(on_bread):
    out = on_bread("roles")[1].splitlines()
    assert out[0].split() == ["Leavening", "4", "leavening"]
    assert out[1].split() == ["Sourdough", "2", "sourdough"]
    assert out[1].startswith("  S")
    tree = json.loads(on_bread("roles", "--format", "json")[1])
    assert tree[1]["children"][0]["papers"] == ["odd2022script", "oven2018steam"]


def test_roles_shows_one_role_also_by_its_old_id(on_bread):
    assert "Leavening > Sourdough" in on_bread("roles", "sour-dough")[1]
    code, _, err = on_bread("roles", "steem")
    assert code == 1
    assert "did you mean 'steam'?" in err


def test_stats_counts(on_bread):
    assert re.search(r"reference list complete +4 of 7", on_bread("stats")[1])
    assert json.loads(on_bread("stats", "--format", "json")[1])["totals"]["papers"] == 7


# --- graph, export -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        (("cites", "yeast2023bought"), ["miller2019wild", "oven2018steam"]),
        (("cited-by", "yeast2023bought"), ["rye2024slow"]),
        (("path", "rye2024slow", "oven2018steam"), ["rye2024slow", "yeast2023bought", "oven2018steam"]),
        (("most-cited", "--limit", "1"), ["oven2018steam"]),
        (("co-cited", "miller2019wild"), ["oven2018steam"]),
        (("coupled", "1901.01234"), ["baker2021loaves", "yeast2023bought"]),
    ],
)
def test_graph_answers(on_bread, arguments, ids):
    code, out, _ = on_bread("graph", *arguments, "--format", "ids")
    assert (code, out.split()) == (0, ids)
    data = json.loads(on_bread("graph", *arguments, "--format", "json")[1])
    assert [paper["id"] for paper in data["papers"]] == ids
    assert data["reference_lists"] == {"known": 5, "of": 7}


def test_graph_says_that_unknown_is_not_none(on_bread):
    code, out, err = on_bread("graph", "cites", "odd2022script")
    assert (code, out) == (1, "")
    assert "have not been read yet: unknown, not none" in err
    assert "known for 5 of 7" in err
    assert "none known" in on_bread("graph", "cites", "oven2018steam")[2]


@pytest.mark.parametrize(
    "arguments",
    [("cites",), ("path", "rye2024slow"), ("path", "rye2024slow", "oven2018steam", "rye"),
     ("export", "--format", "ids"), ("most-cited", "role:nowhere")],
)  # fmt: skip
def test_graph_refuses_calls_that_make_no_sense(on_bread, arguments):
    assert on_bread("graph", *arguments)[0] == 2


def test_graph_exports_to_a_file_or_to_the_terminal(on_bread, tmp_path):
    target = tmp_path / "g.graphml"
    assert on_bread("graph", "export", "--format", "graphml", "--output", target)[0] == 0
    assert target.read_text(encoding="utf-8").startswith("<graphml")
    assert json.loads(on_bread("graph", "export", "--format", "json")[1])["edges"]


def test_export_takes_all_or_what_a_search_finds(on_bread, tmp_path):
    assert on_bread("export", "bibtex")[1].count("@") == 7
    assert on_bread("export", "bibtex", "--role", "steam")[1].count("\n@") == 1
    assert on_bread("export", "bibtex", "zebra")[0] == 1
    target = tmp_path / "x.bib"
    assert on_bread("export", "bibtex", "rye", "cold", "--output", target)[0] == 0
    assert target.read_text(encoding="utf-8").startswith("@misc{rye2024slow")
    assert len(json.loads(on_bread("export", "json")[1])["papers"]) == 7


@pytest.mark.parametrize("form", [*EXPORTS, "json"])
def test_export_offers_every_format_of_all_and_of_what_is_found(on_bread, form):
    code, every, _ = on_bread("export", form)
    found = on_bread("export", form, "rye", "cold")[1]
    assert code == 0
    assert len(found) < len(every)
    assert "rye2024slow" in found or "Slow Rye" in found
    assert "miller2019wild" not in found


def test_graph_exports_gexf(on_bread):
    assert 'lastmodifieddate="2026-02-02"' in on_bread("graph", "export", "--format", "gexf")[1]
    assert on_bread("graph", "most-cited", "--format", "gexf")[0] == 0


# --- cite --------------------------------------------------------------------------------


def test_cite_gives_references_in_the_order_named(on_bread):
    code, out, err = on_bread("cite", "rye2024slow", "1901.01234", "arxiv:2401.00099")
    assert (code, err) == (0, "")
    assert out.splitlines()[0] == "Rye, R. (2024). Slow Rye. arXiv. https://arxiv.org/abs/2401.00099"
    assert out.splitlines()[1].startswith("Miller, Z., Müller-Ångström, Ł., ")
    assert len(out.splitlines()) == 2


@pytest.mark.parametrize(
    ("form", "beginning"),
    [("bibtex", "@misc{rye2024slow,"), ("csl-json", '[\n  {\n    "id": "rye2024slow"'), ("ris", "TY  - UNPB\r\nID  - rye2024slow"),
     ("markdown", "- Rye, R. (2024). [Slow Rye](https://arxiv.org/abs/2401.00099). *arXiv.*"), ("text", "Rye, R. (2024).")],
)  # fmt: skip
def test_cite_in_every_format(on_bread, form, beginning):
    assert on_bread("cite", "rye2024slow", "--format", form)[1].startswith(beginning)


def test_cite_writes_a_file_with_the_same_bytes(on_bread, tmp_path):
    target = tmp_path / "x.ris"
    assert on_bread("cite", "rye2024slow", "--format", "ris", "--output", target) == (
        0,
        "",
        f"written: {target}\n",
    )
    assert target.read_bytes().decode() == on_bread("cite", "rye2024slow", "--format", "ris")[1]


def test_cite_tells_every_name_that_fits_no_paper(on_bread):
    code, out, err = on_bread("cite", "rye2024slo", "rye2024slow", "nobody1900nothing")
    assert (code, out) == (1, "")
    assert "did you mean 'rye2024slow'?" in err
    assert "nobody1900nothing" in err
    assert on_bread("cite")[0] == 2


def test_a_file_that_cannot_be_written_is_said_and_nothing_is_lost(on_bread, tmp_path):
    code, _, err = on_bread("export", "bibtex", "--output", tmp_path / "no" / "x.bib")
    assert code == 2
    assert "cannot write" in err
