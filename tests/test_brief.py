from dataclasses import replace

from smatlas.brief import brief, permalink
from smatlas.knowledge_base import Settings


def test_a_paper_in_short(bread):
    assert brief(bread, bread.papers["miller2019wild"]) == {
        "id": "miller2019wild",
        "title": "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study",
        "authors": "Zoë Miller et al.",
        "year": 2019,
        "venue": "CRUMB",
        "identifier": "arxiv:1901.01234",
        "address": "https://arxiv.org/abs/1901.01234",
        "permalink": "https://bread.example/review/papers/miller2019wild.html",
    }


def test_what_is_not_there_is_none(bread):
    told = brief(bread, bread.papers["plain2020bread"])
    assert (told["identifier"], told["address"]) == (None, None)


def test_without_a_public_site_the_permalink_is_below_the_site(bread):
    here = replace(bread, settings=Settings())
    assert permalink(here, bread.papers["rye2024slow"]) == "papers/rye2024slow.html"
