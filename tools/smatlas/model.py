"""The typed paper: what a record holds, frozen, with every error at its path.

Fields stand in the order required, lists, optional, in which a record is written. Values
of closed vocabularies (roles, terms, venues, parties) are plain strings here; whether
they exist is asked by the checks, which know the taxonomy.
"""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import Annotated, Any, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    HttpUrl,
    StringConstraints,
    TypeAdapter,
)

from smatlas.identifiers import SCHEMES, Identifier, normalise, parse
from smatlas.names import family_key
from smatlas.problems import Problem
from smatlas.records import Document
from smatlas.validation import validate

Text = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
"""A string with something in it."""
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$")]
"""A word of a closed vocabulary: lower-case words joined by hyphens."""
PaperId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$", max_length=60)]
"""The permanent id of a paper: first family name, year, first word of the title."""

Effect = Literal["better", "equal", "worse"]


_WEB_ADDRESS = TypeAdapter(HttpUrl)


def _web_address(value: Any) -> Any:
    _WEB_ADDRESS.validate_python(value)
    return value


def _truth(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


Url = Annotated[str, BeforeValidator(_web_address), Field(json_schema_extra={"format": "uri"})]
Truth = Annotated[bool, BeforeValidator(_truth), Field(strict=True)]


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Placement(_Part):
    """Where a paper stands in the taxonomy, and why.

    Attributes:
        role: Id of a role of the taxonomy.
        why: One sentence: the reason for this role, concrete for this paper.
        where: Where the paper says so: abstract, §3.2, Table 4.
        by: Who placed it, a term of the vocabulary `placers`.
    """

    role: Key = Field(description="Id of a role of the taxonomy")
    why: Text = Field(description="One sentence: the reason for this role, concrete for this paper")
    where: Text = Field(description="Where the paper says so: abstract, §3.2, Table 4")
    by: Key = Field(description="Who placed it here")


class Score(_Part):
    """What one party of a comparison is and reached.

    Attributes:
        model: Name of the model as the source prints it.
        parameters: Number of parameters, a count.
        score: Value of the metric, in the unit of the finding's numbers.
    """

    model: Text = Field(description="Name of the model as the source prints it")
    parameters: float | None = Field(default=None, gt=0, description="Number of parameters, such as 770e6")
    score: float | None = Field(default=None, description="Value of the metric, in the unit given")


class Change(_Part):
    """A difference that the source prints without the two scores: 2 to 3 times, 98 percent.

    Which way it goes is the effect of the finding.

    Attributes:
        value: The amount; of a range, its lower end.
        to: The upper end of a range.
        unit: `percent` of the second party's value, `points` of the metric, or `times`.
        bound: How the source qualifies it; absent where it does not.
    """

    value: float = Field(gt=0, description="The amount as printed; of a range, its lower end")
    to: float | None = Field(default=None, gt=0, description="The upper end of a range")
    unit: Literal["percent", "points", "times"] = Field(
        description="percent of the second party's value, points of the metric, or times"
    )
    bound: Literal["up to", "at least", "about"] | None = Field(
        default=None, description="How the source qualifies the amount"
    )

    def __str__(self) -> str:
        """Print it: up to 98 percent, 2 to 3 times."""
        amount = f"{self.value:g}" if self.to is None else f"{self.value:g} to {self.to:g}"
        return " ".join(part for part in (self.bound, amount, self.unit) if part)


class Numbers(BaseModel):
    """The numbers behind a finding; beside the named fields, one `Score` for each party.

    Attributes:
        task: What was asked of the models.
        dataset: On which data.
        metric: What was measured.
        unit: Unit of the scores: percent, points, milliseconds.
        higher_is_better: Direction of the metric.
        change: The difference, where the source prints that rather than the scores.
    """

    model_config = ConfigDict(frozen=True, extra="allow")
    __pydantic_extra__: dict[str, Score] = Field(init=False)

    task: Text | None = Field(default=None, description="What was asked of the models")
    dataset: Text | None = Field(default=None, description="On which data")
    metric: Text | None = Field(default=None, description="What was measured")
    unit: Text | None = Field(default=None, description="Unit of the scores: percent, points, ms")
    higher_is_better: Truth | None = Field(default=None, description="Direction of the metric")
    change: Change | None = Field(default=None, description="The difference, where no scores are printed")

    @property
    def scores(self) -> dict[str, Score]:
        """The parties and what each reached, in the order of the record."""
        return dict(self.__pydantic_extra__ or {})


class Finding(_Part):
    """Something that the paper measured or showed.

    Attributes:
        outcome: What it is about, a term of the vocabulary `outcomes`.
        effect: How the first party of `compares` did beside the second.
        compares: Two parties, as `first vs second`, of the vocabulary `parties`.
        statement: One sentence in our own words.
        where: Where the paper says so.
        numbers: The numbers, where the source prints them.
    """

    outcome: Key = Field(description="What the finding is about")
    effect: Effect = Field(description="How the first party did beside the second")
    compares: Text = Field(description="Who is compared with whom, as 'first vs second'")
    statement: Text = Field(description="One sentence in our own words, as the paper says it")
    where: Text = Field(description="Where the paper says so: abstract, Table 1")
    numbers: Numbers | None = Field(default=None, description="Numbers that the source prints")

    @property
    def parties(self) -> tuple[str, str]:
        """The two parties of `compares`; the second is empty where ` vs ` is missing."""
        first, _, second = self.compares.partition(" vs ")
        return first.strip(), second.strip()


class References(_Part):
    """What is known of a paper's reference list. Absent means: not read yet.

    Attributes:
        status: `complete` where the whole list was read, else `partial`.
        source: What was read.
        papers: Ids of papers here that it cites.
        outside: Identifiers of works that it cites and that are not here.
    """

    status: Literal["complete", "partial"] = Field(description="complete: the whole list was read")
    source: Text = Field(description="What was read")
    papers: tuple[PaperId, ...] = Field(default=(), description="Ids of cited papers that are here")
    outside: tuple[Text, ...] = Field(default=(), description="Cited works beyond, as scheme:identifier")


class Verified(_Part):
    """Proof of identity: what the source itself prints for this work.

    Attributes:
        on: Day on which it was looked up.
        source: Address of what was read.
        title: The title as that source prints it.
    """

    on: date = Field(description="Day on which it was looked up, YYYY-MM-DD")
    source: Url = Field(description="Address of what was read")
    title: Text = Field(description="The title as that source prints it")


class Paper(_Part):
    """One work: preprint and published version are one paper.

    Attributes:
        id: Permanent id, the file's name; never reused, never renamed.
        title: Title as published.
        authors: Every author in the printed order.
        year: Year of the published version.
        venue: Key of a venue of the taxonomy.
        summary: Two to four sentences in our own words.
        roles: Where it stands, at least one placement.
        verified: Proof of identity.
        findings: What was measured or shown.
        other_titles: Titles of other versions, such as the preprint's.
        formerly: Ids under which it was known.
        identifiers: Identifier by scheme.
        links: Addresses that no identifier gives, by kind.
        facets: Terms by facet.
        kind: Kind of work, a term of the vocabulary `kinds`.
        references: Its reference list, as far as read.
        note: Anything an editor must know.
    """

    id: PaperId = Field(description="Permanent id, equal to the file name")
    kind: Key | None = Field(default=None, description="Kind of work; left out for an ordinary paper")
    title: Text = Field(description="Title as published")
    authors: tuple[Text, ...] = Field(min_length=1, description="Every author in the printed order")
    year: int = Field(ge=1900, le=2100, description="Year of the published version")
    venue: Text = Field(description="Key of a venue")
    identifiers: dict[str, Text] = Field(default_factory=dict, description="Identifiers by scheme")
    links: dict[str, Url] = Field(default_factory=dict, description="Addresses that no identifier gives")
    summary: Text = Field(description="Two to four sentences in our own words: problem, idea, outcome")
    roles: tuple[Placement, ...] = Field(min_length=1, description="Where it stands and why")
    facets: dict[str, tuple[Key, ...]] = Field(default_factory=dict, description="Terms by facet")
    findings: tuple[Finding, ...] = Field(default=(), description="What was measured or shown")
    references: References | None = Field(default=None, description="Reference list; absent = not read")
    verified: Verified = Field(description="Proof of identity")
    other_titles: tuple[Text, ...] = Field(default=(), description="Titles of other versions of the work")
    formerly: tuple[PaperId, ...] = Field(default=(), description="Earlier ids, kept for ever")
    note: Text | None = Field(default=None, description="Anything an editor must know")

    @cached_property
    def normal_identifiers(self) -> tuple[Identifier, ...]:
        """The well-formed identifiers, in the order of `SCHEMES`."""
        found = (
            normalise(scheme, self.identifiers[scheme]) for scheme in SCHEMES if scheme in self.identifiers
        )
        return tuple(identifier for identifier in found if identifier is not None)

    @cached_property
    def outside_references(self) -> tuple[Identifier, ...]:
        """The well-formed identifiers of cited works beyond the knowledge base."""
        outside = self.references.outside if self.references else ()
        return tuple(found for text in outside if (found := parse(text)) is not None)

    @cached_property
    def address(self) -> str | None:
        """Where the work is best read: at its publisher, as a preprint, or on a page that a link gives."""
        found = {identifier.scheme: identifier.url for identifier in self.normal_identifiers}
        schemes = ("acl", "openreview", "doi", "arxiv")
        return next((found[scheme] for scheme in schemes if scheme in found), self.links.get("page"))

    @property
    def first_author_key(self) -> str:
        """Folded family name of the first author."""
        return family_key(self.authors[0])

    @property
    def byline(self) -> str:
        """The authors in short: one, two, or the first et al."""
        families = [author.split(",")[0] if "," in author else author for author in self.authors]
        if len(families) <= 2:
            return " and ".join(families)
        return f"{families[0]} et al."


def to_paper(document: Document) -> tuple[Paper | None, list[Problem]]:
    """Make a typed paper of a document.

    Args:
        document: A record as read.

    Returns:
        The paper, or None where a required part is missing or of the wrong type, and
        every problem of its shape.
    """
    return validate(Paper, document)
