import csv
import io
import json
import re
from xml.etree import ElementTree

import pytest

from smatlas.site import evidence
from smatlas.site.page import open_site
from tests.site.test_build import read
from tests.test_evidence import finding, sized, with_findings  # noqa: F401


def text_of(path):
    return path.read_text(encoding="utf-8")


def table(text):
    return list(csv.DictReader(io.StringIO(text)))


def pages(base):
    return {page.path: page.body for page in evidence.pages(open_site(base))}


def test_a_cell_counts_by_sign_and_number_and_leads_to_its_list(bread_site):
    page = text_of(bread_site / "evidence" / "index.html")
    cell = re.search(
        r'<td[^>]*><a class="sm-keep" href="roles/commercial-yeast.html#rise">.*?</td>', page, re.DOTALL
    )[0]
    shown = re.sub(r"<span[^>]* hidden>.*?</b><span[^>]*>[^<]*</span></span>", "", cell)
    assert re.findall(r"(▲|＝|▼)</span> <b>(\d+)</b><span class=\"sm-hidden\"> (\w+)", shown) == [
        ("＝", "1", "equal"),
        ("▼", "1", "worse"),
    ]
    listed = read(bread_site / "evidence" / "roles" / "commercial-yeast.html")
    assert {"rise", "taste", "yeast2023bought-1", "miller2019wild-2"} <= set(listed.ids)


def test_an_empty_cell_is_a_gap_that_asks_for_a_finding(real_site, real):
    page = text_of(real_site / "evidence" / "index.html")
    gaps = re.findall(
        r'<td class="sm-gap"><a href="\.\./contribute\.html"><span class="sm-hidden">No finding on ([^<]*): </span>add one',
        page,
    )
    known = {
        (placement.role, found.outcome)
        for paper in real.papers.values()
        for placement in paper.roles
        for found in paper.findings
    }
    cells = len(real.taxonomy.leaves) * len(real.taxonomy.terms("outcomes"))
    leaves = {role.id for role in real.taxonomy.leaves}
    assert len(gaps) == cells - len({key for key in known if key[0] in leaves})


def test_without_a_page_on_contributing_a_gap_is_shown_and_leads_nowhere(bread_site):
    page = text_of(bread_site / "evidence" / "index.html")
    assert page.count('<td class="sm-gap"><span class="sm-hidden">no finding</span></td>') == 6
    assert "add one" not in page


def test_the_list_of_a_role_gives_statement_numbers_place_and_paper(bread_site):
    shown = " ".join("".join(read(bread_site / "evidence" / "roles" / "sourdough.html").text).split())
    for expected in ("Tasters prefer the wild loaves.", "wild Rye 48h (2.5B parameters) 8.25 of ten",
                     "Wild Yeast Outperforms Bought Yeast: A Slow-to-Rise Study, Zoë Miller et al. 2019. Said in: Table 1."):  # fmt: skip
        assert expected in shown
    assert not (bread_site / "evidence" / "roles" / "steam.html").exists()


def test_a_retired_role_forwards_to_the_list_of_its_successor(bread_site):
    page = read(bread_site / "evidence" / "roles" / "sour-dough.html")
    assert ("refresh", "0; url=sourdough.html") in page.meta


def test_results_of_the_same_kind_stand_in_one_body_of_the_table(with_findings):  # noqa: F811
    same = {"task": "rising", "dataset": "<hall>", "metric": "height"}
    base = with_findings(
        finding(**same, wild={"model": "W & W", "score": 8}, bought={"model": "B", "score": 9.5}),
        finding(**same, wild={"model": "V", "score": 7}),
        finding(
            task="rising", dataset="barn", metric="height", change={"value": 2, "to": 3, "unit": "times"}
        ),
    )
    page = pages(base)["evidence/results.md"]
    bodies = re.findall(r'<tbody class="sm-like">.*?</tbody>', page, re.DOTALL)
    assert [len(re.findall("<tr data-finding", body)) for body in bodies] == [2]
    assert "rising, &lt;hall&gt;, height" in bodies[0]
    assert "W &amp; W" in bodies[0]
    assert "-1.5</td>" in bodies[0]
    assert "2 to 3 times" in page.partition('id="alone"')[2]


