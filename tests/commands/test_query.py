"""The query and the output options that commands share, as a person types them."""

import csv
import io
import json
import os
import pty
import re
import shutil
import subprocess
import sys

import pytest

from smatlas.commands.output import FORMATS
from smatlas.commands.query import SORTS
from smatlas.search import ranking
from tests.conftest import INVENTED


@pytest.fixture
def on_bread(smatlas, bread_root):
    return lambda *arguments: smatlas("--root", bread_root, *arguments)


# --- the query ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "words",
    [("rye", "-cold"), ("-cold", "rye"), ("rye", "NOT", "cold"), ("rye -cold",), ("--", "rye", "-cold"),
     ("-author:rosa", "--year", "2019..", "rye"), ("--role", "sourdough", '-"cold proving"'),
     ("-(cold OR title:creme)", "rye")],
)  # fmt: skip
def test_a_word_with_a_hyphen_before_it_must_not_occur(on_bread, words):
    code, out, _ = on_bread("list", *words, "--format", "ids") if "--" not in words else on_bread(
        "list", "--format", "ids", *words
    )  # fmt: skip
    assert code == 0
    assert "miller2019wild" in out.split()
    assert "rye2024slow" not in out.split()


def test_a_hyphen_before_a_word_is_an_option_where_there_is_no_query(on_bread):
    assert on_bread("roles", "-steam")[0] == 2
    assert on_bread("search", "-h")[1].startswith("usage: smatlas search")


QUERY = ("rye", "role:sourdough", "--year", "2019..")


def test_every_command_means_the_same_papers(on_bread):
    ids = on_bread("search", *QUERY, "--format", "ids")[1].split()
    assert ids == ["rye2024slow", "miller2019wild"]
    assert sorted(on_bread("list", *QUERY, "--format", "ids")[1].split()) == sorted(ids)
    assert on_bread("export", "ids", *QUERY)[1].split() == ids
    assert json.loads(on_bread("stats", *QUERY, "--format", "json")[1])["totals"]["papers"] == 2
    graph = json.loads(on_bread("graph", "export", *QUERY, "--format", "json")[1])
    assert sorted(node["id"] for node in graph["nodes"]) == sorted(ids)
    assert on_bread("graph", "cited-by", "oven2018steam", *QUERY, "--format", "ids")[1].split() == [
        "miller2019wild"
    ]


@pytest.mark.parametrize(
    "call",
    [("export", "bibtex"), ("stats",), ("graph", "most-cited"), ("graph", "export", "--format", "json")],
)
def test_what_is_taken_away_or_counted_is_meant_to_the_letter(on_bread, call):
    code, out, err = on_bread(*call, "cold", "zebra")
    assert (code, out) == (1, "")
    assert "nothing found\n  no paper has 'zebra'" in err
    code, out, err = on_bread(*call, "staem")
    assert (code, out) == (1, "")
    assert "no paper has 'staem' (did you mean 'steam'?)" in err
    assert on_bread(*call, "role:staem")[0] == 2


def test_the_orders_are_those_that_the_search_knows():
    assert ranking.SORTS == SORTS


# --- what is shown -----------------------------------------------------------------------


def test_list_gives_all_papers_in_a_line_each(on_bread):
    code, out, err = on_bread("list")
    assert code == 0
    assert out.splitlines()[0] == "2024  rye2024slow                   arXiv             Slow Rye"
    assert len(out.splitlines()) == 7
    assert err == "7 papers\n"
    assert [line.split()[1] for line in on_bread("list", "--sort", "citations", "--limit", "2")[1].splitlines()] == [
        "oven2018steam", "miller2019wild",
    ]  # fmt: skip


def test_the_number_alone(on_bread):
    assert on_bread("search", "role:leavening", "--count") == (0, "4\n", "")
    assert on_bread("list", "zebra", "--count")[:2] == (1, "0\n")
    assert json.loads(on_bread("search", "rye", "--count", "--format", "json")[1]) == {
        "total": 3,
        "relaxed": False,
    }


def test_facets_are_fields_that_can_be_added_to_the_query(on_bread):
    out = on_bread("search", "role:leavening", "--facets")[1]
    assert "    2  flours:rye" in out
    assert '    1  venue:"Crust & Co"' in out
    for count, field in re.findall(r"^ +(\d+)  (\S.*)$", out, re.MULTILINE):
        assert on_bread("list", "role:leavening", field, "--count")[1].strip() == count
    assert (
        json.loads(on_bread("search", "rye", "--facets", "--format", "json")[1])["facets"]["role"][
            "sourdough"
        ]
        == 2
    )


