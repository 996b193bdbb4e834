"""Measure how well the search ranks: judged queries on the records here, and Cranfield.

Judged queries lie in benchmarks/judgements.yaml. Cranfield is a public collection of 1,400
abstracts and 225 questions; it is given by path, and stands beside plain Whoosh BM25F and
SQLite FTS5 on the same text, words joined by OR, stop words left out.

Examples:
  python benchmarks/relevance.py
  python benchmarks/relevance.py --each
  python benchmarks/relevance.py --cranfield FOLDER --write
"""

from __future__ import annotations

import argparse
import json
import math
import sqlite3
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean
from typing import Final

import yaml
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import NUMERIC, TEXT, Schema
from whoosh.filedb.filestore import RamStorage
from whoosh.qparser import OrGroup, QueryParser

from smatlas.commands.search import run as search
from smatlas.search.analysis import STOP_WORDS
from smatlas.search.document import SearchDocument
from smatlas.search.index import Index
from smatlas.search.query import Query
from smatlas.text import words

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "relevance.md"
BEGIN: Final = "<!-- benchmarks/relevance.py writes from here -->"
END: Final = "<!-- benchmarks/relevance.py writes to here -->"
JUDGEMENTS: Final = ROOT / "benchmarks" / "judgements.yaml"

DEPTH: Final = 10
"""Where nDCG cuts a ranking: what a person looks at."""
RECALL_DEPTH: Final = 20
"""Where recall cuts a ranking."""

FAR: Final = 60
"""How many hits are asked for: more than any measure looks at."""

Engine = Callable[[str], list[str]]
"""Ranks ids for a query, best first."""


@dataclass(frozen=True)
class Judged:
    """A query with what was judged to answer it.

    Attributes:
        query: What is typed.
        kind: What kind of query it is.
        grades: Grade by id: 3 is what is asked for, 2 answers it, 1 touches it.
    """

    query: str
    kind: str
    grades: Mapping[str, int]


@dataclass(frozen=True)
class Measured:
    """How well queries were answered, each between 0 and 1.

    Attributes:
        queries: How many.
        ndcg: Normalised discounted cumulative gain of the first ten.
        recall: Share of what answers that is among the first twenty, of at most twenty.
        mrr: Mean of 1 / rank of the first answer.
    """

    queries: int
    ndcg: float
    recall: float
    mrr: float


def ndcg(ranked: Sequence[str], grades: Mapping[str, int], depth: int = DEPTH) -> float:
    """Give the normalised discounted cumulative gain, after Jaervelin and Kekaelaeinen (2002).

    The gain of a grade is 2^grade - 1, discounted by log2(rank + 1).

    Args:
        ranked: Ids, best first.
        grades: Grade by id.
        depth: How far to look.

    Returns:
        Between 0 and 1; 1 where nothing could stand better.
    """

    def gain(of: Iterable[int]) -> float:
        return sum((2**grade - 1) / math.log2(rank + 1) for rank, grade in enumerate(of, start=1))

    ideal = gain(sorted(grades.values(), reverse=True)[:depth])
    return gain(grades.get(paper, 0) for paper in ranked[:depth]) / ideal if ideal else 0.0


def recall(ranked: Sequence[str], grades: Mapping[str, int], depth: int = RECALL_DEPTH) -> float:
    """Give the share of the answers that are among the first, of as many as can be there."""
    answers = {paper for paper, grade in grades.items() if grade}
    return len(answers & set(ranked[:depth])) / min(depth, len(answers)) if answers else 0.0


def reciprocal_rank(ranked: Sequence[str], grades: Mapping[str, int]) -> float:
    """Give 1 / rank of the first answer, or 0."""
    return next((1 / rank for rank, paper in enumerate(ranked, start=1) if grades.get(paper)), 0.0)


