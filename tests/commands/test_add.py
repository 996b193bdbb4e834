"""`smatlas add` without a network: BibTeX, duplicates, wrong use."""

import io

import pytest

from smatlas.commands import add, verify
from smatlas.knowledge_base import load
from smatlas.sources.transport import Answer
from tests.sources.conftest import GOOD, RECORDED

BIB = """
@inproceedings{n, title={Rye Starters in the Cold}, author={Neu, Nora}, year=2025, booktitle={CRUMB}, doi={10.5555/n}}
@misc{old, title={Slow Rye}, author={Rye, R.}, year=2023, eprint={2401.00099}}
@misc{bad, title={No Author}, year=2023}
@misc{again, title={Rye starters in the cold}, author={Nora Neu}, year=2024, eprint={2411.00001}}
"""


@pytest.fixture
def on_bread(smatlas, bread_root):
    return lambda *arguments: smatlas("--root", bread_root, *arguments)


@pytest.fixture
def bib(tmp_path):
    path = tmp_path / "x.bib"
    path.write_text(BIB, encoding="utf-8")
    return path


def test_new_works_are_drafted_and_known_ones_named(on_bread, bread_root, bib):
    code, out, err = on_bread("add", bib)
    assert (code, out) == (0, "papers/neu2025rye.yaml\n")
    assert "skipped, line 4 (bad): no author" in err
    assert "3 entries read, 1 skipped" in err
    assert (
        "not added: Slow Rye (it is here already)\n  same as rye2024slow: it has the same arxiv:2401.00099"
        in err
    )
    assert "same as neu2025rye: same title and first author" in err  # within the same file
    assert "next: fill in what is marked FILL IN" in err
    assert "proposed role sourdough: like rye2024slow" in err
    text = (bread_root / "papers" / "neu2025rye.yaml").read_text(encoding="utf-8")
    assert "#   sourdough: like rye2024slow" in text
    assert on_bread("check")[0] == 1
    assert on_bread("add", bib)[0] == 1  # a second time nothing is new


def test_role_and_why_fill_the_placement(on_bread, bread_root, bib):
    assert on_bread("add", bib, "--role", "sourdough", "--why", "A cold starter: it works.")[0] == 0
    data = load(bread_root).documents["neu2025rye"].data
    assert data["roles"] == [
        {"role": "sourdough", "why": "A cold starter: it works.", "where": "FILL IN", "by": "editors"}
    ]


def test_a_dry_run_shows_the_draft_and_writes_nothing(on_bread, bread_root, bib):
    before = sorted((bread_root / "papers").iterdir())
    code, out, _ = on_bread("add", bib, "--dry-run")
    assert code == 0
    assert 'title: "Rye Starters in the Cold"' in out
    assert sorted((bread_root / "papers").iterdir()) == before


def test_bibtex_comes_from_standard_input_too(on_bread, bread_root, monkeypatch):
    monkeypatch.setattr("sys.stdin", io.StringIO(BIB))
    assert on_bread("add", "-")[0] == 0
    assert (bread_root / "papers" / "neu2025rye.yaml").is_file()


def test_wrong_use_is_explained(on_bread):
    code, _, err = on_bread("add", "hello")
    assert code == 2
    assert "arXiv (2306.08543)" in err
    code, _, err = on_bread("add", "x.bib", "--role", "sourdogh")
    assert code == 2
    assert "did you mean 'sourdough'?" in err
    code, _, err = on_bread("add", "nowhere.bib")
    assert code == 1
    assert "No such file" in err


# --- registries, answered from files -----------------------------------------------------


def registries(request):
    """Answer what was recorded; anything else is not found."""
    from smatlas.identifiers import parse

    for registry, (identifier, file) in GOOD.items():
        if registry.request(parse(identifier)).address == request.address:
            return Answer(200, (RECORDED / file).read_bytes())
    return Answer(404, b"")


def test_all_registries_that_know_the_work_are_asked_and_merged():
    from smatlas.identifiers import parse

    found = add.look_up(parse("2023.findings-acl.507"), registries)
    assert found.sources == ("ACL Anthology", "Crossref", "DBLP")
    assert [str(i) for i in found.facts.identifiers] == [
        "arxiv:2305.02301", "doi:10.18653/v1/2023.findings-acl.507", "acl:2023.findings-acl.507",
    ]  # fmt: skip
    assert {failure.source for failure in found.failures} == {"OpenAlex", "arXiv"}
    assert "authors" in {conflict.field for conflict in found.conflicts}


