"""The fields of the query language: what `name:value` finds."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations, product
from typing import Any, Final

from whoosh import query as wq

from smatlas.identifiers import SCHEMES, normalise, parse
from smatlas.search.analysis import STOP_WORDS, term
from smatlas.search.evaluation import Evaluation, Scores, intersection, union
from smatlas.search.near import near
from smatlas.search.schema import finding_mark, pair
from smatlas.search.syntax import YEARS_HINT, All, AnyOf, Field, Node, Not, Word, years
from smatlas.search.vocabulary import Vocabulary
from smatlas.text import title_key, words

FINDING_FIELDS: Final = ("outcome", "effect", "relation")
"""Fields of findings; those that stand together mean one and the same finding."""


class _UnknownValueError(Exception):
    """A value that does not exist; the message says what would be right."""


class Fields:
    """The fields over one vocabulary.

    Args:
        vocabulary: Names of roles, terms, venues and so on.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._finders: dict[str, Callable[[Evaluation, Field], Scores]] = {
            "title": self._title,
            "author": self._author,
            "year": self._year,
            "id": self._id,
            "cites": self._cites,
            "cited-by": self._cited_by,
            "near": self._near,
            "role": lambda e, f: self._terms(e, "role", self._values("role", f)),
            "venue": self._venue,
            **dict.fromkeys(FINDING_FIELDS, lambda e, f: self.findings(e, [f])),
            **dict.fromkeys(SCHEMES, self._identifier),
        }

    @property
    def names(self) -> tuple[str, ...]:
        """Every field."""
        return tuple(dict.fromkeys((*self._finders, *self._vocabulary.fields)))

    def name(self, typed: str) -> str | None:
        """Find a field by what was typed: in any case, in the singular or in the plural.

        Args:
            typed: A name.

        Returns:
            The field, or None.
        """
        name = typed.casefold().replace("_", "-")
        for form in (name, name.removesuffix("s")):
            if form in self._finders:
                return form
        return self._vocabulary.field(name)

    def known(self, node: Node, unknown: dict[str, str]) -> Node:
        """Read fields that do not exist as words.

        Args:
            node: A tree.
            unknown: Takes what was wrong, by the part in which it was.

        Returns:
            A tree of known fields alone.
        """
        if isinstance(node, Not):
            return Not(self.known(node.part, unknown))
        if isinstance(node, All | AnyOf):
            parts = tuple(self.known(part, unknown) for part in node.parts)
            return type(node)(parts)
        if not isinstance(node, Field) or self.name(node.name) is not None:
            return node
        from smatlas.problems import nearest

        close = nearest(node.name, self.names)
        hint = f"did you mean '{close}'?" if close else "it was read as words"
        unknown[str(node)] = f"there is no field '{node.name}' ({hint})"
        loose = [Word(word) for word in (node.name, *node.value.split()) if words(word)]
        return All(tuple(loose)) if len(loose) > 1 else loose[0]

    def find(self, evaluation: Evaluation, field: Field) -> Scores:
        """Find the documents of a field.

        Args:
            evaluation: The query that is evaluated; it is told of values that do not exist.
            field: The field and its value.

        Returns:
            The documents.
        """
        name = self.name(field.name) or ""
        finder = self._finders.get(name, self._facet)
        try:
            return finder(evaluation, field)
        except _UnknownValueError as wrong:
            evaluation.unknown[str(field)] = str(wrong)
            return {}

    def split(self, parts: Sequence[Node]) -> tuple[list[Field], list[Node]]:
        """Set apart what is said of findings.

        Args:
            parts: Parts that must all hold.

        Returns:
            The fields of findings, and the rest.
        """
        told = [p for p in parts if isinstance(p, Field) and self.name(p.name) in FINDING_FIELDS]
        return told, [part for part in parts if part not in told]

    def findings(self, evaluation: Evaluation, fields: Iterable[Field]) -> Scores:
        """Find the documents with a finding of which all fields hold.

        Where one field is given twice, there must be a finding for each: `outcome:cost
        outcome:quality effect:better` wants both to be better.

        Args:
            evaluation: The query that is evaluated.
            fields: Fields of findings.

        Returns:
            The documents.
        """
        told: dict[str, list[tuple[str, ...]]] = {name: [] for name in FINDING_FIELDS}
        for field in fields:
            name = self.name(field.name) or ""
            try:
                told[name].append(self._parties(field) if name == "relation" else self._values(name, field))
            except _UnknownValueError as wrong:
                evaluation.unknown[str(field)] = str(wrong)
                return {}
        wanted = product(*(told[name] or [("",)] for name in FINDING_FIELDS))
        found = [self._marks(evaluation, [finding_mark(*one) for one in product(*each)]) for each in wanted]
        return intersection(found, dict)

    # --- values ------------------------------------------------------------------------

    def _values(self, name: str, field: Field) -> tuple[str, ...]:
        found = self._vocabulary.find(name, field.value, prefix=field.prefix)
        if not found:
            raise _UnknownValueError(self._no_value(name, field.value))
        return found

    def _no_value(self, name: str, text: str) -> str:
        near = self._vocabulary.nearest(name, text)
        known = self._vocabulary.values(name)
        shown = ", ".join(known[:12]) + (", ..." if len(known) > 12 else "")
        hint = f"did you mean '{near}'?" if near else f"use one of: {shown}" if known else "there are none"
        return f"there is no {name} '{text}' ({hint})"

    def _parties(self, field: Field) -> tuple[str, ...]:
        """Give the marks of a relation: of one party, or of two, in that order."""
        sides = re.split(r"\s+vs\.?\s+|-vs-", field.value.strip(), flags=re.IGNORECASE)
        found = [self._values("relation", Field(field.name, side, field.prefix)) for side in sides[:2]]
        return tuple("-vs-".join(both) for both in product(*found))

    # --- look-ups ----------------------------------------------------------------------

    def _terms(self, evaluation: Evaluation, field: str, values: Iterable[str]) -> Scores:
        return union([evaluation.holding(wq.Term(field, value)) for value in values])

    def _marks(self, evaluation: Evaluation, marks: Iterable[str]) -> Scores:
        return self._terms(evaluation, "mark", marks)

    def _facet(self, evaluation: Evaluation, field: Field) -> Scores:
        name = self.name(field.name) or ""
        return self._marks(evaluation, [f"{name}={value}" for value in self._values(name, field)])

    def _venue(self, evaluation: Evaluation, field: Field) -> Scores:
        # A record may name a venue that the taxonomy does not hold yet.
        written = evaluation.holding(wq.Term("venue_key", title_key(field.value)))
        return written or self._terms(evaluation, "venue_key", map(title_key, self._values("venue", field)))

    def _title(self, evaluation: Evaluation, field: Field) -> Scores:
        found = words(field.value)
        stems = [term(word) for word in found]
        if not found:
            raise _UnknownValueError(f"there is no word in '{field.value}'")
        if field.prefix:
            begun = evaluation.holding(wq.Prefix("title", found[-1])) | evaluation.holding(
                wq.Term("title", stems[-1])
            )
            parts = [evaluation.holding(wq.Term("title", stem)) for stem in stems[:-1]]
            return intersection([*parts, begun], dict)
        if " " in field.value.strip():
            return evaluation.holding(wq.Phrase("title", stems) if stems[1:] else wq.Term("title", stems[0]))
        telling = [term(word) for word in found if word not in STOP_WORDS] or stems
        return evaluation.holding(wq.And([wq.Term("title", stem) for stem in telling]))

    def _author(self, evaluation: Evaluation, field: Field) -> Scores:
        found = words(field.value)
        if not found:
            raise _UnknownValueError(f"there is no name in '{field.value}'")
        asked: list[Any] = []
        if field.prefix:
            asked.append(wq.Prefix("author", found.pop()))
        asked += [wq.Term("author", pair(*both)) for both in combinations(found, 2)]
        asked += [wq.Term("author", word) for word in found if len(word) > 1 or len(found) == 1]
        return intersection([evaluation.holding(each) for each in asked], dict)

    def _year(self, evaluation: Evaluation, field: Field) -> Scores:
        asked = years(field.value)
        if asked is None:
            raise _UnknownValueError(f"'{field.value}' is no year or range ({YEARS_HINT})")
        return evaluation.holding(wq.NumericRange("year", *asked))

    def _identifier(self, evaluation: Evaluation, field: Field) -> Scores:
        scheme = self.name(field.name) or ""
        found = normalise(scheme, field.value)
        if found is None:
            form = SCHEMES[scheme]
            raise _UnknownValueError(
                f"'{field.value}' is no identifier of {form.name} (such as {form.example})"
            )
        return evaluation.holding(wq.Term("identifier", str(found).casefold()))

    # --- papers named by papers --------------------------------------------------------

    def _id(self, evaluation: Evaluation, field: Field) -> Scores:
        typed = field.value.strip().casefold()
        if field.prefix:
            return evaluation.holding(wq.Prefix("identifier", typed))
        return evaluation.holding(wq.Term("identifier", typed)) or {self._paper(evaluation, field): 0.0}

    def _paper(self, evaluation: Evaluation, field: Field) -> int:
        for name in spellings(field.value):
            for number in evaluation.holding(wq.Term("identifier", name)):
                return number
        for number in evaluation.holding(wq.Term("title_key", title_key(field.value))):
            return number
        from smatlas.problems import nearest

        ids = [text.decode() for text in evaluation.searcher.reader().lexicon("id")]
        close = nearest(field.value, ids)
        hint = f"did you mean '{close}'?" if close else "give its id, an identifier or its exact title"
        raise _UnknownValueError(f"there is no paper '{field.value}' ({hint})")

    def _cites(self, evaluation: Evaluation, field: Field) -> Scores:
        outside = [wq.Term("cites", name) for name in spellings(field.value)]
        found = union([evaluation.holding(asked) for asked in outside])
        if found:
            return found
        number = self._paper(evaluation, field)
        return evaluation.holding(wq.Term("cites", evaluation.searcher.stored_fields(number)["id"]))

    def _cited_by(self, evaluation: Evaluation, field: Field) -> Scores:
        shown = evaluation.searcher.stored_fields(self._paper(evaluation, field))["shown"]
        if not evaluation.holding(wq.And([wq.Term("id", shown["id"]), wq.Term("mark", "has=references")])):
            raise _UnknownValueError(
                f"the references of {shown['id']} have not been read yet: unknown, not none"
            )
        return self._terms(evaluation, "id", shown["cites"])

    def _near(self, evaluation: Evaluation, field: Field) -> Scores:
        """The nearest comes first: its score is highest, but below that of any word."""
        number = self._paper(evaluation, field)

        def shown(of: int) -> dict[str, Any]:
            stored: dict[str, Any] = evaluation.searcher.stored_fields(of)["shown"]
            return stored

        found = near(shown(number), shown, lambda name, text: evaluation.holding(wq.Term(name, text)))
        return {each: (len(found) - rank) / 1000 for rank, each in enumerate(found)}


def spellings(text: str) -> list[str]:
    """Give the forms under which a text could be an identifier of a paper.

    Args:
        text: What was typed.

    Returns:
        Forms as the index holds them.
    """
    names = [text.strip().casefold()]
    if any(sign.isdigit() or sign in "/:" for sign in text):
        identifier = parse(text)
        names += [str(identifier).casefold()] if identifier else []
    return names
