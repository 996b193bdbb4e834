"""A Markdown twin beside every page, for agents and for whoever reads in a terminal.

A twin is made of the article of the built page, so that no page can be without one, whoever
wrote it; its links lead to other twins.
"""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Final

from html_to_markdown import ConversionOptions, convert

_START: Final = '<article class="md-content__inner'
_END: Final = "</article>"
_LINK: Final = re.compile(r'(href="[^":]*)\.html(?=["#])')
# Text that looks like markup is kept from being taken for some; code needs no such care.
_MARKUP: Final = re.compile(r"<(pre|code)\b.*?</\1>|&lt;", re.DOTALL)
# A heading inside a summary stays a heading; the converter would make bold text of all of it.
_HEADED: Final = re.compile(r"<summary>\s*(<h\d.*?)</summary>", re.DOTALL)
# Stands for an escaped `<` on the way through the converter: a code point that no text uses.
_LESS: Final = "\ufdd0"
_HEADING: Final = re.compile(r"<h1[^>]*>(.*?)</h1>", re.DOTALL)
_TAG: Final = re.compile(r'<a class="headerlink".*?</a>|<[^>]*>', re.DOTALL)
_OPTIONS: Final = ConversionOptions(
    compact_tables=True,
    escape_asterisks=True,
    extract_metadata=False,
    exclude_selectors=[
        "a.headerlink",
        "svg",
        ".sm-drawing",
        "button",
        "script",
        "style",
        "input",
        ".sm-scripted",
        ".sm-answered",
    ],
)


def article(page: str) -> str | None:
    """Cut the article out of a page.

    Args:
        page: HTML of a page of the theme.

    Returns:
        HTML of what the page says, without its frame; None where it has no article.
    """
    start, end = page.find(_START), page.rfind(_END)
    return page[start : end + len(_END)] if 0 <= start < end else None


def markdown(fragment: str) -> str:
    """Turn the HTML of an article into Markdown.

    Args:
        fragment: The HTML.

    Returns:
        Markdown in which links to pages lead to their twins.
    """
    linked = _HEADED.sub(r"\1", _LINK.sub(r"\1.md", fragment))
    marked = _MARKUP.sub(lambda found: found[0] if found[1] else _LESS, linked)
    text = (convert(marked, _OPTIONS).content or "").strip()
    # The converter leaves a backslash alone where no punctuation follows; here, some will.
    return text.replace(f"\\{_LESS}", rf"\\{_LESS}").replace(_LESS, r"\<") + "\n"


def _title(fragment: str) -> str:
    found = _HEADING.search(fragment)
    return " ".join(html.unescape(_TAG.sub("", found[1])).split()) if found else ""


def write(folder: Path) -> dict[str, str]:
    """Write the twins of all pages of a built site.

    Args:
        folder: The site; `a/b.html` gets `a/b.md` beside it.

    Returns:
        Title of each page by the path of its twin below the site, in order of path.
    """
    titles: dict[str, str] = {}
    for path in sorted(folder.rglob("*.html")):
        fragment = article(path.read_text(encoding="utf-8")) if path.name != "404.html" else None
        if fragment is not None:
            twin = path.with_suffix(".md")
            twin.write_text(markdown(fragment), encoding="utf-8", newline="")
            titles[twin.relative_to(folder).as_posix()] = _title(fragment)
    return titles
