"""Measure smatlas: checking, indexing, searching, building.

Whole processes are timed, as a person waits for them. A search is measured in turns
with two floors: a bare Whoosh script over the same records, and Python that does
nothing. Everything is generated in a temporary folder.

Examples:
  python benchmarks/run.py
  python benchmarks/run.py --corpus FILE.jsonl.gz --sizes 1000,10000 --write
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

import corpus
import page
from whoosh.analysis import StemmingAnalyzer
from whoosh.fields import TEXT, Schema
from whoosh.index import create_in

from smatlas import __version__, knowledge_base

ROOT: Final = Path(__file__).resolve().parent.parent
PAGE: Final = ROOT / "docs" / "benchmarks.md"

QUERIES: Final = (
    "knowledge distillation",
    "speculative decoding draft",
    "retrieval augmented generation",
    "weak to strong generalization",
    '"small language models"',
    "wang routing",
    "language models",
)
"""From narrow to broad, with a phrase and a name; the last one is in most records."""

PATIENCE: Final = 60.0
"""Seconds after which a measurement is not repeated any more."""

WHOOSH: Final = """
import sys
from whoosh.index import open_dir
from whoosh.qparser import MultifieldParser
opened = open_dir(sys.argv[1])
with opened.searcher() as searcher:
    query = MultifieldParser(["title", "authors", "summary"], opened.schema).parse(sys.argv[2])
    for hit in searcher.search(query, limit=None)[:10]:
        print(hit["title"])
