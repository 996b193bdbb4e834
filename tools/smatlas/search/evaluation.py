"""Evaluates a query tree on an index, term by term.

Every part of the tree gives the documents that it holds for, each with a score: BM25F of
its words, nothing for fields. Sets of documents are then joined as the tree says. All
postings of a word are read, so no pruning can lose a document, and what each part found
is known where the whole found nothing.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple, Protocol

from whoosh import query as wq
from whoosh.scoring import BM25F
from whoosh.searching import SearchContext

from smatlas.search.analysis import STOP_WORDS, compounds, term
from smatlas.search.syntax import All, AnyOf, Field, Node, Not, Phrase, Word
from smatlas.text import words

Scores = dict[int, float]
"""Documents by number, with their scores."""

B: Final = 0.75
"""How far BM25 takes the length of a document into account; the usual value."""
K1: Final = 2.0
"""How slowly repetitions of a word stop to count. Tuned on Cranfield, where 1.2 is worse."""

_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Weighting(BM25F):  # type: ignore[misc]
    """BM25F whose rarity of a word is that of Robertson and Spaerck Jones, as in Lucene.

    Whoosh's own adds one to the logarithm, which lets frequent words weigh too much.
    """

    def __init__(self) -> None:
        super().__init__(B=B, K1=K1)

    def idf(self, searcher: Any, fieldname: str, text: str) -> float:
        """Give the rarity of a term; larger is rarer."""
        parent = searcher.get_parent()
        holding = parent.doc_frequency(fieldname, text)
        return math.log(1 + (parent.doc_count_all() - holding + 0.5) / (holding + 0.5))


class Leaf(NamedTuple):
    """A word or phrase that gave scores.

    Attributes:
        label: How it was typed.
        terms: Its index terms.
        scores: What it gave.
    """

    label: str
    terms: tuple[str, ...]
    scores: Scores


class Fields(Protocol):
    """What the fields of the query language mean; see `search.fields`."""

    def find(self, evaluation: Evaluation, field: Field) -> Scores:
        """Find the documents of a field."""

    def split(self, parts: Sequence[Node]) -> tuple[list[Field], list[Node]]:
        """Set apart what is said of findings."""

    def findings(self, evaluation: Evaluation, fields: Iterable[Field]) -> Scores:
        """Find the documents with a finding of which all fields hold."""


class Evaluation:
    """One query on one state of the index.

    Args:
        searcher: A Whoosh searcher.
        fields: Finds the documents of fields.

    Attributes:
        unknown: What is wrong with values that do not exist, by the part that names them.
    """

    def __init__(self, searcher: Any, fields: Fields) -> None:
        self.searcher = searcher
        self.unknown: dict[str, str] = {}
        self._fields = fields
        self._leaves: dict[Node, Leaf] = {}
        self._context = SearchContext(weighting=Weighting())
        self._memory: dict[Node, Scores] = {}

    def everything(self) -> Scores:
        """Give every document."""
        return dict.fromkeys(self.searcher.reader().all_doc_ids(), 0.0)

    def holding(self, query: Any) -> Scores:
        """Give the documents of a Whoosh query, without scores."""
        return dict.fromkeys(self.searcher.docs_for_query(query), 0.0)

    def scored(self, query: Any) -> Scores:
        """Give the documents of a Whoosh query with their scores."""
        found: Scores = {}
        for part, offset in self.searcher.leaf_searchers():
            matcher = query.matcher(part, self._context)
            while matcher.is_active():
                found[offset + matcher.id()] = matcher.score()
                matcher.next()
        return found

    def positions(self, text: str, wanted: Mapping[int, Any]) -> dict[int, list[int]]:
        """Give the positions of a term in some documents.

        Args:
            text: The term.
            wanted: The documents.

        Returns:
            Positions by document, where the term occurs.
        """
        found: dict[int, list[int]] = {}
        for part, offset in self.searcher.leaf_searchers():
            matcher = wq.Term("text", text).matcher(part, self._context)
            while matcher.is_active():
                number = offset + matcher.id()
                if number in wanted:
                    found[number] = matcher.value_as("positions")
                matcher.next()
        return found

    def idf(self, text: str) -> float:
        """Give the rarity of a term of the text."""
        return float(self._context.weighting.idf(self.searcher, "text", text))

    def evaluate(self, node: Node) -> Scores:
        """Find the documents that a tree holds for.

        Args:
            node: The tree.

        Returns:
            Documents with scores; not to be changed.
        """
        found = self._memory.get(node)
        if found is None:
            found = self._memory[node] = self._evaluate(node)
        return found

    def _evaluate(self, node: Node) -> Scores:
        if isinstance(node, Word | Phrase):
            leaf = self._leaves[node] = self._phrase(node) if isinstance(node, Phrase) else self._word(node)
            return leaf.scores
        if isinstance(node, Field):
            return self._fields.find(self, node)
        if isinstance(node, Not):
            without = self.evaluate(node.part)
            return {number: 0.0 for number in self.everything() if number not in without}
        parts = telling(node)
        if isinstance(node, AnyOf):
            return union([self.evaluate(part) for part in parts])
        findings, rest = self._fields.split(parts)
        found = [self.evaluate(part) for part in rest]
        found += [self._fields.findings(self, findings)] if findings else []
        return intersection(found, self.everything)

    def leaves(self, node: Node) -> Iterator[Leaf]:
        """Give the words and phrases that made the scores of a tree.

        Args:
            node: A tree that was evaluated.

        Yields:
            The leaves in the order of the query.
        """
        if node in self._leaves:
            yield self._leaves[node]
        elif isinstance(node, All | AnyOf):
            for part in node.parts:
                yield from self.leaves(part)

    def _word(self, node: Word) -> Leaf:
        """Find a word; of several joined by hyphens all must occur, or they as one word."""
        if node.prefix:
            return Leaf(str(node), (), self._prefix(node))
        if _YEAR.fullmatch(node.text):  # in the text, or that of the paper
            dated = self.holding(wq.NumericRange("year", int(node.text), int(node.text)))
            return Leaf(str(node), (), union([self.scored(wq.Term("text", node.text)), dated]))
        found: list[Scores] = []
        terms: list[str] = []
        for parts in compounds(node.text):
            telling = [part for part in parts if part not in STOP_WORDS] or parts
            stems = [term(part) for part in telling]
            terms += stems
            scores = intersection([self.scored(wq.Term("text", stem)) for stem in stems], dict)
            if len(parts) == 2:
                joined = self.scored(wq.Term("text", term("".join(parts))))
                scores = {n: max(scores.get(n, 0.0), joined.get(n, 0.0)) for n in scores | joined}
            found.append(scores)
        return Leaf(str(node), tuple(terms), intersection(found, dict))

    def _prefix(self, node: Word) -> Scores:
        *before, last = words(node.text)
        parts = [self.scored(wq.Term("text", term(word))) for word in before]
        return intersection([*parts, self.holding(wq.Prefix("word", last))], dict)

    def _phrase(self, node: Phrase) -> Leaf:
        stems = [term(word) for word in words(node.text)]
        asked = wq.Phrase("text", stems) if len(stems) > 1 else wq.Term("text", stems[0])
        return Leaf(str(node), tuple(stems), self.scored(asked))


def telling(node: All | AnyOf) -> tuple[Node, ...]:
    """Give the parts that count: stop words only where there is nothing else.

    Args:
        node: A tree.

    Returns:
        Its parts, or those that say something.
    """
    return tuple(part for part in node.parts if not is_stop_word(part)) or node.parts


def is_stop_word(node: Node) -> bool:
    """Tell whether a part is nothing but stop words."""
    return isinstance(node, Word) and not node.prefix and all(w in STOP_WORDS for w in words(node.text))


def union(parts: list[Scores]) -> Scores:
    """Give the documents of any part; scores are added."""
    found: Scores = {}
    for part in parts:
        for number, score in part.items():
            found[number] = found.get(number, 0.0) + score
    return found


def intersection(parts: list[Scores], nothing: Callable[[], Scores]) -> Scores:
    """Give the documents of all parts; scores are added.

    Args:
        parts: The parts.
        nothing: Gives the documents where there are no parts.

    Returns:
        The documents that are in each.
    """
    if not parts:
        return nothing()
    first, *rest = sorted(parts, key=len)
    return {
        number: score + sum(part[number] for part in rest)
        for number, score in first.items()
        if all(number in part for part in rest)
    }
