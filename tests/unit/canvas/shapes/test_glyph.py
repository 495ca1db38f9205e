from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import Style
from canvas.geometry.box import Box
from canvas.geometry.path_ops import bounds
from canvas.shapes.definition import ShapeBox
from canvas.shapes.glyph import glyph_kind, layers_of


def test_a_glyph_is_scaled_from_its_grid_and_painted_layer_by_layer() -> None:
    kind = glyph_kind("x", "X", "b R0 0 20 10 ; i M0 0 L20 10 ; f E5 5 2 2", grid=(20, 10))
    outer, line, dot = kind.paint(ShapeBox(200, 50, style=Style(fill="#00ff00", stroke="#ff0000")))
    assert isinstance(outer, PathItem)
    assert bounds(outer.path) == Box(0, 0, 200, 50)
    assert outer.fill is not None
    assert outer.stroke is not None
    assert isinstance(line, PathItem)
    assert line.fill is None
    assert line.path.commands == (("M", 0.0, 0.0), ("L", 200.0, 50.0))
    assert isinstance(dot, PathItem)
    assert dot.fill is not None
    assert dot.fill.color == "#ff0000"
    assert bounds(kind.outline(ShapeBox(200, 50))) == Box(0, 0, 200, 50)


def test_layers_without_any_paint_are_left_out() -> None:
    kind = glyph_kind("x", "X", "b R0 0 100 100 ; i M0 0 L9 9")
    assert kind.paint(ShapeBox(10, 10, style=Style(fill=None, stroke=None))) == ()


def test_a_malformed_glyph_is_refused() -> None:
    with pytest.raises(ValueError, match="numbers after Z"):
        layers_of("b M0 0 L1 1 Z 5")
