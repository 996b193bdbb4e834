"""The explore page in a real Chromium, and the files that it works on."""

import gzip
import json
import re
from urllib.parse import parse_qs, urlsplit

import pytest

from smatlas.exports import bibtex, csl_json
from smatlas.site import explore
from smatlas.site.page import open_site
from smatlas.text import fold, words
from tests.site.conftest import barriers

READY = "#sm-explore[data-ready]"
LIMIT = 300_000  # bytes to the first result of a search, with a thousand papers


@pytest.fixture(scope="module")
def files(bread):
    return {path: json.loads(text) for path, text in explore.files(open_site(bread))}


@pytest.fixture
def page(visit, bread_address):
    """The explore page of the invented site, ready."""
    opened = visit(bread_address + "explore/index.html")
    opened.wait_for_selector(READY)
    return opened


def titles(page):
    return page.locator(".sm-results .sm-entry-title").all_inner_texts()


def total(page):
    return page.locator("#sm-total").inner_text()


def asked(page):
    return parse_qs(page.evaluate("location.search.slice(1)"))  # page.url may lag behind


def type_text(page, text):
    page.fill("#sm-text", text)
    page.wait_for_function("text => new URLSearchParams(location.search).get('text') === text", arg=text)
    page.wait_for_function(
        "text => document.getElementById('sm-chosen').textContent.includes(text)", arg=text
    )


def tick(page, param, value):
    facet = page.locator(f".sm-facet[data-param={param}]")
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()
    page.check(f".sm-facet[data-param={param}] input[value='{value}']")


def count(page, param, value):
    return int(
        page.locator(f".sm-facet[data-param={param}] li:has(input[value='{value}']) .sm-count").text_content()
    )


def test_the_list_has_a_column_of_every_paper(bread, files):
    listed = files["data/explore/papers.json"]
    for column in ("id", "title", "byline", "year", "cited", "numbers", "texts"):
        assert len(listed[column]) == len(bread.papers)
    for facet in listed["facets"]:
        assert len(facet.get("papers") or facet["findings"]) == len(bread.papers)


def test_the_texts_of_every_paper_lie_in_the_file_that_the_list_names(bread, files):
    listed = files["data/explore/papers.json"]
    for number, paper in enumerate(bread.papers.values()):
        prose, others = files[f"data/explore/texts-{listed['texts'][number]}.json"][str(number)]
        assert prose[0] == ["Why here", paper.roles[0].why]
        assert ["Summary", paper.summary] in prose
        assert ["Authors", ", ".join(paper.authors)] in others


def test_a_change_of_any_text_changes_the_version(bread, files):
    paper = bread.papers["rye2024slow"]
    changed = dict(bread.papers) | {paper.id: paper.model_copy(update={"summary": "Something else."})}
    from dataclasses import replace

    again = dict(explore.files(open_site(replace(bread, papers=changed))))
    version = json.loads(again["data/explore/papers.json"])["version"]
    assert version != files["data/explore/papers.json"]["version"]


@pytest.mark.browser
def test_text_is_folded_as_in_python(page):
    for text in (
        "Łukasz Müller-Ångström",
        "It’s “Crème” & ﬁne",
        "STRASSE Straße",
        "1,234.5 x_y",
        "Ωmega éÉ",
        "ı İ",
    ):
        assert page.evaluate("text => smatlas.fold(text)", text) == fold(text)
        assert page.evaluate("text => smatlas.words(text)", text) == words(text)


@pytest.mark.browser
def test_facets_combine_and_count_what_each_choice_would_leave(page):
    tick(page, "role", "leavening")
    assert total(page) == "4 of 7 papers"
    assert count(page, "role", "baking") == 3, "its own choices do not count for a facet"
    assert count(page, "venue", "CRUMB") == 2
    tick(page, "venue", "CRUMB")
    assert total(page) == "2 of 7 papers"
    tick(page, "venue", "arXiv")
    assert total(page) == "3 of 7 papers", "values of one facet add up"
    page.select_option("#sm-from", "2023")
    assert total(page) == "2 of 7 papers"
    assert titles(page) == ["Slow Rye", "Bought Yeast for Everyone"]
    assert asked(page) == {"role": ["leavening"], "venue": ["CRUMB", "arXiv"], "from": ["2023"]} or asked(
        page
    )["venue"] == ["arXiv", "CRUMB"]


