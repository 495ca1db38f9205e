from __future__ import annotations

import math

import pytest

from canvas.model.records import Value
from canvas.scene.line_style import jetty, loop_side, number, segment_length


@pytest.mark.parametrize(
    ("value", "result"), [(3.5, 3.5), ("7", 7), ("x", 1), (None, 1), (math.inf, 1), (1e99, 1), (True, 1), (2, 2)]
)
def test_numbers(value: Value, result: float) -> None:
    assert number(value, 1) == result


@pytest.mark.parametrize(
    ("values", "source", "target"),
    [
        ({}, 10, 10),
        ({"param.jetty_size": "auto"}, 20, 20),
        ({"param.jetty_size": "auto", "style.end_size": 14.0}, 20, 30),
        ({"param.jetty_size": "auto", "style.start_arrow": "classic", "style.start_size": 25.0}, 40, 20),
        ({"param.jetty_size": 15.0, "param.source_jetty_size": "5"}, 5, 15),
        ({"param.jetty_size": "x"}, 10, 10),
    ],
)
def test_jetties(values: dict[str, Value], source: float, target: float) -> None:
    assert (jetty(values, "source"), jetty(values, "target")) == (source, target)


def test_segments_and_loops() -> None:
    assert segment_length({}) is None
    assert segment_length({"param.segment": "12"}) == 12
    assert loop_side({}) == "west"
    assert loop_side({"style.direction": "north"}) == "north"
