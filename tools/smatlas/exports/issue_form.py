"""The issue form by which a reader suggests a paper: written from the taxonomy, read back.

A form of GitHub is a YAML file; JSON scalars are YAML, so that no writer of YAML is needed.
An answered form comes back as Markdown, a heading a question, whose text nobody has checked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from smatlas.identifiers import SCHEMES, Identifier, parse
from smatlas.problems import suggestion
from smatlas.taxonomy import Role, Taxonomy

LABEL: Final = "suggested paper"
"""The label that the form puts on its issues."""
MAX_WHY: Final = 600
"""Characters of a reason; one sentence is shorter."""

IDENTIFIER: Final = "Identifier"
ROLE: Final = "Role"
WHY: Final = "Why this role"
WHERE: Final = "Where the paper says so"
_QUESTIONS: Final = (IDENTIFIER, ROLE, WHY, WHERE)
_NO_ANSWER: Final = "_No response_"  # what GitHub writes where an optional answer is left out


class FormError(Exception):
    """A filled form cannot be used; the message says why, a line a defect."""


@dataclass(frozen=True)
class Answers:
    """What a filled form says, each on one line.

    Attributes:
        identifier: The identifier of the work, normalised.
        role: Id of a leaf role.
        why: The reason for the role.
        where: Where the paper says so; empty where nothing was answered.
    """

    identifier: Identifier
    role: str
    why: str
    where: str


def choices(taxonomy: Taxonomy) -> dict[str, str]:
    """Give the roles that a paper can be suggested for: the leaves.

    Args:
        taxonomy: The taxonomy.

    Returns:
        Role id by the text of the choice, in tree order.
    """
    return {_choice(taxonomy, role): role.id for role in taxonomy.leaves}


def _choice(taxonomy: Taxonomy, role: Role) -> str:
    names = [step.name for step in taxonomy.path(role.id)[-2:]]
    return f"{' › '.join(names)} ({role.id})"


def write(taxonomy: Taxonomy) -> str:
    """Write the form.

    Args:
        taxonomy: The taxonomy whose leaf roles can be chosen.

    Returns:
        A YAML document.
    """
    forms = "; ".join(f"{form.name}, such as {_example(scheme)}" for scheme, form in SCHEMES.items())
    lines = [
        "# Written by `smatlas form` from taxonomy/roles.yaml: change that, not this.",
        'name: "Suggest a paper"',
        'description: "Name a paper and its role; a record is drafted, and a draft pull request opened."',
        'title: "Paper: "',
        f"labels: [{_text(LABEL)}]",
        "body:",
        *_question("input", "identifier", IDENTIFIER, f"An identifier, or an address of one: {forms}."),
        *_required(True),
        *_question("dropdown", "role", ROLE, "The role that fits best; the site defines each of them."),
        "      options:",
        *(f"        - {_text(choice)}" for choice in choices(taxonomy)),
        *_required(True),
        *_question("textarea", "why", WHY, "One sentence, in your own words, true of this paper."),
        *_required(True),
        *_question("input", "where", WHERE, "Section, table or page, if you know it: §3.2, Table 4."),
        *_required(False),
    ]
    return "\n".join(lines) + "\n"


def _example(scheme: str) -> str:
    """Give an example that is recognised: some identifiers only are with their scheme."""
    example = SCHEMES[scheme].example
    return example if parse(example) else f"{scheme}:{example}"


def _question(kind: str, key: str, label: str, description: str) -> Iterator[str]:
    yield f"  - type: {kind}"
    yield f"    id: {key}"
    yield "    attributes:"
    yield f"      label: {_text(label)}"
    yield f"      description: {_text(description)}"


def _required(required: bool) -> list[str]:
    return [f"    validations: {{required: {str(required).lower()}}}"]


def _text(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)


def read(text: str, taxonomy: Taxonomy) -> Answers:
    """Read a filled form.

    Args:
        text: The text of the issue, from anybody.
        taxonomy: The taxonomy.

    Returns:
        The answers, checked.

    Raises:
        FormError: An answer is missing or cannot be used.
    """
    said = _answers(text)
    defects: list[str] = []
    identifier = parse(said[IDENTIFIER])
    if identifier is None:
        examples = ", ".join(map(_example, SCHEMES))
        defects.append(f"'{said[IDENTIFIER][:100]}' is no identifier that is known here, such as {examples}")
    chosen = re.search(r"\(([a-z0-9-]+)\)$", said[ROLE])
    role = chosen[1] if chosen else said[ROLE][:100]
    leaves = [leaf.id for leaf in taxonomy.leaves]
    if role not in leaves:
        defects.append(f"'{role}' is no role without roles below it ({suggestion(role, leaves)})")
    if not said[WHY]:
        defects.append(f"'{WHY}' has no answer")
    elif len(said[WHY]) > MAX_WHY:
        defects.append(f"'{WHY}' has {len(said[WHY])} characters; one sentence has at most {MAX_WHY}")
    if defects or identifier is None:
        raise FormError("\n".join(defects))
    return Answers(identifier, role, said[WHY], said[WHERE])


def _answers(text: str) -> dict[str, str]:
    """Take the answers apart; of two answers to a question the first counts."""
    said = dict.fromkeys(_QUESTIONS, "")
    label: str | None = None
    seen: set[str] = set()
    for line in text.splitlines():
        heading = line.removeprefix("### ").strip() if line.startswith("### ") else None
        if heading in said:
            label = None if heading in seen else heading
            seen.add(heading)
        elif label:
            said[label] += f" {line}"
    return {key: _one_line(value) for key, value in said.items()}


def _one_line(value: str) -> str:
    """Fold white space, line ends of every kind included, and drop what cannot be printed."""
    folded = " ".join(value.split())
    folded = "".join(character for character in folded if character.isprintable())
    return "" if folded == _NO_ANSWER else folded
