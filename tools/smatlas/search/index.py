"""The index on disk: built, kept fresh record by record, searched, rebuilt when damaged.

An index is a cache on the machine that made it. Its segments hold pickles, so an index
that somebody else built is never to be opened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from whoosh import index as whoosh_index
from whoosh.scoring import BM25F

from smatlas.search.extract import Extract, extract
from smatlas.search.query import Query, compile_filter, compile_text
from smatlas.search.schema import schema, weighted
from smatlas.text import title_key, words

if TYPE_CHECKING:
    from smatlas.search.document import SearchDocument

FORMAT: Final = "3"
"""Changes whenever the schema or the analysis does: older indexes are built anew."""

_ONE_FILE: Final = False
"""Whoosh copies a segment that is one file into memory before it reads a word of it."""

Loader = Callable[[Iterable[str] | None], "Mapping[str, SearchDocument]"]
"""Gives documents by source name: those named, or all where None."""


class Hit(NamedTuple):
    """One result.

    Attributes:
        rank: Position, from 1.
        id: Id of the work.
        score: BM25F score; larger is better.
        title: Its title.
        byline: Its authors in short.
        year: Its year.
        venue: Key of its venue.
        roles: Names of its roles.
        extract: The passage that shows why.
    """

    rank: int
    id: str
    score: float
    title: str
    byline: str
    year: int
    venue: str
    roles: tuple[str, ...]
    extract: Extract


class Results(NamedTuple):
    """What a search found.

    Attributes:
        total: Number of hits, also of those not shown.
        hits: The hits asked for.
        relaxed: No work has all words, so these have some.
    """

    total: int
    hits: tuple[Hit, ...]
    relaxed: bool = False


class Index:
    """A search index in a folder, kept equal to its sources.

    Args:
        folder: Where it lives; created when needed.
        sources: Stamp of each source by name; a changed stamp means a changed source.
        shared: Stamp of everything that all documents depend on.
        load: Gives the documents of sources.
    """

    def __init__(self, folder: Path, sources: Mapping[str, str], shared: str, load: Loader) -> None:
        self._folder = folder
        self._sources = sources
        self._shared = f"{FORMAT} {shared}"
        self._load = load
        self._index: Any = None

    @property
    def _fingerprint(self) -> str:
        stamps = "\n".join(f"{name}\t{stamp}" for name, stamp in sorted(self._sources.items()))
        return hashlib.sha256(f"{self._shared}\n{stamps}".encode()).hexdigest()

    def search(self, query: Query, limit: int | None = 10) -> Results:
        """Search, after bringing the index up to date.

        Args:
            query: What is asked.
            limit: Number of hits to give; all where None.

        Returns:
            The hits, best first; equal scores by id.
        """
        # A damaged segment shows itself as almost any exception, at opening or only in
        # the middle of a search; whatever it is, a new index is the remedy, once.
        try:
            self._refresh()
            return self._search(query, limit)
        except Exception:
            self._rebuild()
            return self._search(query, limit)

    def _refresh(self) -> None:
        mark = self._folder / "fingerprint"
        if mark.is_file() and mark.read_text(encoding="utf-8") == self._fingerprint:
            self._index = whoosh_index.open_dir(self._folder / "segments")
        else:
            state = self._read_state()
            if state is None or state["shared"] != self._shared:
                self._rebuild()
            else:
                self._update(state)

    def _read_state(self) -> dict[str, Any] | None:
        try:
            state = json.loads((self._folder / "state.json").read_text(encoding="utf-8"))
            return state if {"shared", "sources"} <= set(state) else None
        except (OSError, ValueError, TypeError):
            return None

    def _rebuild(self) -> None:
        """Build a whole index beside the old one, then put it in its place."""
        import shutil  # here, because a search of a fresh index does without
        import tempfile

        self._folder.parent.mkdir(parents=True, exist_ok=True)
        self._index = None
        building = Path(tempfile.mkdtemp(prefix="index-", dir=self._folder.parent))
        try:
            (building / "segments").mkdir()
            documents = self._load(None)
            writer = whoosh_index.create_in(building / "segments", schema()).writer(
                limitmb=256, compound=_ONE_FILE
            )
            for document in documents.values():
                writer.add_document(**_fields(document))
            writer.commit()
            self._write_state(building, {name: document.digest for name, document in documents.items()})
            if self._folder.is_dir():
                shutil.rmtree(self._folder)
            self._folder.unlink(missing_ok=True)
            building.rename(self._folder)
        finally:
            shutil.rmtree(building, ignore_errors=True)
        self._index = whoosh_index.open_dir(self._folder / "segments")

    def _update(self, state: dict[str, Any]) -> None:
        """Index anew only the sources whose stamp, and then whose content, changed."""
        before: dict[str, list[str]] = state["sources"]
        changed = [n for n, stamp in self._sources.items() if n not in before or before[n][0] != stamp]
        gone = [name for name in before if name not in self._sources]
        documents = self._load(changed) if changed else {}
        digests = {name: entry[1] for name, entry in before.items() if name in self._sources}
        index = whoosh_index.open_dir(self._folder / "segments")
        fresh = {n: d for n, d in documents.items() if digests.get(n) != d.digest}
        unreadable = [name for name in changed if name not in documents and name in digests]
        if fresh or gone or unreadable:
            writer = index.writer(compound=_ONE_FILE)
            for name in (*gone, *unreadable):
                writer.delete_by_term("id", name)
                digests.pop(name, None)
            for name, document in fresh.items():
                writer.update_document(**_fields(document))
                digests[name] = document.digest
            writer.commit()
        self._write_state(self._folder, digests)
        self._index = index.refresh()

    def _write_state(self, folder: Path, digests: Mapping[str, str]) -> None:
        sources = {name: [stamp, digests.get(name, "")] for name, stamp in self._sources.items()}
        _write(folder / "state.json", json.dumps({"shared": self._shared, "sources": sources}))
        _write(folder / "fingerprint", self._fingerprint)

    def _search(self, query: Query, limit: int | None) -> Results:
        with self._index.searcher(weighting=BM25F()) as searcher:
            allowed = compile_filter(query)
            # limit=None always: with a limit Whoosh prunes branches by score bounds and
            # returns a wrong top ten and a wrong count for AND and range queries.
            found = searcher.search(compile_text(query), limit=None, filter=allowed)
            relaxed = False
            if not len(found) and query.text.strip():
                found = searcher.search(compile_text(query, any_word=True), limit=None, filter=allowed)
                relaxed = len(found) > 0
            ranked = _ranked(searcher, found.top_n, query, limit)
            total = len(found.top_n)
        hits = tuple(_hit(rank, score, shown, query) for rank, (score, shown) in enumerate(ranked, start=1))
        return Results(total, hits, relaxed)


def _ranked(
    searcher: Any, scored: list[tuple[float, int]], query: Query, limit: int | None
) -> list[tuple[float, dict[str, Any]]]:
    """Put hits in order, reading only those documents that can be among the first."""

    def shown(number: int) -> dict[str, Any]:
        fields: dict[str, Any] = searcher.stored_fields(number)["shown"]
        return fields

    if not query.text.strip():
        everything = [(score, shown(number)) for score, number in scored]
        return sorted(everything, key=lambda hit: (-hit[1]["year"], hit[1]["id"]))[:limit]
    scored = sorted(scored, key=lambda hit: -hit[0])
    if limit is not None and limit < len(scored):
        # Equal scores are ordered by id, so all that tie with the last one count.
        last = scored[limit - 1][0]
        scored = [hit for hit in scored if hit[0] >= last]
    candidates = [(score, shown(number)) for score, number in scored]
    return sorted(candidates, key=lambda hit: (-hit[0], hit[1]["id"]))[:limit]


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(path.suffix + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)


def _hit(rank: int, score: float, shown: dict[str, Any], query: Query) -> Hit:
    passage = extract(shown["summary"], query.stems)
    if not passage.matches and query.stems:
        other = extract(shown["reasons"], query.stems)
        passage = other if other.matches else passage
    return Hit(
        rank,
        shown["id"],
        round(score, 4),
        shown["title"],
        shown["byline"],
        shown["year"],
        shown["venue"],
        tuple(shown["role_names"]),
        passage,
    )


def _fields(document: SearchDocument) -> dict[str, Any]:
    parts = {
        "title": " . ".join(document.titles),
        "authors": " . ".join(document.authors),
        "roles": document.role_words,
        "terms": document.terms,
        "summary": document.summary,
        "reasons": document.reasons,
        "findings": document.findings,
        "venue": " . ".join(document.venue_names),
    }
    return {
        "id": document.id,
        "text": weighted(parts),
        "author": " ".join(word for author in document.authors for word in words(author)),
        "title_key": ",".join(title_key(title) for title in document.titles),
        "identifier": " ".join(document.identifiers),
        "role": " ".join(document.roles),
        "year": document.year,
        "venue_key": ",".join(title_key(name) for name in document.venue_names),
        "shown": {
            "id": document.id,
            "title": document.titles[0],
            "byline": document.byline,
            "year": document.year,
            "venue": document.venue,
            "role_names": list(document.role_names),
            "summary": document.summary,
            "reasons": document.reasons,
        },
    }
