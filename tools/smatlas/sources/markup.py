"""Plain text out of the markup that registries leave in titles, names and abstracts."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from typing import Any
from xml.etree import ElementTree

from smatlas.sources.transport import MalformedError

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>")
_ACCENT = re.compile(r"""\{?\\([`'^"~=.vcuHkr])\s?\{?(\\?[A-Za-z])\}?\}?""")
_COMMAND = re.compile(r"\\(?:text(?:it|bf|tt|sc|rm)|emph|mathrm|mathbf|mathcal|mbox)\s*\{([^{}]*)\}")
_NAMED = [r"\ss", r"\o", r"\O", r"\l", r"\L", r"\ae", r"\AE", r"\aa", r"\AA", r"\oe", r"\i"]
_LETTERS = dict(zip(_NAMED, "ßøØłŁæÆåÅœı", strict=True))
_LETTER = re.compile(r"\\(?:ss|o|O|l|L|ae|AE|aa|AA|oe|i)(?![A-Za-z])\s?")
# TeX's accents in the order of the combining marks that follow.
_MARKS = "\u0300\u0301\u0302\u0308\u0303\u0304\u0307\u030c\u0327\u0306\u030b\u0328\u030a"
_COMBINING = dict(zip("`'^\"~=.vcuHkr", _MARKS, strict=True))


def plain(text: str) -> str:
    r"""Take HTML and simple LaTeX out of text.

    Tags vanish, entities and LaTeX accents become letters, `\textit{x}` becomes `x`, and
    protecting braces go. Mathematics stays as it is written, without its dollar signs.

    Args:
        text: Text as a registry gives it.

    Returns:
        Plain text with single spaces.
    """
    text = html.unescape(_TAG.sub("", text))
    if "\\" in text or "{" in text or "$" in text:
        text = _from_latex(text)
    return " ".join(text.split())


def _from_latex(text: str) -> str:
    text = _ACCENT.sub(_accented, text)
    text = _LETTER.sub(lambda found: _LETTERS[found.group().strip()], text)
    for _ in range(3):
        text = _COMMAND.sub(r"\1", text)
    text = re.sub(r"\\([&%$#_{}])", lambda found: "\x00" if found[1] == "$" else found[1], text)
    text = text.replace("$", "").replace("\x00", "$").replace("---", "—").replace("--", "–")
    return text.replace("{", "").replace("}", "").replace("~", " ")


def _accented(found: re.Match[str]) -> str:
    letter = found[2].removeprefix("\\")
    return unicodedata.normalize("NFC", letter + _COMBINING[found[1]])


def load_json(body: bytes) -> Any:
    """Read JSON.

    Raises:
        MalformedError: It is none.
    """
    try:
        return json.loads(body.decode("utf-8"))
    except (ValueError, RecursionError) as error:
        raise MalformedError(f"not JSON: {error}") from None


def load_xml(body: bytes) -> ElementTree.Element:
    """Read XML without a document type, which could hold a bomb.

    Raises:
        MalformedError: It is none, or declares a document type.
    """
    if b"<!DOCTYPE" in body or b"<!ENTITY" in body:
        raise MalformedError("it declares a document type")
    try:
        return ElementTree.fromstring(body)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise MalformedError(f"not XML: {error}") from None


def fields(value: Any, what: str) -> dict[str, Any]:
    """Take a value for a JSON object.

    Raises:
        MalformedError: It is none.
    """
    if not isinstance(value, dict):
        raise MalformedError(f"{what} is no object")
    return value


def string(value: Any) -> str:
    """Give a value as plain text; what is no text gives none."""
    return plain(value) if isinstance(value, str) else ""


def listed(value: Any) -> list[Any]:
    """Give a value as a list: a list as it is, nothing as none, anything else alone."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]
