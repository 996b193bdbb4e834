"""Rules about which work a record is of."""

from __future__ import annotations

import re
from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.identifiers import SCHEMES, normalise, parse
from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.problems import Edit, Severity, suggestion
from smatlas.text import title_key

_ARXIV_YEAR = re.compile(r"(?:.*/)?(\d{2})\d{2}")
_ACL_YEAR = re.compile(r"(?:[A-Z](\d{2})-|(\d{4})\.)")
_STALE_MONTHS = 18


@rule("malformed-identifier", "identity", mends=True)
def malformed_identifier(base: KnowledgeBase) -> Iterator[Defect]:
    """An identifier has its registry's form, in the canonical spelling.

    Links are built from it: no address, no prefix, no version.

    Bad::

        identifiers: {arxiv: "https://arxiv.org/abs/2306.08543v2"}

    Good::

        identifiers: {arxiv: "2306.08543"}
    """
    for paper in base.papers.values():
        for scheme, text in paper.identifiers.items():
            if scheme not in SCHEMES:
                place = base.place(paper, "identifiers", scheme)
                yield Defect(place, f"there is no identifier scheme '{scheme}'", suggestion(scheme, SCHEMES))
                continue
            found = normalise(scheme, text)
            if found is not None and found.value.casefold() == text.casefold():
                continue
            place = base.place(paper, "identifiers", scheme)
            if found is None:
                example = SCHEMES[scheme].example
                yield Defect(
                    place, f"'{text}' is not a {SCHEMES[scheme].name} identifier", f"such as {example}"
                )
            else:
                fix = (Edit("set", ("identifiers", scheme), found.value),)
                told = f"'{text}' is not in the canonical spelling"
                yield Defect(place, told, f"write '{found.value}'", fix)


@rule("duplicate-identifier", "identity")
def duplicate_identifier(base: KnowledgeBase) -> Iterator[Defect]:
    """An identifier belongs to one record.

    Either the same work is here twice, or one of the two holds the wrong identifier.

    Bad::

        identifiers: {arxiv: "2306.08543"}
        ---
        identifiers: {arxiv: "2306.08543"}

    Good::

        identifiers: {arxiv: "2306.08543"}
        ---
        identifiers: {arxiv: "2306.08544"}
    """
    for identifier, papers in base.by_identifier.items():
        for paper in papers[1:]:
            yield Defect(
                base.place(paper, "identifiers", identifier.scheme),
                f"{identifier} also belongs to '{papers[0].id}'",
                "merge the two records, or mend the wrong identifier",
            )


@rule("duplicate-work", "identity")
def duplicate_work(base: KnowledgeBase) -> Iterator[Defect]:
    """A title by one first author stands once.

    Preprint and published version are one work, hence one record with both identifiers.

    Bad::

        title: An Example
        authors: [Jane Doe]
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example"}
        ---
        title: "An example!"
        authors: [Jane Doe]
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An example!"}

    Good::

        title: An Example
        authors: [Jane Doe]
        identifiers: {arxiv: "2306.08543", doi: 10.5555/1}
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An Example"}
    """
    for papers in base.by_title.values():
        first: dict[str, str] = {}
        for paper in papers:
            other = first.setdefault(paper.first_author_key, paper.id)
            if other != paper.id:
                yield Defect(
                    base.place(paper, "title"),
                    f"the same title by the same first author is '{other}'",
                    "merge the two records: one work, one record, all its identifiers",
                )


@rule("identified-by-nothing", "identity", Severity.WARNING)
def identified_by_nothing(base: KnowledgeBase) -> Iterator[Defect]:
    """A record has an identifier, or at least a link to a page.

    Without either nobody can find the work.

    Bad::

        identifiers: {}

    Good::

        links: {page: "https://example.org/paper"}
    """
    for paper in base.papers.values():
        if not paper.identifiers and not paper.links:
            yield Defect(
                base.place(paper, "title"), "nothing leads to the work", "add an identifier, or links.page"
            )


@rule("verified-title-differs", "identity")
def verified_title_differs(base: KnowledgeBase) -> Iterator[Defect]:
    """The title equals the one that the source printed when it was looked up.

    A real identifier with another paper behind it passes every link check; this is what
    catches it. Case, accents, quotes and hyphens do not matter; a title of another version
    counts where `other_titles` names it.

    Bad::

        title: An Example
        verified: {on: 2026-01-31, source: "https://example.org/", title: "On Galaxies"}

    Good::

        title: An Example
        verified: {on: 2026-01-31, source: "https://example.org/", title: "An example"}
    """
    for paper in base.papers.values():
        known = {title_key(title) for title in (paper.title, *paper.other_titles)}
        if title_key(paper.verified.title) not in known:
            yield Defect(
                base.place(paper, "verified", "title"),
                f"the source calls the work '{paper.verified.title}', the record '{paper.title}'",
                "look at the source: mend the title, or the identifier behind it",
            )


