"""Which text stands plain, and which in quotes: both YAML 1.1 and 1.2 must read it alike."""

from __future__ import annotations

import re
from typing import Final

from smatlas.canonical.parts import FREE, NUMBERS, ORDER, UNKNOWN, Part

_TYPED: Final = frozenset(
    {("year",), ("verified", "on"), (*NUMBERS, "higher_is_better")}
    | {(*NUMBERS, FREE, name) for name in ("parameters", "score")}
    | {(*NUMBERS, "change", name) for name in ("value", "to")}
)
"""Numbers, truths and days: never quoted, so that an editor's schema sees their type."""
_QUOTED: Final = frozenset(
    {("title",), ("verified", "title"), ("other_titles", FREE), ("note",)}
    | {("identifiers", scheme) for scheme in ("arxiv", "doi")}
)
"""Free text and numbers with points: always quoted, so that nobody has to think about a colon."""
UNPRINTABLE: Final = re.compile(
    "[^\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]"
)
_MARKS: Final = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]|.*(?::(?:\s|$)|\s#)")
_FLOW_MARKS: Final = re.compile(r"[\[\]{},:?]")
_LIKE_A_NUMBER: Final = re.compile(r"[-+.]*[0-9][-+0-9_.:,eEtTzZ ]*|[0-9][\w-]*|[-+]?\.(?:inf|nan)", re.I)
_LIKE_A_WORD: Final = re.compile(r"y|n|yes|no|on|off|true|false|null|~|=|<<", re.I)
"""What YAML 1.1 or 1.2 takes for something other than text; to be safe, also every word that begins with
a digit, for readers differ on exponents, octals and sixties."""
_TYPES: Final = re.compile(
    r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][-+]?[0-9]+)?|true|false|[0-9]{4}-[0-9]{2}-[0-9]{2}"
)
_ESCAPES: Final = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\t": "\\t", "\r": "\\r"}


def key_text(part: Part, *, flow: bool) -> str:
    """Write a key.

    Args:
        part: The field.
        flow: It stands in brackets.

    Returns:
        The key, in quotes where it needs them.
    """
    key = part.key or ""
    named = part.path[-1] == key and part.path[:-1] in ORDER
    unclear = not named and not (UNKNOWN in part.path and part.key_plain) and _is_unclear(key)
    return _quoted(key) if unclear or not _fits_plain(key, flow=flow) else key


def scalar_text(part: Part, *, flow: bool) -> str:
    """Write a string, or nothing, on one line.

    Args:
        part: What has it as its value.
        flow: It stands in brackets.

    Returns:
        The text, in quotes where it needs them or its field always has them.
    """
    text, plain = str(part.node.value), not part.node.style
    if part.is_nothing:
        return "null"
    if part.path in _TYPED and _TYPES.fullmatch(text):
        return text
    if part.path in _QUOTED or "://" in text or not _fits_plain(text, flow=flow):
        return _quoted(text)
    stays = plain and UNKNOWN in part.path  # whether that is a number is not ours to say
    return text if stays or not _is_unclear(text) else _quoted(text)


def _is_unclear(text: str) -> bool:
    return bool(_LIKE_A_NUMBER.fullmatch(text) or _LIKE_A_WORD.fullmatch(text))


def _fits_plain(text: str, *, flow: bool) -> bool:
    if not text or text != text.strip() or UNPRINTABLE.search(text) or _MARKS.match(text):
        return False
    return not (flow and _FLOW_MARKS.search(text))


def _quoted(text: str) -> str:
    return '"' + re.sub(rf'["\\]|{UNPRINTABLE.pattern}', _escaped, text) + '"'


def _escaped(found: re.Match[str]) -> str:
    sign = found[0]
    return _ESCAPES.get(sign) or (f"\\u{ord(sign):04x}" if ord(sign) < 0x10000 else f"\\U{ord(sign):08x}")
