"""CSL-JSON against its public schema and in the hands of a citation processor."""

import json

import jsonschema
from hypothesis import given

from smatlas.exports import csl_json
from smatlas.text import one_line
from tests.exports.readers import CSL_SCHEMA, processed
from tests.exports.works import author_lists, titles, work

VALID = jsonschema.Draft7Validator(json.loads(CSL_SCHEMA.read_text("utf-8")))


def whole(name):
    if "literal" in name:
        return name["literal"]
    family = " ".join(name[part] for part in ("non-dropping-particle", "family") if part in name)
    return " ".join(part for part in (name["given"], family, name.get("suffix")) if part)


def letters(text):
    return sorted(text.replace(",", "").replace(" ", ""))


@given(titles, author_lists)
def test_any_title_and_names_survive(bread, title, authors):
    text = csl_json.write(bread, [work(bread, title, authors)])
    (item,) = json.loads(text)
    VALID.validate([item])
    assert item["title"] == one_line(title)
    assert [letters(whole(name)) for name in item["author"]] == [letters(one_line(name)) for name in authors]


def test_parts_of_names_stand_where_styles_look_for_them(bread):
    item = csl_json.item(bread, bread.papers["miller2019wild"])
    assert item["author"][2:] == [
        {"given": "Ludwig", "non-dropping-particle": "van der", "family": "Brot"},
        {"given": "Martin", "family": "King", "suffix": "Jr."},
    ]
    assert csl_json.item(bread, bread.papers["odd2022script"])["author"][1] == {
        "literal": "The {Bread} Group, Inc"
    }


def test_an_item_says_where_the_work_appeared(bread):
    meeting, preprint = (csl_json.item(bread, bread.papers[i]) for i in ("miller2019wild", "rye2024slow"))
    assert (meeting["type"], meeting["container-title"]) == (
        "paper-conference", "Conference on Rising and Use of Many Breads",
    )  # fmt: skip
    assert (meeting["DOI"], meeting["note"]) == ("10.5555/crumb.19.7", "arXiv:1901.01234")
    assert (preprint["type"], preprint["publisher"], preprint["number"]) == (
        "article",
        "arXiv",
        "arXiv:2401.00099",
    )
    assert "container-title" not in preprint
    assert csl_json.item(bread, bread.papers["baker2021loaves"])["type"] == "article-journal"
    assert csl_json.item(bread, bread.papers["plain2020bread"])["author"] == [{"literal": "Plain"}]


def test_a_citation_processor_prints_it(bread):
    names = ("Ludwig van der Brot", "Martin King Jr.", "The {Bread} Group, Inc")
    entry = processed(csl_json.write(bread, [work(bread, "Slow Rye", names, of="miller2019wild")]))[
        "miller2019wild"
    ]
    for part in ("van der Brot, L.", "King, M.", "The {Bread} Group, Inc", "(2019)", "Slow Rye"):
        assert part in entry
