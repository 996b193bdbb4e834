"""Feeds are read back by feedparser."""

from dataclasses import replace
from datetime import date

import feedparser
from hypothesis import given

from smatlas.exports import atom
from smatlas.knowledge_base import Settings
from smatlas.text import one_line
from tests.exports.works import author_lists, titles, work


def parsed(text):
    feed = feedparser.parse(text.encode("utf-8"), sanitize_html=False)
    assert not feed.bozo, feed.bozo_exception
    return feed


@given(titles, author_lists)
def test_any_title_and_names_survive(bread, title, authors):
    (entry,) = parsed(atom.write(bread, [work(bread, title, authors)])).entries
    assert entry.title == one_line(title)
    assert [author["name"] for author in entry.authors] == [one_line(name) for name in authors]


def test_a_feed_has_what_the_standard_asks_for(bread):
    feed = parsed(atom.write(bread, atom.latest(bread.papers.values())))
    assert (feed.feed.title, feed.feed.subtitle) == (
        "Bread Review",
        "An invented survey of invented papers on bread.",
    )
    assert feed.feed.updated == "2026-02-02T00:00:00Z"
    assert {link.rel: link.href for link in feed.feed.links} == {
        "self": "https://bread.example/review/feed.xml", "alternate": "https://bread.example/review/index.html",
    }  # fmt: skip
    assert len({entry.id for entry in feed.entries} | {feed.feed.id}) == len(bread.papers) + 1
    assert all(entry.id.startswith("urn:uuid:") and entry.updated and entry.summary for entry in feed.entries)
    wild = next(entry for entry in feed.entries if entry.title.startswith("Wild"))
    assert wild.link == "https://bread.example/review/papers/miller2019wild.html"
    assert [tag.term for tag in wild.tags] == ["sourdough", "commercial-yeast"]


def test_the_last_verified_stands_first(bread):
    assert [paper.id for paper in atom.latest(bread.papers.values())][:2] == [
        "rye2024slow",
        "baker2021loaves",
    ]


def test_without_an_address_links_start_from_the_feed(bread):
    base = replace(bread, settings=Settings("Bread Review"))
    feed = parsed(atom.feed_of(base, bread.papers.values(), atom.Feed("feeds/x.xml", "roles/x.html", "X")))
    assert feed.entries[0].link == "../papers/baker2021loaves.html"
    assert [link.href for link in feed.feed.links] == ["x.xml", "../roles/x.html"]


def test_a_name_stays_when_the_address_of_the_site_changes(bread):
    before = parsed(atom.write(bread, bread.papers.values()))
    moved = replace(bread, settings=Settings("Bread Review", address="https://other.example/"))
    after = parsed(atom.write(moved, bread.papers.values()))
    assert [entry.id for entry in before.entries] == [entry.id for entry in after.entries]
    assert before.entries[0].link != after.entries[0].link


def test_an_empty_feed_has_the_day_of_the_data(bread):
    feed = parsed(atom.write(bread, []))
    assert feed.feed.updated.startswith(date(2026, 2, 2).isoformat())
