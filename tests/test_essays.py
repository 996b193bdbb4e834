from smatlas.essays import Essay, load
from tests.conftest import INVENTED

TEXT = "A [claim\nof two](@doe2024x) lines, and\nmore.\n \n\nThe second (@not) [a](b) <b>one</b>.\n"


def test_paragraphs_are_words_and_linked_words():
    first, second = Essay("some-role", "e.md", TEXT).paragraphs
    assert [(span.text, span.paper) for span in first] == [
        ("A ", None),
        ("claim of two", "doe2024x"),
        (" lines, and more.", None),
    ]
    assert [(span.text, span.paper) for span in second] == [("The second (@not) [a](b) <b>one</b>.", None)]


def test_words_are_counted_and_places_found():
    essay = Essay("some-role", "e.md", TEXT)
    assert essay.words == 12
    assert [(span.paper, str(essay.place(span.start))) for span in essay.links] == [("doe2024x", "e.md:1:3")]


def test_an_empty_essay_has_no_paragraphs():
    assert Essay("some-role", "e.md", " \n\n").paragraphs == []
    assert Essay("some-role", "e.md", "").words == 0


def test_essays_are_found_by_role(tmp_path):
    essays = load(INVENTED / "taxonomy", INVENTED)
    assert list(essays) == ["sourdough"]
    assert essays["sourdough"].file == "taxonomy/essays/sourdough.md"
    assert load(tmp_path, tmp_path) == {}
