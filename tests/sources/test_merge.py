from smatlas.identifiers import Identifier
from smatlas.sources.facts import Facts
from smatlas.sources.merge import merge

ARXIV = Facts(
    "arXiv", "https://arxiv.org/abs/1901.01234", "Wild Yeast", ("Zoe Miller", "L. Brot"), 2019, "",
    (Identifier("arxiv", "1901.01234"),), "Long abstract.",
)  # fmt: skip
CROSSREF = Facts(
    "Crossref", "https://doi.org/10.5555/x", "Wild Yeast, Tamed", ("Zoë Miller", "Ludwig Brot"), 2020, "CRUMB",
    (Identifier("doi", "10.5555/x"),), published=True,
)  # fmt: skip
OPENALEX = Facts("OpenAlex", "https://openalex.example/W1", "Wild Yeast", (), 2019, "Zenodo", withdrawn=True)


def test_the_publisher_wins_whatever_the_order():
    for order in ([ARXIV, CROSSREF], [CROSSREF, ARXIV]):
        facts = merge(order).facts
        assert (facts.title, facts.year, facts.venue) == ("Wild Yeast, Tamed", 2020, "CRUMB")
        assert facts.authors == ("Zoë Miller", "Ludwig Brot")
        assert facts.address == "https://doi.org/10.5555/x"


def test_identifiers_add_up_and_gaps_are_filled():
    facts = merge([CROSSREF, ARXIV]).facts
    assert [str(i) for i in facts.identifiers] == ["arxiv:1901.01234", "doi:10.5555/x"]
    assert facts.abstract == "Long abstract."


def test_what_was_not_kept_is_told_with_who_says_it():
    conflicts = {c.field: (c.kept, c.other) for c in merge([ARXIV, CROSSREF]).conflicts}
    assert conflicts["title"] == ("Wild Yeast, Tamed (Crossref)", "Wild Yeast (arXiv)")
    assert conflicts["authors"][1] == "Zoe Miller, L. Brot (arXiv)"
    assert "year" not in conflicts  # a preprint of the year before is no contradiction


def test_accents_alone_are_no_conflict():
    plain = Facts(
        "DBLP", "", "Wild Yeast, Tamed", ("Zoe Miller", "Ludwig Brot"), 2020, "CRUMB", published=True
    )
    assert merge([CROSSREF, plain]).conflicts == ()


def test_an_empty_author_list_does_not_win_and_one_withdrawal_is_enough():
    merged = merge([OPENALEX, ARXIV])
    assert merged.facts.authors == ("Zoe Miller", "L. Brot")
    assert merged.facts.withdrawn
    assert merged.sources == ("arXiv", "OpenAlex")
