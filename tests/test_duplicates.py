from smatlas import duplicates
from smatlas.identifiers import parse
from smatlas.knowledge_base import load


def found(base, title, authors=(), identifiers=()):
    return [(d.id, d.certain) for d in duplicates.find(base, title, authors, [parse(i) for i in identifiers])]


def test_the_same_identifier_is_certain(bread):
    assert found(bread, "Another Title", identifiers=["arxiv:1901.01234"]) == [("miller2019wild", True)]


def test_the_same_title_and_first_author_is_certain_in_any_spelling(bread):
    assert found(bread, "wild yeast beats bought yeast", ["Z. Miller"]) == [("miller2019wild", True)]
    assert found(bread, "SLOW RYE", ["R. Rye"]) == [("rye2024slow", True)]


def test_the_same_title_by_somebody_else_is_likely(bread):
    assert found(bread, "Slow Rye", ["Somebody Else"]) == [("rye2024slow", False)]


def test_what_is_new_is_new(bread):
    assert found(bread, "Quick Rye", ["Rosa Rye"], ["arxiv:2401.00098"]) == []


def test_a_draft_that_is_not_finished_counts_too(bread_root):
    path = bread_root / "papers" / "draft2025new.yaml"
    path.write_text(
        'id: draft2025new\ntitle: "A New Loaf"\nauthors: ["Nora New"]\nidentifiers: {arxiv: "2501.00001"}\n'
        "summary: FILL IN\n",
        encoding="utf-8",
    )
    base = load(bread_root)
    assert "draft2025new" not in base.papers
    assert found(base, "Other", identifiers=["2501.00001"]) == [("draft2025new", True)]
    assert found(base, "A new loaf", ["N. New"]) == [("draft2025new", True)]
