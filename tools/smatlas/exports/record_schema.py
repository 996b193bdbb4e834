"""The JSON Schema of a record, vocabularies included, for editors to complete and validate.

JSON Schema draft 2020-12, as pydantic writes it, with the closed lists of the taxonomy put
in place of plain strings.
"""

from __future__ import annotations

import json
from typing import Any

from smatlas.identifiers import SCHEMES
from smatlas.model import Paper
from smatlas.taxonomy import Taxonomy, Term


def data(taxonomy: Taxonomy) -> dict[str, Any]:
    """Give the schema.

    Args:
        taxonomy: The taxonomy whose words a record may use.

    Returns:
        A JSON Schema.
    """
    schema = Paper.model_json_schema()
    properties, parts = schema["properties"], schema["$defs"]
    properties["kind"] = _choice(properties["kind"], taxonomy.terms("kinds"))
    properties["venue"] = {
        **properties["venue"],
        "oneOf": [{"const": venue.key, "title": venue.name} for venue in taxonomy.venues.values()],
    }
    parts["Placement"]["properties"]["role"] = {
        "description": "Id of a role of the taxonomy",
        "oneOf": [
            {"const": r.id, "title": r.name, "description": r.definition} for r in taxonomy.roles.values()
        ],
    }
    placement, finding = parts["Placement"]["properties"], parts["Finding"]["properties"]
    placement["by"] = _choice(placement["by"], taxonomy.terms("placers"))
    finding["outcome"] = _choice(finding["outcome"], taxonomy.terms("outcomes"))
    parties = list(taxonomy.terms("parties"))
    finding["compares"]["enum"] = [f"{a} vs {b}" for a in parties for b in parties if a != b]
    _closed(
        properties["identifiers"],
        {
            scheme: {"type": "string", "description": f"{form.name} identifier, such as {form.example}"}
            for scheme, form in SCHEMES.items()
        },
    )
    _closed(
        properties["links"],
        {
            link.id: {"type": "string", "format": "uri", "description": link.definition}
            for link in taxonomy.terms("links").values()
        },
    )
    _closed(
        properties["facets"],
        {
            name: {
                "type": "array",
                "description": facet.definition,
                "items": {"oneOf": _consts(taxonomy.terms(name))},
            }
            for name, facet in taxonomy.vocabularies.facets.items()
        },
    )
    parts["Numbers"]["additionalProperties"] = False
    for party, term in taxonomy.terms("parties").items():
        parts["Numbers"]["properties"][party] = {"$ref": "#/$defs/Score", "description": term.definition}
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_titleless(schema), "title": "Paper"}


def _consts(terms: dict[str, Term]) -> list[dict[str, str]]:
    return [
        {"const": term.id, "title": term.label, "description": term.definition} for term in terms.values()
    ]


def _choice(old: dict[str, Any], terms: dict[str, Term]) -> dict[str, Any]:
    return {"description": old.get("description", ""), "oneOf": _consts(terms)}


def _closed(field: dict[str, Any], properties: dict[str, Any]) -> None:
    field.pop("default", None)
    field["additionalProperties"] = False
    field["properties"] = properties


def _titleless(node: Any) -> Any:
    """Drop the titles and null defaults that pydantic writes and a reader does not need."""
    if isinstance(node, dict):
        made = node.get("title") if isinstance(node.get("title"), str) and "const" not in node else None
        return {
            key: _titleless(value)
            for key, value in node.items()
            if not (key == "title" and made is not None) and not (key == "default" and value is None)
        }
    if isinstance(node, list):
        return [_titleless(item) for item in node]
    return node


def write(taxonomy: Taxonomy) -> str:
    """Write the schema.

    Args:
        taxonomy: The taxonomy whose words a record may use.

    Returns:
        A JSON document.
    """
    return json.dumps(data(taxonomy), ensure_ascii=False, indent=2) + "\n"