def test_an_identifier_becomes_a_record(smatlas, bread_root, monkeypatch):
    monkeypatch.setattr("smatlas.sources.transport.over_http", lambda contact: registries)
    code, out, err = smatlas("--root", bread_root, "add", "https://arxiv.org/abs/2306.08543v2")
    assert (code, out) == (0, "papers/gu2023minillm.yaml\n")
    assert "facts from arXiv, OpenAlex" in err
    data = load(bread_root).documents["gu2023minillm"].data
    assert data["authors"] == ["Yuxian Gu", "Li Dong", "Furu Wei", "Minlie Huang"]
    assert data["verified"]["source"] == "https://arxiv.org/abs/2306.08543"
    assert data["summary"] == "FILL IN"


def test_without_an_answer_it_says_what_to_do(smatlas, bread_root, monkeypatch):
    def offline(request):
        raise OSError("network is unreachable")

    monkeypatch.setattr("smatlas.sources.transport.over_http", lambda contact: offline)
    code, _, err = smatlas("--root", bread_root, "add", "2306.08543")
    assert code == 1
    assert "arXiv: unreachable, no answer (network is unreachable)" in err
    assert "without a network, BibTeX works: smatlas add FILE.bib" in err


def test_verify_reports_differences_and_writes_the_verified_block_alone(bread_root):
    import datetime

    path = bread_root / "papers" / "rye2024slow.yaml"
    path.write_text(
        path.read_text(encoding="utf-8")
        .replace("2401.00099", "2306.08543")
        .replace("Slow Rye", '"MiniLLM: Knowledge Distillation of Large Language Models"'),
        encoding="utf-8",
    )
    base = load(bread_root)
    before = base.papers["rye2024slow"]
    verdicts = verify.run(
        base, [before, base.papers["plain2020bread"]], registries, datetime.date(2026, 3, 4), renew=True
    )
    assert [d.field for d in verdicts[0].differences] == ["authors"]
    assert verdicts[0].written
    after = load(bread_root).papers["rye2024slow"]
    assert after.verified.on == datetime.date(2026, 3, 4)
    assert after.model_copy(update={"verified": before.verified}) == before
    text = verify.report(verdicts)
    assert (
        "**rye2024slow** (arXiv, OpenAlex)\n  - authors: the record has Rosa Rye; the source has Yuxian Gu"
        in text
    )
    assert "plain2020bread: not verified, it has no identifier that a registry knows" in text


def test_verify_takes_parts(smatlas, bread_root):
    assert verify.part("2/30") == (2, 30)
    assert smatlas("--root", bread_root, "verify", "--slice", "3/2")[0] == 2
    assert verify.part("tonight/30") == (0, 30)
    assert smatlas("--root", bread_root, "verify", "--slice", "tonight/0")[0] == 2


@pytest.fixture
def dead_links(monkeypatch):
    """No registry knows anything, and no link answers."""
    from smatlas.sources.transport import Answer

    monkeypatch.setattr(
        "smatlas.sources.transport.over_http", lambda contact: lambda request: Answer(404, b"")
    )


def test_three_nights_make_a_link_dead_and_the_report_is_of_all_that_is_known(
    smatlas, bread_root, monkeypatch, dead_links
):
    from datetime import date

    monkeypatch.chdir(bread_root)
    report = bread_root / "report.md"
    for day in (1, 2, 3):
        night = type("Night", (date,), {"today": classmethod(lambda cls, day=day: date(2026, 5, day))})
        monkeypatch.setattr("smatlas.commands.verify.date", night)
        code, _, err = smatlas("verify", "--links", "--pause", 0, "--state", "state.json", "--report", report)
        assert (code, "written: " in err) == (1 if day == 3 else 0, True)
    text = report.read_text(encoding="utf-8")
    assert "miller2019wild: https://code.example/wild?x=1&y=2 (status 404, 3 nights)" in text
    (bread_root / "state.json").write_text("{}", encoding="utf-8")
    code, _, err = smatlas("verify", "--pause", 0, "--state", "state.json")
    assert code == 2
    assert "move it away to begin anew" in err


def test_without_a_state_a_silent_link_is_told_at_once(smatlas, bread_root, dead_links):
    code, out, _ = smatlas("--root", bread_root, "verify", "miller2019wild", "--links", "--pause", 0)
    assert code == 1
    assert "miller2019wild: https://crumb.example/7 did not answer: status 404" in out
