"""The documentation agrees with the code."""

import re
import shlex
import tomllib

import pytest

from smatlas.checks import registered
from smatlas.commands import schema as schema_command
from smatlas.commands.parser import COMMANDS, help_of
from smatlas.commands.parser import parse as parse_call
from smatlas.model import to_paper
from smatlas.records import parse
from smatlas.site.fragments import FRAGMENTS
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs"
PROSE = [*DOCS.glob("*.md"), REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md"]


def text_of(name):
    return (REPOSITORY / name).read_text(encoding="utf-8")


@pytest.mark.real
def test_the_committed_schema_is_that_of_the_taxonomy():
    assert text_of("docs/schema/paper.schema.json") == schema_command.run(REPOSITORY), "run: smatlas schema"


def test_the_example_of_a_record_is_one():
    example = re.search(r"```yaml\n(.*?)```", text_of("docs/record.md"), re.DOTALL)[1]
    paper, problems = to_paper(parse(example))
    assert problems == []
    assert paper.id == "doe2024example"


@pytest.mark.real
def test_every_field_that_the_example_uses_has_known_words(real):
    example = re.search(r"```yaml\n(.*?)```", text_of("docs/record.md"), re.DOTALL)[1]
    paper, _ = to_paper(parse(example))
    assert paper.venue in real.taxonomy.venues
    assert all(p.role in real.taxonomy.roles and p.by in real.taxonomy.terms("placers") for p in paper.roles)
    assert all(t in real.taxonomy.terms(f) for f, terms in paper.facets.items() for t in terms)
    assert set(paper.references.papers) <= set(real.papers)


def test_every_command_in_the_prose_parses():
    calls = [
        line.split("#")[0].split("smatlas ", 1)[1]
        for path in PROSE
        for block in re.findall(r"```sh\n(.*?)```", path.read_text(encoding="utf-8"), re.DOTALL)
        for line in block.splitlines()
        if re.match(r"(\.venv/bin/)?smatlas ", line)
    ]
    assert calls
    for call in calls:
        parse_call(shlex.split(call))


@pytest.mark.real
@pytest.mark.parametrize("page", ["compare.md", "gaps.md"])
def test_the_commands_of_the_page_run(smatlas, tmp_path, monkeypatch, page):
    monkeypatch.chdir(tmp_path)
    block = re.search(r"```sh\n(.*?)```", text_of(f"docs/{page}"), re.DOTALL)[1]
    for line in block.splitlines():
        code, out, err = smatlas(*shlex.split(line)[1:], "--root", REPOSITORY)
        assert code == 0, err
        assert out or "written" in err


def test_every_example_of_the_help_parses():
    for name in COMMANDS:
        for line in help_of(name).partition("examples:\n")[2].splitlines():
            parse_call(shlex.split(line)[1:])


def test_the_generated_pages_are_asked_for():
    asked = set(
        re.findall(
            r"<!-- smatlas: ([a-z-]+) -->", "".join(p.read_text(encoding="utf-8") for p in DOCS.glob("*.md"))
        )
    )
    assert asked <= {*FRAGMENTS, "commands"}
    assert {"commands", "rules", "record", "vocabularies", "statistics", "map"} <= asked


def test_every_rule_is_on_the_page_of_rules(real_site):
    page = (real_site / "rules.html").read_text(encoding="utf-8")
    assert [rule.code for rule in registered() if f'id="{rule.code}"' not in page] == []


def test_every_command_is_on_the_page_of_commands(real_site):
    page = (real_site / "commands.html").read_text(encoding="utf-8")
    assert [name for name in COMMANDS if f"smatlas {name}" not in page] == []


def test_the_architecture_names_every_room():
    rooms = {
        p.stem
        for p in (REPOSITORY / "tools/smatlas").iterdir()
        if p.suffix == ".py" or (p / "__init__.py").exists()
    }
    page = text_of("docs/architecture.md")
    assert [
        room for room in sorted(rooms - {"__init__"}) if f"`{room}`" not in page and f"`{room}/`" not in page
    ] == []


def test_every_dependency_is_justified():
    project = tomllib.loads(text_of("pyproject.toml"))["project"]
    names = [
        re.split(r"[><=]", line)[0]
        for extra in (
            project["dependencies"],
            *(project["optional-dependencies"][e] for e in ("site", "mcp")),
        )
        for line in extra
    ]
    page = text_of("docs/architecture.md")
    assert [name for name in names if name not in page] == []


def test_links_between_prose_files_resolve():
    for path in (REPOSITORY / "README.md", REPOSITORY / "CONTRIBUTING.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
            assert (REPOSITORY / target).exists(), f"{path.name} links to {target}"


def test_the_readme_gives_two_commands_that_the_makefile_knows():
    makefile = text_of("Makefile")
    for verb in ("serve", "test"):
        assert re.search(rf"^make {verb} ", text_of("README.md"), re.MULTILINE)
        assert re.search(rf"^{verb}:", makefile, re.MULTILINE)
    assert "make test" in text_of(".ci/run")


def test_both_licences_are_there():
    assert text_of("LICENSE").startswith("MIT License")
    assert "Creative Commons Attribution 4.0 International" in text_of("LICENSE-DATA")
