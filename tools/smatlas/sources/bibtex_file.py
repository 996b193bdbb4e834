"""Facts out of BibTeX, with an account of every entry that gives none."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from bibtexparser.entrypoint import parse_string
from bibtexparser.library import Library
from bibtexparser.middlewares import LatexDecodingMiddleware, NormalizeFieldKeys
from bibtexparser.model import Block, DuplicateBlockKeyBlock, DuplicateFieldKeyBlock, Entry

from smatlas.identifiers import Identifier, normalise, parse
from smatlas.names import split
from smatlas.sources.facts import Facts

# Every block that fails is in the account below; the library's own log would say it twice.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())

NAME: Final = "BibTeX"
_AND = re.compile(r"\s+and\s+")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True)
class Skipped:
    """An entry that gave no facts.

    Attributes:
        line: Line at which it begins, from 1.
        key: Its key, or empty.
        reason: Why.
    """

    line: int
    key: str
    reason: str


@dataclass(frozen=True)
class Import:
    """What a BibTeX text held.

    Attributes:
        works: Facts of the entries, in order.
        skipped: The entries that gave none.
    """

    works: tuple[Facts, ...]
    skipped: tuple[Skipped, ...]


def read(text: str) -> Import:
    """Read BibTeX. Never raises on bad content.

    Args:
        text: The text of a `.bib` file.

    Returns:
        Facts, and an account of what gave none: nothing is dropped without a word.
    """
    library = parse_string(text, parse_stack=[NormalizeFieldKeys()])
    works: list[Facts] = []
    skipped = list(_failed(library))
    for entry in _resolved(library).entries:
        facts = _facts(entry)
        if isinstance(facts, Skipped):
            skipped.append(facts)
        else:
            works.append(facts)
    return Import(tuple(works), tuple(sorted(skipped, key=lambda skip: skip.line)))


def _failed(library: Library) -> Iterator[Skipped]:
    for block in library.failed_blocks:
        line = (block.start_line or 0) + 1
        if isinstance(block, DuplicateBlockKeyBlock):
            yield Skipped(line, block.key, "the key stands twice; the first entry counts")
        elif isinstance(block, DuplicateFieldKeyBlock):
            inside = block.ignore_error_block
            key = inside.key if isinstance(inside, Entry) else ""
            yield Skipped(line, key, f"fields stand twice: {', '.join(sorted(block.duplicate_keys))}")
        else:
            yield Skipped(line, "", "not readable as BibTeX: a brace or a comma is missing")


def _resolved(library: Library) -> Library:
    """Put strings in, take braces off, and decode LaTeX only where there is any."""
    from bibtexparser.middlewares import RemoveEnclosingMiddleware, ResolveStringReferencesMiddleware

    for middleware in (ResolveStringReferencesMiddleware(), RemoveEnclosingMiddleware()):
        library = middleware.transform(library)
    decode = LatexDecodingMiddleware(keep_braced_groups=False)
    decoded: list[Block] = []
    for entry in library.entries:
        if any(sign in str(field.value) for field in entry.fields for sign in "\\{$"):
            block = decode.transform_block(entry, library)
            decoded.append(block if isinstance(block, Entry) else entry)
        else:
            decoded.append(entry)
    return Library(list(decoded))


def _facts(entry: Entry) -> Facts | Skipped:
    fields = {field.key: " ".join(str(field.value).split()) for field in entry.fields}
    line = (entry.start_line or 0) + 1
    missing = [name for name in ("title", "author") if not fields.get(name)]
    if missing:
        return Skipped(line, entry.key, f"no {' and no '.join(missing)}")
    year = _YEAR.search(fields.get("year", "") or fields.get("date", ""))
    if year is None:
        return Skipped(line, entry.key, "no year")
    identifiers = tuple(_identifiers(fields))
    venue = fields.get("booktitle") or fields.get("journal") or fields.get("journaltitle") or ""
    preprint = "arxiv" in venue.casefold() or not venue
    address = identifiers[0].url if identifiers else fields.get("url", "")
    return Facts(
        source=NAME,
        address=address,
        title=fields["title"].replace("{", "").replace("}", ""),
        authors=tuple(_name(name) for name in _AND.split(fields["author"]) if name.strip()),
        year=int(year.group()),
        venue="" if preprint else venue,
        identifiers=identifiers,
        abstract=fields.get("abstract", ""),
        published=not preprint,
    )


def _name(name: str) -> str:
    """Turn `Family, Suffix, Given` into the printed order."""
    name = name.replace("{", "").replace("}", "").strip()
    if name == "others":
        return "et al."  # which the checks refuse, so that somebody completes the list
    parts = [part.strip() for part in name.split(",")]
    if len(parts) == 3:
        return f"{parts[2]} {parts[0]} {parts[1]}"
    given = split(name)
    return " ".join(part for part in (given.given, given.family, given.suffix) if part)


def _identifiers(fields: dict[str, str]) -> Iterator[Identifier]:
    found: dict[str, Identifier] = {}
    candidates = [
        normalise("doi", fields.get("doi", "")),
        normalise("arxiv", fields.get("eprint", "")),
        parse(fields.get("url", "")),
        parse(fields.get("journal", "").replace("arXiv preprint ", "")),
    ]
    for identifier in candidates:
        if identifier is not None:
            arxiv = normalise("arxiv", identifier.value) if identifier.scheme == "doi" else None
            identifier = arxiv or identifier
            found.setdefault(identifier.scheme, identifier)
    yield from found.values()
