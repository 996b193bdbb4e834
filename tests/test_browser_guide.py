"""The guide, and the pages of roles, papers and authors, in a real Chromium: by click, by keyboard, on paper."""

import itertools
from urllib.parse import parse_qsl, urlsplit

import pytest

from tests.test_browser import address, watched  # noqa: F401

pytestmark = [pytest.mark.browser, pytest.mark.real]
GUIDE = "guide/index.html"
SHOWN = """() => [...document.querySelectorAll(".sm-advice")]
    .filter(each => each.checkVisibility()).map(each => each.querySelector("h3").id)"""
SHIFT = """() => new Promise(done => { let sum = 0;
    new PerformanceObserver(list => { for (const entry of list.getEntries()) sum += entry.value; })
        .observe({type: "layout-shift", buffered: true});
    setTimeout(() => done(sum), 100); })"""


def expected(guide, answers):
    """Give what the guide advises under some answers, as the page orders it: by part."""
    chosen = guide.choose(answers)
    return [each.advice.id for part in guide.parts for each in chosen if each.advice.part == part.id]


def answer(page, key, value):
    page.locator(f"input[name={key}][value='{value}']").check()


def query(page):
    return dict(parse_qsl(urlsplit(page.url).query))


def test_each_answer_changes_at_once_what_is_shown_and_the_address(watched, real):  # noqa: F811
    page, wrong = watched(GUIDE)
    given = {}
    assert page.evaluate(SHOWN) == expected(real.guide, {})
    assert len(page.evaluate(SHOWN)) == len(real.guide.advice)
    for question in real.guide.questions:
        given[question.id] = question.answers[0].id
        answer(page, question.id, given[question.id])
        shown = page.evaluate(SHOWN)
        assert shown == expected(real.guide, given)
        assert query(page) == given
        total = len(real.guide.advice)
        assert page.locator(".sm-how-many").inner_text() == f"{len(shown)} of {total} pieces of advice hold."
    counts = page.locator(".sm-part > h2 .sm-count").all_inner_texts()
    assert sum(map(int, counts)) == len(shown)
    assert wrong == []


