"""What the built site offers to machines: data, feeds, the API."""

import json
import re

import feedparser
import pytest

from smatlas.exports import api
from smatlas.site import downloads
from tests.conftest import INVENTED


@pytest.fixture(params=["bread_site", pytest.param("real_site", marks=pytest.mark.real)])
def site(request):
    return request.getfixturevalue(request.param)


def test_the_files_that_the_manifest_names_are_there_with_their_sums(site):
    import hashlib

    folder = site / api.FOLDER
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    for name, told in manifest["files"].items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == told
    assert {p.relative_to(folder).as_posix() for p in folder.rglob("*.json")} == {
        *manifest["files"],
        "manifest.json",
    }


def test_the_commit_is_told_in_the_manifest(smatlas, tmp_path, bread_site):
    assert smatlas("--root", INVENTED, "build", "--output", tmp_path / "x", "--commit", "0123abcdef")[0] == 0
    manifest = tmp_path / "x" / api.FOLDER / "manifest.json"
    assert json.loads(manifest.read_text(encoding="utf-8"))["commit"] == "0123abcdef"
    differ = [
        path.relative_to(bread_site).as_posix()
        for path in bread_site.rglob("*")
        if path.is_file()
        and path.read_bytes() != (tmp_path / "x" / path.relative_to(bread_site)).read_bytes()
    ]
    assert differ == [f"{api.FOLDER}/manifest.json"]


@pytest.mark.parametrize("wrong", ["main", "", "0123", "--bad"])
def test_a_commit_that_is_none_is_refused(smatlas, tmp_path, wrong):
    code, _, err = smatlas("--root", INVENTED, "build", "--output", tmp_path / "x", f"--commit={wrong}")
    assert code == 2
    assert "git rev-parse HEAD" in err


def test_every_role_has_its_feed_and_its_page_says_so(site, bread, real):
    base = bread if "bread" in str(site) else real
    for role, papers in base.by_role.items():
        feed = feedparser.parse((site / "feeds" / f"{role}.xml").read_bytes())
        assert not feed.bozo
        assert len(feed.entries) == min(len(papers), downloads.LATEST)
        page = (site / "roles" / f"{role}.html").read_text(encoding="utf-8")
        assert re.search(
            rf'<link rel="alternate " type="application/atom\+xml"[^>]*href="\.\./feeds/{role}\.xml"', page
        )


def test_the_feed_of_all_holds_the_latest(site, bread, real):
    base = bread if "bread" in str(site) else real
    feed = feedparser.parse((site / downloads.FEED).read_bytes())
    assert not feed.bozo
    assert len(feed.entries) == min(len(base.papers), downloads.LATEST)
    days = [entry.updated for entry in feed.entries]
    assert days == sorted(days, reverse=True)
    assert 'href="feed.xml"' in (site / "index.html").read_text(encoding="utf-8")


def test_every_page_of_a_paper_describes_it_in_json_ld(site, bread, real):
    base = bread if "bread" in str(site) else real
    for paper in base.papers.values():
        page = (site / "papers" / f"{paper.id}.html").read_text(encoding="utf-8")
        (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
        assert json.loads(text)["name"] == " ".join(paper.title.split())


def test_the_exports_on_the_site_are_those_of_the_command(bread_site, smatlas):
    for name, form in (("papers.bib", "bibtex"), ("papers.csl.json", "csl-json"), ("papers.ris", "ris"),
                       ("papers.csv", "csv"), ("papers.jsonld", "json-ld"), ("taxonomy.ttl", "skos"),
                       ("citations.graphml", "graphml"), ("citations.gexf", "gexf")):  # fmt: skip
        told = smatlas("--root", INVENTED, "export", form)[1]
        assert (bread_site / "data" / name).read_bytes().decode("utf-8") == told
