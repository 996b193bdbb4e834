"""The pages of evidence and of data sets in a real Chromium: filters, sorting, accessibility."""

import pytest

from tests.test_browser import address, watched  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.real]
MAP, RESULTS, ROLE = "evidence/index.html", "evidence/results.html", "evidence/roles/model-routing.html"
TOTALS = """() => [...document.querySelectorAll('.sm-evidence-map tbody tr')].filter(r => r.matches('.sm-sum'))
    .slice(0, 1).flatMap(r => [...r.querySelectorAll('.sm-tally:not([hidden]) b')].map(b => +b.textContent))
    .reduce((a, b) => a + b, 0)"""


def test_filters_count_again_keep_the_choice_in_the_address_and_come_back_with_it(watched):  # noqa: F811
    page, wrong = watched(MAP)
    before = page.evaluate(TOTALS)
    page.select_option("[name=compares]", "together vs large")
    page.select_option("[name=from]", "2025")
    after = page.evaluate(TOTALS)
    assert 0 < after < before
    assert page.url.endswith("evidence/index.html?compares=together+vs+large&from=2025")
    shown = page.locator(".sm-filters output").inner_text()
    page.reload()
    page.wait_for_load_state("networkidle")
    assert (page.evaluate(TOTALS), page.locator(".sm-filters output").inner_text()) == (after, shown)
    page.click("text=Clear")
    page.wait_for_function("() => !location.search")
    assert page.evaluate(TOTALS) == before
    assert wrong == []


def test_a_cell_leads_to_its_list_with_the_same_choice(watched):  # noqa: F811
    page, wrong = watched(MAP + "?compares=together+vs+large")
    cell = page.locator(".sm-evidence-map a[href*='roles/model-routing.html'][href$='#quality']")
    told = sum(int(text) for text in cell.locator(".sm-tally:not([hidden]) b").all_inner_texts())
    cell.click()
    page.wait_for_load_state("networkidle")
    assert page.locator("section:has(#quality) li:visible").count() == told
    assert set(page.locator("li:visible .sm-compares").all_inner_texts()) == {"together vs large"}
    assert wrong == []


def test_a_choice_hides_signs_of_the_plot_and_lines_of_its_table_alike(watched):  # noqa: F811
    page, _ = watched(MAP)
    section = page.locator(".sm-figure").first
    whole = section.locator("svg a:visible").count()
    year = section.locator("tbody tr td").first.inner_text()
    page.select_option("[name=from]", year)
    page.select_option("[name=to]", year)
    assert 0 < section.locator("tbody tr:visible").count() == section.locator("svg a:visible").count() < whole


def test_an_unknown_choice_in_the_address_is_no_choice(watched):  # noqa: F811
    page, wrong = watched(MAP + "?compares=nonsense&from=1")
    assert page.url.endswith(MAP)
    assert wrong == []


def test_sorting_stays_within_the_groups_of_results(watched):  # noqa: F811
    page, wrong = watched(RESULTS)
    groups = """() => [...document.querySelectorAll('.sm-like')].map(body => [body.rows[0].textContent.trim(),
        [...body.rows].slice(1).map(row => row.dataset.finding).sort().join()])"""
    scores = """() => [...document.querySelectorAll('.sm-like')].map(body => [...body.rows].slice(1)
        .map(row => row.cells[4].textContent.trim()).filter(Boolean).map(Number))"""
    before = page.evaluate(groups)
    page.locator("table").first.get_by_role("button", name="Score").first.click()
    assert page.evaluate(groups) == before
    assert all(column == sorted(column) for column in page.evaluate(scores))
    page.locator("table").first.get_by_role("button", name="Score").first.press("Enter")
    assert page.locator("table").first.locator("[aria-sort=descending]").count() == 1
    assert all(column == sorted(column, reverse=True) for column in page.evaluate(scores))
    assert wrong == []


def test_scores_that_cannot_be_compared_cannot_be_sorted_by(watched):  # noqa: F811
    page, _ = watched(RESULTS)
    alone = page.locator("table").nth(1)
    assert alone.get_by_role("button", name="Year").count() == 1
    assert alone.get_by_role("button", name="Score").count() == 0


def test_the_table_of_a_data_set_sorts_by_the_number_and_not_by_its_short_form(watched):  # noqa: F811
    page, _ = watched("datasets/embedding-size.html")
    heading = page.locator(".sm-sortable").get_by_role("button", name="Parameters")
    heading.click()
    heading.click()
    sizes = page.evaluate(
        "() => [...document.querySelectorAll('.sm-sortable tbody tr')].map(r => +r.cells[1].dataset.value)"
    )
    assert sizes == sorted(sizes, reverse=True)


@pytest.mark.parametrize("path", [MAP, RESULTS, ROLE, "datasets/embedding-size.html"])
def test_without_javascript_everything_is_read_and_no_dead_control_is_shown(watched, path):  # noqa: F811
    page, _ = watched(path, java_script_enabled=False)
    assert page.locator(".sm-filters:visible, button.sm-sort").count() == 0
    assert page.locator(".md-content h2").first.is_visible()
    if path == MAP:
        page.click(".sm-evidence-map a[href$='roles/model-routing.html#quality']")
        assert page.locator("#quality").is_visible()


@pytest.mark.parametrize("path", [MAP, RESULTS, ROLE, "datasets/index.html", "datasets/embedding-size.html"])
@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_in_the_content(watched, path, width, scheme):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page, wrong = watched(path, width, scheme)
    found = Axe().run(page, context=".md-content")
    assert [(v["id"], [n["target"] for n in v["nodes"][:3]]) for v in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert wrong == []


def test_nothing_moves_when_the_scripts_load(watched):  # noqa: F811
    for path in (MAP, RESULTS):
        page, _ = watched(path)
        shift = page.evaluate("""() => new Promise(done => { let sum = 0; new PerformanceObserver(list => {
            for (const entry of list.getEntries()) sum += entry.value; }).observe({type: 'layout-shift', buffered: true});
            setTimeout(() => done(sum), 100); })""")
        assert shift < 0.01, path


@pytest.mark.parametrize(
    ("site", "choice"), [("real_site", "together vs large"), ("bread_site", "wild vs bought")]
)
def test_the_filters_work_from_a_folder_on_disk_in_any_survey(browser, request, site, choice):
    page = browser.new_page()
    page.goto((request.getfixturevalue(site) / MAP).as_uri())
    before = page.evaluate(TOTALS)
    page.select_option("[name=compares]", choice)
    assert 0 < page.evaluate(TOTALS) < before
    page.close()