def read(path: Path = JUDGEMENTS) -> tuple[list[Judged], frozenset[str]]:
    """Read the judged queries.

    Args:
        path: The file.

    Returns:
        The queries, and the papers that were there when they were judged. Nobody has judged
        a newer one, so a ranking is measured without it.
    """
    data = yaml.safe_load(path.read_text(encoding="utf-8"))
    return [Judged(**each) for each in data["queries"]], frozenset(data["papers"])


def measure(judged: Iterable[Judged], engine: Engine) -> Measured:
    """Measure an engine.

    Args:
        judged: The queries.
        engine: Ranks for a query.

    Returns:
        The means over the queries.
    """
    each = [(engine(one.query), one.grades) for one in judged]
    return Measured(
        len(each),
        fmean(ndcg(*one) for one in each),
        fmean(recall(*one) for one in each),
        fmean(reciprocal_rank(*one) for one in each),
    )


def by_kind(judged: Iterable[Judged], engine: Engine) -> dict[str, Measured]:
    """Measure an engine on each kind of query, and on all.

    Args:
        judged: The queries.
        engine: Ranks for a query.

    Returns:
        Measures by kind, `all` last.
    """
    kinds: dict[str, list[Judged]] = {}
    for one in judged:
        kinds.setdefault(one.kind, []).append(one)
    found = {kind: measure(some, engine) for kind, some in kinds.items()}
    return {**found, "all": measure([one for some in kinds.values() for one in some], engine)}


def atlas(root: Path, judged_papers: frozenset[str]) -> Engine:
    """Give our engine over the records of a knowledge base, newer papers passed over."""

    def engine(text: str) -> list[str]:
        found = search(root, Query(text), FAR)
        return [hit.id for hit in (*found.hits, *found.more) if hit.id in judged_papers]

    return engine


# --- Cranfield ---------------------------------------------------------------------------


