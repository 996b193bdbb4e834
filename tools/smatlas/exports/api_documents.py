"""The shapes of the JSON that leaves: models from which the published schemas are made.

The promise: within version 1 fields are added, and never taken away, renamed or given another
meaning; readers ignore fields that they do not know. What would break that becomes version 2, at
another address.
"""

from __future__ import annotations

import json
from datetime import date
from typing import Any, Final

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import models_json_schema

from smatlas.citations import State
from smatlas.guide import Advice, Question, Section
from smatlas.model import Key, Paper, PaperId, Url
from smatlas.taxonomy import Actor, Arrow, Facet, Term, Venue, VenueType

SCHEMA_VERSION: Final = "1.0"
"""Version of the shapes; the second number counts additions."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True)


class VenueName(_Part):
    """A place of publication in short."""

    name: str = Field(description="Full name")
    type: VenueType = Field(description="What kind of place it is")


class Derived(_Part):
    """What follows from a record."""

    venue: VenueName = Field(description="The venue in full")
    addresses: dict[str, Url] = Field(description="Address of each identifier, by scheme")
    role_paths: dict[Key, list[Key]] = Field(description="By role, the way to it from the root")
    cited_by: list[PaperId] = Field(description="Papers here that are known to cite it, newest first")
    page: str = Field(description="Its page; from the root of the site where that has no address")
    reference_state: State = Field(description="How far its reference list is known")


class PaperEntry(Paper):
    """A record as it stands, and what follows from it."""

    derived: Derived = Field(description="What follows from the record")


class _Document(_Part):
    schema_version: str = Field(description="Version of the shape", pattern=r"^1\.[0-9]+$")


class Papers(_Document):
    """Every paper, in order of id."""

    papers: list[PaperEntry] = Field(description="The papers")


class OnePaper(_Document):
    """One paper."""

    paper: PaperEntry = Field(description="The paper")


class RoleEntry(_Part):
    """A role of the tree, with the papers in it and below it."""

    id: Key = Field(description="Permanent id")
    name: str = Field(description="Name as shown")
    definition: str = Field(description="What it means")
    includes: list[str] = Field(description="What belongs here")
    excludes: list[str] = Field(description="What looks alike and belongs elsewhere")
    section: str = Field(description="Where the survey treats it")
    synonyms: list[str] = Field(description="Other names")
    helps: Arrow | None = Field(default=None, description="Which actor helps which, where that can be said")
    replaces: Arrow | None = Field(default=None, description="Which actor takes the place of which")
    parent: Key | None = Field(default=None, description="The role above; absent at a root")
    children: list[Key] = Field(description="The roles below, in order")
    papers: list[PaperId] = Field(description="Papers in it and below it, newest first")


class Roles(_Document):
    """The role tree, parents before their children."""

    roles: list[RoleEntry] = Field(description="The roles")
    retired: dict[str, Key] = Field(description="Old role id to the id that took its place")
    actors: dict[Key, Actor] = Field(description="Those who help and replace each other, by key")


class Facets(_Document):
    """The closed vocabularies, and the venues."""

    facets: dict[Key, Facet] = Field(description="The facets of a paper")
    outcomes: list[Term] = Field(description="What a finding can be about")
    parties: list[Term] = Field(description="Who can be compared in a finding")
    kinds: list[Term] = Field(description="Kinds of work beside the ordinary paper")
    placers: list[Term] = Field(description="Who may have placed a paper in a role")
    links: list[Term] = Field(description="Kinds of address that a record may hold")
    venues: list[Venue] = Field(description="Places of publication")


class Lists(_Part):
    """How many reference lists are known."""

    complete: int = Field(description="Read whole")
    partial: int = Field(description="Read in part")
    unknown: int = Field(description="Not read")


class Node(_Part):
    """A paper in the citation graph."""

    id: PaperId = Field(description="Id of the paper")
    title: str = Field(description="Its title")
    year: int = Field(description="Its year")
    venue: str = Field(description="Key of its venue")
    role: Key = Field(description="Its first role")
    references: State = Field(description="How far its reference list is known")


class Edge(_Part):
    """A citation."""

    citing: PaperId = Field(description="The paper that cites")
    cited: PaperId = Field(description="The paper that is cited")


class Graph(_Document):
    """The citations among the papers. A list that was not read gives no edges."""

    coverage: Lists = Field(description="How many reference lists are known")
    nodes: list[Node] = Field(description="The papers")
    edges: list[Edge] = Field(description="The citations")


class Guide(_Document):
    """The decision guide."""

    parts: list[Section] = Field(description="Its sections")
    questions: list[Question] = Field(description="The decision path")
    advice: list[Advice] = Field(description="Advice with the findings that bear it")


class Share(_Part):
    """How much of something is known."""

    known: int = Field(description="Known")
    of: int = Field(description="Of how many")


class Statistics(_Document):
    """Counts."""

    statistics: dict[str, dict[str, int | Share]] = Field(description="Counts by group, then by what")


class Manifest(_Document):
    """What there is, and from which state of the records."""

    name: str = Field(description="Name of the knowledge base")
    description: str = Field(description="One sentence")
    address: str | None = Field(default=None, description="Public address of the site, where it has one")
    language: str = Field(description="Language of its texts (BCP 47)")
    verified_on: date = Field(description="Day of the latest verification: the date of the data")
    commit: str | None = Field(default=None, description="Commit that it was built from, where told")
    counts: dict[str, int] = Field(description="How many papers, roles, findings, citations there are")
    files: dict[str, str] = Field(description="SHA-256 of every other file, by path below this one")


DOCUMENTS: Final[tuple[type[_Document], ...]] = (
    Papers,
    OnePaper,
    Roles,
    Facets,
    Graph,
    Guide,
    Statistics,
    Manifest,
)
"""Every shape of a file."""


def schemas(reference: str) -> dict[str, Any]:
    """Give the JSON Schema of every shape.

    Args:
        reference: Template of a reference to a shape, in which `{model}` stands for its name.

    Returns:
        Schemas by name (JSON Schema draft 2020-12). They admit fields that they do not know.
    """
    _, made = models_json_schema([(model, "validation") for model in DOCUMENTS], ref_template=reference)
    parts: dict[str, Any] = _open(made["$defs"])
    return dict(sorted(parts.items()))


def _open(node: Any) -> Any:
    """Admit further fields; drop made titles, nulls, and all but the first line of a text.

    What is not known is left out of the files, so nothing is ever null.
    """
    if isinstance(node, list):
        return [_open(item) for item in node]
    if not isinstance(node, dict):
        return node
    known = [choice for choice in node.get("anyOf", ()) if choice != {"type": "null"}]
    if len(known) == 1:
        node = {**known[0], **{key: value for key, value in node.items() if key != "anyOf"}}
    kept: dict[str, Any] = {}
    for key, value in node.items():
        made = key == "title" and isinstance(value, str)
        if made or (key, value) in (("additionalProperties", False), ("default", None)):
            continue
        kept[key] = (
            value.partition("\n")[0] if key == "description" and isinstance(value, str) else _open(value)
        )
    return kept


def write(base_address: str = "") -> str:
    """Write the published schema of `smatlas export json`.

    Args:
        base_address: Public address of the site, with a slash at its end, or empty.

    Returns:
        A JSON document.
    """
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **({"$id": f"{base_address}schema/papers.schema.json"} if base_address else {}),
        "$ref": "#/$defs/Papers",
        "$defs": schemas("#/$defs/{model}"),
    }
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
