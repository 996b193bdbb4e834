"""The site in a real Chromium, served below a sub-path as on any static host."""

import shutil
import threading

import pytest

from smatlas.commands.serve import run

pytestmark = [pytest.mark.browser, pytest.mark.real]
PAGES = ["index.html", "roles/index.html", "roles/efficient-inference.html", "papers/ding2024hybrid.html",
         "papers/sanh2019distilbert.html", "guide/index.html", "authors/index.html", "authors/v.html", "method.html",
         "years/2024.html", "venues/index.html", "statistics.html", "record.html", "commands.html"]  # fmt: skip


@pytest.fixture(scope="module")
def address(real_site, tmp_path_factory):
    host = tmp_path_factory.mktemp("host")
    shutil.copytree(real_site, host / "below" / "atlas")
    server = run(host, 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}/below/atlas/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def watched(browser, address):
    """Open pages and note what goes wrong in them."""
    contexts = []

    def open_page(path, width=1440, scheme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 900}, color_scheme=scheme, **options
        )
        contexts.append(context)
        page = context.new_page()
        wrong = []
        page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: wrong.append(str(error)))
        page.on("response", lambda r: wrong.append(f"{r.status} {r.url}") if r.status >= 400 else None)
        page.on(
            "request",
            lambda r: None if r.url.startswith((address, "data:", "blob:")) else wrong.append(r.url),
        )
        page.goto(address + path)
        page.wait_for_load_state("networkidle")
        return page, wrong

    yield open_page
    for context in contexts:
        context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)
def test_pages_ask_no_other_host_have_no_errors_and_do_not_scroll_sideways(watched, path, width, scheme):
    page, wrong = watched(path, width, scheme)
    assert wrong == []
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    assert page.locator("h1").first.is_visible()
    dark = page.evaluate("getComputedStyle(document.body).backgroundColor") != "rgb(255, 255, 255)"
    assert dark == (scheme == "dark")


def test_from_the_front_page_two_clicks_lead_to_a_paper(watched):
    page, wrong = watched("index.html")
    page.click(".sm-map .sm-leaf:has-text('Routing')")
    assert page.locator("h1").inner_text() == "Routing"
    page.click("text=Hybrid LLM: Cost-Efficient and Quality-Aware Query Routing")
    assert "Dujian Ding" in page.locator(".sm-authors").inner_text()
    assert wrong == []


def test_the_bibtex_is_copied_with_one_click(watched):
    page, _ = watched("papers/ding2024hybrid.html", permissions=["clipboard-read", "clipboard-write"])
    page.click(".highlight .md-code__button, .highlight .md-clipboard")
    assert page.evaluate("navigator.clipboard.readText()").startswith("@inproceedings{ding2024hybrid,")


def test_everything_can_be_read_without_javascript(watched):
    page, _ = watched("papers/ding2024hybrid.html", java_script_enabled=False)
    assert page.locator("h2:has-text('Where it stands, and why')").is_visible()
    page, _ = watched("index.html", java_script_enabled=False)
    assert page.locator(".sm-leaf").count() >= 20


def test_the_search_of_the_theme_finds_prose(watched):
    page, wrong = watched("index.html")
    page.click("[data-md-component=search-query]")
    page.wait_for_load_state("networkidle")  # the index is loaded when the field is entered
    page.keyboard.type("speculative decoding", delay=20)
    page.wait_for_selector(".md-search-result__item a", timeout=30000)
    assert "roles/" in page.locator(".md-search-result__item a").first.get_attribute("href")
    assert wrong == []
