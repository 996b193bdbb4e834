"""`smatlas changes`: revisions of a real git repository, saved states, what goes wrong."""

import json
import os
import subprocess

import pytest

from smatlas.commands.request import UsageError
from smatlas.commands.revision import split
from tests.conftest import INVENTED, program

PUBLISHED = ("venue: arXiv", "venue: CRUMB")


def edit(root, stem, old, new):
    path = root / "papers" / f"{stem}.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


@pytest.fixture
def git():
    program("git", "git")
    names = {
        f"GIT_{who}_{what}": "a@b.example" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    dates = {f"GIT_{who}_DATE": "2026-03-04T12:00:00Z" for who in ("AUTHOR", "COMMITTER")}
    environment = {**os.environ, **names, **dates, "GIT_CONFIG_GLOBAL": os.devnull}

    def call(folder, *words):
        subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True)

    return call


@pytest.fixture
def repository(bread_root, git):
    """A knowledge base in a folder of a repository: `one` before Slow Rye was published, `two` after."""
    top = bread_root.parent
    git(top, "init", "--quiet")
    git(top, "add", "bread")
    git(top, "commit", "--quiet", "--message=one")
    git(top, "tag", "one")
    edit(bread_root, "rye2024slow", *PUBLISHED)
    git(top, "commit", "--quiet", "--all", "--message=two")
    git(top, "tag", "two")
    return bread_root


@pytest.fixture
def changes(smatlas, repository):
    return lambda *words: smatlas("--root", repository, "changes", *words)


def test_two_revisions_are_compared_and_the_folder_is_left_as_it_is(changes, repository):
    edit(repository, "rye2024slow", "Slow Rye", "Slower Rye")
    before = (repository / "papers/rye2024slow.yaml").read_bytes()
    code, out, err = changes("one..two")
    assert (code, err) == (0, "")
    assert out.startswith(
        "one (2026-03-04), 7 papers\ntwo (2026-03-04), 7 papers\n\npublished, 1: was a preprint"
    )
    assert "  2024  rye2024slow                  Slow Rye\n        venue: arXiv → CRUMB\n" in out
    assert (repository / "papers/rye2024slow.yaml").read_bytes() == before


def test_a_revision_alone_is_compared_with_what_is_in_the_folder(changes, repository):
    edit(repository, "rye2024slow", "year: 2024", "year: 2025")
    code, out, _ = changes("one", "--format", "json")
    data = json.loads(out)
    assert code == 0
    assert data["counts"] == {
        "added": 0, "published": 1, "moved": 0, "corrected": 0, "extended": 0, "retired": 0, "roles": 0,
    }  # fmt: skip
    fields = data["papers"]["published"][0]["fields"]
    assert [(f["name"], f["before"], f["after"]) for f in fields] == [
        ("venue", ["arXiv"], ["CRUMB"]),
        ("year", ["2024"], ["2025"]),
    ]
    assert changes("two..", "--format", "json")[1] == changes("two", "--format", "json")[1]


def test_backwards_the_same_is_a_correction(changes):
    assert "corrected, 1" in changes("two", "one")[1]


def test_states_are_saved_and_compared_without_git(
    changes, smatlas, repository, bread_root, tmp_path, monkeypatch
):
    monkeypatch.chdir(tmp_path)
    assert changes("--save", "one.json", "one")[2] == "written: one.json, 7 papers of 2026-03-04\n"
    assert changes("--save", "now.json")[0] == 0
    monkeypatch.setenv("PATH", "")
    assert "published, 1" in changes("one.json..now.json")[1]
    assert "published, 1" in changes("one.json", "now.json")[1]
    assert "published, 1" in changes("one.json")[1]
    assert changes("now.json")[2] == "nothing changed\n"


