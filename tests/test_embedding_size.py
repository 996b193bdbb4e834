"""The script that makes the table of embedding models, on a small invented results repository."""

import csv
import importlib.util
import json
import subprocess
from pathlib import Path

import pytest

from smatlas import datasets
from tests.conftest import REPOSITORY, program

STS, COUNTERFACTUAL = "STS17.json", "AmazonCounterfactualClassification.json"


@pytest.fixture(scope="module")
def script():
    spec = importlib.util.spec_from_file_location("embedding_size", REPOSITORY / "datasets/embedding_size.py")
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules[spec.name] = module  # dataclasses look their module up
    spec.loader.exec_module(module)
    yield module
    del sys.modules[spec.name]


def scores(*entries):
    return {"scores": {"test": [dict(zip(("hf_subset", *e[1]), (e[0], *e[1].values()), strict=True)) for e in entries],
                       "validation": [{"hf_subset": "en", "accuracy": 0.99}]}}  # fmt: skip


FILES = {
    "acme__tiny/r1/model_meta.json": {"n_parameters": 20_000_000, "training_datasets": {"STSBenchmark": ["train"]}},
    "acme__tiny/external/model_meta.json": {"n_parameters": 19_876_543, "training_datasets": None},
    f"acme__tiny/r1/{STS}": scores(("en-de", {"cosine_spearman": 0.1}), ("en-en", {"main_score": 0.2, "cosine_spearman": 0.87655})),
    f"acme__tiny/external/{STS}": scores(("en-en", {"cosine_spearman": 0.5})),
    f"acme__tiny/r1/{COUNTERFACTUAL}": scores(("en-ext", {"accuracy": 0.9}), ("en", {"accuracy": 0.7})),
    "acme__old/r1/model_meta.json": {"n_parameters": 5_000_000, "training_datasets": []},
    f"acme__old/no_revision_available/{STS}": {"test": {"en-en": {"cos_sim": {"spearman": 0.8, "pearson": 0.1}}}},
    f"acme__old/no_revision_available/{COUNTERFACTUAL}": {"test": {"de": {"accuracy": 0.6}}},
    "acme__silent/r1/model_meta.json": {"n_parameters": 7, "training_datasets": None},
    f"acme__silent/r1/{COUNTERFACTUAL}": scores(("en", {"accuracy": 0.61})),
    "acme__closed/r1/model_meta.json": {"n_parameters": None},
    f"acme__closed/r1/{STS}": scores(("en-en", {"cosine_spearman": 0.9})),
    "Gameselo__STS-multilingual-mpnet-base-v2/r1/model_meta.json": {"n_parameters": 9},
    f"Gameselo__STS-multilingual-mpnet-base-v2/r1/{STS}": scores(("en-en", {"cosine_spearman": 0.009})),
    "acme__tiny/r1/Other.json": {"scores": {}},
}  # fmt: skip


@pytest.fixture(scope="module")
def made(script, tmp_path_factory):
    """The rows that the script writes, by model, all read as text."""
    git, root = program("git", "git"), tmp_path_factory.mktemp("results")
    for name, content in FILES.items():
        path = root / "results" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(content))
    (root / "results/acme__tiny/r1/broken").mkdir()
    (root / "results/acme__silent/r1" / STS).write_text("version https://git-lfs")
    for call in (["init", "-q"], ["add", "."],
                 ["-c", "user.name=a", "-c", "user.email=a@b", "-c", "commit.gpgsign=false", "commit", "-qm", "x"]):  # fmt: skip
        subprocess.run([git, "-C", str(root), *call], check=True, capture_output=True)
    output = root / "made.csv"
    script.main([str(root), "--output", str(output)])
    with output.open(newline="") as file:
        return {row["model"]: row for row in csv.DictReader(file)}


def test_rows_stand_by_size_and_a_model_without_a_size_or_a_score_is_left_out(made):
    assert list(made) == ["acme/silent", "acme/old", "acme/tiny"]


def test_the_exact_count_of_parameters_counts(made):
    assert made["acme/tiny"]["parameters"] == "19876543"
    assert made["acme/tiny"]["parameters-file"] == "results/acme__tiny/external/model_meta.json"


def test_the_score_is_that_of_the_english_subset_and_the_named_metric_times_100(made):
    assert (made["acme/tiny"]["sts17"], made["acme/tiny"]["counterfactual"]) == ("87.66", "70.00")
    assert made["acme/tiny"]["sts17-file"] == "results/acme__tiny/r1/STS17.json"


def test_files_of_the_older_form_are_read(made):
    assert (made["acme/old"]["sts17"], made["acme/old"]["counterfactual"]) == ("80.00", "")


def test_training_is_yes_no_or_not_known(made):
    assert [made[name]["sts17-seen"] for name in ("acme/tiny", "acme/old", "acme/silent")] == [
        "yes",
        "no",
        "",
    ]
    assert [made[name]["counterfactual-seen"] for name in ("acme/tiny", "acme/silent")] == ["no", ""]


@pytest.mark.real
def test_the_committed_table_stands_by_size_and_leaves_out_what_its_description_says(real):
    dataset = real.datasets["embedding-size"]
    assert [row.line for row in dataset.rows] == list(range(2, len(dataset.rows) + 2))
    for omission in dataset.description.left_out:
        assert [r.cells[omission.measure] for r in dataset.rows if r.cells["model"] == omission.row] == [""]
    assert all(0 < p.score < 100 for m in dataset.description.measures for p in dataset.points(m))


def test_its_description_tells_how_to_run_it():
    description = datasets.load(REPOSITORY)[0]["embedding-size"].description
    named = description.regenerate.split("python ")[1].split()[0]
    assert (Path(REPOSITORY) / named).is_file()
