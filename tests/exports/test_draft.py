from datetime import date

import pytest

from smatlas import canonical
from smatlas.exports.draft import Proposal, draft, new_id, venue_key
from smatlas.identifiers import Identifier
from smatlas.model import to_paper
from smatlas.records import parse
from smatlas.sources.facts import Facts

FACTS = Facts(
    "Crossref", "https://doi.org/10.5555/new", 'The "New" Loaf: <b>100%</b> {Rye} & #1', ("Zoë van der Neu", "Bo Alt"), 2025,
    "Proceedings of the 7th Conference on Rising and Use of Many Breads (CRUMB 2025)", (Identifier("doi", "10.5555/new"),),
    published=True,
)  # fmt: skip


def test_a_draft_becomes_a_good_record_when_it_is_filled_in(bread):
    text = draft(
        bread,
        FACTS,
        "vanderneu2025new",
        date(2026, 1, 2),
        role="sourdough",
        why="A: reason.",
        placer="editors",
    )
    filled = text.replace("summary: >-\n  FILL IN", "summary: Done.").replace(
        "where: FILL IN", "where: abstract"
    )
    paper, problems = to_paper(parse(filled))
    assert problems == []
    assert (paper.title, paper.authors, paper.venue) == (FACTS.title, FACTS.authors, "CRUMB")
    assert (paper.verified.on, paper.verified.source) == (date(2026, 1, 2), FACTS.address)
    assert paper.roles[0].why == "A: reason."


def test_every_gap_is_reported_at_its_place(bread):
    document = parse(draft(bread, Facts("BibTeX", "", "X"), "x", None), "papers/x.yaml")
    paper, problems = to_paper(document)
    assert paper is None
    assert {p.code for p in problems} == {"left-to-fill"}
    assert [p.message.split("'")[1] for p in problems] == [
        "authors[0]", "year", "summary", "roles[0].role", "roles[0].why", "roles[0].where", "roles[0].by",
        "verified.on", "verified.source", "verified.title",
    ]  # fmt: skip
    lines = document.text.splitlines(keepends=True)
    for problem in problems:
        rest = "".join(lines[problem.place.line - 1 :])[problem.place.column - 1 :]
        assert rest.lstrip('>-["\n ').startswith("FILL IN")


def test_identity_is_not_claimed_where_nobody_was_asked(bread):
    assert "Nobody has been asked yet" in draft(bread, FACTS, "x", None)


def test_proposals_stand_as_comments_and_never_as_values(bread):
    text = draft(bread, FACTS, "x", None, proposals=[Proposal("steam", "like oven2018steam")])
    assert "  #   steam: like oven2018steam\n  - role: FILL IN\n" in text


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("Proceedings of the 7th Conference on Rising and Use of Many Breads (CRUMB 2025)", "CRUMB"),
        ("Journal of Crust & Company", "Crust & Co"),
        ("OvenWS 2025 Poster", "OvenWS"),
        ("Journal of Odd Things", None),
    ],
)
def test_a_printed_venue_leads_to_its_key(bread, printed, key):
    assert venue_key(bread, printed) == key


def test_an_unknown_venue_is_left_to_fill_with_what_was_printed(bread):
    text = draft(bread, Facts("DBLP", "", "X", venue="Journal of\nOdd Things", published=True), "x", None)
    assert "# Printed: Journal of Odd Things." in text
    assert "venue: FILL IN" in text


def test_ids_are_made_of_family_year_and_first_telling_word_and_are_free(bread):
    assert new_id(bread, FACTS) == "vanderneu2025new"
    assert new_id(bread, Facts("DBLP", "", "How to do Slow Things", ("Rosa Rye",), 2024)) == "rye2024slowb"
    assert (
        new_id(bread, Facts("DBLP", "", "The Wild One", ("Mo Miller",), 2018)) == "miller2018wildb"
    )  # once an id
    assert new_id(bread, Facts("DBLP", "", "...", (), None)) == "anonymousuntitled"
    assert new_id(bread, Facts("DBLP", "", "熱いパン", ("李 明",), 2020)).startswith("anonymous2020")


def test_a_draft_is_canonical(bread):
    text = draft(bread, FACTS, "doe2024x", None, proposals=[Proposal("steam", "like oven2018steam")])
    assert canonical.form(parse(text)) == (text, ())
