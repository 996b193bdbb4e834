"""The front page: the framework as a picture, and a search box that answers."""

import re
from html.parser import HTMLParser

import pytest

from tests.site.conftest import barriers

pytestmark = pytest.mark.browser
ANSWERS = "#sm-answers li"


@pytest.fixture
def page(visit, bread_address):
    return visit(bread_address + "index.html")


def answers(page, text):
    page.fill("#sm-search-text", text)
    page.wait_for_selector(f"{ANSWERS}:last-child:has-text('Explore them all')")
    page.wait_for_function(
        "text => document.querySelector('#sm-answers li:last-child').dataset.address.endsWith(encodeURIComponent(text))",
        arg=text,
    )
    return page.locator(ANSWERS).all_inner_texts()


def test_the_picture_says_who_helps_whom_and_who_takes_whose_place(page):
    assert page.locator(".sm-helps .sm-verb").inner_text() == "Wild <yeast> helps bought yeast"
    assert (
        page.locator(".sm-replaces .sm-verb").inner_text() == "Wild <yeast> takes the place of bought yeast"
    )
    left, right = page.locator(".sm-helps .sm-actor").all()
    assert left.bounding_box()["width"] < right.bounding_box()["width"]
    assert left.bounding_box()["x"] < right.bounding_box()["x"]


def test_every_role_is_a_link_with_its_count_and_its_growth(page, bread):
    for role, papers in bread.by_role.items():
        place = page.locator(f".sm-map :is(h2, h3, h4, li):has(> a[href='roles/{role}.html'])").first
        assert re.search(rf"\b{len(papers)}\b", place.inner_text())
        spark = place.locator(".sm-spark").first
        told = spark.get_attribute("aria-label")
        assert told == f"Papers by year: {spark.locator('title').text_content().partition(': ')[2]}"
        assert sum(int(number) for number in re.findall(r": (\d+)", told.partition(": ")[2])) == len(papers)


def test_the_search_box_answers_while_typing(page):
    first = answers(page, "yeast")[0]
    assert first.startswith("Commercial yeast") or "yeast" in first.casefold()
    assert any(text.startswith("Bought Yeast for Everyone") for text in answers(page, "bought"))
    assert answers(page, "sourd")[0].startswith("Sourdough")
    assert "“ferments” taken for what was typed" in answers(page, "fermnets")[-1]
    assert page.locator("#sm-search-text").get_attribute("aria-expanded") == "true"
    page.fill("#sm-search-text", "")
    page.wait_for_selector("#sm-answers-holder", state="hidden")


def test_the_answers_are_walked_by_keyboard(page):
    answers(page, "slow rye")
    page.keyboard.press("ArrowDown")
    active = page.locator("#sm-search-text").get_attribute("aria-activedescendant")
    assert page.locator(f"#{active}").get_attribute("aria-selected") == "true"
    page.keyboard.press("Enter")
    page.wait_for_url("**/papers/rye2024slow.html")


def test_escape_closes_the_answers_and_enter_explores(page):
    answers(page, "rye")
    page.keyboard.press("Escape")
    assert page.locator("#sm-answers-holder").is_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore/index.html?text=rye")
    page.wait_for_selector("#sm-explore[data-ready]")
    assert page.input_value("#sm-text") == "rye"


def test_an_answer_is_followed_by_a_click(page):
    answers(page, "slow rye")
    page.locator(ANSWERS).first.click()
    page.wait_for_url("**/papers/rye2024slow.html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 390])
def test_axe_finds_nothing_with_the_answers_open(visit, bread_address, width, scheme):
    page = visit(bread_address + "index.html", width, scheme)
    answers(page, "yeast")
    page.keyboard.press("ArrowDown")
    assert barriers(page) == []


def test_without_javascript_the_form_leads_to_the_explore_page(visit, bread_address, bread):
    page = visit(bread_address + "index.html", java_script_enabled=False)
    assert page.locator(".sm-map .sm-leaf").count() == len(bread.taxonomy.leaves)
    page.fill("#sm-search-text", "rye")
    page.keyboard.press("Enter")
    page.wait_for_url("**/explore/index.html?text=rye")


@pytest.mark.parametrize(
    ("width", "scheme"), [(1440, "light"), (1440, "dark"), (390, "light"), (390, "dark")]
)
@pytest.mark.real
def test_the_picture_fits_and_no_word_of_it_is_cut(visit, real_address, width, scheme):
    page = visit(real_address + "index.html", width, scheme)
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0
    cut = "[...document.querySelectorAll('.sm-actor, .sm-verb, .sm-leaf-name')].filter((e) => e.scrollWidth > e.clientWidth + 1 && e.clientWidth)"
    assert page.evaluate(f"{cut}.map((e) => e.textContent)") == []


@pytest.mark.real
def test_the_doors_lead_on_from_the_real_front_page(visit, real_address):
    page = visit(real_address + "index.html")
    doors = page.locator(".sm-door")
    assert {"Explore", "Contribute"} <= set(doors.locator("strong").all_inner_texts())
    for address in [door.get_attribute("href") for door in doors.all()]:
        assert page.request.get(real_address + address).ok


def test_the_scripts_that_the_front_pages_name_are_there(real_site, bread_site):
    class Scripts(HTMLParser):
        def __init__(self, text):
            super().__init__()
            self.named = []
            self.feed(text)

        def handle_starttag(self, tag, attrs):
            if tag == "script":
                self.named.append(dict(attrs).get("src") or "")

    named = [
        [
            source
            for source in Scripts((site / "index.html").read_text(encoding="utf-8")).named
            if "assets/" in source and "javascripts" not in source
        ]
        for site in (real_site, bread_site)
    ]
    assert named[0] == named[1]
    assert all((bread_site / source).is_file() for source in named[1])
