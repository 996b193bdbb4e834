"""What GitHub runs: the workflows, their scripts, the issue forms, the comment."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml

from smatlas.commands import comment, form, parser
from smatlas.commands.request import Request, UsageError
from smatlas.exports import issue_form
from tests.conftest import REPOSITORY

GITHUB = REPOSITORY / ".github"
SCRIPTS = GITHUB / "scripts"
WORKFLOWS = {path.stem: path for path in sorted((GITHUB / "workflows").glob("*.yml"))}
WRITING = {
    ("comment", "comment"): {"pull-requests"},
    ("nightly", "issue"): {"issues"},
    ("release", "publish"): {"contents"},
    ("suggest", "propose"): {"contents", "pull-requests"},
    ("suggest", "answer"): {"issues"},
}
"""Every job whose token can write, and what."""


def load(path):
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)  # `on` stays a word


def jobs():
    return [
        pytest.param(stem, name, job, id=f"{stem}-{name}")
        for stem, path in WORKFLOWS.items()
        for name, job in load(path)["jobs"].items()
    ]


def runs():
    return [
        pytest.param(step["run"], id=f"{stem}-{step['name']}")
        for stem, path in WORKFLOWS.items()
        for job in load(path)["jobs"].values()
        for step in job["steps"]
        if "run" in step
    ]


def call(verb, *arguments, root, start=None):
    """Call a verb; gives exit code, output, notes."""
    namespace = parser.parse([verb, "--root", str(root), *map(str, arguments)], verb)
    outcome = parser.module(verb).execute(Request(namespace, start or root))
    return outcome.code, outcome.text, outcome.notes


# --- the workflows -----------------------------------------------------------------------


def test_every_workflow_that_is_promised_is_there():
    assert set(WORKFLOWS) == {"pull-request", "comment", "nightly", "release", "suggest"}


@pytest.mark.parametrize("path", WORKFLOWS.values(), ids=WORKFLOWS)
def test_a_workflow_can_at_most_read_by_default_and_runs_once_at_a_time(path):
    workflow = load(path)
    assert workflow["permissions"] in ({}, {"contents": "read"})
    assert workflow["concurrency"]["group"]
    assert "pull_request_target" not in path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("workflow", "name", "job"), jobs())
def test_a_job_has_an_end_and_a_fixed_machine(workflow, name, job):
    assert 1 <= int(job["timeout-minutes"]) <= 120
    assert re.fullmatch(r"ubuntu-\d\d\.\d\d", job["runs-on"])


@pytest.mark.parametrize(("workflow", "name", "job"), jobs())
def test_a_token_that_can_write_is_where_it_was_decided(workflow, name, job):
    writes = {what for what, level in job.get("permissions", {}).items() if level != "read"}
    assert writes == WRITING.get((workflow, name), set())


@pytest.mark.parametrize(("workflow", "name", "job"), jobs())
def test_a_job_that_can_write_runs_neither_a_fork_nor_anything_installed(workflow, name, job):
    if (workflow, name) not in WRITING:
        return
    assert "pull_request" not in load(WORKFLOWS[workflow])["on"]
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            given = step.get("with", {})
            assert given.get("ref", "") in ("", "${{ github.event.repository.default_branch }}")
            assert "repository" not in given
        if "run" in step:
            assert re.match(r"git |gh |python3 \.github/scripts/", step["run"])


@pytest.mark.parametrize(("workflow", "name", "job"), jobs())
def test_a_job_that_runs_the_package_holds_no_token(workflow, name, job):
    if any(re.search(r"smatlas|make |\.ci/", step.get("run", "")) for step in job["steps"]):
        text = json.dumps(job)
        assert "github.token" not in text
        assert "secrets." not in text
    for step in job["steps"]:
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] == "false"


def test_actions_are_pinned_to_one_commit_each_with_the_version_beside():
    pins = {}
    for path in WORKFLOWS.values():
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                found = re.fullmatch(r" +(?:- )?uses: ([\w-]+/[\w/-]+)@([0-9a-f]{40}) # v\d+\.\d+\.\d+", line)
                assert found, line
                pins.setdefault(found[1], set()).add(found[0].partition("uses:")[2])
    assert {action: len(found) for action, found in pins.items()} == dict.fromkeys(pins, 1)
    assert all(action.startswith("actions/") for action in pins)


@pytest.mark.parametrize("run", runs())
def test_a_step_runs_one_command_and_nothing_is_pasted_into_it(run):
    assert "${{" not in run
    assert not re.search(r"[;|`\n]|&&|\$\(", run.strip())
    assert re.match(r"(make|git|gh|\.ci/run|\.venv/bin/smatlas|python3 \.github/scripts/\w+\.py)\b", run)


@pytest.mark.parametrize("run", [p for p in runs() if "smatlas" in p.values[0]])
def test_a_step_calls_smatlas_as_its_parser_wants_it(run):
    words = shlex.split(run.partition(">>")[0])
    assert words[0] == ".venv/bin/smatlas"
    assert words[1] in parser.COMMANDS
    assert parser.parse(words[1:], words[1]).command == words[1]


@pytest.mark.parametrize("run", [p for p in runs() if p.values[0].startswith("make ")])
def test_a_target_of_make_is_there(run):
    done = subprocess.run([*shlex.split(run), "--dry-run"], cwd=REPOSITORY, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_comment_follows_the_gate_and_takes_what_it_left():
    gate, follower = load(WORKFLOWS["pull-request"]), load(WORKFLOWS["comment"])
    assert follower["on"]["workflow_run"]["workflows"] == [gate["name"]]
    steps = gate["jobs"]["records"]["steps"]
    kept = [step["with"]["name"] for step in steps if "upload-artifact" in step.get("uses", "")]
    assert kept == ["comment", "site"]
    fetched = [step for step in follower["jobs"]["comment"]["steps"] if "download" in step.get("uses", "")]
    assert [step["with"]["name"] for step in fetched] == ["comment"]


def test_the_names_of_artifacts_agree_within_a_workflow():
    for stem in ("nightly", "release", "suggest"):
        steps = [step for job in load(WORKFLOWS[stem])["jobs"].values() for step in job["steps"]]
        left = {step["with"]["name"] for step in steps if "upload-artifact" in step.get("uses", "")}
        assert {step["with"]["name"] for step in steps if "download" in step.get("uses", "")} == left


def linter(name):
    """Find a linter beside the interpreter: the test extra brings it."""
    found = shutil.which(name, path=Path(sys.executable).parent)
    assert found is not None, f"no {name} here: pip install -e '.[test]'"
    return found


def lint(*words):
    done = subprocess.run(words, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_zizmor_finds_nothing():
    lint(linter("zizmor"), "--offline", "--no-progress", "--persona=pedantic", ".github")


def test_actionlint_finds_nothing():
    lint(linter("actionlint"), *map(str, WORKFLOWS.values()))


@pytest.mark.parametrize(
    ("schema", "pattern"),
    [
        ("github-workflows", "workflows/*.yml"),
        ("github-issue-forms", "ISSUE_TEMPLATE/[!c]*.yml"),
        ("github-issue-forms", "ISSUE_TEMPLATE/correct*.yml"),
        ("github-issue-config", "ISSUE_TEMPLATE/config.yml"),
        ("dependabot", "dependabot.yml"),
    ],
)
def test_files_follow_the_schema_that_editors_know(schema, pattern):
    paths = [str(path) for path in GITHUB.glob(pattern)]
    assert paths
    lint(linter("check-jsonschema"), "--builtin-schema", f"vendor.{schema}", *paths)


# --- the form ----------------------------------------------------------------------------


@pytest.mark.real
def test_the_form_is_fresh():
    assert call("form", "--check", root=REPOSITORY)[0] == 0, "run smatlas form"


@pytest.mark.real
def test_its_choices_are_the_leaf_roles(real):
    body = load(GITHUB / "ISSUE_TEMPLATE" / "suggest-a-paper.yml")["body"]
    options = next(part for part in body if part["id"] == "role")["attributes"]["options"]
    ids = [re.search(r"\(([a-z0-9-]+)\)$", option)[1] for option in options]
    assert ids == [role.id for role in real.taxonomy.leaves]
    assert [issue_form.choices(real.taxonomy)[option] for option in options] == ids


def test_the_form_is_written_once_and_follows_the_taxonomy(bread_root):
    path = bread_root / form.FILE
    assert call("form", "--check", root=bread_root)[0] == 1
    assert call("form", root=bread_root)[2] == (f"written: {form.FILE.as_posix()}",)
    assert call("form", root=bread_root)[2] == (f"{form.FILE.as_posix()} was up to date",)
    assert load(path)["labels"] == [issue_form.LABEL]
    roles = bread_root / "taxonomy" / "roles.yaml"
    text = roles.read_text(encoding="utf-8")
    roles.write_text(text.replace("name: Sourdough", """name: 'Sour: "dough" #1'"""), encoding="utf-8")
    assert call("form", "--check", root=bread_root)[0] == 1
    assert call("form", root=bread_root)[0] == 0
    options = load(path)["body"][1]["attributes"]["options"]
    assert options[0] == 'Leavening › Sour: "dough" #1 (sourdough)'
    roles.write_text("roles: [", encoding="utf-8")
    with pytest.raises(UsageError, match="the taxonomy cannot be read"):
        call("form", root=bread_root)


def test_the_label_of_the_form_starts_the_draft():
    condition = load(WORKFLOWS["suggest"])["jobs"]["draft"]["if"]
    assert f"github.event.label.name == '{issue_form.LABEL}'" in condition
    assert load(GITHUB / "ISSUE_TEMPLATE" / "correct-a-fact.yml")["labels"] != [issue_form.LABEL]


def filled(identifier="https://arxiv.org/abs/2401.00099v2", role="Bread › Sourdough (sourdough)", why="It rises.", where="_No response_"):  # fmt: skip
    """A form as GitHub writes it into the issue."""
    return "\r\n\r\n".join(
        f"### {label}\r\n\r\n{answer}"
        for label, answer in zip(issue_form._QUESTIONS, (identifier, role, why, where), strict=True)
    )


def test_a_filled_form_is_read(bread_root):
    code, out, _ = call("form", f"--read={filled(why='It rises' + chr(10) + 'slowly.')}", root=bread_root)
    assert code == 0
    assert out == "identifier=arxiv:2401.00099\nrole=sourdough\nwhy=It rises slowly.\nwhere=\n"


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_answer_can_set_another_output(bread_root, end):
    evil = f"It rises.{end}role=other{end}why<<EOF{end}### Role{end}x (crust){end}EOF"
    _, out, _ = call("form", f"--read={filled(why=evil)}", root=bread_root)
    assert [line.partition("=")[0] for line in out.splitlines()] == ["identifier", "role", "why", "where"]
    assert out.splitlines()[1] == "role=sourdough"


@pytest.mark.parametrize(
    ("answers", "message"),
    [
        ({"identifier": "-"}, "'-' is no identifier"),
        ({"identifier": "--dry-run"}, "is no identifier"),
        ({"identifier": "../x.bib"}, "is no identifier"),
        ({"identifier": "$(touch x)"}, "is no identifier"),
        ({"role": "None"}, "'None' is no role"),
        ({"role": "Sourdoh (sourdoh)"}, "did you mean 'sourdough'?"),
        ({"why": "_No response_"}, "'Why this role' has no answer"),
        ({"why": "x" * 601}, "has 601 characters"),
    ],
)
def test_a_form_that_cannot_be_used_is_refused_with_the_reason(bread_root, answers, message):
    with pytest.raises(UsageError) as stop:
        call("form", f"--read={filled(**answers)}", root=bread_root)
    assert message in str(stop.value)
    assert stop.value.code == 1


def test_every_defect_of_a_form_is_told_and_another_text_is_no_form(bread_root):
    with pytest.raises(UsageError) as stop:
        call("form", "--read=Hello", root=bread_root)
    assert len(str(stop.value).splitlines()) == 4


# --- the comment -------------------------------------------------------------------------


def test_a_record_is_shown_with_all_that_a_reviewer_looks_at(bread_root):
    code, out, _ = call("comment", "papers/rye2024slow.yaml", root=bread_root)
    assert code == 0
    assert out.startswith("**1 file changed: ")
    assert "### Slow Rye" in out
    assert "Rosa Rye" in out
    assert "[arxiv:2401.00099](https://arxiv.org/abs/2401.00099) · `papers/rye2024slow.yaml`" in out
    assert "A cold starter raises rye over three days. (abstract)" in out
    assert "**Nearest here**\n\n- " in out


def test_a_list_of_names_is_read_and_nothing_changed_says_nothing(bread_root):
    (bread_root / "list").write_text("papers/rye2024slow.yaml\0papers/baker2021loaves.yaml\0", "utf-8")
    _, out, _ = call("comment", "--list", "list", root=bread_root)
    assert out.startswith("**2 files changed")
    (bread_root / "list").write_text("", "utf-8")
    assert call("comment", "--list", "list", "--output", "c.md", root=bread_root)[0] == 0
    assert (bread_root / "c.md").read_text("utf-8") == ""


def test_problems_are_those_of_the_file_and_a_broken_record_is_named(bread_root):
    broken = bread_root / "papers" / "bad2020x.yaml"
    broken.write_text("id: bad2020x\ntitle: [\n", "utf-8")
    _, out, _ = call("comment", broken, root=bread_root)
    assert "### `papers/bad2020x.yaml`" in out
    assert "This record cannot be read as it stands." in out
    assert "- error `yaml-syntax`, line " in out
    _, out, _ = call("comment", "papers/rye2024slow.yaml", root=bread_root)
    assert "yaml-syntax" not in out
    (bread_root / "taxonomy" / "roles.yaml").write_text("roles: [", "utf-8")
    assert call("comment", "taxonomy/roles.yaml", "papers/rye2024slow.yaml", root=bread_root)[0] == 0


def test_what_a_record_says_stays_text(bread_root):
    path = bread_root / "papers" / "rye2024slow.yaml"
    text = path.read_text("utf-8")
    path.write_text(text.replace("title: Slow Rye\n", "title: 'Slow <img src=x> [a](b) *`c`'\n", 1), "utf-8")
    _, out, _ = call("comment", path, root=bread_root)
    assert r"### Slow &lt;img src=x&gt; \[a\](b) \*\`c\`" in out
    assert "<" not in out


def test_a_comment_is_never_longer_than_github_takes(bread_root):
    papers = sorted((bread_root / "papers").glob("*.yaml"))
    path = papers[0]
    text = re.sub(r"^summary: .*?(?=^\w)", f'summary: "{"x " * 40_000}"\n', path.read_text("utf-8"), flags=re.M | re.S)  # fmt: skip
    path.write_text(text, "utf-8")
    _, out, _ = call("comment", *papers, root=bread_root)
    assert len(out) <= comment.MAX_CHARACTERS
    assert out.endswith("The rest does not fit here.\n")


def test_wrong_use_is_explained(bread_root):
    with pytest.raises(UsageError, match="name the files"):
        call("comment", root=bread_root)
    with pytest.raises(UsageError, match="there is no file"):
        call("comment", "/etc/hostname", root=bread_root)


# --- the script that keeps comment and issue -----------------------------------------------

GH = """#!{python}
import json, os, sys
call, method, path = sys.argv[1:], sys.argv[3], sys.argv[4]
body = json.load(sys.stdin) if "--input" in call else None
with open(os.environ["GH_LOG"], "a") as log:
    log.write(json.dumps([method, path, call[4:], body]) + "\\n")
