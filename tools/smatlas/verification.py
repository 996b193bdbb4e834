"""A record beside what registries say of the work: where the two differ."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from smatlas.exports.draft import venue_key
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.sources.facts import Facts
from smatlas.text import title_key

_VERIFIED = re.compile(r"^verified:.*\n(?:[ \t]+.*\n)*", re.MULTILINE)


@dataclass(frozen=True)
class Difference:
    """One thing that a record and its sources say differently.

    Attributes:
        field: What it is about: title, authors, year, venue, withdrawn, published.
        ours: What the record says.
        theirs: What the sources say.
    """

    field: str
    ours: str
    theirs: str

    def __str__(self) -> str:
        return f"{self.field}: the record has {self.ours}; the source has {self.theirs}"


def compare(base: KnowledgeBase, paper: Paper, facts: Facts) -> Iterator[Difference]:
    """Compare a record with merged facts.

    Case, accents and punctuation do not count. A year and a venue are compared only with a
    published version, because a preprint is older by nature.

    Args:
        base: The knowledge base.
        paper: A paper of it.
        facts: What registries say.

    Yields:
        The differences, gravest first.
    """
    if facts.withdrawn:
        yield Difference("withdrawn", "a paper in good standing", "a withdrawal or retraction")
    known = {title_key(title) for title in (paper.title, *paper.other_titles)}
    if facts.title and title_key(facts.title) not in known:
        yield Difference("title", f"'{paper.title}'", f"'{facts.title}'")
    if facts.authors and [title_key(a) for a in facts.authors] != [title_key(a) for a in paper.authors]:
        yield Difference("authors", ", ".join(paper.authors), ", ".join(facts.authors))
    preprint = base.venue(paper).type == "preprint"
    if facts.published and facts.venue:
        key = venue_key(base, facts.venue)
        if preprint:
            yield Difference("published", "a preprint", f"published at {facts.venue} in {facts.year}")
        elif key is not None and key != paper.venue:
            yield Difference("venue", paper.venue, facts.venue)
        if not preprint and facts.year and facts.year != paper.year:
            yield Difference("year", str(paper.year), str(facts.year))


def with_verified(text: str, on: date, source: str, title: str) -> str:
    """Put a new `verified` block into the text of a record; nothing else changes.

    Args:
        text: The text of a record that has such a block.
        on: Day on which the source was read.
        source: Address of what was read.
        title: The title as it is printed there.

    Returns:
        The new text.
    """
    quoted = json.dumps(title, ensure_ascii=False)
    block = f'verified: {{on: {on.isoformat()}, source: "{source}", title: {quoted}}}\n'
    return _VERIFIED.sub(lambda _: block, text if text.endswith("\n") else text + "\n", count=1)
