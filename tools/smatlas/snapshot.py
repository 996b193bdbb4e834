"""The state of a knowledge base at one time: small, plain, and fit to be saved and compared.

Prose is kept as a digest alone: enough to see that it changed. What identifies a work, and
where it stands, is kept as it is, so that a comparison can tell what became of it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from smatlas.knowledge_base import KnowledgeBase
from smatlas.model import Paper
from smatlas.taxonomy import Role

FORMAT: Final = "smatlas-state"
"""Names the file format in a saved state."""
VERSION: Final = 1
"""Counts up when the format changes in a way that older readers would misread."""

_PROSE: Final = frozenset({"summary", "findings", "note"})


class SnapshotError(ValueError):
    """A saved state cannot be read."""


@dataclass(frozen=True)
class PaperState:
    """What is kept of a paper.

    Attributes:
        title: Its title.
        year: Its year.
        preprint: Its venue is a server of preprints.
        reasons: Digest of the placement by role, in the order of the record.
        formerly: Ids under which it was known.
        pieces: The parts of each other field that is there: text, or digests of prose.
    """

    title: str
    year: int
    preprint: bool
    reasons: Mapping[str, str]
    formerly: tuple[str, ...]
    pieces: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True)
class RoleState:
    """What is kept of a role.

    Attributes:
        name: Its name.
        parent: Id of the role above; None for a root.
        meaning: Digest of definition, bounds and synonyms.
    """

    name: str
    parent: str | None
    meaning: str


@dataclass(frozen=True)
class Snapshot:
    """A knowledge base at one time.

    Attributes:
        label: How the state is called: a revision, a file.
        on: Its day.
        papers: Papers by id.
        roles: Roles by id, in tree order.
        retired: Old role id to the id that took its place.
        unreadable: Names of records that gave no paper; of them nothing is known.
    """

    label: str
    on: date
    papers: Mapping[str, PaperState]
    roles: Mapping[str, RoleState]
    retired: Mapping[str, str] = field(default_factory=dict)
    unreadable: tuple[str, ...] = ()


def take(base: KnowledgeBase, label: str, on: date | None = None) -> Snapshot:
    """Take the state of a knowledge base.

    Args:
        base: The knowledge base.
        label: How to call the state.
        on: Its day; that of the latest verification where None.

    Returns:
        The state.
    """
    taxonomy = base.taxonomy
    read = {base.stems.get(paper) for paper in base.papers}
    return Snapshot(
        label,
        on or base.verified_on,
        {paper.id: _paper(base, paper) for paper in base.papers.values()},
        {role.id: _role(role, taxonomy.parents.get(role.id)) for role in taxonomy.roles.values()},
        dict(taxonomy.tree.retired) if taxonomy.roles else {},
        tuple(stem for stem in base.documents if stem not in read),
    )


def _digest(*parts: str) -> str:
    return hashlib.sha256("\x00".join(parts).encode()).hexdigest()[:16]


def _role(role: Role, parent: str | None) -> RoleState:
    meaning = (role.definition, *role.includes, "", *role.excludes, "", *role.synonyms)
    return RoleState(role.name, parent, _digest(*meaning))


def _paper(base: KnowledgeBase, paper: Paper) -> PaperState:
    pieces = {
        name: tuple(_digest(piece) for piece in found) if name in _PROSE else found
        for name, found in _pieces(paper)
        if found
    }
    return PaperState(
        paper.title,
        paper.year,
        base.venue(paper).type == "preprint",
        {placed.role: _digest(placed.why, placed.where, placed.by) for placed in paper.roles},
        paper.formerly,
        pieces,
    )


def _pieces(paper: Paper) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Take the fields of a record apart; `verified` tells when, not what, and is left out."""
    yield "title", (paper.title,)
    yield "authors", paper.authors
    yield "year", (str(paper.year),)
    yield "venue", (paper.venue,)
    yield "kind", (paper.kind,) if paper.kind else ()
    yield (
        "identifiers",
        tuple(f"{scheme}:{paper.identifiers[scheme]}" for scheme in sorted(paper.identifiers)),
    )
    yield "links", tuple(f"{kind} {paper.links[kind]}" for kind in sorted(paper.links))
    yield "other titles", paper.other_titles
    yield "facets", tuple(f"{facet} {term}" for facet, terms in paper.facets.items() for term in terms)
    listed = paper.references
    if listed:
        yield "reference list", ("read", "read whole") if listed.status == "complete" else ("read",)
        yield "references", (*listed.papers, *listed.outside)
    yield "summary", (paper.summary,)
    yield "findings", tuple(finding.model_dump_json() for finding in paper.findings)
    yield "note", (paper.note,) if paper.note else ()


def write(snapshot: Snapshot) -> str:
    """Write a state.

    Args:
        snapshot: The state.

    Returns:
        A JSON document.
    """
    data = {"format": FORMAT, "schema_version": VERSION, **asdict(snapshot), "on": snapshot.on.isoformat()}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def read(text: str) -> Snapshot:
    """Read a state.

    Args:
        text: What `write` gave.

    Returns:
        The state.

    Raises:
        SnapshotError: It is none, or one of a later format.
    """
    try:
        data = json.loads(text)
        if data["format"] != FORMAT:
            raise SnapshotError("it is JSON, but no saved state")
        if data["schema_version"] != VERSION:
            raise SnapshotError(
                f"its format is version {data['schema_version']}; this smatlas reads {VERSION}"
            )
        return Snapshot(
            str(data["label"]),
            date.fromisoformat(data["on"]),
            {key: _read_paper(held) for key, held in data["papers"].items()},
            {key: _read_role(held) for key, held in data["roles"].items()},
            {str(role): str(heir) for role, heir in data["retired"].items()},
            tuple(map(str, data["unreadable"])),
        )
    except SnapshotError:
        raise
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise SnapshotError(f"it is no saved state ({type(error).__name__}: {error})") from None


def _read_paper(held: Mapping[str, Any]) -> PaperState:
    return PaperState(
        str(held["title"]),
        int(held["year"]),
        bool(held["preprint"]),
        {str(role): str(digest) for role, digest in held["reasons"].items()},
        tuple(map(str, held["formerly"])),
        {str(name): tuple(map(str, found)) for name, found in held["pieces"].items()},
    )


def _read_role(held: Mapping[str, Any]) -> RoleState:
    parent = held["parent"]
    return RoleState(str(held["name"]), None if parent is None else str(parent), str(held["meaning"]))