@pytest.mark.browser
def test_what_is_asked_of_findings_is_asked_of_one_and_the_same(page):
    tick(page, "outcome", "taste")
    assert total(page) == "1 of 7 papers"
    assert count(page, "effect", "better") == 1
    assert count(page, "effect", "worse") == 0, "it did worse, but not in taste"
    tick(page, "effect", "better")
    tick(page, "has", "numbers")
    assert total(page) == "1 of 7 papers"
    assert page.locator(".sm-extract-text").inner_text() == "Tasters prefer the wild loaves."


@pytest.mark.browser
def test_each_choice_can_be_taken_back(page):
    tick(page, "role", "steam")
    tick(page, "flours", "rye")
    page.get_by_role("button", name="Without Steam").click()
    assert not page.locator("input[value=steam]").is_checked()
    assert "role" not in asked(page)
    page.go_back()
    page.wait_for_function("document.querySelector('input[value=steam]').checked")
    page.get_by_role("button", name="Clear all").click()
    assert total(page) == "7 papers"
    assert asked(page) == {}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("tasters", "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study"),  # a finding
        ("zoe muller angstrom", "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study"),  # authors
        ("slowtorise", "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study"),  # without hyphens
        ("slow rye", "Slow Rye"),  # the whole title
        ("2401.00099", "Slow Rye"),  # an identifier
        ("https://arxiv.org/abs/2401.00099v2", "Slow Rye"),
        ("miller2018wild", "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study"),  # a former id
        ("outperf", "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study"),  # a word not yet typed out
    ],
)
def test_text_is_found_wherever_it_stands_in_a_record(page, text, first):
    type_text(page, text)
    assert titles(page)[0] == first


@pytest.mark.browser
def test_a_misspelt_word_is_taken_for_the_nearest_and_said_so(page):
    type_text(page, "fermnets")
    assert titles(page) == ["Slow Rye"]
    assert "Nothing holds “fermnets”: looked for “ferments” instead." in page.locator("#sm-note").inner_text()
    type_text(page, "xylophone")
    assert titles(page) == []
    assert "Nothing holds “xylophone”" in page.locator("#sm-note").inner_text()


@pytest.mark.browser
def test_where_no_paper_has_all_words_those_with_some_are_shown(page):
    type_text(page, "starter tasters")
    assert "No paper has all words" in page.locator("#sm-note").inner_text()
    assert len(titles(page)) == 2


@pytest.mark.browser
def test_an_extract_shows_why_with_its_matches_marked(page):
    type_text(page, "starters alive")
    page.wait_for_selector(".sm-extract mark")
    entry = page.locator(".sm-result").first
    assert entry.locator(".sm-extract-name").inner_text() == "Summary"
    assert entry.locator(".sm-extract-text").inner_text() == "Cold proving keeps the starter alive."
    assert entry.locator(".sm-extract mark").all_inner_texts() == ["starter", "alive"]


@pytest.mark.browser
def test_odd_signs_are_text_and_never_markup(page):
    type_text(page, "fine script")
    assert titles(page)[0].startswith(
        "“Crème” & $\\alpha$-Bread_1: 100% {Rye} #1 <script>alert('x')</script>"
    )
    assert page.locator(".sm-results script").count() == 0


@pytest.mark.browser
def test_papers_can_be_sorted_and_shown_as_a_table(page):
    page.select_option("#sm-sort", "title")
    assert titles(page) == sorted(titles(page), key=lambda title: words(title))
    page.check("[name=view][value=table]")
    page.get_by_role("button", name="Cited here").click()
    cited = [int(text) for text in page.locator("#sm-rows .sm-cited").all_inner_texts()]
    assert cited == sorted(cited, reverse=True)
    assert cited[0] > 0
    assert page.locator("th[data-sort=cited]").get_attribute("aria-sort") == "descending"
    page.get_by_role("button", name="Year").click()
    page.get_by_role("button", name="Year").click()
    years = page.locator("#sm-rows .sm-year").all_inner_texts()
    assert years == sorted(years)
    assert asked(page) == {"sort": ["oldest"], "view": ["table"]}