@pytest.mark.parametrize(
    ("by", "heads"),
    [
        ("role", ["Commercial yeast (2)", "Sourdough (2)", "Leavening (1)"]),
        ("year", ["2024 (1)", "2023 (1)", "2021 (1)", "2019 (1)"]),
        ("venue", ["CRUMB (2)", "arXiv (1)", "Crust & Co (1)"]),
    ],
)
def test_papers_are_put_into_groups(on_bread, by, heads):
    out = on_bread("list", "role:leavening", "--group-by", by)[1]
    assert [line for line in out.splitlines() if line.endswith(")")] == heads
    data = json.loads(on_bread("search", "role:leavening", "--group-by", by, "--format", "json")[1])
    assert [f"{group['name']} ({len(group['hits'])})" for group in data["groups"]] == heads


def test_a_hit_is_explained(on_bread):
    out = on_bread("search", "slow rye", "--explain", "--limit", "1")[1]
    assert "first whatever the score  exact title or identifier" in out
    assert re.search(r"\+\d\.\d\d  rye \(times in title 1", out)
    hit = json.loads(on_bread("search", "slow rye", "--explain", "--format", "json")[1])["hits"][0]
    assert hit["exact"]
    assert {"what", "score", "times"} == set(hit["explanation"][0])


def test_a_long_query_shows_what_has_most_of_its_words_apart(on_bread):
    code, out, err = on_bread("search", "which", "wild", "yeast", "lets", "loaves", "taste", "better?")
    assert code == 0
    assert err.startswith("1 paper with all these words, and ")
    assert "\nwith most of the words:\n" in out
    assert on_bread("search", "wild yeast loaves taste", "--format", "ids")[1] == "miller2019wild\n"


def test_a_misspelt_word_is_told(on_bread):
    code, out, err = on_bread("search", "staem")
    assert code == 0
    assert "oven2018steam" in out
    assert "no paper has 'staem'; 'steam' was searched instead" in err


# --- formats -----------------------------------------------------------------------------


@pytest.mark.parametrize("call", [("search", "rye"), ("list", "rye"), ("graph", "cited-by", "oven2018steam")])
@pytest.mark.parametrize("form", FORMATS)
def test_every_command_gives_every_format_to_the_terminal_or_into_a_file(on_bread, tmp_path, call, form):
    code, out, _ = on_bread(*call, "--format", form)
    assert code == 0
    assert "miller2019wild" in out or "Wild Yeast Outperforms" in out
    assert "\x1b" not in out
    target = tmp_path / "answer"
    code, nothing, err = on_bread(*call, "--format", form, "--output", target)
    assert (code, nothing) == (0, "")
    assert target.read_bytes().decode() == out
    assert "written: " in err


def test_json_lines_are_json_documents(on_bread):
    lines = on_bread("search", "rye", "--format", "jsonl")[1].splitlines()
    assert [json.loads(line)["rank"] for line in lines] == [1, 2, 3]
    assert len(on_bread("export", "jsonl")[1].splitlines()) == 7


def test_csv_is_read_by_the_csv_reader(on_bread):
    rows = list(csv.reader(io.StringIO(on_bread("list", "rye", "--format", "csv")[1])))
    assert len(rows) == 4


# --- a real terminal ---------------------------------------------------------------------


def in_terminal(*arguments, columns=70, lines=200, **environment):
    """Run smatlas in a terminal of its own; give what it shows."""
    mother, child = pty.openpty()
    import fcntl
    import struct
    import termios

    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", lines, columns, 0, 0))
    plain = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "PAGER", "LESS")}
    with subprocess.Popen(
        [sys.executable, "-m", "smatlas.cli", "--root", str(INVENTED), *arguments],
        stdin=child, stdout=child, stderr=subprocess.DEVNULL, env=plain | {"TERM": "xterm"} | environment,
    ) as process:  # fmt: skip
        os.close(child)
        shown = b""
        while True:
            try:
                part = os.read(mother, 65536)
            except OSError:  # the other end is closed
                break
            if not part:
                break
            shown += part
        process.wait()
    os.close(mother)
    return shown.decode().replace("\r\n", "\n")


def test_a_terminal_gets_colours_and_links_and_lines_that_fit():
    shown = in_terminal("list", "role:leavening")
    assert "\x1b]8;;https://arxiv.org/abs/2401.00099\x1b\\rye2024slow" in shown
    plain = re.sub(r"\x1b\]8;;.*?\x1b\\|\x1b\[[0-9;]*m", "", shown)
    assert all(len(line) <= 70 for line in plain.splitlines())
    assert "Wild Yeast Outp…" in plain
    assert "\x1b[1m" in in_terminal("search", "cold")


