"""The pages of authors."""

import re

import pytest

from tests.site.test_build import read, shown


def test_authors_stand_under_the_letter_of_their_family_name_with_their_papers(bread_site):
    text = shown(bread_site / "authors" / "m.html")
    assert "Miller, Zoë Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study CRUMB 2019" in text
    assert text.index("Miller, Zoë") < text.index("Müller-Ångström, Łukasz")
    assert "van der Brot, Ludwig" in shown(bread_site / "authors" / "v.html")
    assert "King, Jr., Martin" in shown(bread_site / "authors" / "k.html")


def test_the_overview_says_that_nobody_is_merged_by_guess(bread_site, bread):
    text = shown(bread_site / "authors" / "index.html")
    names = {author for paper in bread.papers.values() for author in paper.authors}
    assert f"{len(names)} names, as the papers print them" in text
    assert "Nothing here guesses who is who" in text


def test_markup_in_a_name_is_text(bread_site):
    page = (bread_site / "authors" / "b.html").read_text(encoding="utf-8")
    assert "<b>Bold</b>" not in page
    assert "&lt;b&gt;Bold&lt;/b&gt;" in page


@pytest.mark.real
def test_every_author_of_every_paper_has_a_place(real_site, real):
    places = {path.name: set(read(path).ids) for path in (real_site / "authors").glob("*.html")}
    for paper in real.papers.values():
        links = read(real_site / "papers" / f"{paper.id}.html").links
        of_authors = [re.fullmatch(r"\.\./authors/(\w+\.html)#(.+)", link) for link in links]
        found = [(each[1], each[2]) for each in of_authors if each]
        assert len(found) == len(paper.authors)
        assert all(anchor in places[page] for page, anchor in found)
