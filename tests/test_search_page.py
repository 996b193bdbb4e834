"""The page of the query language: every example on it is run, and it tells of everything."""

import re
import shlex

import pytest

from smatlas.commands.output import EXPORTS
from smatlas.commands.parser import parse
from smatlas.commands.query import SORTS
from smatlas.commands.search import names, run
from smatlas.search.fields import Fields
from smatlas.search.query import Query
from smatlas.search.ranking import View
from smatlas.search.vocabulary import Vocabulary
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "search.md").read_text(encoding="utf-8")
CALLS = [
    line.split(" ", 1)[1]
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    for line in block.splitlines()
]
WORDS, FIELDS, OPTIONS = (
    re.findall(r"^\| `(.+?)` \|(.*)\|$", table, re.MULTILINE)
    for table in re.split(r"^## (?:Fields|What is shown)", PAGE, flags=re.MULTILINE)
)
EXAMPLES = [query for query, _ in WORDS] + [re.search("`(.+?)`", row)[1] for _, row in FIELDS]


@pytest.mark.real
@pytest.mark.parametrize("query", EXAMPLES)
def test_every_example_of_a_query_finds_papers(query):
    results = run(REPOSITORY, Query(query), View(3))
    assert results.total
    assert results.strict
    assert not results.problems
    assert not results.unread


@pytest.mark.real
@pytest.mark.parametrize("call", CALLS)
def test_every_call_on_the_page_does_what_it_says(smatlas, tmp_path, monkeypatch, call):
    monkeypatch.chdir(tmp_path)
    code, out, err = smatlas("--root", REPOSITORY, *shlex.split(call))
    assert code == 0, err
    assert out or "written: " in err


@pytest.mark.real
def test_every_field_is_on_the_page():
    fields = Fields(Vocabulary(names(REPOSITORY)))
    told = {fields.name(name) for name, _ in FIELDS}
    told |= {
        fields.name(name) for name in re.findall(r"so for (.*?) \|", PAGE)[-1].replace("`", "").split(", ")
    }
    assert set(fields.names) - told == set()
    assert None not in told


def test_every_option_on_the_page_is_one():
    for option, _ in OPTIONS:
        parse(["search", "rye", *shlex.split(option)])
    assert {option.split()[0] for option, _ in OPTIONS} >= {
        "--sort",
        "--group-by",
        "--facets",
        "--explain",
        "--count",
    }
    assert all(f"`{sort}`" in PAGE or f"--sort {sort}" in PAGE for sort in SORTS)
    assert "bibtex" in EXPORTS


def test_no_call_writes_outside_the_folder_it_is_made_in():
    assert [call for call in CALLS if "--output /" in call or ".." in shlex.split(call)[-1].split("/")] == []
