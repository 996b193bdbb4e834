"""The citation graph in a real Chromium, on the invented site and on the real one."""

import shutil
import threading
from urllib.parse import parse_qs, urlsplit

import pytest

from smatlas.citations import CitationGraph
from smatlas.commands.serve import run
from tests.test_browser import watched  # noqa: F401

pytestmark = pytest.mark.browser
PAGE = "graph/index.html"


@pytest.fixture(scope="module")
def address(bread_site, real_site, tmp_path_factory):
    """Both sites on one host; pages are asked for below the invented one."""
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(bread_site, host / "bread")
    shutil.copytree(real_site, host / "bread" / "real")
    server = run(host, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/bread/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def opened(watched):  # noqa: F811
    """Open the graph, and see to it that nothing went wrong when the test is through."""
    all_wrong = []

    def open_page(query="", below="", **options):
        page, wrong = watched(f"{below}{PAGE}{query}", **options)
        all_wrong.append(wrong)
        return page

    yield open_page
    assert [wrong for wrong in all_wrong if wrong] == []


def node(page, paper):
    return page.locator(f".sm-nodes > a[href$='/{paper}.html']")


def panel(page):
    return " ".join(page.locator(".sm-graph-panel").inner_text().split())


def lines(page, kind):
    return page.locator(f".sm-graph-over .sm-line-{kind}").count()


def state(page):
    return {key: values[0] for key, values in parse_qs(urlsplit(page.url).query).items()}


def in_drawing(page):
    ids = "(links) => links.map((a) => a.getAttribute('href').split('/').pop().split('.')[0]).sort()"
    return page.locator(".sm-nodes > a:not(.sm-out)").evaluate_all(ids)


def in_table(page):
    return sorted(
        page.locator("tbody tr:visible").evaluate_all("(rows) => rows.map((row) => row.dataset.id)")
    )


def connected(page, one, other):
    page.fill("[name=from]", one)
    page.fill("[name=to]", other)
    page.keyboard.press("Tab")
    return page.locator(".sm-graph-panel ol li:not(.sm-step) a").all_inner_texts()


def test_pointing_at_a_paper_shows_what_it_cites_and_what_cites_it(opened):
    page = opened()
    node(page, "miller2019wild").hover()
    assert (lines(page, "references"), lines(page, "cited")) == (1, 2)
    assert "Wild Yeast Outperforms Bought Yeast" in panel(page)
    assert "known in part" in panel(page)
    assert "References here (1) Steam and Other Gases" in panel(page)
    assert "Cited by here (2) Bought Yeast for Everyone" in panel(page)
    page.mouse.move(5, 5)
    assert page.locator(".sm-graph-over > *").count() == 0
    assert "Point at a paper" in panel(page)


def test_a_paper_whose_references_are_unknown_is_told_so(opened):
    page = opened()
    node(page, "plain2020bread").hover()
    assert "References here (unknown)" in panel(page)
    assert "unknown, not nothing" in panel(page)
    assert (
        node(page, "plain2020bread").locator("circle").evaluate("(c) => getComputedStyle(c).fill")
        == "rgb(255, 255, 255)"
    )
    assert (
        node(page, "oven2018steam").locator("circle").evaluate("(c) => getComputedStyle(c).fill")
        != "rgb(255, 255, 255)"
    )


def test_a_chosen_paper_stays_is_in_the_address_and_leads_to_its_neighbours_and_its_page(opened):
    page = opened()
    node(page, "miller2019wild").click()
    page.mouse.move(5, 5)
    assert state(page) == {"paper": "miller2019wild"}
    assert lines(page, "cited") == 2
    page.click(".sm-graph-panel li a:has-text('Bought Yeast for Everyone')")
    assert state(page) == {"paper": "yeast2023bought"}
    assert lines(page, "references") == 2
    page.reload()
    page.wait_for_load_state("networkidle")
    assert lines(page, "references") == 2
    page.click(".sm-graph-panel h2 a")
    assert page.url.endswith("papers/yeast2023bought.html")


def test_everything_in_the_drawing_can_be_done_by_keyboard(opened):
    page = opened()
    page.locator(".sm-graph-view").focus()
    for _ in range(20):  # past the names of the lanes
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.matches('.sm-nodes > a')"):
            break
    focused = "document.activeElement.getAttribute('href').match(/papers\\/(.*)\\.html/)[1]"
    assert page.evaluate(focused) == "rye2024slow"
    assert lines(page, "references") == 1
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")  # the first link in the panel leads to its page
    page.wait_for_url("**/papers/rye2024slow.html")
    page.go_back()
    page.wait_for_load_state("networkidle")
    node(page, "rye2024slow").focus()
    for key, axis, sign in (
        ("ArrowLeft", "x", -1),
        ("ArrowDown", "y", 1),
        ("ArrowUp", "y", -1),
        ("ArrowRight", "x", 1),
    ):
        before = page.evaluate(focused)
        page.keyboard.press(key)
        after = page.evaluate(focused)
        assert sign * (node(page, after).bounding_box()[axis] - node(page, before).bounding_box()[axis]) > 0
    page.keyboard.press("Enter")
    assert state(page) == {"paper": page.evaluate(focused)}
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.sm-graph-panel') !== null")
    page.keyboard.press("Escape")
    assert state(page) == {}
    assert page.locator(".sm-nodes > a[tabindex='0']").count() == 1


def test_search_keeps_the_same_papers_in_drawing_and_table(opened):
    page = opened()
    page.fill("[name=q]", "YEAST muller")
    assert in_drawing(page) == in_table(page) == []
    page.fill("[name=q]", "zoe wild")
    assert in_drawing(page) == in_table(page) == ["miller2019wild"]
    assert page.locator(".sm-graph-status").inner_text().startswith("1 of 7 papers, 0 of 6 citations")
    assert state(page) == {"q": "zoe wild"}


def test_filters_by_role_and_by_what_is_known_combine_and_come_back_with_the_address(opened):
    page = opened()
    page.select_option("[name=role]", "leavening")
    assert (
        in_drawing(page)
        == in_table(page)
        == ["baker2021loaves", "miller2019wild", "rye2024slow", "yeast2023bought"]
    )
    assert page.locator(".sm-edges path:visible").count() == 3
    page.select_option("[name=role]", "")
    page.select_option("[name=show]", "unknown")
    assert in_drawing(page) == in_table(page) == ["odd2022script", "plain2020bread"]
    page.select_option("[name=role]", "steam")
    assert state(page) == {"role": "steam", "show": "unknown"}
    page.reload()
    page.wait_for_load_state("networkidle")
    assert in_drawing(page) == in_table(page) == ["odd2022script"]
    assert page.locator("[name=role]").input_value() == "steam"
    page.click("text=Clear all")
    assert state(page) == {}
    assert len(in_drawing(page)) == len(in_table(page)) == 7


def test_unknown_words_in_the_address_do_no_harm(opened):
    page = opened("?role=nonsense&show=nonsense&paper=nobody&from=nobody&slot=nonsense")
    assert len(in_drawing(page)) == len(in_table(page)) == 7
    assert state(page) == {}


def test_two_papers_connect_by_a_shortest_path(opened):
    page = opened()
    assert connected(page, "Slow Rye", "Steam and Other Gases") == [
        "Slow Rye", "Bought Yeast for Everyone", "Steam and Other Gases",
    ]  # fmt: skip
    assert page.locator(".sm-graph-panel .sm-step").all_inner_texts() == ["cites", "cites"]
    assert lines(page, "path") == 2
    assert state(page) == {"from": "rye2024slow", "to": "oven2018steam"}
    page.reload()
    page.wait_for_load_state("networkidle")
    assert lines(page, "path") == 2
    assert page.locator("[name=from]").input_value() == "Slow Rye"
    assert "2 steps" in panel(page)


def test_against_the_citations_a_path_says_which_way_each_step_goes(opened):
    page = opened("?from=baker2021loaves&to=rye2024slow")
    assert page.locator(".sm-graph-panel .sm-step").all_inner_texts() == [
        "cites",
        "is cited by",
        "is cited by",
    ]


def test_where_no_path_is_known_the_page_says_that_there_may_be_one(opened):
    page = opened("?from=plain2020bread&to=rye2024slow")
    assert "No path is known between “Bread” and “Slow Rye”" in panel(page)
    assert "there may be one" in panel(page)


def test_a_name_that_fits_no_paper_is_said_at_the_field(opened):
    page = opened()
    page.fill("[name=from]", "yeast")
    page.keyboard.press("Tab")
    assert (
        page.locator("[name=from]")
        .evaluate("(field) => field.validationMessage")
        .startswith("No paper, or several")
    )
    page.fill("[name=from]", "slow rye")
    page.keyboard.press("Tab")
    assert state(page) == {"from": "rye2024slow"}


def test_the_table_is_sorted_and_reached_by_keyboard(opened):
    page = opened()
    page.locator(".sm-graph-status a").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#table")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.matches('.sm-graph-scroll')")
    button = page.locator("th button:has-text('Cited by here')")
    button.press("Enter")
    button.press("Enter")
    assert page.locator("tbody tr th a").first.inner_text() == "Steam and Other Gases"
    page.fill("[name=q]", "rye")
    assert in_table(page) == in_drawing(page)


@pytest.mark.real
def test_the_drawing_is_dragged_and_made_larger(opened):
    page = opened(below="real/")
    view = page.locator(".sm-graph-view")
    width = page.locator(".sm-graph-base").bounding_box()["width"]
    for _ in range(3):
        page.click("[aria-label='Make the drawing larger']")
    assert page.locator(".sm-graph-base").bounding_box()["width"] > 1.5 * width
    assert int(state(page)["slot"]) > 12
    view.evaluate("(view) => view.scrollTo(200, 200)")
    area = view.bounding_box()
    page.mouse.move(area["x"] + 400, area["y"] + 300)
    page.mouse.down()
    page.mouse.move(area["x"] + 330, area["y"] + 250, steps=4)
    page.mouse.up()
    assert view.evaluate("(view) => [view.scrollLeft, view.scrollTop]") == [270, 250]
    assert "paper" not in state(page)


@pytest.mark.real
def test_paths_are_as_long_as_those_of_the_command_line(opened, real):
    graph = CitationGraph(real)
    linked = [paper for paper in real.papers if graph.graph.degree(paper)]
    pairs = list(zip(linked[::9], reversed(linked[::9]), strict=True))
    page = opened(below="real/")
    found = page.evaluate(
        """(pairs) => {
          const graph = smGraphPapers.read(document.querySelector(".sm-graph"));
          return pairs.map(([one, other]) => smGraphPapers.path(graph.byId.get(one), graph.byId.get(other))?.length ?? 0);
        }""",
        pairs,
    )
    assert found == [len(graph.path(one, other) or ()) for one, other in pairs]
    assert max(found) > 2


@pytest.mark.real
def test_a_chosen_paper_of_the_real_site_is_brought_into_sight(opened):
    page = opened("?paper=fu2023specializing&slot=30", below="real/")
    mark, view = (
        node(page, "fu2023specializing").bounding_box(),
        page.locator(".sm-graph-view").bounding_box(),
    )
    assert view["x"] < mark["x"] < view["x"] + view["width"]
    assert view["y"] < mark["y"] < view["y"] + view["height"]


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
@pytest.mark.parametrize("query", ["", "?paper=miller2019wild", "?from=rye2024slow&to=oven2018steam"])
def test_axe_finds_nothing_in_the_content(opened, width, scheme, query):
    from axe_playwright_python.sync_playwright import Axe

    page = opened(query, width=width, scheme=scheme)
    found = Axe().run(page, context=".md-content")
    assert [(v["id"], [n["target"] for n in v["nodes"][:3]]) for v in found.response["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


def test_axe_finds_nothing_in_the_drawing_of_a_papers_neighbours(watched):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    for path in ("papers/miller2019wild.html", "papers/oven2018steam.html"):
        page, _ = watched(path, 390, "dark")
        assert Axe().run(page, context=".sm-ego").response["violations"] == []
    page.click(".sm-ego a[href='rye2024slow.html'], .sm-ego a[href='yeast2023bought.html']")
    assert page.url.endswith("papers/yeast2023bought.html")


@pytest.mark.real
def test_nothing_moves_when_the_scripts_load(opened):
    page = opened("?role=competition&paper=devlin2019bert", below="real/")
    shift = page.evaluate("""() => new Promise(done => { let sum = 0; new PerformanceObserver(list => {
        for (const entry of list.getEntries()) sum += entry.value; }).observe({type: 'layout-shift', buffered: true});
        setTimeout(() => done(sum), 100); })""")
    assert shift < 0.01


def test_without_javascript_there_are_the_drawing_with_links_and_the_table(opened):
    page = opened(java_script_enabled=False)
    assert page.locator(".sm-nodes > a").count() == page.locator("tbody tr:visible").count() == 7
    assert page.locator(".sm-edges path").count() == 6
    assert not page.locator(".sm-filters").is_visible()
    assert not page.locator(".sm-graph-panel").is_visible()
    node(page, "miller2019wild").click()
    assert page.url.endswith("papers/miller2019wild.html")


def test_it_works_from_a_folder_on_disk(browser, bread_site):
    page = browser.new_page()
    wrong = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.goto((bread_site / PAGE).as_uri())
    node(page, "miller2019wild").click()
    assert lines(page, "cited") == 2
    assert [text for text in wrong if "search_index" not in text] == []  # the theme's own search asks in vain
    page.close()
