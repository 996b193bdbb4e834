"""Descriptions of hand-written pages, for search engines and previews: their first words."""

from __future__ import annotations

import html
import json
import re
from typing import Final

from smatlas.text import sentences

_LONGEST: Final = 200
"""Signs after which no further sentence is added; search engines show about 160."""
_FRONT: Final = re.compile(r"---\n(.*?\n)---\n", re.DOTALL)
_LINK: Final = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_EMPHASIS: Final = re.compile(r"[*`]+")
# Blocks that are no paragraph: headings, quotes, tables, lists, fences, rules, HTML, admonitions, code.
_NO_PARAGRAPH: Final = re.compile(r"#|>|\||[-*+] |\d+[.)] |```|~~~|---|<|!!!|\?\?\?| {4}|\t")


def described(text: str) -> str:
    """Give a page the description that it lacks: the first sentences of its first paragraph.

    Args:
        text: Markdown, with or without front matter.

    Returns:
        The page with `description` in its front matter; unchanged where it has one or where no
        paragraph is found.
    """
    front = _FRONT.match(text)
    body = text[front.end() :] if front else text
    head = front[1] if front else ""
    if re.search(r"^description:", head, re.MULTILINE):
        return text
    found = _first_words(body)
    if not found:
        return text
    # The theme puts it into an attribute as it is.
    line = f"description: {json.dumps(html.escape(found), ensure_ascii=False)}\n"
    return f"---\n{head}{line}---\n{body}" if front else f"---\n{line}---\n\n{body}"


def _first_words(body: str) -> str:
    for block in re.split(r"\n\s*\n", body.strip("\n")):
        if block.strip() and not _NO_PARAGRAPH.match(block):
            plain = _EMPHASIS.sub("", _LINK.sub(r"\1", html.unescape(" ".join(block.split()))))
            break
    else:
        return ""
    first, *rest = sentences(plain)
    for sentence in rest:
        if len(first) + len(sentence) >= _LONGEST:
            break
        first += f" {sentence}"
    return first
