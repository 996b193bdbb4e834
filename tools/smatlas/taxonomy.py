"""The role tree and the closed vocabularies, as data.

`roles.yaml` holds the tree, `facets.yaml` the vocabularies, `venues.yaml` the places of
publication. What the words mean is the survey's business; here they are only words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field

from smatlas.model import Key, PaperId, Text, Url
from smatlas.problems import Place, Problem, Severity, Steps
from smatlas.records import Document, read
from smatlas.validation import validate

FILES = ("roles.yaml", "facets.yaml", "venues.yaml")
"""The files of `taxonomy/`, each of which must be there."""

Model = TypeVar("Model", bound=BaseModel)


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Actor(_Part):
    """Somebody that the tree tells of: who helps, who is helped, who takes whose place.

    Attributes:
        name: Name as shown.
        size: How large it is drawn beside the others; a number without a unit.
    """

    name: Text
    size: float = Field(default=1, gt=0)


class Arrow(_Part):
    """From whom to whom something goes. Written `from` and `to`.

    Attributes:
        source: Key of the actor at its tail.
        target: Key of the actor at its head.
    """

    source: Key = Field(alias="from")
    target: Key = Field(alias="to")


class Role(_Part):
    """A node of the role tree.

    Attributes:
        id: Permanent id.
        name: Name as shown.
        definition: What the role means, in our own words.
        includes: What belongs here.
        excludes: What looks alike and belongs elsewhere.
        section: Where the survey treats it.
        synonyms: Other names under which people look for it.
        helps: Who helps whom in it, where that can be said for all of it.
        replaces: Who takes whose place in it, where that can be said for all of it.
        children: The roles below, in order.
    """

    id: Key
    name: Text
    definition: Text
    includes: tuple[Text, ...] = Field(min_length=1)
    excludes: tuple[Text, ...] = Field(min_length=1)
    section: Text
    synonyms: tuple[Text, ...] = ()
    helps: Arrow | None = None
    replaces: Arrow | None = None
    children: tuple[Role, ...] = ()

    def walk(self) -> Iterator[Role]:
        """Yield this role and everything below it, parents first."""
        yield self
        for child in self.children:
            yield from child.walk()


class Tree(_Part):
    """The content of `roles.yaml`.

    Attributes:
        survey: Id of the paper whose tree this is, if there is one.
        actors: Whom the arrows of roles join, by key, in the order in which they are drawn.
        roles: The roots, in order.
        retired: Old role id to the id that took its place.
    """

    survey: PaperId | None = None
    actors: dict[Key, Actor] = Field(default_factory=dict)
    roles: tuple[Role, ...] = Field(min_length=1)
    retired: dict[str, Key] = Field(default_factory=dict)


class Term(_Part):
    """A word of a closed vocabulary.

    Attributes:
        id: The word as records write it.
        name: The word as shown; by default the id with spaces.
        definition: What it means.
        synonyms: Other words for it, for search.
    """

    id: Key
    name: Text | None = None
    definition: Text
    synonyms: tuple[Text, ...] = ()

    @property
    def label(self) -> str:
        """The word as shown."""
        return self.name or self.id.replace("-", " ")


class Facet(_Part):
    """A closed vocabulary by which papers can be filtered.

    Attributes:
        name: Name as shown.
        definition: What it tells.
        terms: Its words.
    """

    name: Text
    definition: Text
    terms: tuple[Term, ...] = Field(min_length=1)


class Vocabularies(_Part):
    """The content of `facets.yaml`.

    Attributes:
        facets: The facets of a paper.
        kinds: Kinds of work beside the ordinary paper.
        placers: Who may have placed a paper in a role.
        outcomes: What a finding can be about.
        parties: Who can be compared in a finding.
        links: Kinds of address that a record may hold.
    """

    facets: dict[Key, Facet] = Field(default_factory=dict)
    kinds: tuple[Term, ...] = ()
    placers: tuple[Term, ...] = Field(min_length=1)
    outcomes: tuple[Term, ...] = ()
    parties: tuple[Term, ...] = ()
    links: tuple[Term, ...] = ()


VenueType = Literal["conference", "workshop", "journal", "preprint", "other"]


class Venue(_Part):
    """A place of publication.

    Attributes:
        key: Short name as records write it.
        name: Full name.
        type: What kind of place it is.
        url: Its home page.
    """

    key: Text
    name: Text
    type: VenueType
    url: Url | None = None


class Venues(_Part):
    """The content of `venues.yaml`.

    Attributes:
        venues: Every venue.
    """

    venues: tuple[Venue, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Taxonomy:
    """Tree, vocabularies and venues together.

    Attributes:
        tree: The role tree.
        vocabularies: The closed vocabularies.
        venues: Venues by key, in the order of the file.
        documents: The files by name, for places of problems.
    """

    tree: Tree
    vocabularies: Vocabularies
    venues: Mapping[str, Venue]
    documents: Mapping[str, Document] = field(default_factory=dict)

    @cached_property
    def roles(self) -> dict[str, Role]:
        """Every role by id, parents first; the first of two with one id counts."""
        found: dict[str, Role] = {}
        for root in self.tree.roles:
            for role in root.walk():
                found.setdefault(role.id, role)
        return found

    @cached_property
    def parents(self) -> dict[str, str]:
        """Id of the parent by id of the child; roots are absent."""
        return {child.id: role.id for role in self.roles.values() for child in role.children}

    @cached_property
    def steps(self) -> list[tuple[Steps, Role]]:
        """Every role with the path to it in `roles.yaml`, repeated ids included."""
        found: list[tuple[Steps, Role]] = []

        def visit(path: Steps, role: Role) -> None:
            found.append((path, role))
            for index, child in enumerate(role.children):
                visit((*path, "children", index), child)

        for index, root in enumerate(self.tree.roles):
            visit(("roles", index), root)
        return found

    def path(self, role_id: str) -> tuple[Role, ...]:
        """Give the way from a root down to a role, the role included.

        Args:
            role_id: Id of a known role.

        Returns:
            The roles, root first.
        """
        way = [self.roles[role_id]]
        while way[-1].id in self.parents:
            way.append(self.roles[self.parents[way[-1].id]])
        return tuple(reversed(way))

    def descendants(self, role_id: str) -> frozenset[str]:
        """Give the ids of a role and of all roles below it.

        Args:
            role_id: Id of a known role.

        Returns:
            The ids.
        """
        return frozenset(role.id for role in self.roles[role_id].walk())

    @cached_property
    def leaves(self) -> tuple[Role, ...]:
        """The roles without children, in tree order."""
        return tuple(role for role in self.roles.values() if not role.children)

    def terms(self, vocabulary: str) -> dict[str, Term]:
        """Give the terms of a vocabulary or facet by id.

        Args:
            vocabulary: `kinds`, `placers`, `outcomes`, `parties`, `links`, or a facet.

        Returns:
            The terms in order; empty for an unknown vocabulary.
        """
        facet = self.vocabularies.facets.get(vocabulary)
        terms: Any = facet.terms if facet else getattr(self.vocabularies, vocabulary, ())
        found: dict[str, Term] = {}
        for term in terms:
            found.setdefault(term.id, term)
        return found

    def place(self, file: str, path: Steps) -> Place:
        """Find where something stands in a taxonomy file.

        Args:
            file: One of `FILES`.
            path: Keys and positions from the top.

        Returns:
            The place.
        """
        return self.documents[file].place(path)


def load(folder: Path, root: Path) -> tuple[Taxonomy | None, list[Problem]]:
    """Read the taxonomy. Never raises on bad content.

    Args:
        folder: The folder `taxonomy/`.
        root: Folder against which files are named in problems.

    Returns:
        The taxonomy, or None where a file is missing or cannot be understood, and every
        problem found.
    """
    problems: list[Problem] = []
    documents: dict[str, Document] = {}

    def part(name: str, kind: type[Model]) -> Model | None:
        path = folder / name
        if not path.is_file():
            place = Place(path.relative_to(root).as_posix())
            problems.append(
                Problem(
                    "missing-file",
                    Severity.ERROR,
                    f"there is no {name}",
                    place,
                    "the taxonomy needs roles.yaml, facets.yaml and venues.yaml",
                )
            )
            return None
        documents[name] = read(path, root)
        problems.extend(documents[name].problems)
        value, shape = validate(kind, documents[name])
        problems.extend(shape)
        return value

    tree, words, places = (
        part("roles.yaml", Tree),
        part("facets.yaml", Vocabularies),
        part("venues.yaml", Venues),
    )
    if tree is None or words is None or places is None:
        return None, problems
    venues: dict[str, Venue] = {}
    for venue in places.venues:
        venues.setdefault(venue.key, venue)
    return Taxonomy(tree, words, venues, documents), problems
