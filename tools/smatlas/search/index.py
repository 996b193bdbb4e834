"""The index on disk: built, kept fresh record by record, searched, rebuilt when damaged.

An index is a cache on the machine that made it. Its segments hold pickles, so an index
that somebody else built is never to be opened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from whoosh import index as whoosh_index

from smatlas.search.query import Query
from smatlas.search.ranking import Search, View
from smatlas.search.results import Results
from smatlas.search.schema import entry, schema
from smatlas.search.vocabulary import Names, Vocabulary

if TYPE_CHECKING:
    from smatlas.search.document import SearchDocument

FORMAT: Final = "4"
"""Changes whenever the schema or the analysis does: older indexes are built anew."""

_ONE_FILE: Final = False
"""Whoosh copies a segment that is one file into memory before it reads a word of it."""

Loader = Callable[[Iterable[str] | None], "Mapping[str, SearchDocument]"]
"""Gives documents by source name: those named, or all where None."""


class Index:
    """A search index in a folder, kept equal to its sources.

    Args:
        folder: Where it lives; created when needed.
        sources: Stamp of each source by name; a changed stamp means a changed source.
        shared: Stamp of everything that all documents depend on.
        load: Gives the documents of sources.
        names: Gives the names of roles, terms, venues and so on; asked when `shared` changes.
    """

    def __init__(
        self,
        folder: Path,
        sources: Mapping[str, str],
        shared: str,
        load: Loader,
        names: Callable[[], Names] = dict,
    ) -> None:
        self._folder = folder
        self._sources = sources
        self._shared = f"{FORMAT} {shared}"
        self._load = load
        self._names = names
        self._index: Any = None

    @property
    def _fingerprint(self) -> str:
        stamps = "\n".join(f"{name}\t{stamp}" for name, stamp in sorted(self._sources.items()))
        return hashlib.sha256(f"{self._shared}\n{stamps}".encode()).hexdigest()

    def search(self, query: Query, view: View | int | None = 10) -> Results:
        """Search, after bringing the index up to date.

        Args:
            query: What is asked.
            view: What is to be shown; a number of hits, or None for all, stands for a view.

        Returns:
            The hits, best first; of equal scores the newest, then by id.
        """
        view = view if isinstance(view, View) else View(view)
        # A damaged segment shows itself as almost any exception, at opening or only in
        # the middle of a search; whatever it is, a new index is the remedy, once.
        try:
            self._refresh()
            return self._search(query, view)
        except Exception:
            self._rebuild()
            return self._search(query, view)

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
                writer.add_document(**entry(document))
            writer.commit()
            _write(building / "vocabulary.json", json.dumps(self._names()))
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
                writer.update_document(**entry(document))
                digests[name] = document.digest
            writer.commit()
        self._write_state(self._folder, digests)
        self._index = index.refresh()

    def _write_state(self, folder: Path, digests: Mapping[str, str]) -> None:
        sources = {name: [stamp, digests.get(name, "")] for name, stamp in self._sources.items()}
        _write(folder / "state.json", json.dumps({"shared": self._shared, "sources": sources}))
        _write(folder / "fingerprint", self._fingerprint)

    def _search(self, query: Query, view: View) -> Results:
        vocabulary = Vocabulary(json.loads((self._folder / "vocabulary.json").read_text(encoding="utf-8")))
        with self._index.searcher() as searcher:
            return Search(searcher, vocabulary, query).run(view)


def _write(path: Path, text: str) -> None:
    """Write a file whole or not at all."""
    part = path.with_suffix(path.suffix + ".part")
    part.write_text(text, encoding="utf-8")
    part.replace(path)
