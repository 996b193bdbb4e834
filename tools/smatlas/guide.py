"""The decision guide as data: questions, and advice with the findings that bear it.

`taxonomy/guide.yaml` holds it; a survey without the file has no guide. Choosing is plain: a
piece of advice names, by question, the answers under which it holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from smatlas.model import Effect, Finding, Key, Paper, PaperId, Text
from smatlas.problems import Place, Problem, Steps
from smatlas.records import Document, read
from smatlas.validation import validate

FILE = "guide.yaml"
"""Its file in `taxonomy/`."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Section(_Part):
    """A part of the guide.

    Attributes:
        id: Its id.
        name: Name as shown.
        definition: What its advice is about.
    """

    id: Key
    name: Text
    definition: Text


class Answer(_Part):
    """A possible answer to a question.

    Attributes:
        id: The answer as advice and commands write it.
        name: The answer as shown.
    """

    id: Key
    name: Text


class Question(_Part):
    """A question of the decision path.

    Attributes:
        id: Its id.
        question: The question itself.
        why: Why it matters.
        answers: What can be answered.
    """

    id: Key
    question: Text
    why: Text
    answers: tuple[Answer, ...] = Field(min_length=2)


class Evidence(_Part):
    """A finding of a record, named by what it says.

    Attributes:
        paper: Id of the paper.
        outcome: What the finding is about.
        effect: How it went.
    """

    paper: PaperId
    outcome: Key
    effect: Effect

    def findings(self, paper: Paper) -> tuple[Finding, ...]:
        """Give the findings of the paper that say so, in the order of its record."""
        return tuple(f for f in paper.findings if (f.outcome, f.effect) == (self.outcome, self.effect))


class Advice(_Part):
    """A piece of advice.

    Attributes:
        id: Its id.
        part: The section it belongs to.
        title: What to do, in one line.
        roles: Roles of the taxonomy that it leads to.
        when: The condition that it holds under, in words.
        do: What to do.
        why: What the evidence says.
        costs: What it costs.
        unless: When not to.
        evidence: Findings that bear it, of at least two papers.
        given: By question, the answers under which it holds; others do not matter to it.
        against: Findings that speak against it.
    """

    id: Key
    part: Key
    title: Text
    roles: tuple[Key, ...] = Field(min_length=1)
    given: dict[Key, tuple[Key, ...]] = Field(default_factory=dict)
    when: Text
    do: Text
    why: Text
    costs: Text
    unless: Text
    evidence: tuple[Evidence, ...] = Field(min_length=1)
    against: tuple[Evidence, ...] = ()


class _File(_Part):
    """The content of `guide.yaml`."""

    parts: tuple[Section, ...] = Field(min_length=1)
    questions: tuple[Question, ...] = ()
    advice: tuple[Advice, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """Advice that holds under some answers.

    Attributes:
        advice: The advice.
        met: The questions whose answers it asks for and got.
        open: The questions that it also depends on, and that were not answered.
    """

    advice: Advice
    met: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class Guide:
    """The guide.

    Attributes:
        parts: Its sections, in order.
        questions: The decision path, in order.
        advice: Every piece, in the order of the file.
        document: The file, for places of problems; None where there is none.
    """

    parts: tuple[Section, ...] = ()
    questions: tuple[Question, ...] = ()
    advice: tuple[Advice, ...] = ()
    document: Document | None = None

    @cached_property
    def by_role(self) -> dict[str, tuple[Advice, ...]]:
        """Advice by a role that it leads to, in the order of the file."""
        found: dict[str, tuple[Advice, ...]] = {}
        for advice in self.advice:
            for role in dict.fromkeys(advice.roles):
                found[role] = (*found.get(role, ()), advice)
        return found

    @cached_property
    def by_paper(self) -> dict[str, tuple[tuple[Advice, bool], ...]]:
        """Advice by a paper that it names, each with whether the paper bears it (or speaks against it)."""
        found: dict[str, dict[tuple[str, bool], tuple[Advice, bool]]] = {}
        for advice in self.advice:
            for held, bears in ((advice.evidence, True), (advice.against, False)):
                for evidence in held:
                    found.setdefault(evidence.paper, {})[advice.id, bears] = (advice, bears)
        return {paper: tuple(pieces.values()) for paper, pieces in found.items()}

    def place(self, path: Steps, *, key: bool = False) -> Place:
        """Find where something stands in the file.

        Args:
            path: Keys and positions from the top.
            key: Point at the key of the last step rather than at its value.

        Returns:
            The place.
        """
        return self.document.place(path, key=key) if self.document else Place(f"taxonomy/{FILE}")

    def choose(self, answers: Mapping[str, str]) -> list[Chosen]:
        """Choose the advice that the answers do not rule out.

        Args:
            answers: Answer by question; a question may be left out.

        Returns:
            The advice, most conditions met first, then fewest open, then in the order of the file.
        """
        found: list[Chosen] = []
        for advice in self.advice:
            if any(key in answers and answers[key] not in held for key, held in advice.given.items()):
                continue
            met = tuple(key for key in advice.given if key in answers)
            found.append(Chosen(advice, met, tuple(key for key in advice.given if key not in answers)))
        return sorted(found, key=lambda each: (-len(each.met), len(each.open)))


def load(folder: Path, root: Path) -> tuple[Guide, list[Problem]]:
    """Read the guide. Never raises on bad content.

    Args:
        folder: The folder `taxonomy/`.
        root: Folder against which the file is named in problems.

    Returns:
        The guide, empty where there is none or it cannot be understood, and every problem.
    """
    path = folder / FILE
    if not path.is_file():
        return Guide(), []
    document = read(path, root)
    value, shape = validate(_File, document)
    problems = [*document.problems, *shape]
    if value is None:
        return Guide(document=document), problems
    return Guide(value.parts, value.questions, value.advice, document), problems