def test_no_color_is_honoured():
    assert "\x1b" not in in_terminal("search", "cold", NO_COLOR="1")
    assert "\x1b" not in in_terminal("list", TERM="dumb")


def test_an_answer_longer_than_the_terminal_goes_through_the_pager():
    pager = f"{shutil.which('sed')} s/^/paged:/"
    assert "paged:" in in_terminal("list", lines=4, PAGER=pager)
    assert "paged:" not in in_terminal("list", lines=40, PAGER=pager)
    assert "paged:" not in in_terminal("list", "--format", "ids", lines=4, PAGER=pager)
    assert "Slow Rye" in in_terminal("list", lines=4, PAGER="no-such-pager-here")
    assert "Slow Rye" in in_terminal("list", lines=4, PAGER="cat")


# --- open --------------------------------------------------------------------------------


def test_open_prints_the_address_of_a_paper(on_bread):
    assert on_bread("open", "1901.01234", "--print")[1] == "https://arxiv.org/abs/1901.01234\n"
    assert (
        on_bread("open", "miller2019wild", "--link", "code", "--print")[1]
        == "https://code.example/wild?x=1&y=2\n"
    )
    code, _, err = on_bread("open", "rye2024slow", "--link", "code", "--print")
    assert code == 1
    assert "rye2024slow has no code link (it has: arxiv)" in err
    assert on_bread("open", "plain2020bread", "--print")[0] == 1
    assert "did you mean 'rye2024slow'?" in on_bread("open", "rye2024slo")[2]


def test_open_opens_the_browser_of_the_person(bread_root, tmp_path):
    told = tmp_path / "told"
    browser = tmp_path / "browser"
    browser.write_text(f'#!/bin/sh\necho "$1" > {told}\n')
    browser.chmod(0o755)
    done = subprocess.run(
        [sys.executable, "-m", "smatlas.cli", "--root", str(bread_root), "open", "rye2024slow"],
        capture_output=True, text=True, check=False, env={**os.environ, "BROWSER": f"{browser} %s"},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "opened: https://arxiv.org/abs/2401.00099\n")
    assert told.read_text() == "https://arxiv.org/abs/2401.00099\n"


# --- completion --------------------------------------------------------------------------


def completed(line, root):
    """Let a real bash complete a line, with the script that the command prints."""
    words = line.split(" ")
    script = f"""
    shopt -s extglob
    smatlas() {{ {sys.executable} -m smatlas.cli "$@"; }}
    eval "$({sys.executable} -m smatlas.cli completion bash)"
    COMP_WORDS=({" ".join(f"'{word}'" for word in words)})
    COMP_CWORD={len(words) - 1}
    COMP_LINE='{line}' COMP_POINT={len(line)} COMP_TYPE=9
    cd {root}
    _python_argcomplete smatlas "${{COMP_WORDS[COMP_CWORD]}}" "${{COMP_WORDS[COMP_CWORD-1]}}"
    printf '%s\\n' "${{COMPREPLY[@]}}"
    """
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    return [word.strip() for word in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("smatlas sea", {"search"}),
        ("smatlas show ry", {"rye2024slow"}),
        ("smatlas open ", {"rye2024slow", "plain2020bread"}),
        ("smatlas roles sour", {"sourdough"}),
        ("smatlas list --role s", {"sourdough", "steam"}),
        ("smatlas export bib", {"bibtex"}),
        ("smatlas search --sort c", {"citations"}),
        ("smatlas search rol", {"role:"}),
        ("smatlas graph cited-by ne", {"near:"}),
    ],
)
def test_bash_completes_commands_options_ids_roles_and_fields(bread_root, line, offered):
    assert offered <= set(completed(line, bread_root))


def test_values_of_fields_are_completed(bread_root):
    from argparse import Namespace

    from smatlas.commands.completers import papers, query_words, venues

    here = Namespace(root=str(bread_root))
    assert "role:sourdough" in query_words("role:", here)
    assert "flour:rye" in query_words("flour:", here)
    assert "cites:rye2024slow" in query_words("cites:", here)
    assert 'venue:"Crust & Co"' in query_words("venue:", here)
    assert "CRUMB" in venues(here)
    assert papers(Namespace(root="/nowhere")) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_every_shell_gets_a_script_that_it_can_read(on_bread, tmp_path, shell):
    code, out, _ = on_bread("completion", shell)
    assert code == 0
    assert "smatlas" in out
    program = shutil.which(shell)
    if program:
        path = tmp_path / "script"
        path.write_text(out)
        subprocess.run([program, "-n", str(path)], check=True)
