"""The built site, as files: real mkdocs, strict."""

import gzip
import hashlib
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from smatlas.site.page import REPORT_FORM
from tests.conftest import INVENTED, REPOSITORY


class Reader(HTMLParser):
    """Collects what a page links to and what it offers as targets."""

    def __init__(self, text):
        super().__init__()
        self.links, self.loads, self.ids, self.meta, self.text = [], [], [], [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a" and "href" in attrs:
            self.links.append(attrs["href"])
        for key in ("src", "srcset", "data", "poster"):
            if key in attrs:
                self.loads.append(attrs[key])
        if tag == "link" and attrs.get("rel") != "canonical":
            self.loads.append(attrs.get("href", ""))
        if tag == "meta":
            self.meta.append((attrs.get("name") or attrs.get("http-equiv"), attrs.get("content")))

    def handle_data(self, data):
        self.text.append(data)


def read(path):
    return Reader(path.read_text(encoding="utf-8"))


def shown(path):
    """Give what a page shows as one line, with a space wherever an element ends."""
    return " ".join(" ".join(read(path).text).split())


def fingerprint(folder):
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(params=["bread_site", pytest.param("real_site", marks=pytest.mark.real)])
def site(request):
    return request.getfixturevalue(request.param)


def test_every_paper_role_year_and_venue_has_its_page(site, bread, real):
    base = bread if "bread" in str(site) else real
    for paper in base.papers.values():
        assert (site / "papers" / f"{paper.id}.html").is_file()
        assert (site / "years" / f"{paper.year}.html").is_file()
    for role in base.taxonomy.roles:
        assert (site / "roles" / f"{role}.html").is_file()


def test_every_link_and_anchor_inside_the_site_resolves(site):
    pages = {path: read(path) for path in site.rglob("*.html")}
    broken = []
    for path, page in pages.items():
        if path.name == "404.html":
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc or link.startswith("mailto:"):
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                parts.fragment and target in pages and unquote(parts.fragment) not in pages[target].ids
            ):
                broken.append((path.relative_to(site).as_posix(), link))
    assert broken == []


def test_ids_are_unique_within_a_page(site):
    for path in site.rglob("*.html"):
        ids = [i for i in read(path).ids if not i.startswith("__")]
        assert len(ids) == len(set(ids)), path


def test_nothing_is_loaded_from_another_host(site):
    for path in site.rglob("*.html"):
        assert [load for load in read(path).loads if urlsplit(load).netloc] == [], path
    for path in site.rglob("*.css"):
        text = path.read_text(encoding="utf-8")
        assert not re.findall(r"url\(\s*['\"]?(?:https?:)?//", text), path


def test_paper_pages_are_not_in_the_search_index_of_the_theme(site):
    import json

    index = json.loads((site / "search" / "search_index.json").read_text(encoding="utf-8"))
    places = {doc["location"].partition("#")[0] for doc in index["docs"]}
    assert not [place for place in places if place.startswith("papers/") and place != "papers/"]
    assert any(place.startswith("roles/") for place in places)


@pytest.mark.real
def test_the_search_index_of_the_theme_which_every_page_loads_stays_light(real_site):
    index = (real_site / "search" / "search_index.json").read_bytes()
    assert len(gzip.compress(index, mtime=0)) < 150_000


def test_odd_signs_come_out_as_they_went_in(bread_site, bread):
    page = read(bread_site / "papers" / "odd2022script.html")
    shown = " ".join("".join(page.text).split())
    paper = bread.papers["odd2022script"]
    assert paper.title in shown
    assert paper.roles[0].why in shown
    assert "Ana María da Silva" in shown
    assert "<script>alert" not in (bread_site / "papers" / "odd2022script.html").read_text(encoding="utf-8")
    assert ("citation_title", paper.title) in page.meta


def test_citation_tags_tell_zotero_what_it_needs(bread_site):
    meta = read(bread_site / "papers" / "miller2019wild.html").meta
    assert [content for name, content in meta if name == "citation_author"] == [
        "Zoë Miller", "Łukasz Müller-Ångström", "Ludwig van der Brot", "Martin King Jr.",
    ]  # fmt: skip
    tags = dict(meta)
    assert tags["citation_title"] == "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study"
    assert tags["citation_publication_date"] == "2019"
    assert tags["citation_conference_title"] == "Conference on Rising and Use of Many Breads"
    assert tags["citation_doi"] == "10.5555/crumb.19.7"
    assert tags["citation_arxiv_id"] == "1901.01234"
    assert tags["citation_pdf_url"] == "https://aclanthology.org/P19-1234.pdf"
    assert tags["citation_public_url"] == "https://bread.example/review/papers/miller2019wild.html"
    assert tags["description"].startswith("Bought yeast is quick")
    journal = dict(read(bread_site / "papers" / "baker2021loaves.html").meta)
    assert journal["citation_journal_title"] == "Journal of Crust & Company"


