from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.widgets.arithmetic import LONGEST, NotASum, evaluate, format_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", 12.0),
        ("120*2", 240.0),
        (" 1 + 2 * 3 ", 7.0),
        ("(1+2)*3", 9.0),
        ("10/4", 2.5),
        ("8-3-2", 3.0),
        ("-5", -5.0),
        ("2*-3", -6.0),
        ("1,5+1", 2.5),
        (".5", 0.5),
        ("=w/3", 40.0),
        ("W + h", 170.0),
        ("3×4÷2", 6.0),
    ],
)
def test_sums(text: str, value: float) -> None:
    assert evaluate(text, {"w": 120.0, "h": 50.0}) == pytest.approx(value)


@pytest.mark.parametrize("text", ["90°", "90 °", "45*2°"])
def test_the_unit_may_be_typed(text: str) -> None:
    assert evaluate(text, suffix="°") == 90.0


@pytest.mark.parametrize(
    "text",
    ["", "=", "abc", "1+", "1 2", "(1", "1)", "1/0", "2**3", "1..2", "__import__", "x", "9" * (LONGEST + 1), "(" * 50],
)
def test_what_is_no_sum_is_told(text: str) -> None:
    with pytest.raises(NotASum) as caught:
        evaluate(text, {"w": 1.0})
    assert caught.value.text == text


@given(st.text(max_size=120))
def test_any_text_is_a_number_or_told(text: str) -> None:
    with contextlib.suppress(NotASum):
        assert isinstance(evaluate(text, {"w": 2.0}), float)


@given(st.floats(-1e6, 1e6))
def test_what_is_shown_can_be_read_back(value: float) -> None:
    half_a_unit = 0.005 + 1e-9  # 0.875 is shown as 0.88, which is half a unit away but for the last bit.
    assert evaluate(format_number(value)) == pytest.approx(value, abs=half_a_unit)


@pytest.mark.parametrize(
    ("value", "text"), [(3.0, "3"), (3.10, "3.1"), (-0.001, "0"), (1.006, "1.01"), (1200.0, "1200")]
)
def test_numbers_are_short(value: float, text: str) -> None:
    assert format_number(value) == text
