"""The Markdown twin of every page, and llms.txt."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markupsafe import escape

from smatlas.site import twins
from tests.exports.readers import links_of

COMMON = MarkdownIt("commonmark")


@pytest.fixture(params=["bread_site", pytest.param("real_site", marks=pytest.mark.real)])
def site(request):
    return request.getfixturevalue(request.param)


def links(text):
    blocks = [block for block in COMMON.parse(text) if block.type == "inline"]
    return [address for block in blocks for address, _ in links_of(block)]


def inside(text):
    return [unquote(re.split("[?#]", link)[0]) for link in links(text) if not re.match(r"[a-z]+:|#", link)]


def test_every_page_has_a_twin_that_it_names(site):
    for path in site.rglob("*.html"):
        if path.name != "404.html":
            assert path.with_suffix(".md").is_file(), path
            page = path.read_text(encoding="utf-8")
            assert f'<link rel="alternate " type="text/markdown" href="{path.stem}.md">' in page


def test_links_of_twins_lead_to_files_of_the_site(site):
    for path in site.rglob("*.md"):
        for target in inside(path.read_text(encoding="utf-8")):
            assert (path.parent / target).is_file(), f"{path.name}: {target}"


def test_a_twin_says_what_the_page_of_a_paper_says(bread_site):
    text = (bread_site / "papers/miller2019wild.md").read_text(encoding="utf-8")
    assert text.startswith("# Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study\n")
    for told in (
        "[Ludwig van der Brot](../authors/v.md#ludwig-van-der-brot), [Martin King Jr.](../authors/k.md#martin-king-jr)",
        "[Leavening](../roles/leavening.md) › [Sourdough](../roles/sourdough.md)",
        "Wild yeast takes the place of bought yeast in rye loaves.",
        "Tasters prefer the wild loaves.",
        "```bibtex\n@inproceedings{miller2019wild,\n",
    ):
        assert told in text
    assert "ld+json" not in text
    assert "¶" not in text


def test_markup_in_a_title_stays_text(bread_site, bread):
    text = (bread_site / "papers/odd2022script.md").read_text(encoding="utf-8")
    assert "<script>" not in re.sub(r"\\<", "", re.sub(r"```.*?```", "", text, flags=re.DOTALL))
    title = COMMON.parse(text)[1]
    assert "".join(token.content for token in title.children) == bread.papers["odd2022script"].title


@given(st.text(st.sampled_from(r"ab<>&;\*`_ ."), min_size=1).filter(str.strip))
def test_no_text_becomes_an_element(text):
    html = f"<p>x{escape(text)}</p>"
    tokens = COMMON.parse(twins.markdown(html))
    assert not [t for block in tokens for t in (block, *(block.children or ())) if t.type.startswith("html")]


def test_a_page_without_an_article_has_no_twin():
    assert twins.article("<html><body>404</body></html>") is None


def test_llms_txt_has_the_form_and_leads_to_what_there_is(site, bread, real):
    base = bread if "bread" in str(site) else real
    text = (site / "llms.txt").read_text(encoding="utf-8")
    assert text.startswith(f"# {base.settings.name}\n\n> ")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == ["Roles", "Data", "Pages"]
    found = links(text)
    assert len(found) > len(base.taxonomy.roles)
    for link in found:
        assert link.startswith(base.settings.address)
        assert (site / link.removeprefix(base.settings.address)).is_file(), link