def test_a_paper_page_shows_facts_reasons_findings_and_citations(bread_site):
    text = shown(bread_site / "papers" / "miller2019wild.html")
    for expected in (
        "Wild yeast takes the place of bought yeast in rye loaves.",
        "Said in: §3.2. Placed by the survey.",
        "Tasters prefer the wild loaves.",
        "wild bought Model Rye 48h Rye 2h Parameters 2.5B not given Score, of ten 8.25 7",
        "height: about 20 to 30 percent",
        "Also known as: Wild Yeast Beats Bought Yeast",
        "Its reference list is known in part .",
        "Cited by, here (2)",
        "@inproceedings{miller2019wild,",
        "Report a mistake",
        "Edit this record",
    ):
        assert expected in text
    unread = shown(bread_site / "papers" / "plain2020bread.html")
    assert "has not been read yet" in unread
    assert "References here (unknown)" in unread


def test_the_bibtex_on_the_page_is_the_export_to_the_letter(bread_site, bread):
    from smatlas.exports import bibtex

    for paper in bread.papers.values():
        text = "".join(read(bread_site / "papers" / f"{paper.id}.html").text)
        assert bibtex.entry(bread, paper).strip() in text


def test_a_role_page_shows_definition_bounds_papers_by_year_and_children(bread_site):
    shown = " ".join("".join(read(bread_site / "roles" / "leavening.html").text).split())
    for expected in ("What makes the dough rise.", "everything that gives gas", "Sourdough 2 papers", "4 papers", "2024",
                     "A cold starter raises rye over three days."):  # fmt: skip
        assert expected in shown
    empty = " ".join("".join(read(bread_site / "roles" / "unused-role.html").text).split())
    assert "No paper stands here yet." in empty


def test_old_addresses_lead_on(bread_site):
    for old, new in (
        ("papers/miller2018wild", "miller2019wild.html"),
        ("roles/sour-dough", "sourdough.html"),
    ):
        page = read(bread_site / f"{old}.html")
        assert any(link.endswith(new) for link in page.links)
        assert ("refresh", f"0; url={new}") in page.meta


def test_the_front_page_maps_the_framework_with_real_counts(bread_site):
    page = read(bread_site / "index.html")
    shown = " ".join("".join(page.text).split())
    assert "Leavening 4 papers" in shown
    assert "Sourdough 2" in shown
    assert "roles/steam.html" in page.links


def test_a_mistake_is_reported_in_the_form_with_the_paper_filled_in(bread_site):
    page = read(bread_site / "papers" / "rye2024slow.html")
    address = next(link for link in page.links if "issues/new" in link)
    assert address.startswith("https://code.example/bread/review/issues/new?")
    assert parse_qs(urlsplit(address).query) == {
        "template": [REPORT_FORM], "title": ["Wrong fact: rye2024slow"], "paper": ["rye2024slow"],
    }  # fmt: skip
    form = (REPOSITORY / ".github" / "ISSUE_TEMPLATE" / REPORT_FORM).read_text(encoding="utf-8")
    assert "id: paper\n" in form


def test_a_paper_leads_to_its_authors_and_to_the_advice_that_names_it(bread_site):
    page = read(bread_site / "papers" / "miller2019wild.html")
    assert "../authors/m.html#lukasz-muller-angstrom" in page.links
    assert "../authors/v.html#ludwig-van-der-brot" in page.links
    text = shown(bread_site / "papers" / "miller2019wild.html")
    assert (
        "Take wild yeast as evidence Take wild yeast as what speaks against it Take bought yeast as evidence"
        in text
    )
    assert "../guide/index.html#take-wild-yeast" in page.links


def test_every_page_has_a_language_a_title_a_description_and_a_way_past_the_navigation(site):
    described = {}
    for path in site.rglob("*.html"):
        text, page = path.read_text(encoding="utf-8"), read(path)
        assert re.search(r'<html lang="en"', text), path
        assert re.search(r"<title>\s*\S", text), path
        assert dict(page.meta).get("description"), path
        if path.name == "404.html":
            continue
        assert re.search(r'<a href="#([^"]+)" class="md-skip">', text), path
        assert re.search(r'<a href="#([^"]+)" class="md-skip">', text)[1] in page.ids, path
        if "refresh" not in dict(page.meta):
            described.setdefault(dict(page.meta)["description"], []).append(path.name)
    assert {text: pages for text, pages in described.items() if len(pages) > 1} == {}


@pytest.mark.real
def test_links_that_need_the_repository_are_left_out_while_it_is_unset(real_site, real):
    assert real.settings.repository == ""
    for path in (real_site / "papers").glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "Edit this record" not in text
        assert "Report a mistake" not in text


def test_two_builds_are_byte_identical(bread_site, smatlas, tmp_path):
    assert smatlas("--root", INVENTED, "build", "--output", tmp_path / "again")[0] == 0
    assert fingerprint(tmp_path / "again") == fingerprint(bread_site)


