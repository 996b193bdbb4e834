import json
import re

import pytest

from smatlas.site.descriptions import described


def description(text):
    found = re.search(r"^description: (.*)$", described(text), re.MULTILINE)
    return json.loads(found[1]) if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head\n\nOne sentence. And another.\n", "One sentence. And another."),
        ("# Head\n\n| a |\n|---|\n\n- item\n\n<p>html</p>\n\nAt last.\n", "At last."),
        ("[A **bold** link](x.md) and `code`.\n", "A bold link and code."),
        ("---\nhide: [toc]\n---\n\n# Head\n\nWords.\n", "Words."),
        ('Says "no" & <less>.\n', "Says &quot;no&quot; &amp; &lt;less&gt;."),
        ("Begins so. W" + "ord " * 60 + ".\n", "Begins so."),
        ("# Head alone\n", None),
        ("", None),
    ],
)
def test_a_page_is_described_by_its_first_paragraph(text, expected):
    assert description(text) == expected


def test_the_rest_of_the_page_stays_as_it_is():
    page = "---\nhide: [toc]\n---\n\n# Head\n\nWords.\n"
    assert described(page) == page.replace("[toc]\n", '[toc]\ndescription: "Words."\n')
    assert described("# Head\n\nWords.\n") == '---\ndescription: "Words."\n---\n\n# Head\n\nWords.\n'


def test_a_description_that_is_there_is_kept():
    page = "---\ndescription: Mine.\n---\n\nWords.\n"
    assert described(page) == page
