from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import feedparser
import pytest

from smatlas import changes, snapshot
from smatlas.changes import Change, FieldChange
from smatlas.exports import changes_feed
from smatlas.knowledge_base import Settings


@pytest.fixture(scope="module")
def found(bread):
    now = snapshot.take(bread, "now")
    then = replace(now, label="then", papers={k: v for k, v in now.papers.items() if k != "odd2022script"})
    role = Change("split", "steam", "Steam", into=("wet-steam", "dry-steam"))
    published = Change(
        "published", "rye2024slow", "Slow Rye", 2024, (FieldChange("venue", 1, 1, ("a",), ("<b>",)),)
    )
    both = changes.compare(then, now)
    return replace(both, papers=(*both.papers, published), roles=(role,))


def test_a_feed_reader_reads_it_without_complaint(bread, found):
    feed = feedparser.parse(changes_feed.write(bread.settings, found))
    assert not feed.bozo
    assert feed.version == "atom10"
    assert feed.feed.title == "Bread Review: what changed"
    assert feed.feed.updated == "2026-02-02T00:00:00Z"
    entries = feed.entries
    assert entries[0].title.startswith("added: “Crème” & $\\alpha$-Bread_1: 100% {Rye} #1")
    assert entries[0].link == "https://bread.example/review/papers/odd2022script.html"
    assert entries[1].content[0].value == ("rye2024slow was a preprint and has a venue now: venue: a → <b>")
    assert [entry.tags[0].term for entry in entries] == ["paper-added", "paper-published", "role-split"]
    assert entries[2].link == "https://bread.example/review/roles/steam.html"
    assert len({entry.id for entry in entries}) == 3


def test_the_same_change_keeps_its_id_on_another_day(bread, found):
    one = feedparser.parse(changes_feed.write(bread.settings, found))
    later = feedparser.parse(changes_feed.write(bread.settings, replace(found, until=date(2026, 5, 5))))
    assert [e.id for e in one.entries] == [e.id for e in later.entries]
    assert changes_feed.write(bread.settings, found) == changes_feed.write(bread.settings, found)


def test_without_a_public_site_entries_lead_where_the_identifier_does(found):
    feed = feedparser.parse(changes_feed.write(Settings("Bread"), found))
    assert feed.entries[0].link == "https://arxiv.org/abs/2201.00042"
    assert "links" not in feed.entries[1]


def test_what_xml_cannot_hold_is_left_out(bread, found):
    odd = replace(found, papers=(Change("added", "a2020b", "A\x00B\x1b]]> & <c>", 2020),))
    text = changes_feed.write(bread.settings, odd)
    assert ET.fromstring(text).find("{*}entry/{*}title").text == "added: AB]]> & <c>"
