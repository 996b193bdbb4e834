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
    venues = [{"const": venue.key, "title": venue.name} for venue in taxonomy.venues.values()]
    properties["venue"] = {"description": properties["venue"]["description"], "oneOf": venues}
    _close_maps(properties, taxonomy)
    _close_placement(parts["Placement"]["properties"], taxonomy)
    _close_finding(parts["Finding"]["properties"], parts["Numbers"], taxonomy)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **_titleless(schema), "title": "Paper"}


def _close_maps(properties: dict[str, Any], taxonomy: Taxonomy) -> None:
    """Name the keys of identifiers, links and facets."""
    identifiers = {
        scheme: {"type": "string", "description": f"{form.name} identifier, such as {form.example}"}
        for scheme, form in SCHEMES.items()
    }
    links = {
        link.id: {"type": "string", "format": "uri", "description": link.definition}
        for link in taxonomy.terms("links").values()
    }
    facets = {
        name: {
            "type": "array",
            "description": facet.definition,
            "items": {"oneOf": _consts(taxonomy.terms(name))},
        }
        for name, facet in taxonomy.vocabularies.facets.items()
    }
    for field, keys in (("identifiers", identifiers), ("links", links), ("facets", facets)):
        properties[field].pop("default", None)
        properties[field] |= {"additionalProperties": False, "properties": keys}


def _close_placement(placement: dict[str, Any], taxonomy: Taxonomy) -> None:
    roles = [
        {"const": role.id, "title": role.name, "description": role.definition}
        for role in taxonomy.roles.values()
    ]
    placement["role"] = {"description": placement["role"]["description"], "oneOf": roles}
    placement["by"] = _choice(placement["by"], taxonomy.terms("placers"))


def _close_finding(finding: dict[str, Any], numbers: dict[str, Any], taxonomy: Taxonomy) -> None:
    parties = taxonomy.terms("parties")
    finding["outcome"] = _choice(finding["outcome"], taxonomy.terms("outcomes"))
    finding["compares"]["enum"] = [f"{a} vs {b}" for a in parties for b in parties if a != b]
    numbers["additionalProperties"] = False
    for party, term in parties.items():
        numbers["properties"][party] = {"$ref": "#/$defs/Score", "description": term.definition}


def _consts(terms: dict[str, Term]) -> list[dict[str, str]]:
    return [
        {"const": term.id, "title": term.label, "description": term.definition} for term in terms.values()
    ]


def _choice(old: dict[str, Any], terms: dict[str, Term]) -> dict[str, Any]:
    return {"description": old.get("description", ""), "oneOf": _consts(terms)}


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
