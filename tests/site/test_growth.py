import re

from smatlas.site.growth import HEIGHT, YEARS, growth


def test_growth_is_told_year_by_year_and_what_is_older_in_sum(bread):
    shown = growth(bread.papers.values(), 2028)
    assert shown.text == "before 2019: 1, 2019: 1, 2020: 1, 2021: 1, 2022: 1, 2023: 1, 2024: 1"


def test_the_fullest_year_fills_the_height_and_a_thin_one_is_still_seen(bread):
    papers = list(bread.papers.values())
    many = [paper for paper in papers if paper.year == 2024] * 40 + [p for p in papers if p.year == 2023]
    heights = [float(height) for height in re.findall(r"v-([\d.]+)", growth(many, 2024).bars)]
    assert heights == [1.0, HEIGHT]


def test_bars_stand_in_the_order_of_years_within_the_width(bread):
    places = [float(place) for place in re.findall(r"M([\d.]+)", growth(bread.papers.values(), 2024).bars)]
    assert places == sorted(places)
    assert len(places) <= YEARS


def test_no_papers_have_no_bars():
    assert growth([], 2024).bars == ""
    assert growth([], 2024).text == "none yet"
