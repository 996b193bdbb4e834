"""The schema is read back by jsonschema, and agrees with the checks."""

import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from smatlas.exports import record_schema
from smatlas.taxonomy import load
from tests.conftest import BROKEN, INVENTED, REPOSITORY


def validator(root):
    schema = record_schema.data(load(root / "taxonomy", root)[0])
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


class _Yaml12(yaml.SafeLoader):
    """Reads scalars by the core schema of YAML 1.2, as the editors' language server does."""


_Yaml12.yaml_implicit_resolvers = {}
for _tag, _form, _first in (
    ("bool", r"true|false", "tf"),
    ("null", r"~|null|", "~n"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
):
    _Yaml12.add_implicit_resolver(f"tag:yaml.org,2002:{_tag}", re.compile(rf"^(?:{_form})$"), list(_first))
_Yaml12.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(loader.construct_scalar(node)))


def records(root):
    for path in sorted((root / "papers").glob("*.yaml")):
        yield path.stem, path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "root", [INVENTED, pytest.param(REPOSITORY, marks=pytest.mark.real)], ids=["invented", "real"]
)
def test_good_records_are_valid(root):
    check = validator(root)
    for name, text in records(root):
        data = yaml.load(text, _Yaml12)
        errors = [f"{name}: {'/'.join(map(str, e.path))}: {e.message}" for e in check.iter_errors(data)]
        assert errors == []


NO_YAML = re.compile(r"(?m)^# expect .* yaml-")
"""Announced by records of the broken tree that no reader of YAML takes."""
SEEN = {
    "draft2020left",
    "unknown2020field", "missing2020field", "wrong2020type", "kind2020odd", "link2020odd", "scheme2020identifier",
    "role2020unknown", "role2020retired", "placer2020unknown", "facet2020unknown", "term2020unknown", "venue2020unknown",
    "outcome2020unknown", "compares2020same", "compares2020unknown", "party2020unknown",
}  # fmt: skip


def test_what_one_file_shows_to_be_wrong_the_schema_sees_too():
    check = validator(BROKEN)
    wrong = set()
    for name, text in records(BROKEN):
        if not NO_YAML.search(text) and any(check.iter_errors(yaml.load(text, _Yaml12))):
            wrong.add(name)
    assert wrong == SEEN


def editors_say(root, tmp_path):
    """Validate all records of a tree with check-jsonschema; gives the names of those that are wrong."""
    schema = tmp_path / "paper.schema.json"
    schema.write_text(record_schema.write(load(root / "taxonomy", root)[0]), encoding="utf-8")
    program = Path(sys.executable).parent / "check-jsonschema"
    paths = [
        path
        for path in sorted((root / "papers").glob("*.yaml"))
        if not NO_YAML.search(path.read_text("utf-8"))
    ]
    done = subprocess.run(
        [program, "--output-format", "json", "--schemafile", schema, *paths], capture_output=True, text=True, check=False
    )  # fmt: skip
    assert done.stdout, done.stderr
    said = json.loads(done.stdout)
    assert said.get("parse_errors", []) == []
    return {Path(error["filename"]).stem for error in said["errors"]}


@pytest.mark.parametrize(
    ("root", "wrong"),
    [(INVENTED, set()), (BROKEN, SEEN), pytest.param(REPOSITORY, set(), marks=pytest.mark.real)],
    ids=["invented", "broken", "real"],
)
def test_check_jsonschema_agrees(root, wrong, tmp_path):
    assert editors_say(root, tmp_path) == wrong