@pytest.mark.browser
def test_any_view_is_a_link(visit, page):
    tick(page, "role", "leavening")
    page.select_option("#sm-to", "2023")
    page.check("[value=yeast2023bought]")
    type_text(page, "yeast")
    page.check("[name=view][value=table]")
    again = visit(page.evaluate("location.href"))
    again.wait_for_selector(READY)
    for part in ("#sm-total", "#sm-chosen", "#sm-rows", "#sm-picked"):
        assert again.locator(part).inner_text() == page.locator(part).inner_text()
    assert again.input_value("#sm-text") == "yeast"
    assert again.locator("#sm-rows [value=yeast2023bought]").is_checked()


@pytest.mark.browser
def test_what_an_old_link_asks_and_is_no_longer_there_is_left_out(visit, bread_address):
    page = visit(
        bread_address + "explore/index.html?role=gone&venue=CRUMB&from=soon&page=99&picked=nobody&sort=odd"
    )
    page.wait_for_selector(READY)
    assert total(page) == "2 of 7 papers"


@pytest.mark.browser
def test_the_view_and_the_selection_can_be_taken_away(page, bread):
    tick(page, "venue", "CRUMB")
    with page.expect_download() as waiting:
        page.click("#sm-save-view")
    assert waiting.value.suggested_filename == "papers.bib"
    chosen = [bread.papers["yeast2023bought"], bread.papers["miller2019wild"]]
    assert waiting.value.path().read_text(encoding="utf-8") == bibtex.write(bread, chosen)
    page.select_option("#sm-format", "csl-json")
    with page.expect_download() as waiting:
        page.click("#sm-save-view")
    assert waiting.value.suggested_filename == "papers.json"
    assert waiting.value.path().read_text(encoding="utf-8") == csl_json.write(bread, chosen)
    page.select_option("#sm-format", "bibtex")
    page.check("[value=miller2019wild]")
    page.get_by_role("button", name="Without CRUMB").click()
    page.check("[value=rye2024slow]")
    assert page.locator("#sm-picked").inner_text() == "2 papers selected"
    with page.expect_download() as waiting:
        page.click("#sm-save-picked")
    chosen = [bread.papers["miller2019wild"], bread.papers["rye2024slow"]]
    assert waiting.value.path().read_text(encoding="utf-8") == bibtex.write(bread, chosen)


@pytest.mark.browser
def test_the_selection_can_be_copied(visit, bread_address, bread):
    page = visit(bread_address + "explore/index.html", permissions=["clipboard-read", "clipboard-write"])
    page.wait_for_selector(READY)
    page.check("[value=rye2024slow]")
    page.click("#sm-copy")
    page.wait_for_function("document.getElementById('sm-saved').textContent === '1 paper copied'")
    assert page.evaluate("navigator.clipboard.readText()") == bibtex.entry(bread, bread.papers["rye2024slow"])


@pytest.mark.browser
def test_everything_is_done_by_keyboard(page):
    page.focus("#sm-text")
    page.keyboard.type("yeast")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search === '?text=yeast'")
    page.focus(".sm-facet[data-param=flours] summary")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert asked(page)["flours"] == ["rye"]
    page.focus(".sm-result input")
    page.keyboard.press("Space")
    assert page.locator("#sm-picked").inner_text() == "1 paper selected"


@pytest.mark.browser
def test_without_javascript_the_newest_papers_and_the_ways_on_are_there(visit, bread_address):
    page = visit(bread_address + "explore/index.html", java_script_enabled=False)
    assert titles(page)[0] == "Slow Rye"
    assert page.locator(".sm-notice:visible").inner_text().startswith("Search and filters need JavaScript.")
    assert page.locator(".sm-lead a").all_inner_texts() == ["by role", "by year", "by venue"]
    assert page.locator(".sm-facets").is_hidden()


