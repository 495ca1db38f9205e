from __future__ import annotations

import math

import pytest

from canvas.model.records import Value
from canvas.scene.line_style import far_orthogonal, jetty, loop_side, number, segment_length


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


def test_seen_from_afar_lines_are_straight_or_orthogonal_unless_something_leads_them() -> None:
    assert far_orthogonal({}) is False
    assert far_orthogonal({"routing": "avoid"}) is True
    assert far_orthogonal({"routing": "entity"}) is None
    assert far_orthogonal({"routing": "avoid", "waypoints": ((1.0, 1.0),)}) is None