def test_atom_goes_to_a_file(changes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = changes("one..two", "--format", "atom", "--output", "changes.atom")
    assert (code, out, err) == (0, "", "written: changes.atom\n")
    assert "published: Slow Rye" in (tmp_path / "changes.atom").read_text(encoding="utf-8")


def test_records_that_could_not_be_read_are_told(changes, repository):
    (repository / "papers/plain2020bread.yaml").write_text("id: [", encoding="utf-8")
    code, out, err = changes("two")
    assert (code, "plain2020bread" in out) == (0, False)
    assert err == "nothing changed\nleft out, because a record could not be read: plain2020bread\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "name two states: smatlas changes OLD..NEW"),
        (("one", "two", "one"), "name two states"),
        (("one...two",), "has three dots"),
        (("three..two",), "neither a file nor a revision 'three'"),
        (("--save", "x.json", "one", "two"), "--save takes one state"),
        (("one", "bread/papers"), "neither a file nor a revision"),
        (("one", "-x"), ""),
    ],
)
def test_wrong_use_says_what_to_do(changes, words, said):
    code, out, err = changes(*words)
    assert (code, out) == (2, "")
    assert said in err


def test_a_name_that_git_would_take_for_an_option_is_none(repository):
    from smatlas.commands.revision import state

    with pytest.raises(UsageError, match="is no revision"):
        state(repository, repository, "--output=x")


def test_a_file_that_is_no_state_says_how_to_make_one(changes, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for text in (b"{}", b"\xff", b'{"format": "x"}'):
        (tmp_path / "odd.json").write_bytes(text)
        code, _, err = changes("odd.json")
        assert code == 2
        assert "cannot read odd.json" in err
        assert "smatlas changes --save FILE writes one" in err


def test_no_git_and_no_repository_are_said(
    changes, smatlas, bread_root, repository, tmp_path_factory, monkeypatch
):
    import shutil

    alone = tmp_path_factory.mktemp("alone") / "bread"
    shutil.copytree(INVENTED, alone, ignore=shutil.ignore_patterns(".smatlas"))
    code, _, err = smatlas("--root", alone, "changes", "one")
    assert code == 2
    assert "is not under git (not a git repository" in err
    monkeypatch.setenv("PATH", "")
    code, _, err = changes("one..two")
    assert code == 2
    assert "no git to look for a revision; install git, or name saved states" in err


def test_a_revision_without_a_knowledge_base_says_so(changes, repository, git):
    git(repository.parent, "checkout", "--quiet", "--orphan", "empty")
    git(repository.parent, "rm", "--quiet", "--cached", "-r", "bread")
    git(repository.parent, "commit", "--quiet", "--allow-empty", "--message=nothing")
    code, _, err = changes("empty..two")
    assert code == 2
    assert "at empty there was no knowledge base" in err


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("a..b", ("a", "b")),
        ("a..", ("a", None)),
        ("a", ("a", None)),
        ("v1.0..v1.1", ("v1.0", "v1.1")),
        ("../a.json..../b.json", ("../a.json", "../b.json")),
        ("../a..b", ("../a", "b")),
        ("../a.json", ("../a.json", None)),
    ],
)
def test_a_range_is_taken_apart_where_its_dots_are(text, parts):
    assert split(text) == parts


def test_the_page_of_what_is_new_tells_what_changed_since(smatlas, repository, tmp_path):
    (repository / "docs").mkdir()
    (repository / "docs/changes.md").write_text("# New\n\n<!-- smatlas: changes -->\n", encoding="utf-8")
    (repository / "docs/index.md").write_text("# Bread\n\n[New](changes.md)\n", encoding="utf-8")
    nav = (
        (repository / "mkdocs.yml")
        .read_text(encoding="utf-8")
        .replace("nav:\n", "nav:\n  - New: changes.md\n")
    )
    (repository / "mkdocs.yml").write_text(nav, encoding="utf-8")
    (repository / "papers/odd2022script.yaml").unlink()
    site = tmp_path / "site"
    assert smatlas("--root", repository, "build", "--output", site, "--since", "one")[0] == 0
    page = (site / "changes.html").read_text(encoding="utf-8")
    assert "Published, 1" in page
    assert "venue: arXiv → CRUMB" in page
    assert "Retired, 1" in page
    assert "<script>alert" not in page
    assert smatlas("--root", repository, "build", "--output", site, "--since", "nowhere")[0] == 2