@rule("year-against-identifier", "identity")
def year_against_identifier(base: KnowledgeBase) -> Iterator[Defect]:
    """The year fits the identifiers.

    arXiv and ACL identifiers begin with the year: a paper is not older than its preprint, and
    of the very year of its Anthology volume.

    Bad::

        year: 2021
        identifiers: {arxiv: "2306.08543"}

    Good::

        year: 2024
        identifiers: {arxiv: "2306.08543"}
    """
    for paper in base.papers.values():
        held = {found.scheme: found.value for found in paper.normal_identifiers}
        posted = _year(_ARXIV_YEAR.match(held.get("arxiv", "")))
        if posted is not None and paper.year < posted:
            place = base.place(paper, "year")
            yield Defect(
                place, f"{paper.year} is before arXiv:{held['arxiv']} was posted", f"see {posted} or later"
            )
        printed = _year(_ACL_YEAR.match(held.get("acl", "")))
        if printed is not None and paper.year != printed:
            place = base.place(paper, "year")
            yield Defect(place, f"{paper.year} is not the year of {held['acl']}", f"write {printed}")


def _year(found: re.Match[str] | None) -> int | None:
    digits = next(filter(None, found.groups()), "") if found else ""
    if len(digits) != 2:
        return int(digits) if digits else None
    return int(digits) + (1900 if int(digits) > 90 else 2000)


@rule("stale-preprint", "identity", Severity.WARNING)
def stale_preprint(base: KnowledgeBase) -> Iterator[Defect]:
    """A preprint older than 18 months was looked for at a venue.

    Most are published by then. The age is measured against the latest verification here; a
    `note` that says where one has looked settles it.

    Bad::

        year: 2020
        venue: arXiv
        identifiers: {arxiv: "2001.00001"}

    Good::

        year: 2020
        venue: arXiv
        identifiers: {arxiv: "2001.00001"}
        note: "No published version in DBLP and Crossref on 2026-01-31."
    """
    for paper, months in stale(base):
        place = base.place(paper, "venue")
        yield Defect(place, f"a preprint of {months} months", "look for the published version")


def stale(base: KnowledgeBase) -> Iterator[tuple[Paper, int]]:
    """Find the preprints that should be published by now, and that nobody looked for.

    Args:
        base: The knowledge base.

    Yields:
        Papers and their age in months, against the latest verification here.
    """
    for paper in base.papers.values():
        posted = re.match(r"(\d{2})(\d{2})\.", paper.identifiers.get("arxiv", ""))
        if base.venue(paper).type == "preprint" and posted and not paper.note:
            now = base.verified_on
            months = (now.year - 2000 - int(posted[1])) * 12 + now.month - int(posted[2])
            if months > _STALE_MONTHS:
                yield paper, months


@rule("preprint-without-identifier", "identity")
def preprint_without_identifier(base: KnowledgeBase) -> Iterator[Defect]:
    """A preprint has an identifier of the server that holds it.

    Nothing else leads to it.

    Bad::

        venue: arXiv
        identifiers: {doi: 10.5555/1}

    Good::

        venue: arXiv
        identifiers: {arxiv: "2601.00001"}
        year: 2026
    """
    for paper in base.papers.values():
        if base.venue(paper).type == "preprint" and "arxiv" not in paper.identifiers:
            yield Defect(
                base.place(paper, "venue"), "a preprint without an arXiv identifier", "add identifiers.arxiv"
            )


@rule("published-as-preprint", "identity")
def published_as_preprint(base: KnowledgeBase) -> Iterator[Defect]:
    """A paper of the ACL Anthology has a venue.

    The Anthology holds published papers alone; the venue is in its identifier.

    Bad::

        venue: arXiv
        year: 2023
        identifiers: {arxiv: "2305.02301", acl: 2023.findings-acl.507}

    Good::

        venue: CONF
        year: 2023
        identifiers: {arxiv: "2305.02301", acl: 2023.findings-acl.507}
    """
    for paper in base.papers.values():
        if base.venue(paper).type == "preprint" and "acl" in paper.identifiers:
            place = base.place(paper, "venue")
            yield Defect(place, f"{paper.identifiers['acl']} is published", "name the venue")


@rule("link-repeats-identifier", "identity", mends=True)
def link_repeats_identifier(base: KnowledgeBase) -> Iterator[Defect]:
    """A link is none that an identifier already gives.

    Addresses are built from identifiers, so that they can be mended in one place.

    Bad::

        identifiers: {arxiv: "2306.08543"}
        links: {page: "https://arxiv.org/abs/2306.08543"}

    Good::

        identifiers: {arxiv: "2306.08543"}
    """
    for paper in base.papers.values():
        for kind, address in paper.links.items():
            found = parse(address)
            if found is not None:
                place = base.place(paper, "links", kind)
                fix = (Edit("remove", ("links", kind)),) if found in paper.normal_identifiers else ()
                hint = "remove it" if fix else f"write it under identifiers, as {found.scheme}"
                yield Defect(place, f"the link is {found}", hint, fix)
