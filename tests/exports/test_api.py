"""The static API: its files, its description, and that the two agree."""

import hashlib
import json
import re
from copy import deepcopy

import jsonschema
import pytest
from openapi_spec_validator import validate

from smatlas.citations import CitationGraph
from smatlas.exports import api, api_documents, openapi
from tests.conftest import REPOSITORY


def files_of(base, commit=None):
    return {
        path.removeprefix("api/v1/"): json.loads(text)
        for path, text in api.files(base, CitationGraph(base), commit)
    }


@pytest.fixture(scope="module", params=["bread", pytest.param("real", marks=pytest.mark.real)])
def base(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def files(base):
    return files_of(base)


def closed(node):
    """A schema that admits nothing it does not name: what is written must be described."""
    if isinstance(node, list):
        return [closed(item) for item in node]
    if not isinstance(node, dict):
        return node
    node = {key: closed(value) for key, value in node.items()}
    return (
        {**node, "additionalProperties": node.get("additionalProperties", False)}
        if "properties" in node
        else node
    )


def holds_null(node):
    if isinstance(node, dict):
        return any(map(holds_null, node.values()))
    return any(map(holds_null, node)) if isinstance(node, list) else node is None


def shape_of(description, name):
    """Give the schema that the description has for a file."""
    paths = description["paths"]
    path = next(path for path in paths if re.fullmatch(path.replace("{id}", "[^/]+"), f"/{name}"))
    return paths[path]["get"]["responses"]["200"]["content"]["application/json"]["schema"]


def test_the_description_is_valid_openapi(files):
    validate(files["openapi.json"])


def test_every_file_is_what_the_description_says_and_nothing_more(files):
    description = files["openapi.json"]
    validators = {}
    for name in files.keys() - {"openapi.json"}:
        reference = shape_of(description, name)["$ref"]
        if reference not in validators:
            root = {"$ref": reference, "components": closed(deepcopy(description["components"]))}
            validators[reference] = jsonschema.Draft202012Validator(
                root, format_checker=jsonschema.FormatChecker()
            )
        errors = [
            f"{name}: {list(e.path)}: {e.message}" for e in validators[reference].iter_errors(files[name])
        ]
        assert errors == []


def test_every_described_file_is_there(files, base):
    described = {path[1:] for path in files["openapi.json"]["paths"]}
    one_a_paper = {f"papers/{paper}.json" for paper in base.papers}
    assert files.keys() == (described - {"papers/{id}.json"}) | one_a_paper | {"openapi.json"}


def test_every_file_says_its_version(files):
    assert {text["schema_version"] for name, text in files.items() if name != "openapi.json"} == {
        api_documents.SCHEMA_VERSION
    }
    assert files["openapi.json"]["info"]["version"] == api_documents.SCHEMA_VERSION


def test_the_manifest_counts_and_sums(base):
    texts = dict(api.files(base, CitationGraph(base)))
    manifest = json.loads(texts.pop("api/v1/manifest.json"))
    assert manifest["counts"]["papers"] == len(base.papers)
    assert manifest["counts"]["findings"] == sum(len(paper.findings) for paper in base.papers.values())
    assert manifest["files"] == {
        path.removeprefix("api/v1/"): hashlib.sha256(text.encode("utf-8")).hexdigest()
        for path, text in texts.items()
    }


def test_the_commit_is_in_the_manifest_alone_and_only_where_told(bread):
    without, told = files_of(bread), files_of(bread, "0123abc")
    assert "commit" not in without["manifest.json"]
    assert told["manifest.json"].pop("commit") == "0123abc"
    assert told == without


def test_one_file_and_the_list_say_the_same(files):
    for paper in files["papers.json"]["papers"]:
        assert files[f"papers/{paper['id']}.json"]["paper"] == paper


def test_roles_give_the_tree_and_the_papers_in_it_and_below(bread):
    roles = files_of(bread)["roles.json"]
    by_id = {role["id"]: role for role in roles["roles"]}
    assert "parent" not in by_id["leavening"]
    assert by_id["sourdough"]["parent"] == "leavening"
    assert by_id["leavening"]["children"] == ["sourdough", "commercial-yeast"]
    assert by_id["leavening"]["papers"] == [paper.id for paper in bread.by_role["leavening"]]
    assert roles["retired"] == {"sour-dough": "sourdough"}


def test_nothing_is_null(files):
    assert [name for name, document in files.items() if holds_null(document)] == []


def test_the_published_schema_of_json_is_open_to_new_fields(bread):
    schema = json.loads(api_documents.write("https://x.example/"))
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == "https://x.example/schema/papers.schema.json"
    document = files_of(bread)["papers.json"]
    check = jsonschema.Draft202012Validator(schema)
    check.validate({**document, "later": 1})
    document["papers"][0]["year"] = "soon"
    assert not check.is_valid(document)


def test_another_version_is_not_taken_for_this_one(bread):
    check = jsonschema.Draft202012Validator(json.loads(api_documents.write()))
    assert not check.is_valid({**files_of(bread)["papers.json"], "schema_version": "2.0"})


def test_the_page_of_the_api_names_every_file_and_the_version():
    page = (REPOSITORY / "docs/api.md").read_text(encoding="utf-8")
    assert [path for path in openapi.ENDPOINTS if f"`{path[1:]}`" not in page] == []
    assert f"`{api_documents.SCHEMA_VERSION}`" in page