def read_cranfield(folder: Path) -> tuple[dict[str, tuple[str, str]], list[Judged]]:
    """Read the collection.

    Args:
        folder: Holds docs.json, queries.json and qrels.json.

    Returns:
        Title and text by id, and the questions; a grade is 5 - position.
    """

    def data(name: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads((folder / name).read_text(encoding="utf-8"))
        return found

    grades: dict[str, dict[str, int]] = {}
    for judgement in data("qrels.json"):
        grades.setdefault(str(judgement["query_num"]), {})[judgement["id"]] = 5 - int(judgement["position"])
    documents = {str(each["id"]): (each["title"], each["body"]) for each in data("docs.json")}
    questions = data("queries.json")
    return documents, [
        Judged(question["query"], "Cranfield", grades[str(number)])
        for number, question in enumerate(questions, start=1)
    ]


def telling(text: str) -> list[str]:
    """Give the words of a question for the engines that are compared, our stop words left out."""
    return [word for word in words(text) if word not in STOP_WORDS]


def ours(documents: Mapping[str, tuple[str, str]], folder: Path) -> Engine:
    """Index with our analysis and scoring: titles as titles, texts as summaries."""
    made = {
        f"d{number}": SearchDocument(
            id=f"d{number}", titles=(title,), authors=(), byline="", year=1960, venue="", venue_names=(),
            roles=(), role_names=(), role_words="", summary=text, reasons="", findings="", terms="",
            identifiers=(f"d{number}",),
        )
        for number, (title, text) in documents.items()
    }  # fmt: skip
    index = Index(folder / "index", dict.fromkeys(made, "1"), "", lambda names: made)
    # Every word may be missing, as for the others: that is what a search falls back to.
    return lambda text: [hit.id[1:] for hit in index.search(Query(" OR ".join(words(text))), FAR).hits]


def plain_whoosh(documents: Mapping[str, tuple[str, str]]) -> Engine:
    """Index with Whoosh as it comes: its stemming analyzer, its BM25F."""
    storage = RamStorage().create_index(
        Schema(id=NUMERIC(stored=True), text=TEXT(analyzer=StemmingAnalyzer()))
    )
    writer = storage.writer()
    for number, (title, text) in documents.items():
        writer.add_document(id=int(number), text=f"{title} {text}")
    writer.commit()
    searcher = storage.searcher()
    parser = QueryParser("text", storage.schema, group=OrGroup)

    def engine(text: str) -> list[str]:
        found = searcher.search(parser.parse(" ".join(telling(text))), limit=None)
        return [str(hit["id"]) for hit in found]

    return engine


def full_text_search(documents: Mapping[str, tuple[str, str]]) -> Engine:
    """Index with SQLite FTS5: its Porter stemmer, its bm25."""
    base = sqlite3.connect(":memory:")
    base.execute("create virtual table texts using fts5(text, tokenize='porter unicode61')")
    for number, (title, text) in documents.items():
        base.execute("insert into texts(rowid, text) values (?, ?)", (int(number), f"{title} {text}"))

    def engine(text: str) -> list[str]:
        asked = " OR ".join(f'"{word}"' for word in telling(text))
        rows = base.execute("select rowid from texts where texts match ? order by rank", (asked,))
        return [str(row[0]) for row in rows]

    return engine


# --- what is printed ---------------------------------------------------------------------


def table(rows: Mapping[str, Measured], head: str) -> str:
    """Lay measures out in Markdown."""
    lines = [f"| {head} | queries | nDCG@10 | recall@20 | MRR |", "|---|--:|--:|--:|--:|"]
    lines += [
        f"| {name} | {m.queries} | {m.ndcg:.3f} | {m.recall:.3f} | {m.mrr:.3f} |" for name, m in rows.items()
    ]
    return "\n".join(lines) + "\n"


def cranfield(folder: Path) -> str:
    """Measure on Cranfield, beside what others reach on the same text.

    Args:
        folder: Where the collection is.

    Returns:
        A table.
    """
    documents, questions = read_cranfield(folder)
    with tempfile.TemporaryDirectory(prefix="smatlas-cranfield-") as made:
        engines = {
            "smatlas": ours(documents, Path(made)),
            "plain Whoosh BM25F": plain_whoosh(documents),
            "SQLite FTS5": full_text_search(documents),
        }
        return table(
            {name: measure(questions, each) for name, each in engines.items()}, "engine, on Cranfield"
        )


def write(text: str) -> None:
    """Put the tables between the marks of the page, and leave the rest as it is."""
    page = PAGE.read_text(encoding="utf-8")
    before, begin, rest = page.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not (begin and end):
        raise SystemExit(f"docs/{PAGE.name} lacks the marks '{BEGIN}' and '{END}'")
    PAGE.write_text(f"{before}{BEGIN}\n\n{text}\n{END}{after}", encoding="utf-8")


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure how well the search ranks.")
    parser.add_argument("--root", type=Path, default=ROOT, help="folder of the knowledge base")
    parser.add_argument("--each", action="store_true", help="show each query, the worst first")
    parser.add_argument(
        "--cranfield", type=Path, metavar="FOLDER", help="docs.json, queries.json, qrels.json"
    )
    parser.add_argument("--write", action="store_true", help="put the tables into docs/relevance.md")
    asked = parser.parse_args()
    if asked.cranfield and not (asked.cranfield / "qrels.json").is_file():
        parser.error("--cranfield takes a folder with docs.json, queries.json and qrels.json")
    judged, papers = read()
    engine = atlas(asked.root, papers)
    text = table(by_kind(judged, engine), "kind of query")
    if asked.cranfield:
        text += "\n" + cranfield(asked.cranfield)
    print(text, end="")
    if asked.write:
        write(text)
    if asked.each:
        scores = sorted((ndcg(engine(one.query), one.grades), one.kind, one.query) for one in judged)
        print("\n" + "\n".join(f"{score:.3f}  {kind}: {query}" for score, kind, query in scores))


if __name__ == "__main__":
    main()
