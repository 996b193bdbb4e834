r"""The query language: text to a tree. Never raises; what makes no sense is left out.

    query   = any
    any     = all { "OR" all }
    all     = { ["AND"] one }
    one     = { "-" | "NOT" } atom
    atom    = "(" any ")" | name ":" value | name ":(" any ")" | "\"" words "\"" | word ["*"]
    value   = "\"" words "\"" | word ["*"]

Which names are fields, and which values they have, is not known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NamedTuple

from smatlas.text import words

DEPTH: Final = 30
"""Parentheses deeper than this are passed over."""

_QUOTES = '"“”„«»'
# matches role:, cited-by:, but not 10:30
_NAME = re.compile(r"([A-Za-z][A-Za-z_-]*):(?=[^\s)])")
_PHRASE = re.compile(f"[{_QUOTES}]([^{_QUOTES}]*)[{_QUOTES}]")

_YEARS = re.compile(r"(\d{4})?(\.\.)?(\d{4})?")
YEARS_HINT: Final = "write 2024, 2023.., ..2022 or 2023..2025"
"""How years are written."""


@dataclass(frozen=True)
class Word:
    """A word, or several joined by hyphens.

    Attributes:
        text: As typed.
        prefix: It is the beginning of a word.
    """

    text: str
    prefix: bool = False

    def __str__(self) -> str:
        return self.text + "*" * self.prefix


@dataclass(frozen=True)
class Phrase:
    """Words that must follow each other.

    Attributes:
        text: As typed, without the quotes.
    """

    text: str

    def __str__(self) -> str:
        return f'"{self.text}"'


@dataclass(frozen=True)
class Field:
    """A value of a field.

    Attributes:
        name: Name of the field as typed.
        value: The value as typed, without quotes.
        prefix: It is the beginning of the value.
    """

    name: str
    value: str
    prefix: bool = False

    def __str__(self) -> str:
        bare = _bare(self.value)
        return f"{self.name}:{self.value}{'*' * self.prefix}" if bare else f'{self.name}:"{self.value}"'


@dataclass(frozen=True)
class Not:
    """What must not hold.

    Attributes:
        part: What it is.
    """

    part: Node

    def __str__(self) -> str:
        inside = _inside(self.part)
        return f"-{inside}" if _opens(f"-{inside}", 0) else f"NOT {inside}"


@dataclass(frozen=True)
class All:
    """What must hold together; without parts everything holds.

    Attributes:
        parts: What must hold.
    """

    parts: tuple[Node, ...] = ()

    def __str__(self) -> str:
        return " ".join(map(_inside, self.parts))


@dataclass(frozen=True)
class AnyOf:
    """Of which one is enough; without parts nothing holds.

    Attributes:
        parts: What may hold.
    """

    parts: tuple[Node, ...] = ()

    def __str__(self) -> str:
        return " OR ".join(map(_inside, self.parts))


Node = Word | Phrase | Field | Not | All | AnyOf


def _inside(node: Node) -> str:
    return f"({node})" if isinstance(node, All | AnyOf) else str(node)


def _bare(value: str) -> bool:
    """Tell whether a value reads the same without quotes."""
    end = _value_end(value, 0)
    return bool(value) and end == len(value) and not value.endswith("*") and value[0] not in "()"


class _Token(NamedTuple):
    kind: str  # ( ) OR AND NOT word phrase field field(
    text: str = ""
    name: str = ""
    prefix: bool = False


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isspace():
            at += 1
        elif sign in "()":
            at += 1
            yield _Token(sign)
        elif sign == "-" and _opens(text, at):
            at += 1
            yield _Token("NOT")
        elif phrase := _PHRASE.match(text, at):
            at = phrase.end()
            yield _Token("phrase", phrase[1])
        elif sign in _QUOTES:  # it is never closed
            at += 1
        else:
            token, at = _word(text, at)
            yield token


def _opens(text: str, at: int) -> bool:
    """Tell whether a hyphen stands before what must not hold, and not inside a word."""
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return (before.isspace() or before == "(") and (
        after.isalnum() or after == "(" or after in _QUOTES or after == "_"
    )


def _word(text: str, at: int) -> tuple[_Token, int]:
    name = _NAME.match(text, at)
    if name is None:
        end = _value_end(text, at)
        word = text[at:end]
        if word in ("OR", "AND", "NOT"):
            return _Token(word), end
        return _starred("word", word, ""), end
    at = name.end()
    if text[at] == "(":
        return _Token("field(", name=name[1]), at + 1
    phrase = _PHRASE.match(text, at)
    if phrase:
        return _Token("field", phrase[1], name[1]), phrase.end()
    at += text[at] in _QUOTES
    end = _value_end(text, at)
    return _starred("field", text[at:end], name[1]), end


def _starred(kind: str, word: str, name: str) -> _Token:
    return _Token(kind, word.rstrip("*"), name, prefix=len(word) > 1 and word.endswith("*"))


def _value_end(text: str, at: int) -> int:
    """Find where a word ends: at a space, a quote, or a parenthesis that it did not open.

    An identifier may hold parentheses: `10.1016/S0004-3702(02)00092-3`.
    """
    open_ones = 0
    for end in range(at, len(text)):
        sign = text[end]
        if sign.isspace() or sign in _QUOTES:
            return end
        if sign == "(":
            if ")" not in text[end : end + 80]:
                return end
            open_ones += 1
        elif sign == ")":
            if not open_ones:
                return end
            open_ones -= 1
    return len(text)


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._at = 0

    def _peek(self) -> str:
        return self._tokens[self._at].kind if self._at < len(self._tokens) else ""

    def query(self) -> Node | None:
        parts = []
        while self._at < len(self._tokens):
            part = self._any(0, "")
            parts += [part] if part else []
            self._at += 1  # a parenthesis that nobody opened
        return _all(parts)

    def _any(self, depth: int, field: str) -> Node | None:
        parts: list[Node] = []
        while True:
            part = self._all(depth, field)
            if part is not None:
                parts += part.parts if isinstance(part, AnyOf) else (part,)
            if self._peek() != "OR":
                break
            self._at += 1
        if not parts:
            return None
        return parts[0] if len(parts) == 1 else AnyOf(tuple(parts))

    def _all(self, depth: int, field: str) -> Node | None:
        parts = []
        while (kind := self._peek()) and kind not in (")", "OR"):
            negated = False
            while self._peek() in ("NOT", "AND"):
                negated ^= self._peek() == "NOT"
                self._at += 1
            if self._peek() in ("", ")", "OR"):
                break
            part = self._atom(depth, field)
            if part is not None:
                parts.append(_not(part) if negated else part)
        return _all(parts)

    def _atom(self, depth: int, field: str) -> Node | None:
        token = self._tokens[self._at]
        self._at += 1
        if token.kind in ("(", "field("):
            if depth >= DEPTH:
                return None
            part = self._any(depth + 1, token.name or field)
            self._at += self._peek() == ")"
            return part
        name = token.name or field
        if name:
            return Field(name, token.text.strip(), token.prefix) if token.text.strip() else None
        if not words(token.text):
            return None
        return Phrase(token.text) if token.kind == "phrase" else Word(token.text, token.prefix)


def _all(parts: list[Node]) -> Node | None:
    flat = [inner for part in parts for inner in (part.parts if isinstance(part, All) else (part,))]
    if not flat:
        return None
    return flat[0] if len(flat) == 1 else All(tuple(flat))


def _not(part: Node) -> Node:
    return part.part if isinstance(part, Not) else Not(part)


def parse(text: str) -> Node:
    """Read a query.

    Args:
        text: What was typed; anything.

    Returns:
        Its tree: everything where nothing was typed, nothing where nothing can be made of it.
    """
    if not text.strip():
        return All()
    return _Parser(text).query() or AnyOf()


def years(text: str) -> tuple[int | None, int | None] | None:
    """Read a year or a range of years: `2024`, `2023..`, `..2022`, `2023..2025`.

    Args:
        text: What was typed.

    Returns:
        First and last year, each None where open; None where it is neither.
    """
    found = _YEARS.fullmatch(text.strip())
    if not found or not (found[1] or found[3]) or (found[3] and not found[2]):
        return None
    first = int(found[1]) if found[1] else None
    last = int(found[3]) if found[3] else None if found[2] else first
    return first, last