def test_the_plot_of_sizes_shows_the_effect_by_shape_and_has_a_table_of_the_same(with_findings):  # noqa: F811
    base = with_findings(sized(1e6, 9e9), sized(2e8, 9e9, effect="worse"), sized(3e7, 5e9, effect="equal"))
    page = pages(base)["evidence/index.md"]
    drawn = page.partition("<svg")[2].partition("</svg>")[0]
    assert re.findall(r'<a [^>]*data-finding="(\d)"[^>]*><path class="sm-(\w+) sm-(\w+)"', drawn) == [
        ("0", "better", "up"), ("2", "equal", "square"), ("1", "worse", "down"),
    ]  # fmt: skip
    twin = page.partition("The same as a table")[2]
    assert re.findall(r'data-value="([\d.]+)">', twin) == [
        "1000000.0", "9000000000.0", "200000000.0", "9000000000.0", "30000000.0", "5000000000.0",
    ]  # fmt: skip
    files = dict(evidence.files(open_site(base)))
    assert len(table(files["evidence/sizes-wild-vs-bought-rise.csv"])) == 3
    root = ElementTree.fromstring(files["evidence/sizes-wild-vs-bought-rise.svg"])
    assert (
        root.find("{http://www.w3.org/2000/svg}title").text
        == "Rise, wild against bought: number of parameters of both"
    )


def test_too_few_sizes_make_no_plot(with_findings):  # noqa: F811
    assert "<svg" not in pages(with_findings(sized(1e6, 9e9), sized(1e6, 9e9)))["evidence/index.md"]


def test_the_files_to_take_away_hold_what_the_pages_show(bread_site):
    cells = table(text_of(bread_site / "evidence" / "map.csv"))
    assert {"role": "sourdough", "outcome": "rise", "better": "0", "equal": "0", "worse": "1"} in cells
    assert len(cells) == 12
    results = table(text_of(bread_site / "evidence" / "results.csv"))
    assert [(r["paper"], r["first_score"], r["second_score"], r["change"]) for r in results] == [
        ("miller2019wild", "8.25", "7", ""),
        ("miller2019wild", "", "", "about 20 to 30 percent"),
    ]


def test_the_data_for_the_filters_name_every_finding_and_cannot_end_their_element(bread, bread_site):
    data = re.search(
        r'id="sm-findings">(.*?)</script>', text_of(bread_site / "evidence" / "index.html"), re.DOTALL
    )[1]
    read_back = json.loads(data)
    found = {(year, *sorted(read_back["texts"][n] for n in told)) for year, told in read_back["findings"]}
    assert (2023, "compares=bought vs wild", "flours=wheat") in found
    assert len(read_back["findings"]) == 3
    paper = bread.papers["rye2024slow"].model_copy(
        update={"findings": (finding(compares="</script> vs <b>"),)}
    )
    from dataclasses import replace

    body = pages(replace(bread, papers={paper.id: paper}))["evidence/index.md"]
    assert "</script> vs" not in body
    assert (
        json.loads(re.search(r'id="sm-findings">(.*?)</script>', body)[1])["texts"][0]
        == "compares=</script> vs <b>"
    )


def test_without_findings_there_are_no_pages(with_findings):  # noqa: F811
    assert pages(with_findings()) == {}
    assert dict(evidence.files(open_site(with_findings()))) == {}


@pytest.mark.real
def test_a_chosen_filter_is_one_that_some_finding_meets(real_site):
    page = text_of(real_site / "evidence" / "index.html")
    texts = set(json.loads(re.search(r'id="sm-findings">(.*?)</script>', page, re.DOTALL)[1])["texts"])
    for name, options in re.findall(r'<select name="(\w+)">(.*?)</select>', page, re.DOTALL):
        if name not in ("from", "to"):
            assert {f"{name}={value}" for value in re.findall(r'value="([^"]+)"', options)} <= texts
