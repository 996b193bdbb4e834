"""Every format is taken in whole by the readers that its users have."""

import re
import tomllib
from dataclasses import replace

import pytest
from packaging.requirements import Requirement

from smatlas.commands.output import EXPORTS, written
from smatlas.text import one_line
from tests.conftest import REPOSITORY, program
from tests.exports.readers import READERS
from tests.exports.works import NAMES, TITLES, work

FORMATS = {*EXPORTS, "json"}

each = pytest.mark.parametrize(
    "reader", READERS, ids=lambda reader: f"{reader.form}-{reader.name.split(',')[0]}"
)


def accepted(reader, base, papers, folder):
    if reader.program:
        program(reader.program, reader.package)
    taken = reader.accepts(written(base, papers, reader.form), folder)
    wanted = {paper.id if reader.gives == "ids" else one_line(paper.title) for paper in papers}
    return taken, wanted


@each
def test_the_invented_papers_are_accepted(reader, bread, tmp_path):
    taken, wanted = accepted(reader, bread, list(bread.papers.values()), tmp_path)
    assert taken == wanted


@each
@pytest.mark.real
def test_the_real_papers_are_accepted(reader, real, tmp_path):
    taken, wanted = accepted(reader, real, list(real.papers.values()), tmp_path)
    assert taken == wanted


@each
def test_difficult_titles_and_names_are_accepted(reader, bread, tmp_path):
    papers = [
        work(
            bread,
            title,
            NAMES,
            id=f"odd{number}",
            identifiers={"arxiv": f"2401.{number:05}"},
            references=None,
        )
        for number, title in enumerate(TITLES)
    ]
    base = replace(bread, papers={paper.id: paper for paper in papers})
    taken, wanted = accepted(reader, base, papers, tmp_path)
    assert taken == wanted


def test_every_format_has_a_reader_but_plain_text():
    assert {reader.form for reader in READERS} == FORMATS - {"text"}


@pytest.mark.parametrize("form", sorted(FORMATS))
def test_two_writes_give_the_same_bytes_and_one_end_of_line_at_least(form, bread):
    papers = list(bread.papers.values())
    text = written(bread, papers, form)
    assert text == written(bread, papers, form)
    assert text.endswith("\n")
    text.encode("utf-8")


def test_the_table_of_readers_in_the_docs_is_this_one():
    page = (REPOSITORY / "docs/exports.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| ([^|]+) \| ([^|]+) \| (\d+) of (\d+) \|$", page, re.MULTILINE)
    assert [(form, name) for form, name, *_ in rows] == [(reader.form, reader.name) for reader in READERS], (
        "run: python -m tests.exports.readers"
    )
    assert all(taken == of for *_, taken, of in rows)
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    asked = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    ranges = {Requirement(line).name: Requirement(line).specifier for line in asked}
    for reader, (_, _, told, *_) in zip(READERS, rows, strict=True):
        if not reader.program and reader.package:
            assert ranges[reader.package].contains(told, prereleases=True), f"{reader.package} {told}"


def test_every_format_is_on_the_page_of_exports():
    page = (REPOSITORY / "docs/exports.md").read_text(encoding="utf-8")
    assert [form for form in FORMATS if f"`{form}`" not in page] == []
