"""The list in Markdown, as CommonMark shows it."""

import re

from hypothesis import given
from markdown_it import MarkdownIt

from smatlas.exports import markdown_list, reference_markdown
from smatlas.text import one_line
from tests.exports.readers import links_of
from tests.exports.works import author_lists, titles, work

COMMON = MarkdownIt("commonmark")


def links(text):
    blocks = [block for block in COMMON.parse(text) if block.type == "inline"]
    return [link for block in blocks for link in links_of(block)]


def shown(text):
    blocks = [block for block in COMMON.parse(text) if block.type == "inline"]
    return ["".join(token.content for token in block.children) for block in blocks]


@given(titles)
def test_escaped_text_is_shown_as_it_was(text):
    line = one_line(text)
    assert shown(markdown_list.escape(text)) == [line]
    assert shown(f"- {markdown_list.escape(text)}") == [line]
    assert "<" not in re.sub(r"\\<", "", markdown_list.escape(text))


@given(titles, author_lists)
def test_any_title_and_names_survive(bread, title, authors):
    paper = work(bread, title, authors)
    assert ("https://arxiv.org/abs/2401.00099", one_line(title)) in links(markdown_list.write(bread, [paper]))
    assert ("https://arxiv.org/abs/2401.00099", one_line(title)) in links(
        reference_markdown.write(bread, [paper])
    )


def test_a_paper_stands_under_every_role_that_it_has(bread):
    text = markdown_list.write(bread, bread.papers.values())
    assert text.count("[Wild Yeast Outperforms Bought Yeast") == 2
    assert (
        "- [Slow Rye](https://arxiv.org/abs/2401.00099) - A cold starter raises rye over three days. Rosa Rye, arXiv 2024.\n"
        in text
    )
    assert "Role without papers" not in text


def test_the_contents_lead_to_the_headings(bread):
    text = markdown_list.write(bread, bread.papers.values())
    headings = {
        re.sub(r"[^\w\- ]", "", heading.casefold()).replace(" ", "-")
        for heading in re.findall(r"^#{2,6} (.*)$", text, re.MULTILINE)
    }
    anchors = {address[1:] for address, _ in links(text) if address.startswith("#")}
    assert anchors
    assert anchors <= headings


def test_a_role_that_the_tree_does_not_have_loses_no_paper(bread):
    role = bread.papers["rye2024slow"].roles[0].model_dump() | {"role": "gone"}
    lost = work(bread, "Slow Rye", roles=[role])
    assert "## Without a role\n\n- [Slow Rye]" in markdown_list.write(bread, [lost])


def test_an_address_cannot_end_its_link():
    assert (
        markdown_list.link("x", "https://x.example/a_(b)<c> d")
        == "[x](https://x.example/a_%28b%29%3Cc%3E%20d)"
    )
    assert markdown_list.link("[x]", None) == r"\[x\]"
