"""Make embedding-size.csv anew from a clone of the benchmark's public results.

    git clone --bare --depth 1 https://github.com/embeddings-benchmark/results results.git
    python datasets/embedding_size.py results.git

The clone has `results/<model>/<revision>/<Task>.json` with scores, and `model_meta.json` with the
number of parameters and the training data that its authors declare. Nothing is asked of the
network; nothing but git and this package is needed. What is taken, and why:

- Scores: English subset of the test split, times 100. `main_score` is not read, for it is another
  metric in older files; nor are sets with longer names, such as `en-ext`. Files of before 2024
  nest their scores in another way; they are read, too.
- Parameters: the file beside `external` results holds the exact count of the weights, the others
  a rounded one; where they disagree, the exact one counts. Models without a count are left out.
- Seen in training: `yes` or `no` by the data sets that any file of the model declares; nothing
  where none declares any.
"""

from __future__ import annotations

import argparse
import csv
import io
import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from smatlas import datasets
from smatlas.commands.files import write

HERE = Path(__file__).resolve().parent
NAME = "embedding-size"
META = "model_meta.json"
EXTERNAL = "external"


@dataclass(frozen=True)
class Task:
    """What is read of a task.

    Attributes:
        column: Column of its score.
        file: Name of its result files.
        subset: The subset that is read.
        path: Names of the metric, in today's files and in those of before 2024.
        kin: Beginnings of the names of data sets that give the task away.
    """

    column: str
    file: str
    subset: str
    path: tuple[str, tuple[str, ...]]
    kin: tuple[str, ...]

    def score(self, result: Mapping[str, Any]) -> float | None:
        """Find the score in a result file, times 100; None where it is not there."""
        value: Any = None
        if "scores" in result:
            entries = result["scores"].get("test", ())
            value = next((e.get(self.path[0]) for e in entries if e["hf_subset"] == self.subset), None)
        else:
            value = result.get("test", {}).get(self.subset, {})
            for step in self.path[1]:
                value = value.get(step) if isinstance(value, Mapping) else None
        return round(100 * value, 2) if isinstance(value, int | float) else None

    def seen(self, metas: Mapping[str, Mapping[str, Any]]) -> str:
        """Tell whether the declared training data give the task away: yes, no, or nothing."""
        declared = [
            meta["training_datasets"] for meta in metas.values() if meta.get("training_datasets") is not None
        ]
        names = {name for each in declared for name in each}
        return ("yes" if any(name.startswith(self.kin) for name in names) else "no") if declared else ""


TASKS = (
    Task(
        "sts17", "STS17.json", "en-en", ("cosine_spearman", ("cos_sim", "spearman")), ("STS1", "STS2", "STSB")
    ),
    Task(
        "counterfactual",
        "AmazonCounterfactualClassification.json",
        "en",
        ("accuracy", ("accuracy",)),
        ("AmazonCounterfactualClassification",),
    ),
)


def files(clone: Path) -> Iterator[tuple[str, str, str, Any]]:
    """Read the wanted files of the newest commit: model, revision, file name, content."""

    def git(*arguments: str, text: bytes = b"") -> bytes:
        return subprocess.run(
            ["git", "-C", str(clone), *arguments], input=text, check=True, capture_output=True
        ).stdout

    wanted = {META, *(task.file for task in TASKS)}
    found = git("ls-tree", "-r", "--name-only", "-z", "HEAD", "results/").decode().split("\0")
    paths = [path for path in found if path.count("/") == 3 and path.rpartition("/")[2] in wanted]
    stream = io.BytesIO(git("cat-file", "--batch", text="".join(f"HEAD:{path}\n" for path in paths).encode()))
    for path in paths:
        head = stream.readline().split()
        content = stream.read(int(head[-1]) + 1) if head[-1].isdigit() else b""
        _, model, revision, name = path.split("/")
        try:
            yield model, revision, name, json.loads(content)
        except ValueError:
            print(f"not read: {path}", file=sys.stderr)


def size(metas: Mapping[str, Mapping[str, Any]]) -> tuple[int, str] | None:
    """Give the number of parameters and the revision whose file says so."""
    order = sorted(metas, key=lambda revision: (revision != EXTERNAL, revision))
    return next(((int(metas[r]["n_parameters"]), r) for r in order if metas[r].get("n_parameters")), None)


def rows(clone: Path, left_out: set[tuple[str, str]]) -> Iterator[dict[str, str]]:
    """Make a row of every model that has a size and a score."""
    models: dict[str, dict[str, dict[str, Any]]] = {}
    for model, revision, name, content in files(clone):
        models.setdefault(model, {}).setdefault(name, {})[revision] = content
    for model, found in models.items():
        name, metas = model.replace("__", "/", 1), found.get(META, {})
        known = size(metas)
        if known is None:
            continue
        row = {
            "model": name,
            "parameters": str(known[0]),
            "parameters-file": f"results/{model}/{known[1]}/{META}",
        }
        for task in TASKS:
            results = found.get(task.file, {})
            scores = {
                revision: score
                for revision in sorted(results)
                if (score := task.score(results[revision])) is not None
            }
            if scores and (name, task.column) not in left_out:
                # measured by the benchmark's own program rather than reported from outside
                revision = min(scores, key=lambda each: (each == EXTERNAL, each))
                row |= {
                    task.column: f"{scores[revision]:.2f}",
                    f"{task.column}-file": f"results/{model}/{revision}/{task.file}",
                }
                row |= {f"{task.column}-seen": task.seen(metas)}
        if any(task.column in row for task in TASKS):
            yield row


def main(arguments: list[str] | None = None) -> None:
    """Write the table beside this script."""
    parser = argparse.ArgumentParser(description="Make embedding-size.csv anew.")
    parser.add_argument("clone", type=Path, help="a clone of embeddings-benchmark/results, bare or not")
    parser.add_argument("--output", type=Path, default=HERE / f"{NAME}.csv")
    given = parser.parse_args(arguments)
    description = datasets.load(HERE.parent)[0][NAME].description
    assert description is not None, f"{NAME}.yaml has problems: smatlas check"
    made = sorted(
        rows(given.clone, {(each.row, each.measure) for each in description.left_out}),
        key=lambda row: (int(row["parameters"]), row["model"].casefold()),
    )
    text = io.StringIO()
    writer = csv.DictWriter(text, list(description.columns), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(made)
    write(given.output, text.getvalue())
    print(
        f"{len(made)} models",
        *(f"{sum(t.column in r for r in made)} with {t.column}" for t in TASKS),
        sep=", ",
    )


if __name__ == "__main__":
    main()
