"""The canonical form of a record: one order of fields, one wrapping, one quoting.

A record that two people write comes out alike, so that a diff shows what was said and not
how it was typed. Values and comments stay; what cannot be read is not touched.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from smatlas.canonical import edits
from smatlas.canonical.comments import attach
from smatlas.canonical.parts import to_part
from smatlas.canonical.writing import block, settle
from smatlas.problems import Edit, Place, Problem, Severity
from smatlas.records import Document, parse

_Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


def form(document: Document, fix: Sequence[Edit] = ()) -> tuple[str, tuple[Problem, ...]]:
    """Give a record its canonical form.

    Args:
        document: A record as read.
        fix: Edits to carry out on the way.

    Returns:
        The text in canonical form and no problem, or the text as it was and why it was not
        touched.
    """
    if document.problems:
        return document.text, document.problems
    text = document.text.removeprefix("\ufeff")
    node = yaml.compose(text, Loader=_Loader)
    if not isinstance(node, yaml.MappingNode):
        return document.text, (_refusal(document, "a record is a mapping of fields", "begin with 'id: ...'"),)
    root = to_part(node, ())
    header, foot = attach(root, text)
    edits.apply(root, fix)
    settle(root)
    new = "\n".join([*header, *block(root, 0), *foot]) + "\n"
    again = parse(new, document.file)
    if again.problems or again.data != edits.expected(document.data, fix):  # rather no form than a lost word
        message = "the canonical form would not read back as the same record"
        return document.text, (_refusal(document, message, "this is a bug in smatlas: please report it"),)
    return new, ()


def _refusal(document: Document, message: str, hint: str) -> Problem:
    return Problem("canonical-form", Severity.ERROR, message, Place(document.file), hint)
