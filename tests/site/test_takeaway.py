import json

import pytest

from smatlas.exports import bibtex, csl_json, csv_table, reference_markdown, ris
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


WRITERS = {
    "bibtex": bibtex.write,
    "ris": ris.write,
    "csl-json": csl_json.write,
    "csv": csv_table.write,
    "markdown": reference_markdown.write,
}


def test_the_pieces_of_any_papers_join_to_the_export_of_them(bread, form):
    data, papers = json.loads(write(bread, form)), list(bread.papers.values())
    for numbers in ([0], [4, 1], range(len(papers))):
        assert joined(data, numbers) == WRITERS[form.key](bread, [papers[n] for n in numbers])
