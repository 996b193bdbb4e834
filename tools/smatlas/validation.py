"""Validate a document against a pydantic model: every defect of shape, at its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from smatlas.problems import Problem, Severity, Steps, suggestion
from smatlas.records import TO_FILL, Document

Model = TypeVar("Model", bound=BaseModel)


def validate(kind: type[Model], document: Document) -> tuple[Model | None, list[Problem]]:
    """Validate a document against a pydantic model, reporting every defect of shape.

    Unknown fields are reported and left out, so that one slip does not hide the record.

    Args:
        kind: The model.
        document: A file as read.

    Returns:
        The instance, or None where it could not be made, and the problems.
    """
    if document.data is None:
        return None, []
    if not isinstance(document.data, Mapping):
        return None, [_shape(document, (), "wrong-type", "the file must hold fields, as 'name: value'", "")]
    unfinished = [
        _shape(document, path, "left-to-fill", f"'{_dotted(path)}' is left to fill", "write it")
        for path in (_to_fill(document.data) if TO_FILL in document.text else ())
    ]
    if unfinished:
        return None, unfinished
    try:
        return kind.model_validate(document.data), []
    except ValidationError as error:
        details = [detail for detail in error.errors(include_url=False) if not _echo(detail)]
    problems = _unmasked([_problem(document, kind, detail) for detail in details])
    unknown = [detail["loc"] for detail in details if detail["type"] == "extra_forbidden"]
    if len(unknown) < len(details):
        return None, problems
    return kind.model_validate(_without(document.data, unknown)), problems


def _to_fill(data: Any, path: Steps = ()) -> Iterator[Steps]:
    """Find what a drafted record leaves to a person."""
    if data == TO_FILL:
        yield path
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _to_fill(value, (*path, key))
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _to_fill(value, (*path, index))


def _echo(detail: Any) -> bool:
    """Tell a list that pydantic calls too short only because its items are wrong."""
    return detail["type"] == "too_short" and bool(detail["input"])


def _unmasked(problems: list[Problem]) -> list[Problem]:
    """Drop "missing" where a misspelt field next to it explains it."""
    meant = {p.hint for p in problems if p.code == "unknown-field"}
    return [
        p
        for p in problems
        if p.code != "missing-field"
        or f"did you mean '{p.message.split(chr(39))[1].split('.')[-1]}'?" not in meant
    ]


def _without(data: Any, paths: list[Steps]) -> Any:
    """Copy nested data, leaving out the values at some paths."""
    here = {path[0] for path in paths if len(path) == 1}
    if isinstance(data, Mapping):
        return {
            k: _without(v, [p[1:] for p in paths if p[0] == k and len(p) > 1])
            for k, v in data.items()
            if k not in here
        }
    if isinstance(data, list):
        return [_without(v, [p[1:] for p in paths if p[0] == i and len(p) > 1]) for i, v in enumerate(data)]
    return data


def _shape(
    document: Document, path: Steps, code: str, message: str, hint: str, *, key: bool = False
) -> Problem:
    return Problem(code, Severity.ERROR, message, document.place(path, key=key), hint)


def _problem(document: Document, kind: type[BaseModel], detail: Any) -> Problem:
    path: Steps = tuple(detail["loc"])
    if path[-1:] == ("[key]",):
        path = path[:-1]
    name = _dotted(path)
    if detail["type"] == "extra_forbidden":
        fields = _fields_at(kind, path[:-1])
        return _shape(
            document,
            path,
            "unknown-field",
            f"there is no field '{name}'",
            suggestion(str(path[-1]), fields),
            key=True,
        )
    if detail["type"] == "missing":
        return _shape(document, path[:-1], "missing-field", f"the field '{name}' is missing", "add it")
    if detail["input"] is None:
        return _shape(
            document, path, "wrong-type", f"'{name}' is empty", "fill it in, or leave the field out"
        )
    said = detail["msg"].removeprefix("Value error, ")
    return _shape(
        document,
        path,
        "wrong-type",
        f"'{name}' is {_shown(detail['input'])}, which is not right here",
        _wanted(detail["type"], said, detail.get("ctx", {})),
    )


def _wanted(kind: str, said: str, context: Mapping[str, Any]) -> str:
    if kind == "string_pattern_mismatch":
        return "lower-case letters and digits, joined by single hyphens"
    if kind in ("tuple_type", "list_type"):
        return "write a list: [a, b]"
    if kind in ("dict_type", "model_type", "model_attributes_type"):
        return "write fields: {name: value}"
    if kind == "literal_error":
        return f"use one of: {context.get('expected', '')}".replace("'", "")
    return said[:1].lower() + said[1:]


def _dotted(path: Steps) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).lstrip(".")


def _shown(value: Any) -> str:
    text = (
        f"'{value}'"
        if isinstance(value, str)
        else "a list"
        if isinstance(value, list)
        else "a group of fields"
    )
    return text if len(text) <= 60 else text[:57] + "...'"


def _fields_at(kind: type[BaseModel], path: Steps) -> list[str]:
    """Name the fields that the model allows at a path."""
    schema = kind.model_json_schema()
    node: Any = schema
    for step in path:
        node = _resolve(schema, node)
        node = (
            node.get("items", {})
            if isinstance(step, int)
            else node.get("properties", {}).get(step, node.get("additionalProperties", {}))
        )
    return sorted(_resolve(schema, node).get("properties", {}))


def _resolve(schema: Any, node: Any) -> Any:
    for option in node.get("anyOf", ()):
        if option.get("type") != "null":
            node = option
    if "$ref" in node:
        node = schema["$defs"][node["$ref"].rsplit("/", 1)[-1]]
    return node
