import pytest
from hypothesis import given

from smatlas.exports import reference_markdown, reference_text
from smatlas.text import one_line
from tests.exports.works import author_lists, titles, work


@pytest.mark.parametrize(
    ("given_names", "short"),
    [
        ("Ludwig", "L."),
        ("Ana María", "A. M."),
        ("Jean-Pierre R.", "J.-P. R."),
        ("V.S.", "V. S."),
        ("Łukasz", "Ł."),
        ("明", "明"),
        ("-", ""),
    ],
)
def test_given_names_become_initials(given_names, short):
    assert reference_text.initials(given_names) == short


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        ("Ludwig van der Brot", "van der Brot, L."),
        ("Martin King Jr.", "King, M., Jr."),
        ("The {Bread} Group, Inc", "The {Bread} Group, Inc"),
        ("Mausam", "Mausam"),
    ],
)
def test_a_name_begins_with_the_family(printed, written):
    assert reference_text.author(printed) == written


def test_one_two_three_twenty_and_more_authors():
    names = [f"A{'bcdefghijklmnopqrstuvwxyz'[i]} Name{i}" for i in range(22)]
    assert reference_text.authors(names[:1]) == "Name0, A."
    assert reference_text.authors(names[:2]) == "Name0, A., & Name1, A."
    assert reference_text.authors(names[:3]) == "Name0, A., Name1, A., & Name2, A."
    assert reference_text.authors(names[:20]).endswith("Name18, A., & Name19, A.")
    assert reference_text.authors(names).endswith("Name18, A., … Name21, A.")
    assert "Name19" not in reference_text.authors(names)


def test_references_of_a_meeting_a_journal_and_a_preprint(bread):
    told = dict(
        zip(bread.papers, reference_text.write(bread, bread.papers.values()).splitlines(), strict=True)
    )
    assert told["miller2019wild"] == (
        "Miller, Z., Müller-Ångström, Ł., van der Brot, L., & King, M., Jr. (2019). Wild Yeast Outperforms Bought "
        "Yeast: A Slow-to-Rise Study. In Conference on Rising and Use of Many Breads. "
        "https://doi.org/10.5555/crumb.19.7"
    )
    assert told["baker2021loaves"] == (
        "Baker, A. (2021). All the Loaves: A Survey. Journal of Crust & Company. https://doi.org/10.5555/loaves.2021"
    )
    assert told["rye2024slow"] == "Rye, R. (2024). Slow Rye. arXiv. https://arxiv.org/abs/2401.00099"
    assert told["plain2020bread"] == "Plain. (2020). Bread. A Leaflet."


def test_in_markdown_the_title_is_a_link_and_the_container_in_italics(bread):
    assert reference_markdown.entry(bread, bread.papers["miller2019wild"]).endswith(
        "[Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study](https://doi.org/10.5555/crumb.19.7). "
        "In *Conference on Rising and Use of Many Breads.*"
    )


def test_a_question_needs_no_full_stop(bread):
    assert "Is it Bread? arXiv." in reference_text.entry(bread, work(bread, "Is it Bread?"))
    assert "[Is it Bread?](" in reference_markdown.entry(bread, work(bread, "Is it Bread?"))


@given(titles, author_lists)
def test_any_title_and_names_give_one_line(bread, title, authors):
    line = reference_text.entry(bread, work(bread, title, authors))
    assert one_line(line) == line
    assert one_line(title) in line