@pytest.mark.browser
def test_from_a_folder_on_disk_it_says_what_to_do(browser, bread_site):
    page = browser.new_page()
    page.goto((bread_site / "explore" / "index.html").as_uri())
    page.wait_for_selector("#sm-failed", state="visible")
    assert titles(page)[0] == "Slow Rye"
    page.close()


@pytest.mark.browser
@pytest.mark.parametrize("query", ["", "?text=yeast&role=leavening", "?view=table&text=xylophone+rise"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_nothing_moves_sideways_and_the_filters_open_on_a_phone(visit, bread_address, query, width, scheme):
    page = visit(bread_address + "explore/index.html" + query, width, scheme)
    page.wait_for_selector(READY)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    toggle = page.locator("#sm-filters-toggle")
    assert toggle.is_visible() == (width == 390)
    if width == 390:
        toggle.click()
        assert toggle.get_attribute("aria-expanded") == "true"
    assert page.locator(".sm-facets").is_visible()


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_in_list_and_table(visit, bread_address, width, scheme):
    page = visit(
        bread_address + "explore/index.html?text=yaest&has=findings&picked=rye2024slow", width, scheme
    )
    page.wait_for_selector(f"{READY} .sm-extract mark")
    assert barriers(page) == []
    page.check("[name=view][value=table]")
    if width == 390:
        page.click("#sm-filters-toggle")
    assert barriers(page) == []


@pytest.mark.browser
def test_nothing_shifts_while_the_page_loads(browser, bread_address):
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(
        """window.shift = 0; new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
           if (!entry.hadRecentInput) window.shift += entry.value; })).observe({ type: "layout-shift", buffered: true });"""
    )
    page.goto(bread_address + "explore/index.html")
    page.wait_for_selector(READY)
    assert page.evaluate("window.shift") < 0.02
    page.close()


@pytest.mark.browser
@pytest.mark.real
def test_on_the_real_site_a_selection_survives_paging(visit, real_address, real):
    page = visit(real_address + "explore/index.html?sort=title")
    page.wait_for_selector(READY)
    assert total(page) == f"{len(real.papers)} papers"
    first = page.locator("[name=picked]").nth(2).get_attribute("value")
    page.check(f"[value={first}]")
    page.get_by_role("link", name="Page 2 of").click()
    page.wait_for_function("document.activeElement.id === 'sm-total'")
    second = page.locator("[name=picked]").first.get_attribute("value")
    page.check(f"[value={second}]")
    assert asked(page)["page"] == ["2"]
    assert asked(page)["picked"] == [f"{first},{second}"]
    page.get_by_role("link", name="Page 1 of").click()
    page.wait_for_function("!location.search.includes('page=')")
    assert page.locator(f"[value={first}]").is_checked()
    assert page.locator("#sm-picked").inner_text() == "2 papers selected"


@pytest.mark.browser
@pytest.mark.real
def test_the_first_result_of_a_search_comes_within_its_weight_at_a_thousand_papers(
    browser, real_site, real_address, real
):
    page = browser.new_page()
    paths = []
    page.on("request", lambda request: paths.append(urlsplit(request.url).path.partition("/below/site/")[2]))
    page.goto(real_address + "explore/index.html?text=knowledge+distilaton+of+large+modles")
    page.wait_for_selector(f"{READY} .sm-extract mark")
    page.close()
    # The theme loads the index of its own dialog beside; it is no part of this.
    needed = [path for path in dict.fromkeys(paths) if path and path != "search/search_index.json"]
    weights = {path: len(gzip.compress((real_site / path).read_bytes(), mtime=0)) for path in needed}
    growing = sum(
        weight for path, weight in weights.items() if re.match(r"data/explore/(papers|words|postings)", path)
    )
    at_a_thousand = sum(weights.values()) + growing * (1000 / len(real.papers) - 1)
    assert any("postings" in path for path in needed)
    assert at_a_thousand < LIMIT, weights
