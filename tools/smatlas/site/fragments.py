"""Pieces that hand-written pages take in with `<!-- smatlas: NAME -->`.

To add one: a function here, its name in `FRAGMENTS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from typing import Final

from smatlas import gaps, statistics
from smatlas.changes import PAPER_KINDS
from smatlas.checks import registered
from smatlas.exports import record_schema
from smatlas.model import Paper
from smatlas.site.growth import HEIGHT, WIDTH, YEARS, growth
from smatlas.site.page import Site

_SHOWN: Final = 20
"""So many of each kind stand on the pages of changes and gaps; the command shows them all."""
_MARK = re.compile(r"<!--\s*smatlas:\s*([a-z-]*)\s*-->")


class UnknownFragmentError(ValueError):
    """A page asks for a piece that does not exist."""


def _map(site: Site, path: str) -> str:
    """The framework: who helps whom, and the papers of every role by year."""
    last = max((paper.year for paper in site.base.papers.values()), default=site.base.verified_on.year)
    return site.render(
        "map.html",
        path,
        growth={role: growth(papers, last) for role, papers in site.base.by_role.items()},
        first=last - YEARS + 1,
        last=last,
        width=WIDTH,
        height=HEIGHT,
    )


def _search(site: Site, path: str) -> str:
    """A search box; without a script it leads to the explore page."""
    return site.render("search.html", path)


def _doors(site: Site, path: str) -> str:
    """The ways in: decide, explore, contribute; those that are there."""
    return site.render("doors.html", path)


def _newest(site: Site, path: str) -> str:
    """The newest papers."""
    papers = sorted(site.base.papers.values(), key=lambda p: (-p.year, -p.verified.on.toordinal(), p.id))
    return site.render("newest.html", path, papers=papers[:6])


def _survey(site: Site, path: str) -> str:
    """The survey whose tree this is."""
    paper = site.base.papers.get(site.base.taxonomy.tree.survey or "")
    return site.render("survey.html", path, paper=paper) if paper else ""


def _statistics(site: Site, path: str) -> str:
    """Counts and coverage."""
    return site.render("statistics.html", path, counts=statistics.count(site.base, site.citations))


def _provenance(site: Site, path: str) -> str:
    """Where the identity of papers was verified, who placed them, where what is said was read."""
    counts = statistics.provenance(site.base)
    return site.render("provenance.html", path, counts=counts, papers=len(site.base.papers))


def _coverage(site: Site, path: str) -> str:
    """How much of what could be known is known."""
    counts = statistics.count(site.base, site.citations)
    return site.render("coverage.html", path, coverage=counts["coverage"])


def _vocabularies(site: Site, path: str) -> str:
    """The closed vocabularies with their definitions."""
    return site.render("vocabularies.html", path)


def _rules(site: Site, path: str) -> str:
    """The rules that a knowledge base is checked against."""
    return site.render("rules.html", path, rules=registered())


def _record(site: Site, path: str) -> str:
    """The fields of a record."""
    return site.render("record.html", path, schema=record_schema.data(site.base.taxonomy))


def _changes(site: Site, path: str) -> str:
    """What changed since an earlier state; where none was named, what was verified last."""
    days: dict[date, list[Paper]] = {}
    for paper in sorted(site.base.papers.values(), key=lambda p: (-p.verified.on.toordinal(), -p.year, p.id)):
        days.setdefault(paper.verified.on, []).append(paper)
    return site.render("changes.html", path, changes=site.changes, kinds=PAPER_KINDS, days=days, shown=_SHOWN)


def _gaps(site: Site, path: str) -> str:
    """What is missing, with the command that closes each gap."""
    found = gaps.find(site.base, site.citations)
    return site.render("gaps.html", path, gaps=found, kinds=gaps.KINDS, shown=_SHOWN)


def _contributing(site: Site, path: str) -> str:
    """How to take part: `CONTRIBUTING.md`, as it stands at the top of the repository."""
    file = site.base.root / "CONTRIBUTING.md"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    return re.sub(r"\]\(docs/", "](", text)


FRAGMENTS: Final[Mapping[str, Callable[[Site, str], str]]] = {
    "map": _map,
    "search": _search,
    "doors": _doors,
    "newest": _newest,
    "survey": _survey,
    "statistics": _statistics,
    "provenance": _provenance,
    "coverage": _coverage,
    "vocabularies": _vocabularies,
    "rules": _rules,
    "record": _record,
    "changes": _changes,
    "gaps": _gaps,
    "contributing": _contributing,
}
"""Every fragment of this room by name."""


def fill(site: Site, path: str, text: str, extra: Mapping[str, str]) -> str:
    """Put the fragments into a hand-written page.

    Args:
        site: What to render.
        path: Path of the page below `docs/`.
        text: Its Markdown.
        extra: Further fragments, made by whoever calls.

    Returns:
        The text with every mark replaced.

    Raises:
        UnknownFragmentError: A mark names no fragment.
    """

    def piece(found: re.Match[str]) -> str:
        name = found[1]
        if name in extra:
            return extra[name]
        if name not in FRAGMENTS:
            known = ", ".join(sorted({*FRAGMENTS, *extra}))
            raise UnknownFragmentError(f"docs/{path} asks for '{name}'; there are: {known}")
        return FRAGMENTS[name](site, path)

    return _MARK.sub(piece, text)
