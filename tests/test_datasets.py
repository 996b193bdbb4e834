import shutil

import pytest

from smatlas import datasets
from tests.conftest import INVENTED


def test_rows_stand_by_size_whatever_their_order_in_the_file(bread):
    assert [row.cells["loaf"] for row in bread.datasets["oven-heat"].rows] == [
        "Roll", "Roll, long", 'Say "wheat"', "Miche & Co", "Wheel <large>",
    ]  # fmt: skip


def test_a_point_has_a_size_a_score_its_origin_and_what_sets_it_apart(bread):
    dataset = bread.datasets["oven-heat"]
    rise, taste = dataset.description.measures
    assert [(p.name, p.size, p.score, p.origin, p.marked) for p in dataset.points(rise)] == [
        ("Roll", 60, 140, "page 1.txt", True),
        ("Roll, long", 80, 150, "page 1.txt", False),
        ('Say "wheat"', 250, 160.5, "page 2.txt", None),
        ("Miche & Co", 1800, 120, "page 2.txt", False),
    ]
    assert {p.marked for p in dataset.points(taste)} == {None}


def test_medians_are_taken_within_bands_and_the_best_follows_the_direction_of_the_metric(bread):
    dataset = bread.datasets["oven-heat"]
    rise, taste = dataset.description.measures
    assert [(b.low, b.number, b.median, b.best) for b in dataset.by_band(rise)] == [
        (0, 2, 145, 150),
        (100, 1, 160.5, 160.5),
        (1000, 1, 120, 120),
        (2000, 0, None, None),
    ]
    assert [b.best for b in dataset.by_band(taste)] == [3, 4, 2, 7]


def test_the_rank_correlation_shares_ranks_among_equal_values(tmp_path, bread):
    rise = bread.datasets["oven-heat"].description.measures[0]
    assert bread.datasets["oven-heat"].rank_correlation(rise) == pytest.approx(-0.2)
    shutil.copytree(INVENTED / "datasets", tmp_path / "datasets")
    path = tmp_path / "datasets" / "oven-heat.csv"
    head = "loaf,weight,rise,rise-file,proved,taste,taste-file\n"
    # ranks 1.5 1.5 3 and 1 2 3: 0.866 by hand; one value alone has no correlation
    for rows, expected in (
        ("A,1,1,p,,,\nB,1,2,p,,,\nC,2,3,p,,,\n", pytest.approx(0.866, abs=1e-3)),
        ("A,1,1,p,,,\n", None),
    ):
        path.write_text(head + rows)
        assert datasets.load(tmp_path)[0]["oven-heat"].rank_correlation(rise) == expected


def test_a_size_at_the_end_of_a_band_belongs_to_the_next(tmp_path):
    shutil.copytree(INVENTED / "datasets", tmp_path / "datasets")
    (tmp_path / "datasets" / "oven-heat.csv").write_text(
        "loaf,weight,rise,rise-file,proved,taste,taste-file\nA,100,1,p,,,\nB,99.9,2,p,,,\n"
    )
    found, problems = datasets.load(tmp_path)
    assert problems == []
    bands = found["oven-heat"].by_band(found["oven-heat"].description.measures[0])
    assert [b.number for b in bands] == [1, 1, 0, 0]


def test_the_address_of_a_file_names_the_snapshot(bread):
    source = bread.datasets["oven-heat"].description.source
    assert source.file_address("page 1.txt") == "https://bread.example/book/abc1234/page%201.txt"
    assert source.model_copy(update={"files": None}).file_address("page 1.txt") == ""


def test_a_knowledge_base_without_the_folder_has_none(tmp_path):
    assert datasets.load(tmp_path) == ({}, [])


def test_a_description_of_the_wrong_shape_is_reported_and_leaves_the_table(tmp_path):
    shutil.copytree(INVENTED / "datasets", tmp_path / "datasets")
    path = tmp_path / "datasets" / "oven-heat.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("scale: log", "scale: lg"), encoding="utf-8")
    found, problems = datasets.load(tmp_path)
    assert [(p.code, p.place.file) for p in problems] == [("wrong-type", "datasets/oven-heat.yaml")]
    dataset = found["oven-heat"]
    assert dataset.description is None
    assert dataset.rows == ()
    assert len(dataset.table.rows) == 5
