"""A search from the query to the hits: what is found, in which order, and why.

An exact title or identifier comes first, whatever the score. Then counts BM25F (see
`analysis.WEIGHTS`), plus a share for words of the query that stand side by side, after
the sequential dependence model of Metzler and Croft (2005), SIGIR: who types `rye
bread` rather means those two together than both somewhere.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from itertools import pairwise
from typing import Any, Final, NamedTuple

from whoosh import query as wq

from smatlas.search.analysis import STOP_WORDS, WEIGHTS
from smatlas.search.evaluation import K1, B, Evaluation, Leaf, Scores, intersection, is_stop_word, union
from smatlas.search.extract import Extract, extract
from smatlas.search.fields import Fields, spellings
from smatlas.search.query import Query, loose, stems
from smatlas.search.results import Hit, Part, Reason, Results
from smatlas.search.suggestion import suggest
from smatlas.search.syntax import All, Node, Word
from smatlas.search.vocabulary import Vocabulary
from smatlas.text import title_key, words

PROXIMITY: Final = 0.3
"""What a pair of words side by side counts beside a word. Tuned on Cranfield."""

PAIRED: Final = 1000
"""How many documents, best first, are looked at for pairs: no pair lifts others to the top."""

LONG: Final = 3
"""Words from which on a query counts as long."""
ENOUGH: Final = 10
"""Hits from which on a query needs no help."""

SORTS: Final = ("relevance", "year", "citations", "title")
"""Orders of hits."""


class View(NamedTuple):
    """What is to be shown of a search.

    Attributes:
        limit: Number of hits; all where None.
        sort: One of `SORTS`.
        explain: Say what made each score.
        facets: Count the hits by field and value.
        passages: Give the passage of each hit that shows why; it takes most of the time.
    """

    limit: int | None = 10
    sort: str = "relevance"
    explain: bool = False
    facets: bool = False
    passages: bool = True


class _Found(NamedTuple):
    tree: All
    scores: Scores
    relaxed: bool = False
    corrected: tuple[tuple[str, str], ...] = ()


class Search:
    """One query on one state of the index.

    Args:
        searcher: A Whoosh searcher.
        vocabulary: Names of roles, terms, venues and so on.
        query: What is asked.
    """

    def __init__(self, searcher: Any, vocabulary: Vocabulary, query: Query) -> None:
        self._searcher = searcher
        self._fields = Fields(vocabulary)
        self._evaluation = Evaluation(searcher, self._fields)
        self._query = query
        self._shown: dict[int, dict[str, Any]] = {}
        self._unread: dict[str, str] = {}
        known = self._fields.known(query.tree, self._unread)
        self._tree = known if isinstance(known, All) else All((known,))

    def run(self, view: View) -> Results:
        """Search.

        Args:
            view: What is to be shown.

        Returns:
            The hits, best first; of equal scores the newest, then by id.
        """
        exact = self._exact()
        strict = _Found(self._tree, self._evaluation.evaluate(self._tree))
        found = strict if strict.scores or exact else self._forgiving() or strict
        scores = dict.fromkeys(exact, 0.0) | found.scores
        hits = self._hits(found, scores, exact, view)
        return Results(
            len(scores),
            tuple(hits),
            found.relaxed,
            found.corrected,
            () if strict.scores or exact else self._parts(),
            tuple(self._evaluation.unknown.values()),
            () if exact else tuple(self._unread.values()),
            self._counted(scores) if view.facets else {},
            () if found.relaxed or exact else tuple(self._more(found, view)),
        )

    def _hits(
        self, found: _Found, scores: Scores, exact: frozenset[int], view: View, after: int = 0
    ) -> list[Hit]:
        pairs = self._pairs(found.tree, scores)
        scores = {number: score + pairs.get(number, 0.0) for number, score in scores.items()}
        numbers = self._ordered(scores, exact, view)
        marks = stems(found.tree) if view.passages else None
        hits = [
            self._hit(rank, n, scores[n], n in exact, marks)
            for rank, n in enumerate(numbers, start=after + 1)
        ]
        if view.explain:
            hits = [self._explained(hit, n, found, pairs) for hit, n in zip(hits, numbers, strict=True)]
        return hits

    def _more(self, found: _Found, view: View) -> list[Hit]:
        """Where a long query finds few, give what has most of its words, to be shown after them."""
        typed, _ = loose(found.tree)
        telling = [word for word in typed if not is_stop_word(word)]
        room = (ENOUGH if view.limit is None else min(view.limit, ENOUGH)) - len(found.scores)
        if len(telling) < LONG or room <= 0 or view.sort != "relevance":
            return []
        some = self._some(found.tree)
        rest = {number: score for number, score in some.items() if number not in found.scores}
        return self._hits(found, rest, frozenset(), view._replace(limit=room), len(found.scores))

    def _some(self, tree: All) -> Scores:
        """Find what has any of the words, and all else that was asked."""
        typed, rest = loose(tree)
        some = union([self._evaluation.evaluate(word) for word in typed if not is_stop_word(word)])
        return intersection([some, self._evaluation.evaluate(All(tuple(rest)))], dict)

    # --- what is found -----------------------------------------------------------------

    def _exact(self) -> frozenset[int]:
        """Find the documents whose title or identifier was typed, as far as all else holds."""
        found, rest = loose(self._tree)
        ways = [(self._query.text, self._query.options), (" ".join(w.text for w in found), All(tuple(rest)))]
        exact: set[int] = set()
        for text, others in ways:
            asked = [wq.Term("identifier", name) for name in spellings(text) if name]
            asked += [wq.Term("title_key", key)] if (key := title_key(text)) else []
            for each in asked:
                named = self._evaluation.holding(each)
                if named:
                    exact |= named.keys() & self._evaluation.evaluate(others).keys()
        return frozenset(exact)

    def _forgiving(self) -> _Found | None:
        """Search again where no document has all words: misspelt ones mended, then as many as can be."""
        corrected: list[tuple[str, str]] = []
        parts = tuple(self._mended(part, corrected) for part in self._tree.parts)
        tree = All(parts)
        if corrected:
            scores = self._evaluation.evaluate(tree)
            if scores:
                return _Found(tree, scores, corrected=tuple(corrected))
        if sum(not is_stop_word(word) for word in loose(tree)[0]) < 2:
            return None
        scores = self._some(tree)
        return _Found(tree, scores, relaxed=True, corrected=tuple(corrected)) if scores else None

    def _mended(self, part: Node, corrected: list[tuple[str, str]]) -> Node:
        if not isinstance(part, Word) or part.prefix or self._evaluation.evaluate(part):
            return part
        text = part.text
        for word in words(part.text):
            if word in STOP_WORDS or self._evaluation.evaluate(Word(word)):
                continue
            instead = suggest(self._searcher, word)
            if instead:
                corrected.append((word, instead))
                text = " ".join(instead if each == word else each for each in words(text))
        return Word(text)

    def _parts(self) -> tuple[Part, ...]:
        """Tell what each part of the query finds alone."""
        told = []
        for part in self._tree.parts:
            if is_stop_word(part) and len(self._tree.parts) > 1:
                continue
            number = len(self._evaluation.evaluate(part))
            word = words(part.text) if isinstance(part, Word) and not number and not part.prefix else []
            instead = suggest(self._searcher, word[0]) if len(word) == 1 else None
            told.append(Part(str(part), number, self._evaluation.unknown.get(str(part), ""), instead or ""))
        return tuple(told)

    # --- in which order ----------------------------------------------------------------

    def _pairs(self, tree: All, scores: Scores) -> Scores:
        """Score words of the query that stand side by side, in either order."""
        words_in_order = [leaf for leaf in self._evaluation.leaves(tree) if leaf.terms]
        sequence = [text for leaf in words_in_order for text in leaf.terms]
        neighbours = dict.fromkeys(p for p in pairwise(sequence) if p[0] != p[1])
        if not neighbours or not scores:
            return {}
        if len(scores) > PAIRED:
            scores = dict(sorted(scores.items(), key=lambda item: (-item[1], item[0]))[:PAIRED])
        places = {
            text: self._evaluation.positions(text, scores) for text in {t for p in neighbours for t in p}
        }
        average = self._searcher.avg_field_length("text") or 1
        bonus: Scores = {}
        for one, other in neighbours:
            rarity = max(self._evaluation.idf(one), self._evaluation.idf(other))
            for number in places[one].keys() & places[other].keys():
                beside = set(places[other][number])
                count = sum(p + 1 in beside or p - 1 in beside for p in places[one][number])
                if count:
                    length = self._searcher.reader().doc_field_length(number, "text") or 1
                    saturated = count * (K1 + 1) / (count + K1 * (1 - B + B * length / average))
                    bonus[number] = bonus.get(number, 0.0) + PROXIMITY * rarity * saturated
        return bonus

    def _ordered(self, scores: Scores, exact: frozenset[int], view: View) -> list[int]:
        """Put documents in order, reading only those that can be among the first."""
        numbers = list(scores)
        if view.sort == "relevance":
            ranked = sorted(numbers, key=lambda n: (n not in exact, -scores[n]))
            limit = view.limit
            if limit is not None and 0 < limit < len(ranked):
                # Equal scores are ordered by year and id, so all that tie with the last one count.
                last = ranked[limit - 1]
                key = (last not in exact, -scores[last])
                ranked = [n for n in ranked if (n not in exact, -scores[n]) <= key]
            numbers = ranked
        keys: dict[str, Callable[[int], tuple[Any, ...]]] = {
            "relevance": lambda n: (n not in exact, -scores[n]),
            "year": lambda n: (-self._look(n)["year"],),
            "citations": lambda n: (-self._cited_by(n),),
            "title": lambda n: (title_key(self._look(n)["title"]),),
        }
        key_of = keys[view.sort]
        return sorted(numbers, key=lambda n: (*key_of(n), -self._look(n)["year"], self._look(n)["id"]))[
            : view.limit
        ]

    def _look(self, number: int) -> dict[str, Any]:
        if number not in self._shown:
            self._shown[number] = self._searcher.stored_fields(number)["shown"]
        return self._shown[number]

    def _cited_by(self, number: int) -> int:
        return len(self._evaluation.holding(wq.Term("cites", self._look(number)["id"])))

    # --- what is shown -----------------------------------------------------------------

    def _hit(self, rank: int, number: int, score: float, exact: bool, marks: frozenset[str] | None) -> Hit:
        shown = self._look(number)
        return Hit(
            rank,
            shown["id"],
            round(score, 4),
            shown["title"],
            shown["byline"],
            shown["year"],
            shown["venue"],
            tuple(shown["role_names"]),
            Extract("") if marks is None else _passage(shown, marks),
            shown["address"],
            self._cited_by(number),
            exact,
            tuple(shown["own_roles"]),
        )

    def _explained(self, hit: Hit, number: int, found: _Found, pairs: Scores) -> Hit:
        reasons = [Reason("exact title or identifier", 0.0)] if hit.exact else []
        for leaf in dict.fromkeys(leaf.label for leaf in self._evaluation.leaves(found.tree)):
            for each in self._evaluation.leaves(found.tree):
                if each.label == leaf and number in each.scores:
                    reasons.append(Reason(leaf, round(each.scores[number], 4), self._standing(each, number)))
                    break
        if number in pairs:
            reasons.append(Reason("side by side", round(pairs[number], 4)))
        return hit._replace(reasons=tuple(reasons))

    def _standing(self, leaf: Leaf, number: int) -> Mapping[str, int]:
        """Count in which parts of a document a word stands."""
        starts = self._look(number)["starts"]
        counts: Counter[str] = Counter()
        for text in dict.fromkeys(leaf.terms):
            for position in self._evaluation.positions(text, {number: 0.0}).get(number, ()):
                counts[list(WEIGHTS)[sum(start <= position for start in starts) - 1]] += 1
        return dict(counts.most_common())

    def _counted(self, numbers: Iterable[int]) -> dict[str, dict[str, int]]:
        counts: dict[str, Counter[str]] = {name: Counter() for name in ("role", "year", "venue")}
        for number in numbers:
            shown = self._look(number)
            counts["role"].update(shown["roles"])
            counts["year"][str(shown["year"])] += 1
            counts["venue"][shown["venue"]] += 1
            counts.setdefault("outcome", Counter()).update(shown["outcomes"])
            for facet, terms in shown["facets"]:
                counts.setdefault(facet, Counter()).update(terms)
        ordered = {
            name: dict(sorted(each.items(), key=lambda item: (-item[1], item[0])))
            for name, each in counts.items()
        }
        ordered["year"] = dict(sorted(ordered["year"].items(), reverse=True))
        return ordered


def _passage(shown: Mapping[str, Any], marks: frozenset[str]) -> Extract:
    """Give the passage that shows why: of the summary, or of the reasons where only they do."""
    passage = extract(shown["summary"], marks)
    if passage.matches or not marks:
        return passage
    other = extract(shown["reasons"], marks)
    return other if other.matches else passage
