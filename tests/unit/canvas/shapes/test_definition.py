from __future__ import annotations

import math

from canvas.shapes.definition import ShapeBox, parameter_name, parameters


def test_parameters_have_snake_case_names() -> None:
    values = {"param.arcSize": 20.0, "param.position2": 0.5, "style.fill": "#fff", "param.dx": 3.0}
    assert parameters(values) == {"arc_size": 20.0, "position2": 0.5, "dx": 3.0}
    assert parameter_name("param.swimlaneFillColor") == "swimlane_fill_color"


def test_numbers_are_read_leniently_but_never_become_nonsense() -> None:
    s = ShapeBox(1, 1, {"a": "12.5", "b": "x", "c": math.nan, "d": 1e99, "e": True, "f": None})
    assert [s.number(n, 7) for n in "abcdefg"] == [12.5, 7, 7, 7, 1, 7, 7]


def test_flags_and_texts() -> None:
    s = ShapeBox(1, 1, {"a": "0", "b": "1", "c": 0.0, "d": "false", "t": "word"})
    assert [s.flag(n) for n in "abcd"] == [False, True, False, False]
    assert s.flag("missing", True)
    assert s.text("t") == "word"
    assert s.text("c", "other") == "other"