def test_the_script_chooses_as_the_guide_does_under_any_answers(watched, real):  # noqa: F811
    page, _ = watched(GUIDE)
    choices = [[None, *(each.id for each in question.answers)] for question in real.guide.questions]
    every = list(itertools.product(*choices))
    for combination in every[:: len(every) // 60]:
        given = {q.id: a for q, a in zip(real.guide.questions, combination, strict=True) if a is not None}
        page.evaluate(
            """given => { for (const input of document.querySelectorAll(".sm-questions input"))
                if (input.value === (given[input.name] ?? "")) input.checked = true;
                document.querySelector(".sm-questions").dispatchEvent(new Event("change")); }""",
            given,
        )
        assert page.evaluate(SHOWN) == expected(real.guide, given), given


def test_an_address_brings_the_answers_back_and_drops_what_is_none(watched, real):  # noqa: F811
    page, wrong = watched(f"{GUIDE}?labels=many&privacy=private&budget=nonsense&other=1")
    assert page.evaluate(SHOWN) == expected(real.guide, {"labels": "many", "privacy": "private"})
    assert page.locator("input[name=labels][value=many]").is_checked()
    assert page.locator("input[name=budget][value='']").is_checked()
    assert query(page) == {"labels": "many", "privacy": "private"}
    assert wrong == []


def test_start_over_leaves_every_question_open(watched, real):  # noqa: F811
    page, _ = watched(f"{GUIDE}?labels=many&privacy=private")
    page.get_by_role("button", name="Start over").click()
    assert page.evaluate(SHOWN) == expected(real.guide, {})
    assert query(page) == {}
    assert page.evaluate("document.activeElement.name") == real.guide.questions[0].id


def test_the_whole_path_can_be_walked_with_the_keyboard(watched, real):  # noqa: F811
    page, _ = watched(GUIDE)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.classList.contains('md-skip')")
    page.keyboard.press("Enter")
    for _ in range(4):  # the buttons
        page.keyboard.press("Tab")
    given = {}
    for question in real.guide.questions:
        while page.evaluate("document.activeElement.name") != question.id:
            assert page.evaluate("document.activeElement !== document.body")
            page.keyboard.press("Tab")
        page.keyboard.press("ArrowDown")  # from "Leave open", the last, round to the first
        given[question.id] = question.answers[0].id
    assert query(page) == given
    page.keyboard.press("Tab")
    while page.evaluate("document.activeElement.tagName") != "SUMMARY":
        page.keyboard.press("Tab")
    first = page.locator(".sm-advice:visible").first
    page.keyboard.press("Enter")
    assert first.locator(".sm-do").is_visible()
    assert first.locator("h3").get_attribute("id") == expected(real.guide, given)[0]


def test_conditions_that_an_answer_meets_are_told(watched, real):  # noqa: F811
    advice = next(each for each in real.guide.advice if len(each.given) > 1)
    key = next(iter(advice.given))
    page, _ = watched(f"{GUIDE}?{key}={advice.given[key][0]}#{advice.id}")
    piece = page.locator(f".sm-advice:has(#{advice.id})")
    assert piece.locator(".sm-met").evaluate_all("all => all.map(each => each.dataset.question)") == [key]


def test_an_address_of_advice_opens_it_and_shows_it(watched, real):  # noqa: F811
    advice = real.guide.advice[-1]
    page, wrong = watched(f"{GUIDE}#{advice.id}")
    assert page.locator(f".sm-advice:has(#{advice.id}) .sm-do").inner_text() == advice.do
    top = page.locator(f"#{advice.id}").bounding_box()["y"]
    bar = page.locator(".sm-bar-of-tools").bounding_box()
    assert bar["y"] + bar["height"] <= top <= 900
    assert page.locator(".sm-advice[open]").count() == 1
    assert wrong == []


def test_advice_that_the_answers_rule_out_is_not_hidden_from_whoever_follows_a_link_to_it(watched, real):  # noqa: F811
    advice = next(each for each in real.guide.advice if each.given.get("labels") == ("many",))
    page, _ = watched(f"{GUIDE}?labels=none#{advice.id}")
    assert page.locator(f".sm-advice:has(#{advice.id}) .sm-do").is_visible()
    assert query(page) == {}


def test_where_nothing_holds_it_is_said(watched, bread_site, browser):  # noqa: F811
    page = browser.new_page()
    page.goto((bread_site / GUIDE).as_uri() + "?time=days&flour=wheat")
    assert (
        page.locator(".sm-how-many").inner_text()
        == "No advice holds under these answers; take one of them back."
    )
    assert page.locator(".sm-nothing").first.is_visible()
    page.close()


def test_the_guide_works_from_a_folder_on_disk(browser, bread_site):
    page = browser.new_page()
    page.goto((bread_site / GUIDE).as_uri())
    answer(page, "time", "days")
    assert page.evaluate(SHOWN) == ["take-wild-yeast"]
    assert page.url.endswith("?time=days")
    page.close()


def test_everything_of_the_guide_can_be_read_without_javascript(watched, real):  # noqa: F811
    page, _ = watched(GUIDE, java_script_enabled=False)
    assert page.locator(".sm-advice:visible").count() == len(real.guide.advice)
    for gone in (".sm-questions", ".sm-bar-of-tools", ".sm-answered", ".sm-lead .sm-scripted"):
        assert not page.locator(gone).is_visible(), gone
    piece = page.locator(".sm-advice").first
    piece.locator("summary").click()
    for shown in (".sm-do", ".sm-conditions", ".sm-findings"):
        assert piece.locator(shown).first.is_visible()


def test_the_printed_summary_has_answers_and_advice_and_no_controls(watched, real):  # noqa: F811
    given = {"labels": "many", "latency": "tight"}
    page, _ = watched(f"{GUIDE}?labels=many&latency=tight")
    page.locator(".sm-advice:visible summary").first.click()
    page.emulate_media(media="print")
    for gone in (".sm-questions", ".sm-bar-of-tools", ".md-header", ".md-tabs", ".md-footer", ".md-skip"):
        assert not page.locator(gone).first.is_visible(), gone
    rows = page.locator(".sm-answered dl > div").all_inner_texts()
    assert [row.split("\n")[0] for row in rows] == [
        f"{number}. {question.question}" for number, question in enumerate(real.guide.questions, start=1)
    ]
    assert [row.split("\n")[-1] for row in rows].count("Left open") == len(real.guide.questions) - 2
    assert "A thousand or more" in rows[0]
    assert page.url in page.locator(".sm-address").inner_text()
    assert page.evaluate(SHOWN) == expected(real.guide, given)
    whole, brief = page.locator(".sm-advice:visible").nth(0), page.locator(".sm-advice:visible").nth(1)
    for piece in (whole, brief):
        for shown in (".sm-do", ".sm-terms", ".sm-effect", ".sm-source a"):
            assert piece.locator(shown).first.is_visible(), shown
    assert whole.locator(".sm-statement").first.is_visible()
    assert not brief.locator(".sm-statement").first.is_visible()
    assert len(page.pdf(format="A4")) > 10_000


def test_a_role_is_printed_without_what_only_leads_about_the_page(watched):  # noqa: F811
    page, _ = watched("roles/model-routing.html", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".md-header", ".md-tabs", ".sm-contents", ".md-footer", ".md-top"):
        assert not page.locator(gone).first.is_visible(), gone
    for shown in ("h1", ".sm-timeline", ".sm-essay", ".sm-effects", ".sm-entry"):
        assert page.locator(shown).first.is_visible(), shown
    assert page.locator("h1").evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"


def test_a_paper_is_printed_with_addresses_and_without_controls(watched):  # noqa: F811
    page, _ = watched("papers/ding2024hybrid.html", scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    for gone in (".md-header", ".md-tabs", ".sm-tools", ".md-code__nav", "#near", ".md-footer"):
        assert not page.locator(gone).first.is_visible(), gone
    written = page.locator(".sm-links a").first.evaluate("each => getComputedStyle(each, '::after').content")
    assert "https://arxiv.org/abs/2404.14618" in written
    for shown in ("#roles", "#findings", "#citations", "#cite"):
        assert page.locator(shown).is_visible(), shown


@pytest.mark.parametrize("width", [1440, 390])
@pytest.mark.parametrize(
    "path",
    [
        GUIDE,
        f"{GUIDE}?labels=many&latency=tight&explain=no",
        "roles/model-routing.html",
        "papers/sanh2019distilbert.html",
    ],
)
def test_nothing_moves_when_the_scripts_load(watched, path, width):  # noqa: F811
    page, _ = watched(path, width)
    assert page.evaluate(SHIFT) < 0.01


@pytest.mark.parametrize(
    "path",
    [GUIDE, "roles/model-routing.html", "papers/sanh2019distilbert.html", "authors/v.html", "method.html"],
)
def test_axe_finds_nothing_the_frame_of_the_theme_included(watched, path):  # noqa: F811
    from axe_playwright_python.sync_playwright import Axe

    page, _ = watched(path)
    for piece in page.locator(".sm-advice summary").all()[:3]:
        piece.click()
    for width, scheme in ((1440, "light"), (390, "dark")):
        page.set_viewport_size({"width": width, "height": 900})
        page.emulate_media(color_scheme=scheme)
        found = Axe().run(page).response["violations"]
        assert [(each["id"], each["nodes"][0]["html"]) for each in found] == [], scheme


def test_the_copy_button_gives_the_citation_as_it_stands_on_the_page(watched):  # noqa: F811
    page, wrong = watched("papers/ding2024hybrid.html", permissions=["clipboard-read", "clipboard-write"])
    for button in page.locator("[data-copies]").all():
        button.click()
        name = button.get_attribute("data-name")
        page.wait_for_function(
            "said => document.querySelector('.sm-copied').textContent === said", arg=f"{name} copied"
        )
        source = page.locator(f"#{button.get_attribute('data-copies')}").text_content()
        assert page.evaluate("navigator.clipboard.readText()").strip() == source.strip()
    assert wrong == []


def test_where_the_clipboard_is_out_of_reach_the_citation_is_selected(watched):  # noqa: F811
    page, _ = watched("papers/ding2024hybrid.html")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error('refused')); }")
    page.get_by_role("button", name="Copy BibTeX").click()
    page.wait_for_function("document.querySelector('.sm-copied').textContent.includes('selected')")
    assert page.evaluate("getSelection().toString()").startswith("@inproceedings{ding2024hybrid,")


def test_without_javascript_a_paper_offers_its_citation_and_no_dead_buttons(watched):  # noqa: F811
    page, _ = watched("papers/ding2024hybrid.html", java_script_enabled=False)
    assert not page.locator("[data-copies]").first.is_visible()
    assert page.locator("#bibtex").is_visible()


def test_the_skip_link_leads_past_the_navigation(watched):  # noqa: F811
    page, _ = watched("papers/ding2024hybrid.html")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.sm-authors') !== null")


def test_from_a_paper_an_author_leads_to_her_other_papers(watched, real):  # noqa: F811
    page, wrong = watched("papers/ding2024hybrid.html")
    page.get_by_role("link", name="Dujian Ding", exact=True).click()
    place = page.locator(":target")
    own = [paper.title for paper in real.papers.values() if "Dujian Ding" in paper.authors]
    assert sorted(place.locator("a").all_inner_texts()) == sorted(own)
    assert place.is_visible()
    assert wrong == []