if path in json.load(open(os.environ["GH_SAYS"])):
    print(json.dumps(json.load(open(os.environ["GH_SAYS"]))[path]))
elif method == "GET":
    sys.exit("no such path")
"""
BOT = {"login": "github-actions[bot]"}
PULLS, COMMENTS, ISSUES = "repos/o/r/pulls", "repos/o/r/issues/7/comments", "repos/o/r/issues"
OPEN_PULL = [[{"number": 6, "head": {"sha": "old"}}], [{"number": 7, "head": {"sha": "abc"}}]]


@pytest.fixture
def keep(tmp_path):
    """Run keep.py with a `gh` that answers from a table; gives what was asked, code, messages."""
    (tmp_path / "bin").mkdir()
    gh = tmp_path / "bin" / "gh"
    gh.write_text(GH.replace("{python}", sys.executable), encoding="utf-8")
    gh.chmod(0o755)

    def run(what, says, text=None, **environment):
        (tmp_path / "says.json").write_text(json.dumps(says), encoding="utf-8")
        log = tmp_path / "log"
        log.write_text("", encoding="utf-8")
        file = tmp_path / "text.md"
        if text is not None:
            file.write_bytes(text if isinstance(text, bytes) else text.encode())
        given = {
            "PATH": f"{gh.parent}{os.pathsep}{os.environ['PATH']}",
            "GH_LOG": str(log),
            "GH_SAYS": str(tmp_path / "says.json"),
            "GH_REPO": "o/r",
            "HEAD_OWNER": "someone",
            "HEAD_BRANCH": "a branch & more",
            "HEAD_SHA": "abc",
            "RUN_URL": "https://example.org/run",
            **environment,
        }
        done = subprocess.run(
            [sys.executable, SCRIPTS / "keep.py", what, file], env=given, capture_output=True, text=True, check=False
        )  # fmt: skip
        calls = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        return [asked for asked in calls if asked[0] != "GET"], calls, done

    return run


def test_a_comment_is_created_on_the_pull_request_whose_head_was_checked(keep):
    wrote, calls, done = keep("comment", {PULLS: OPEN_PULL, COMMENTS: [[]]}, "**1 file changed**\n")
    assert done.returncode == 0, done.stderr
    assert calls[0][2][-1] == "head=someone:a branch & more"
    ((method, path, _, body),) = wrote
    assert (method, path) == ("POST", COMMENTS)
    assert body["body"].startswith("<!-- smatlas -->\n**1 file changed**\n")
    assert "https://example.org/run" in body["body"]


def test_a_comment_that_is_there_is_updated_and_never_one_of_somebody_else(keep):
    comments = [
        [{"id": 1, "user": {"login": "someone"}, "body": "<!-- smatlas -->\nmine"}],
        [{"id": 2, "user": BOT, "body": "other"}, {"id": 3, "user": BOT, "body": "<!-- smatlas -->\nold"}],
    ]
    wrote, _, _ = keep("comment", {PULLS: OPEN_PULL, COMMENTS: comments}, "new")
    assert [asked[:2] for asked in wrote] == [["PATCH", "repos/o/r/issues/comments/3"]]
    wrote, _, _ = keep("comment", {PULLS: OPEN_PULL, COMMENTS: comments}, "")
    assert "No record is changed any more." in wrote[0][3]["body"]


def test_nothing_is_said_where_there_is_nothing_to_say(keep):
    assert keep("comment", {})[0] == []  # the gate left no file
    assert keep("comment", {PULLS: OPEN_PULL, COMMENTS: [[]]}, "\n")[0] == []
    wrote, _, done = keep("comment", {PULLS: [[{"number": 7, "head": {"sha": "newer"}}]]}, "text")
    assert (wrote, done.returncode) == ([], 0)


def test_what_the_gate_left_is_bounded_and_disarmed(keep, tmp_path):
    says = {PULLS: OPEN_PULL, COMMENTS: [[]]}
    evil = (
        "<!-- smatlas --><script>x</script> ![](https://example.org/a.png) @everyone me@x.org #12 \x1b[2J\xff"
    )
    said = keep("comment", says, evil.encode("latin-1"))[0][0][3]["body"]
    said = said.partition("\n")[2].partition("\n---\n")[0]
    assert "<" not in said
    assert "![" not in said
    assert not re.search(r"[@#]\w", said)
    assert "\x1b" not in said
    assert len(keep("comment", says, "ü" * 100_000)[0][0][3]["body"]) < 65_536
    wrote, _, done = keep("comment", says, b"x" * 400_001)
    assert (wrote, done.returncode) == ([], 1)
    (tmp_path / "text.md").unlink()
    (tmp_path / "text.md").symlink_to(tmp_path / "says.json")
    wrote, _, done = keep("comment", says)
    assert (wrote, done.returncode) == ([], 1)
    assert "Traceback" not in done.stderr


def test_what_our_own_comment_says_looks_the_same_disarmed(keep, bread_root):
    _, out, _ = call("comment", *sorted((bread_root / "papers").glob("*.yaml")), root=bread_root)
    said = keep("comment", {PULLS: OPEN_PULL, COMMENTS: [[]]}, out)[0][0][3]["body"]
    assert out.strip() in said.replace("\u2060", "")


def test_github_that_refuses_is_told_without_a_traceback(keep):
    _, _, done = keep("comment", {}, "text")
    assert done.returncode == 1
    assert "gh api GET repos/o/r/pulls: no such path" in done.stderr
    assert "Traceback" not in done.stderr


def test_one_issue_is_opened_updated_closed_and_opened_again(keep):
    report = "- **doe2024x** (dblp)\n  - year: 2023, not 2024\n"
    none = {ISSUES: [[]]}
    ((method, path, _, body),) = keep("issue", none, report, OUTCOME="failure")[0]
    assert (method, path) == ("POST", ISSUES)
    assert body["title"] == "Records that differ from the registries"
    assert report.strip() in body["body"]
    assert keep("issue", none, "All 3 agree.\n", OUTCOME="success")[0] == []
    pull = {"number": 4, "user": BOT, "body": body["body"], "pull_request": {}}
    there = {ISSUES: [[pull, {"number": 5, "user": BOT, "body": body["body"]}]]}
    ((method, path, _, body),) = keep("issue", there, report, OUTCOME="failure")[0]
    assert (method, path, body["state"]) == ("PATCH", f"{ISSUES}/5", "open")
    ((method, path, _, body),) = keep("issue", there, "All 3 agree.\n", OUTCOME="success")[0]
    assert (method, path, body["state"]) == ("PATCH", f"{ISSUES}/5", "closed")


def test_a_night_without_a_report_fails(keep):
    wrote, _, done = keep("issue", {}, OUTCOME="failure")
    assert (wrote, done.returncode) == ([], 1)
    assert "there is no report" in done.stderr


# --- the script of a release ---------------------------------------------------------------


@pytest.fixture
def release(tmp_path):
    """A committed folder with a citation file and a site, and the script run in it."""
    shutil.copy(REPOSITORY / "CITATION.cff", tmp_path)
    (tmp_path / "site" / "papers").mkdir(parents=True)
    (tmp_path / "site" / "index.html").write_text("<p>home</p>", encoding="utf-8")
    (tmp_path / "site" / "papers" / "ä.html").write_text("<p>one</p>", encoding="utf-8")
    told = {"GIT_COMMITTER_DATE": "2026-10-05T12:00:00Z", "GIT_AUTHOR_DATE": "2026-10-05T12:00:00Z"}
    for words in (["init", "-q"], ["add", "CITATION.cff"], ["-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "a"]):  # fmt: skip
        subprocess.run(["git", *words], cwd=tmp_path, env={**os.environ, **told}, check=True)
    return lambda tag: subprocess.run(
        [sys.executable, SCRIPTS / "release.py", tag, "dist"], cwd=tmp_path, capture_output=True, text=True, check=False
    )  # fmt: skip


def test_a_release_has_a_dated_citation_and_the_site_with_the_same_bytes_each_time(release, tmp_path):
    assert release("2026.10").returncode == 0
    citation = yaml.safe_load((tmp_path / "dist" / "CITATION.cff").read_text(encoding="utf-8"))
    before = yaml.safe_load((tmp_path / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation.pop("version") == "2026.10"
    assert str(citation.pop("date-released")) == "2026-10-05"
    assert citation == {
        key: value for key, value in before.items() if key not in ("version", "date-released")
    }
    archive = tmp_path / "dist" / "site-2026.10.zip"
    assert zipfile.ZipFile(archive).namelist() == ["site-2026.10/index.html", "site-2026.10/papers/ä.html"]
    first = archive.read_bytes()
    os.utime(tmp_path / "site" / "index.html", (0, 0))
    shutil.copy(tmp_path / "dist" / "CITATION.cff", tmp_path)  # a citation that has both is dated anew
    assert release("2026.10").returncode == 0
    assert archive.read_bytes() == first
    assert (tmp_path / "dist" / "CITATION.cff").read_text(encoding="utf-8").count("version: ") == 2


@pytest.mark.parametrize("tag", ["2026.13", "v1", "2026.1", "2026.10/../x"])
def test_a_tag_that_is_no_month_is_refused(release, tag):
    done = release(tag)
    assert done.returncode == 1
    assert "such as 2026.10" in done.stderr


def test_without_a_site_there_is_no_release(release, tmp_path):
    (tmp_path / "site" / "index.html").unlink()
    assert "smatlas build" in release("2026.10").stderr
