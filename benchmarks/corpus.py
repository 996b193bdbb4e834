"""Makes knowledge bases of any size, in the form of the real records, out of a corpus of papers."""

from __future__ import annotations

import gzip
import json
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

from smatlas import taxonomy
from smatlas.identifiers import Identifier, normalise
from smatlas.names import family_key
from smatlas.taxonomy import Taxonomy
from smatlas.text import sentences, title_key, words

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

VERIFIED_ON: Final = "2026-01-01"
"""Day written into every made record, so that the same corpus gives the same bytes."""

OUTSIDE: Final = 500
"""Number of works outside, which the made records cite in turn."""


@dataclass(frozen=True)
class Work:
    """A usable line of the corpus.

    Attributes:
        title: Its title.
        authors: Its authors in the printed order.
        abstract: Its abstract.
        arxiv: Its arXiv identifier.
    """

    title: str
    authors: tuple[str, ...]
    abstract: str
    arxiv: Identifier

    @property
    def year(self) -> int:
        """Year of submission, which an arXiv identifier begins with."""
        two = int(self.arxiv.value.rpartition("/")[2][:2])
        return two + (1900 if two > 90 else 2000)


def read(path: Path) -> Iterator[Work]:
    """Read the works of a corpus that can stand in one knowledge base.

    Left out are lines without title, authors, abstract or a well-formed arXiv id, and
    works whose id, or title and first author, were there before.

    Args:
        path: Gzipped lines of JSON with `id`, `title`, `authors` and `abstract`.

    Yields:
        The works in order.
    """
    seen: set[object] = set()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            work = _work(json.loads(line))
            if work is None:
                continue
            same = (title_key(work.title), family_key(work.authors[0]))
            if work.arxiv not in seen and same not in seen:
                seen |= {work.arxiv, same}
                yield work


def _work(entry: Mapping[str, Any]) -> Work | None:
    title, abstract = (" ".join(str(entry.get(key) or "").split()) for key in ("title", "abstract"))
    authors = tuple(" ".join(name.split()) for name in entry.get("authors") or () if name.strip())
    arxiv = normalise("arxiv", str(entry.get("id") or ""))
    if arxiv is None or not (title_key(title) and authors and abstract):
        return None
    return Work(title, authors, abstract, arxiv)


def copy(root: Path, to: Path) -> None:
    """Copy the knowledge base of the repository, without its index.

    Args:
        root: The repository.
        to: A new folder.
    """
    shutil.copytree(root / "papers", to / "papers")
    _copy_frame(root, to)


def make(root: Path, to: Path, works: Iterable[Work]) -> None:
    """Make a knowledge base with the taxonomy and the pages of the repository.

    Args:
        root: The repository.
        to: A new folder.
        works: What to write records of.
    """
    _copy_frame(root, to)
    (to / "taxonomy" / "guide.yaml").unlink(missing_ok=True)  # both rest on records that are not made
    shutil.rmtree(to / "taxonomy" / "essays", ignore_errors=True)
    known, _ = taxonomy.load(root / "taxonomy", root)
    if known is None:
        raise SystemExit("the taxonomy of the repository cannot be read")
    (to / "papers").mkdir()
    ids: list[str] = []
    taken: set[str] = set()
    for position, work in enumerate(works):
        # The taxonomy names the record of its survey, so one made record takes that id.
        survey = known.tree.survey if position == 0 else None
        ids.append(survey or _new_id(work, taken))
        taken.add(ids[-1])
        text = _yaml(_record(work, ids, known))
        (to / "papers" / f"{ids[-1]}.yaml").write_text(text, encoding="utf-8")


def _copy_frame(root: Path, to: Path) -> None:
    for folder in ("taxonomy", "docs", "datasets"):
        shutil.copytree(root / folder, to / folder)
    shutil.copy(root / "mkdocs.yml", to)


def _yaml(record: Mapping[str, Any]) -> str:
    """Write a record as people do: short lists and groups on one line."""
    form: dict[str, Any] = {"default_flow_style": None, "sort_keys": False, "allow_unicode": True}
    return str(yaml.dump(record, Dumper=_Dumper, width=110, **form))


def _new_id(work: Work, taken: set[str]) -> str:
    """Join family name, year and first word of the title; a number tells equal ones apart."""
    family = re.sub(r"[^a-z]", "", family_key(work.authors[0]))[:25] or "anon"
    word = re.sub(r"[^a-z0-9]", "", words(work.title)[0])[:25]
    first = found = f"{family}{work.year}{word}"
    number = 2
    while found in taken:
        found = f"{first}-{number}"
        number += 1
    return found


def _record(work: Work, ids: Sequence[str], known: Taxonomy) -> dict[str, Any]:
    """Give the data of a record; `ids` ends with its own, before it the citable ones."""
    position = len(ids) - 1
    parts = sentences(work.abstract)
    return {
        "id": ids[-1],
        "title": work.title,
        "authors": list(work.authors),
        "year": work.year,
        "venue": "arXiv",
        "identifiers": {"arxiv": work.arxiv.value},
        "summary": " ".join(parts[:3]),
        "roles": [_placement(known, position, f"{parts[0]} ({ids[-1]})")],
        "facets": {
            name: [facet.terms[position % len(facet.terms)].id]
            for name, facet in known.vocabularies.facets.items()
        },
        **_finding(known, position, parts[-1]),
        "references": _references(ids[:-1], position, work.year),
        "verified": {"on": VERIFIED_ON, "source": work.arxiv.url, "title": work.title},
    }


def _placement(known: Taxonomy, position: int, why: str) -> dict[str, str]:
    placers = known.vocabularies.placers
    return {
        "role": known.leaves[position % len(known.leaves)].id,
        "why": why,
        "where": "abstract",
        "by": placers[position % len(placers)].id,
    }


def _finding(known: Taxonomy, position: int, statement: str) -> dict[str, Any]:
    outcomes, parties = known.vocabularies.outcomes, known.vocabularies.parties
    if not outcomes or len(parties) < 2:
        return {}
    finding = {
        "outcome": outcomes[position % len(outcomes)].id,
        "effect": ("better", "equal", "worse")[position % 3],
        "compares": f"{parties[0].id} vs {parties[1].id}",
        "statement": statement,
        "where": "abstract",
    }
    return {"findings": [finding]}


def _references(before: Sequence[str], position: int, year: int) -> dict[str, Any]:
    """Cite up to three earlier records, and works outside that have no record for certain."""
    cited = {before[position // part] for part in (2, 3, 5)} if before else set()
    # Nobody cites the future; an id tells its year.
    cited = {one for one in cited if int(re.findall(r"\d{4}", one)[0]) <= year}
    # 10.5555 is the prefix that Crossref keeps for examples: it collides with no record.
    outside = dict.fromkeys(f"doi:10.5555/made.{position * part % OUTSIDE}" for part in (7, 11, 13))
    return {
        "status": "partial",
        "source": "made for the benchmark",
        "papers": sorted(cited),
        "outside": list(outside),
    }