"""
"""The floor of a search: nothing but Whoosh. It is handed a folder and the words."""

Call = Callable[[], object]


@dataclass
class Measured:
    """Medians of one knowledge base, in seconds.

    Attributes:
        name: Head of its column.
        check: Checking it.
        check_one: Checking it, after one record changed, for that record alone.
        index: The first search, which builds the index.
        changed: A search after one record changed.
        searches: By query: a search, the bare Whoosh script, bare Python.
        build: Building the site; None where it was not measured.
    """

    name: str
    check: float = 0.0
    check_one: float = 0.0
    index: float = 0.0
    changed: float = 0.0
    searches: dict[str, tuple[float, float, float]] = field(default_factory=dict)
    build: float | None = None

    def search(self, program: int) -> float:
        """Give the median over the queries: 0 a search, 1 bare Whoosh, 2 bare Python."""
        return statistics.median(times[program] for times in self.searches.values())


def run(command: Sequence[str | Path], fine: tuple[int, ...] = (0,)) -> None:
    """Run a program to its end.

    Args:
        command: The program and its arguments.
        fine: Exit codes that are no failure.

    Raises:
        SystemExit: It failed; what it printed is shown.
    """
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in fine:
        shown = " ".join(map(str, command))
        said = done.stdout[-2000:] + done.stderr[-2000:]
        raise SystemExit(f"{shown}\nended with {done.returncode}:\n{said}")


def smatlas(verb: str, root: Path, *arguments: str) -> None:
    """Run a command of smatlas; that a search finds nothing is no failure."""
    program = Path(sys.executable).with_name("smatlas")
    run([program, verb, "--root", root, *arguments], (0, 1) if verb == "search" else (0,))


def medians(calls: Sequence[Call], repeat: int, prepare: Call = lambda: None) -> list[float]:
    """Time calls in turns: A B C A B C, so that a busy moment meets all of them.

    Args:
        calls: What to time.
        repeat: Number of rounds; fewer where they take longer than `PATIENCE`.
        prepare: Done before each round, untimed.

    Returns:
        The median of each call, in seconds.
    """
    rounds: list[list[float]] = []
    while len(rounds) < repeat and sum(map(sum, rounds)) < PATIENCE:
        prepare()
        times = []
        for call in calls:
            start = time.perf_counter()
            call()
            times.append(time.perf_counter() - start)
        rounds.append(times)
    return [statistics.median(times) for times in zip(*rounds, strict=True)]


def bare_index(root: Path, folder: Path) -> None:
    """Index the same records with Whoosh alone.

    Args:
        root: The knowledge base.
        folder: Where the index goes; created.
    """
    folder.mkdir()
    fields = {name: TEXT(analyzer=StemmingAnalyzer()) for name in ("authors", "summary")}
    schema = Schema(title=TEXT(analyzer=StemmingAnalyzer(), stored=True), **fields)
    writer = create_in(folder, schema).writer(limitmb=256)
    for paper in knowledge_base.load(root).papers.values():
        writer.add_document(title=paper.title, authors=" . ".join(paper.authors), summary=paper.summary)
    writer.commit()


def change_one(root: Path) -> Path:
    """Change what one record says, differently each time it is called; give its file."""
    for path in sorted((root / "papers").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        head, mark, number = text.partition("\nother_titles: [Changed ")
        if mark or "\nother_titles:" not in text:
            count = int(number.strip("]\n") or 0) + 1
            path.write_text(f"{head.rstrip()}\nother_titles: [Changed {count}]\n", encoding="utf-8")
            return path
    raise SystemExit("there is no record to change")


def measure(root: Path, name: str, repeat: int, build: bool) -> Measured:
    """Measure everything on one knowledge base.

    Args:
        root: The knowledge base, in a folder of its own that may be written to.
        name: Head of its column.
        repeat: Number of rounds.
        build: Whether to build the site.

    Returns:
        The medians.
    """
    result = Measured(name)
    smatlas("check", root)  # also a warming-up: it must say that there are no errors
    [result.check] = medians([lambda: smatlas("check", root)], repeat)
    changed = change_one(root)
    one = [lambda: smatlas("check", root, str(changed))]
    [result.check_one] = medians(one, repeat, lambda: change_one(root))
    first = [lambda: smatlas("search", root, QUERIES[0])]
    [result.index] = medians(first, repeat, lambda: shutil.rmtree(root / ".smatlas", ignore_errors=True))
    bare = root / "bare"
    bare_index(root, bare)
    run([sys.executable, "-c", WHOOSH, bare, QUERIES[0]])
    for query in QUERIES:
        result.searches[query] = search(root, bare, query, repeat)
    [result.changed] = medians(first, repeat, lambda: change_one(root))
    if build:
        [result.build] = medians([lambda: smatlas("build", root, "--output", str(root / "site"))], 1)
    return result


def search(root: Path, bare: Path, query: str, repeat: int) -> tuple[float, float, float]:
    """Time a search beside its two floors.

    Args:
        root: The knowledge base, with a fresh index.
        bare: Index of the bare Whoosh script.
        query: The words.
        repeat: Number of rounds.

    Returns:
        The medians of a search, the bare Whoosh script, bare Python.
    """
    ours, whoosh, python = medians(
        [
            lambda: smatlas("search", root, query),
            lambda: run([sys.executable, "-c", WHOOSH, bare, query]),
            lambda: run([sys.executable, "-c", "pass"]),
        ],
        repeat,
    )
    return ours, whoosh, python


def table(results: Sequence[Measured], repeat: int) -> str:
    """Lay the results out in Markdown.

    Args:
        results: One for each column.
        repeat: Number of rounds, as told.

    Returns:
        Two tables, with the facts of the machine.
    """
    facts = f"{os.cpu_count()} cores, Python {platform.python_version()}, {platform.system()}"
    lines = [f"smatlas {__version__}; {facts}; medians of up to {repeat} runs, in seconds.", ""]
    rows: list[tuple[str, Callable[[Measured], str]]] = [
        ("check", lambda r: f"{r.check:.2f}"),
        ("check of one changed record", lambda r: f"{r.check_one:.2f}"),
        ("first search, builds the index", lambda r: f"{r.index:.2f}"),
        ("search after one record changed", lambda r: f"{r.changed:.2f}"),
        ("search, index fresh", lambda r: f"{r.search(0):.3f}"),
        ("floor: bare Whoosh, same words", lambda r: f"{r.search(1):.3f}"),
        ("floor: bare Python, does nothing", lambda r: f"{r.search(2):.3f}"),
        ("**search / bare Whoosh**", lambda r: f"**{r.search(0) / r.search(1):.2f}**"),
        ("build", lambda r: "not measured" if r.build is None else f"{r.build:.1f}"),
    ]
    lines += _head("", results)
    lines += [_line(label, [cell(result) for result in results]) for label, cell in rows]
    lines += ["", "Each query: search / bare Whoosh, and seconds of the two.", "", *_head("query", results)]
    for query in QUERIES:
        pairs = [result.searches[query][:2] for result in results]
        lines.append(_line(f"`{query}`", [f"{a / b:.2f} ({a:.3f} / {b:.3f})" for a, b in pairs]))
    return "\n".join(lines) + "\n"


def _head(corner: str, results: Sequence[Measured]) -> list[str]:
    return [_line(corner, [result.name for result in results]), "|---|" + "--:|" * len(results)]


def _line(label: str, cells: Sequence[str]) -> str:
    return f"| {label} | {' | '.join(cells)} |"


def sizes(text: str) -> list[int]:
    """Read a list of sizes, such as `1000,10000`."""
    found = [int(part) for part in text.split(",")]
    if min(found) < 1:
        raise argparse.ArgumentTypeError("a size is 1 or more")
    return found


def main() -> None:
    """Run what the command line asks for."""
    parser = argparse.ArgumentParser(description="Measure smatlas beside bare Whoosh and bare Python.")
    parser.add_argument(
        "--corpus", type=Path, help="gzipped JSON lines: id of arXiv, title, authors, abstract"
    )
    parser.add_argument("--sizes", type=sizes, default="1000,10000", help="records to make (1000,10000)")
    parser.add_argument("--repeat", type=int, default=5, help="rounds of each measurement (5)")
    parser.add_argument("--build-limit", type=int, default=1000, help="build sites up to this size (1000)")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/benchmarks.md")
    asked = parser.parse_args()
    if asked.repeat < 1 or (asked.corpus and not asked.corpus.is_file()):
        parser.error("--repeat takes 1 or more, --corpus a file that is there")
    results = []
    for size in (None, *asked.sizes) if asked.corpus else (None,):
        with tempfile.TemporaryDirectory(prefix="smatlas-benchmark-") as folder:
            root = Path(folder)
            if size:
                corpus.make(ROOT, root, islice(corpus.read(asked.corpus), size))
            else:
                corpus.copy(ROOT, root)
            count = len(list((root / "papers").glob("*.yaml")))
            name = f"{count:,} {'made' if size else 'real'}"
            results.append(measure(root, name, asked.repeat, count <= asked.build_limit))
    text = table(results, asked.repeat)
    print(text, end="")
    if asked.write:
        page.write(PAGE, "run.py", text)


if __name__ == "__main__":
    main()
