"""Everything loaded: the papers, the taxonomy, the settings, and look-ups over them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from pathlib import Path

from smatlas.datasets import Dataset
from smatlas.datasets import load as load_datasets
from smatlas.essays import Essay
from smatlas.essays import load as load_essays
from smatlas.guide import Guide
from smatlas.guide import load as load_guide
from smatlas.identifiers import Identifier, parse
from smatlas.model import Paper, to_paper
from smatlas.problems import Place, Problem
from smatlas.records import Document, read
from smatlas.taxonomy import Taxonomy, Tree, Venue, Vocabularies
from smatlas.taxonomy import load as load_taxonomy
from smatlas.text import title_key


@dataclass(frozen=True)
class Settings:
    """What the knowledge base says of itself, in `mkdocs.yml`.

    Attributes:
        name: Its name (`site_name`).
        description: One sentence (`site_description`).
        address: Public address of the site (`site_url`), with a slash at its end, or empty.
        repository: Public address of the repository (`extra.repository`), or empty.
        language: Language of its texts (`theme.language`), as BCP 47 writes it.
    """

    name: str = "Knowledge base"
    description: str = ""
    address: str = ""
    repository: str = ""
    language: str = "en"


@dataclass(frozen=True)
class KnowledgeBase:
    """A curated survey in memory. Immutable; everything else is a function of it.

    Attributes:
        root: Folder that holds `papers/` and `taxonomy/`.
        settings: What it says of itself.
        taxonomy: The role tree and the vocabularies.
        papers: Papers by id, in order of id.
        documents: Every record as read, by file stem; also those that gave no paper.
        problems: What went wrong while reading.
        guide: The decision guide; empty where there is none.
        essays: The text that opens the page of a role, by role.
        datasets: Measurements beyond papers, by id.
    """

    root: Path
    settings: Settings
    taxonomy: Taxonomy
    papers: Mapping[str, Paper]
    documents: Mapping[str, Document] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    guide: Guide = field(default_factory=Guide)
    essays: Mapping[str, Essay] = field(default_factory=dict)
    datasets: Mapping[str, Dataset] = field(default_factory=dict)

    def place(self, paper: Paper, *path: str | int) -> Place:
        """Find where a value of a paper stands in its file.

        Args:
            paper: A paper of this knowledge base.
            *path: Keys and positions from the top of the record.

        Returns:
            The place.
        """
        return self.documents[self.stems[paper.id]].place(path)

    @cached_property
    def stems(self) -> dict[str, str]:
        """File stem by paper id; they differ only where a file has the wrong name."""
        found: dict[str, str] = {}
        for stem, document in self.documents.items():
            if isinstance(document.data, Mapping) and isinstance(document.data.get("id"), str):
                found.setdefault(document.data["id"].strip(), stem)
        return found

    @cached_property
    def known_ids(self) -> frozenset[str]:
        """Ids that a reference may name, those of unreadable records included."""
        return frozenset(self.documents) | frozenset(self.papers)

    @cached_property
    def by_identifier(self) -> dict[Identifier, tuple[Paper, ...]]:
        """Papers by identifier; more than one is a defect."""
        found: dict[Identifier, tuple[Paper, ...]] = {}
        for paper in self.papers.values():
            for identifier in paper.normal_identifiers:
                found[identifier] = (*found.get(identifier, ()), paper)
        return found

    @cached_property
    def by_title(self) -> dict[str, tuple[Paper, ...]]:
        """Papers by folded title, titles of other versions included."""
        found: dict[str, tuple[Paper, ...]] = {}
        for paper in self.papers.values():
            for key in dict.fromkeys(title_key(title) for title in (paper.title, *paper.other_titles)):
                found[key] = (*found.get(key, ()), paper)
        return found

    @cached_property
    def by_role(self) -> dict[str, tuple[Paper, ...]]:
        """Papers by role, those of the roles below included; newest first."""
        found: dict[str, dict[str, Paper]] = {role: {} for role in self.taxonomy.roles}
        for paper in newest_first(self.papers.values()):
            for placement in paper.roles:
                if placement.role in self.taxonomy.roles:
                    for role in self.taxonomy.path(placement.role):
                        found[role.id][paper.id] = paper
        return {role: tuple(papers.values()) for role, papers in found.items()}

    @cached_property
    def verified_on(self) -> date:
        """Day of the latest verification: the date of the data."""
        return max((paper.verified.on for paper in self.papers.values()), default=date(2000, 1, 1))

    def venue(self, paper: Paper) -> Venue:
        """Give the venue of a paper; an unknown key stands for itself.

        Args:
            paper: A paper.

        Returns:
            The venue.
        """
        return self.taxonomy.venues.get(paper.venue) or Venue(key=paper.venue, name=paper.venue, type="other")

    def find(self, text: str) -> Paper | None:
        """Find one paper by id, former id, identifier, address or exact title.

        Args:
            text: What a person typed.

        Returns:
            The paper, or None.
        """
        text = text.strip()
        if text in self.papers:
            return self.papers[text]
        for paper in self.papers.values():
            if text in paper.formerly:
                return paper
        identifier = parse(text)
        if identifier is not None and identifier in self.by_identifier:
            return self.by_identifier[identifier][0]
        return next(iter(self.by_title.get(title_key(text), ())), None)


def newest_first(papers: Iterable[Paper]) -> list[Paper]:
    """Sort papers by year, newest first, then by id.

    Args:
        papers: Any papers.

    Returns:
        A new list.
    """
    return sorted(papers, key=lambda paper: (-paper.year, paper.id))


def read_settings(root: Path) -> Settings:
    """Read the settings from `mkdocs.yml`; what is missing keeps its default.

    Args:
        root: Folder of the knowledge base.

    Returns:
        The settings.
    """
    path = root / "mkdocs.yml"
    data = read(path, root).data if path.is_file() else None
    if not isinstance(data, dict):
        return Settings()

    def text(holder: object, key: str) -> str:
        value = holder.get(key) if isinstance(holder, dict) else None
        return value.strip() if isinstance(value, str) else ""

    address = text(data, "site_url")
    return Settings(
        name=text(data, "site_name") or Settings.name,
        description=text(data, "site_description"),
        address=address.rstrip("/") + "/" if address else "",
        repository=text(data.get("extra"), "repository").rstrip("/"),
        language=text(data.get("theme"), "language") or Settings.language,
    )


def load(root: Path, only: Iterable[str] | None = None) -> KnowledgeBase:
    """Read a knowledge base. Never raises on bad content: problems are part of it.

    Args:
        root: Folder that holds `papers/` and `taxonomy/`.
        only: File stems to read; all where None. The result then knows these papers alone.

    Returns:
        What could be read, and the problems.

    Raises:
        OSError: A file cannot be opened.
    """
    taxonomy, problems = load_taxonomy(root / "taxonomy", root)
    if taxonomy is None:
        taxonomy = Taxonomy(Tree.model_construct(roles=()), Vocabularies.model_construct(placers=()), {})
    guide, found = load_guide(root / "taxonomy", root)
    problems.extend(found)
    essays = load_essays(root / "taxonomy", root)
    datasets, found = load_datasets(root)
    problems.extend(found)
    paths = sorted((root / "papers").glob("*.yaml"))
    if only is not None:
        wanted = set(only)
        paths = [path for path in paths if path.stem in wanted]
    documents: dict[str, Document] = {}
    papers: dict[str, Paper] = {}
    with _collector_paused():
        for path in paths:
            document = documents[path.stem] = read(path, root)
            problems.extend(document.problems)
            paper, shape = to_paper(document)
            problems.extend(shape)
            if paper is not None:
                papers.setdefault(paper.id, paper)
    ordered = {paper_id: papers[paper_id] for paper_id in sorted(papers)}
    settings = read_settings(root)
    return KnowledgeBase(
        root, settings, taxonomy, ordered, documents, tuple(problems), guide, essays, datasets
    )


def extended(base: KnowledgeBase, path: Path) -> KnowledgeBase:
    """Give a knowledge base with one more record, without reading the others again.

    Args:
        base: The knowledge base.
        path: File of the new record.

    Returns:
        A new knowledge base; of the record's problems it knows nothing.
    """
    document = read(path, base.root)
    paper, _ = to_paper(document)
    papers = {**base.papers, **({paper.id: paper} if paper else {})}
    ordered = {paper_id: papers[paper_id] for paper_id in sorted(papers)}
    return replace(base, papers=ordered, documents={**base.documents, path.stem: document})


@contextmanager
def _collector_paused() -> Iterator[None]:
    """Hold the cyclic garbage collector: it would scan what is loaded, and find nothing.

    Measured on 10,000 records: it takes three tenths of the time of loading.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
