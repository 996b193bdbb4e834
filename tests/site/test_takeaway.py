import json

import pytest

from smatlas.exports import bibtex
from smatlas.site.takeaway import TAKEAWAYS, write


def joined(data, numbers):
    """Join pieces as the script of the page does."""
    return data["head"] + data["between"].join(data["pieces"][n] for n in numbers) + data["tail"]


@pytest.fixture(params=TAKEAWAYS, ids=lambda form: form.key)
def form(request):
    return request.param


def test_every_paper_has_its_piece(bread, form):
    data = json.loads(write(bread, form))
    assert len(data["pieces"]) == len(bread.papers)


def test_the_pieces_of_bibtex_join_to_the_export(bread):
    data = json.loads(write(bread, TAKEAWAYS[0]))
    assert joined(data, range(len(bread.papers))) == bibtex.write(bread, bread.papers.values())
