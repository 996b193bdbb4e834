import csv
import re
from xml.etree import ElementTree

import pytest

from smatlas.site import datasets
from smatlas.site.page import open_site
from tests.conftest import INVENTED
from tests.site.test_build import read

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def site(bread):
    return open_site(bread)


def shown(path):
    return " ".join("".join(read(path).text).split())


def test_the_page_shows_scores_medians_caveats_source_and_how_to_make_it_anew(bread_site):
    text = shown(bread_site / "datasets" / "oven-heat.html")
    for expected in (
        "Loaf weight & rise",
        "beside rise before.",
        "lower is better",
        "snapshot abc1234 of 2026-01-15",
        "Loaves of <one> baker & his son count singly.",
        "Left out: Burnt loaf, Rise. It was a fire.",
        "python datasets/oven_heat.py book > datasets/oven-heat.csv",
        "Rank correlation of weight and score, over all rows: -0.20",
    ):
        assert expected in text


def test_the_table_of_bands_counts_rows_and_gives_medians_apart(bread_site):
    page = (bread_site / "datasets" / "oven-heat.html").read_text(encoding="utf-8")
    rows = [[re.sub(r"<[^>]*>", "", cell).strip() for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
            for row in re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)]  # fmt: skip
    assert ["under 100 g", "2", "145.00", "150.00", "140.00 of 1", "150.00 of 1", "0"] in rows
    assert ["100 g to 1 kg", "1", "160.50", "160.50", "of 0", "of 0", "1"] in rows


def test_every_score_links_to_the_file_it_was_read_from(bread_site):
    page = (bread_site / "datasets" / "oven-heat.html").read_text(encoding="utf-8")
    assert '<a href="https://bread.example/book/abc1234/page%202.txt" rel="noopener">160.5</a>' in page
    assert 'data-value="1800">1.8K</td>' in page


def test_the_table_to_take_away_is_that_of_the_repository(bread_site):
    offered = (bread_site / "datasets" / "oven-heat.csv").read_bytes()
    assert offered == (INVENTED / "datasets" / "oven-heat.csv").read_bytes()


def test_the_plot_to_take_away_is_whole_and_has_a_dot_for_each_score(bread_site):
    root = ElementTree.parse(bread_site / "datasets" / "oven-heat-rise.svg").getroot()
    assert root.tag == f"{SVG}svg"
    titles = [t.text for t in root.iter(f"{SVG}title")]
    assert "Roll, 60 grams: 140; Proved twice" in titles
    assert 'Say "wheat", 250 grams: 160.5; not known: Proved twice' in titles
    assert "under 100 g: median 145.00 of 2" in titles
    assert [t.text for t in root.iter(f"{SVG}text") if t.text == "Miche & Co"] == ["Miche & Co"]
    assert list(root.iter(f"{SVG}a")) == []


def test_what_sets_a_row_apart_shows_in_the_shape_of_its_dot(site):
    dataset = site.base.datasets["oven-heat"]
    rise, taste = dataset.description.measures
    drawn = datasets.figure(dataset, dataset.description, rise)
    assert [dot.shape for dot in drawn.dots] == ["ring", "circle", "square", "circle"]
    assert [entry.text for entry in drawn.legend] == [
        "Proved twice", "The others", "Not known: Proved twice", "Median of a band of sizes",
    ]  # fmt: skip
    assert [entry.shape for entry in datasets.figure(dataset, dataset.description, taste).legend] == ["level"]


def test_without_data_sets_there_are_no_pages(site, bread):
    from dataclasses import replace

    assert list(datasets.pages(replace(site, base=replace(bread, datasets={})))) == []


@pytest.mark.real
def test_the_plots_of_the_embedding_models_hold_every_score_of_the_table(real_site, real):
    dataset = real.datasets["embedding-size"]
    page = (real_site / "datasets" / "embedding-size.html").read_text(encoding="utf-8")
    with (real_site / "datasets" / "embedding-size.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    for measure in dataset.description.measures:
        scored = [row for row in rows if row[measure.column]]
        assert len(scored) >= 220
        assert len(dataset.points(measure)) == len(scored)
        assert all(f">{row[measure.column]}</a>" in page for row in scored)
    assert "<script" not in page.partition('<article class="sm-dataset')[2].partition("</article>")[0]