@pytest.mark.real
def test_two_builds_of_the_real_records_are_byte_identical_in_another_place_and_process(real_site, tmp_path):
    command = [
        sys.executable,
        "-m",
        "smatlas.cli",
        "--root",
        str(REPOSITORY),
        "build",
        "--output",
        str(tmp_path / "x"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    assert fingerprint(tmp_path / "x") == fingerprint(real_site)


def test_a_failed_build_leaves_the_last_site_and_no_rubbish(smatlas, bread_root):
    assert smatlas("--root", bread_root, "build")[0] == 0
    before = fingerprint(bread_root / "site")
    (bread_root / "docs").mkdir(exist_ok=True)
    (bread_root / "docs" / "bad.md").write_text("[nowhere](missing.md)\n")
    code, _, err = smatlas("--root", bread_root, "build")
    assert code == 1
    assert "missing.md" in err
    assert "Traceback" not in err
    assert fingerprint(bread_root / "site") == before
    assert [p.name for p in bread_root.iterdir() if p.name.startswith(".site")] == []


def test_an_interrupted_build_leaves_the_last_site(smatlas, bread_root, monkeypatch):
    assert smatlas("--root", bread_root, "build")[0] == 0
    before = fingerprint(bread_root / "site")

    def interrupt(*_, **__):
        raise KeyboardInterrupt

    monkeypatch.setattr("smatlas.site.build._mkdocs", interrupt)
    assert smatlas("--root", bread_root, "build")[0] == 130
    assert fingerprint(bread_root / "site") == before


def test_a_build_stopped_between_the_two_renames_is_put_right(bread_root, smatlas):
    assert smatlas("--root", bread_root, "build")[0] == 0
    before = fingerprint(bread_root / "site")
    (bread_root / "site").rename(bread_root / ".site-last")
    (bread_root / "docs").mkdir(exist_ok=True)
    (bread_root / "docs" / "bad.md").write_text("[nowhere](missing.md)\n")
    assert smatlas("--root", bread_root, "build")[0] == 1
    assert fingerprint(bread_root / "site") == before


def test_errors_stop_the_build_before_anything_is_written(smatlas, bread_root):
    path = bread_root / "papers" / "rye2024slow.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("role: sourdough", "role: sourdouh"), encoding="utf-8"
    )
    code, _, err = smatlas("--root", bread_root, "build")
    assert code == 1
    assert "unknown-role" in err
    assert not (bread_root / "site").exists()


def test_a_folder_that_is_no_site_is_not_overwritten(smatlas, bread_root, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    code, _, err = smatlas("--root", bread_root, "build", "--output", tmp_path / "mine")
    assert code == 2
    assert "not a site" in err
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"


def test_an_unknown_fragment_is_named_with_the_known_ones(smatlas, bread_root):
    (bread_root / "docs").mkdir(exist_ok=True)
    (bread_root / "docs" / "x.md").write_text("<!-- smatlas: mapp -->\n")
    code, _, err = smatlas("--root", bread_root, "build")
    assert code == 1
    assert "docs/x.md asks for 'mapp'; there are:" in err


def test_an_empty_knowledge_base_builds(smatlas, bread_root):
    for path in (bread_root / "papers").iterdir():
        path.unlink()
    shutil.rmtree(bread_root / "taxonomy" / "essays")
    (bread_root / "taxonomy" / "guide.yaml").unlink()
    roles = bread_root / "taxonomy" / "roles.yaml"
    roles.write_text(
        roles.read_text(encoding="utf-8").replace("survey: baker2021loaves\n", ""), encoding="utf-8"
    )
    assert smatlas("--root", bread_root, "build")[0] == 0
    assert "No paper stands here yet" in (bread_root / "site/roles/steam.html").read_text(encoding="utf-8")


def test_the_pages_need_no_plugin_and_no_hook():
    text = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    assert re.findall(r"^plugins: (.*)$", text, re.MULTILINE) == ["[search]"]
    assert "hooks" not in text


def test_the_server_answers_on_loopback_alone(bread_site):
    import threading
    from urllib.request import urlopen

    from smatlas.commands.serve import run

    server = run(Path(bread_site), 0)
    assert server.server_address[0] == "127.0.0.1"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with urlopen(f"http://127.0.0.1:{server.server_address[1]}/papers/rye2024slow.html") as answer:
        assert b"Slow Rye" in answer.read()
    server.shutdown()
    server.server_close()


def test_the_essay_opens_the_page_of_its_role_with_links_to_records(bread_site):
    page = (bread_site / "roles" / "sourdough.html").read_text(encoding="utf-8")
    assert (
        '<a href="../papers/miller2019wild.html" title="Zoë Miller et al. 2019">two-day rise of rye</a>'
        in page
    )
    assert "&lt;wild&gt; &amp; bought yeast" in page
    assert "sm-essay" not in (bread_site / "roles" / "steam.html").read_text(encoding="utf-8")
