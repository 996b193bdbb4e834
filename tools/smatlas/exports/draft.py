"""A record drafted from facts, with comments that say what is left to fill."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from smatlas import canonical
from smatlas.knowledge_base import KnowledgeBase
from smatlas.names import family_key
from smatlas.records import TO_FILL, parse
from smatlas.sources.facts import Facts
from smatlas.text import fold, words

_SMALL_WORDS = frozenset(
    """a an and are as at be by can do does for from how in into is it its of on or the to via we what when
    which who why with""".split()  # noqa: SIM905 (no easier as a list)
)


@dataclass(frozen=True)
class Proposal:
    """A role that a new paper may stand in.

    Attributes:
        role: Id of the role.
        reason: Why it is proposed.
    """

    role: str
    reason: str


def new_id(base: KnowledgeBase, facts: Facts) -> str:
    """Give the id of a new paper: first family name, year, first telling word of the title.

    Args:
        base: The knowledge base, whose ids, former ones included, are taken.
        facts: Facts of the paper.

    Returns:
        An id that is free; a letter follows where the plain one is taken.
    """
    family = _letters(family_key(facts.authors[0])) if facts.authors else ""
    telling = [word for word in words(facts.title) if word not in _SMALL_WORDS and not word.isdigit()]
    stem = f"{family or 'anonymous'}{facts.year or ''}{_letters(telling[0] if telling else 'untitled')}"[:50]
    taken = base.known_ids | {old for paper in base.papers.values() for old in paper.formerly}
    for suffix in ("", *"bcdefghijklmnopqrstuvwxyz"):
        candidate = f"{stem}{suffix}"
        if candidate not in taken:
            return candidate
    return f"{stem}-{len(taken)}"


def _letters(text: str) -> str:
    return "".join(sign for sign in fold(text) if sign.isascii() and sign.isalnum()).lstrip("0123456789")


def venue_key(base: KnowledgeBase, printed: str) -> str | None:
    """Find the venue that a printed name means.

    Args:
        base: The knowledge base.
        printed: Name as a registry prints it, with years, volumes and "Proceedings of".

    Returns:
        Its key, the one with the longest matching name; None where none matches.
    """
    said = f" {' '.join(word for word in words(printed) if not any(c.isdigit() for c in word))} "
    best: tuple[int, str] | None = None
    for key, venue in base.taxonomy.venues.items():
        for name in (venue.key, venue.name):
            folded = " ".join(words(name))
            if f" {folded} " in said and (best is None or len(folded) > best[0]):
                best = (len(folded), key)
    return best[1] if best else None


def draft(
    base: KnowledgeBase,
    facts: Facts,
    paper_id: str,
    asked_on: date | None,
    *,
    role: str | None = None,
    why: str | None = None,
    placer: str = "",
    proposals: Sequence[Proposal] = (),
) -> str:
    """Draft the record of a work.

    Args:
        base: The knowledge base.
        facts: What is known of the work.
        paper_id: Its id.
        asked_on: Day on which a registry was asked; None where none was, as for BibTeX, and
            the identity is still to be verified.
        role: Role to place it in, where it is chosen already.
        why: The reason for that.
        placer: Word of the vocabulary `placers` for placements made here.
        proposals: Roles that it may stand in.

    Returns:
        YAML text in canonical form; what is left to fill is marked `records.TO_FILL`, which the
        checks do not accept.
    """
    lines = ["# yaml-language-server: $schema=../docs/schema/paper.schema.json", f"id: {paper_id}"]
    lines.append(f"title: {_quoted(facts.title)}")
    authors = ", ".join(_quoted(name) for name in facts.authors) or _quoted(TO_FILL)
    lines.append(f"authors: [{authors}]")
    lines.append(f"year: {facts.year or TO_FILL}")
    lines += _venue(base, facts)
    if facts.identifiers:
        pairs = ", ".join(f"{found.scheme}: {_quoted(found.value)}" for found in facts.identifiers)
        lines.append(f"identifiers: {{{pairs}}}")
    links = {"code": facts.code, "page": "" if facts.identifiers else facts.address}
    if any(links.values()):
        lines.append("links: {" + ", ".join(f"{k}: {_quoted(v)}" for k, v in links.items() if v) + "}")
    lines += [
        "# Two to four sentences in your own words: the problem, the idea, the outcome.",
        f"summary: {TO_FILL}",
        *_placement(role, why, placer, proposals),
        *_verified(facts, asked_on),
    ]
    return canonical.form(parse("\n".join(lines) + "\n"))[0]


def _verified(facts: Facts, asked_on: date | None) -> list[str]:
    if asked_on is None:
        return [
            "# Nobody has been asked yet: open the paper's page, and copy the title as it stands there.",
            f"verified: {{on: {TO_FILL}, source: {TO_FILL}, title: {TO_FILL}}}",
        ]
    return [
        "verified:",
        f"  on: {asked_on.isoformat()}",
        f"  source: {_quoted(facts.address)}",
        f"  title: {_quoted(facts.title)}",
    ]


def _venue(base: KnowledgeBase, facts: Facts) -> list[str]:
    if not facts.venue:
        preprint = next((v.key for v in base.taxonomy.venues.values() if v.type == "preprint"), TO_FILL)
        return [f"venue: {_quoted(preprint)}"]
    key = venue_key(base, facts.venue)
    if key is not None:
        return [f"venue: {_quoted(key)}"]
    return [
        f"# Printed: {' '.join(facts.venue.split())}. Name its key, or add it to taxonomy/venues.yaml.",
        f"venue: {TO_FILL}",
    ]


def _placement(role: str | None, why: str | None, placer: str, proposals: Sequence[Proposal]) -> list[str]:
    lines = ["roles:"]
    if role is None:
        lines.append(
            "  # Choose the leaf that fits best: smatlas roles ID explains one."
            if not proposals
            else "  # Choose one; these are proposed by likeness, look at them with smatlas roles ID:"
        )
        lines += [f"  #   {proposal.role}: {proposal.reason}" for proposal in proposals]
    lines.append(f"  - role: {role or TO_FILL}")
    if why is None:
        lines.append("    # One sentence that says why it stands there, concrete for this paper.")
    lines.append(f"    why: {_quoted(why) if why else TO_FILL}")
    lines.append("    # Where the paper says so: abstract, §3.2, Table 4.")
    return [*lines, f"    where: {TO_FILL}", f"    by: {placer or TO_FILL}"]


def _quoted(text: str) -> str:
    """Quote text so that YAML 1.1 and 1.2 read it alike: JSON is YAML."""
    return json.dumps(" ".join(text.split()), ensure_ascii=False)
