import pytest
from hypothesis import given
from hypothesis import strategies as st

from smatlas.site.plot import Dot, Plot, linear, logarithmic, mark

POSITIVE = st.floats(1e-3, 1e15)
ANY = st.floats(-1e9, 1e9)


@given(st.lists(POSITIVE, min_size=1, max_size=8))
def test_a_logarithmic_axis_holds_its_values_and_labels_powers_of_ten(values):
    axis = logarithmic(values, "size")
    assert all(0 <= axis.share(value) <= 1 for value in values)
    assert all(-1e-9 <= axis.share(tick.value) <= 1 + 1e-9 for tick in axis.ticks)


@given(st.lists(ANY, min_size=1, max_size=8))
def test_a_linear_axis_holds_its_values_between_its_first_and_last_tick(values):
    axis = linear(values, "score")
    assert all(-1e-9 <= axis.share(value) <= 1 + 1e-9 for value in values)
    assert 2 <= len(axis.ticks) <= 12
    assert (axis.ticks[0].value, axis.ticks[-1].value) == (axis.low, axis.high)


def test_ticks_are_round_numbers():
    assert [t.label for t in linear([43.8, 95.9], "x").ticks] == ["40", "60", "80", "100"]
    assert [t.label for t in linear([0.12, 0.31], "x").ticks] == [
        "0.1",
        "0.15",
        "0.2",
        "0.25",
        "0.3",
        "0.35",
    ]
    assert [t.label for t in logarithmic([2e6, 47e9], "x").ticks if t.label] == [
        "1M",
        "10M",
        "100M",
        "1B",
        "10B",
    ]


def test_a_factor_of_ten_is_the_same_step_everywhere():
    axis = logarithmic([1e6, 1e9], "x")
    assert axis.share(1e8) - axis.share(1e7) == pytest.approx(axis.share(1e9) - axis.share(1e8))


def test_places_run_from_the_lower_left_corner():
    plot = Plot("p", "t", "d", linear([0, 10], "x"), linear([0, 10], "y"), (Dot(0, 0, "a"),))
    assert (plot.across(0), plot.up(0)) == (str(plot.left), str(plot.bottom))
    assert (plot.across(10), plot.up(10)) == (str(plot.right), str(plot.top))


def test_a_style_class_cannot_break_out_of_the_mark():
    assert '"><script>' not in mark("up", '"><script>', "1", "2")
