"""Rules about which work a record is of."""

from __future__ import annotations

from collections.abc import Iterator

from smatlas.checks.registry import Defect, rule
from smatlas.identifiers import SCHEMES, normalise
from smatlas.knowledge_base import KnowledgeBase
from smatlas.problems import Severity, suggestion
from smatlas.text import title_key


@rule("malformed-identifier", "identity")
def malformed_identifier(base: KnowledgeBase) -> Iterator[Defect]:
    """An identifier has its registry's form, in the canonical spelling.

    Links are built from it: no address, no prefix, no version.
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
                yield Defect(place, f"'{text}' is not in the canonical spelling", f"write '{found.value}'")


@rule("duplicate-identifier", "identity")
def duplicate_identifier(base: KnowledgeBase) -> Iterator[Defect]:
    """An identifier belongs to one record.

    Either the same work is here twice, or one of the two holds the wrong identifier.
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
    """
    for paper in base.papers.values():
        known = {title_key(title) for title in (paper.title, *paper.other_titles)}
        if title_key(paper.verified.title) not in known:
            yield Defect(
                base.place(paper, "verified", "title"),
                f"the source calls the work '{paper.verified.title}', the record '{paper.title}'",
                "look at the source: mend the title, or the identifier behind it",
            )
