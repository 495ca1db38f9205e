from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt

from canvas.drawing.display_list import Fill, Gradient, Stroke
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.vec import Vec
from canvas.qt.paths import dash_pattern, qt_brush, qt_path, qt_pen
from tests.support.painted import ellipse, polyline, rectangle


def test_a_path_becomes_a_painter_path_once() -> None:
    path = qt_path(ellipse(100, 50))
    assert path is qt_path(ellipse(100, 50))
    assert (path.boundingRect().width(), path.boundingRect().height()) == pytest.approx((100, 50), abs=0.1)
    assert path.contains(QPointF(50, 25))


def test_even_odd_leaves_holes() -> None:
    inner = tuple((c[0], *(v * 0.5 + 25 for v in c[1:])) for c in rectangle(100, 100).commands)
    both = Path((*rectangle(100, 100).commands, *inner))
    assert qt_path(both).contains(QPointF(50, 50))
    assert not qt_path(both, even_odd=True).contains(QPointF(50, 50))


def test_a_single_line_is_no_fast_line() -> None:
    assert qt_path(polyline((Vec(0, 0), Vec(10, 5)))).elementCount() == 3


def test_dashes_are_multiples_of_the_width_and_even() -> None:
    pen = qt_pen(Stroke("#000000", 2.0, dash=(6.0, 2.0, 4.0)))
    assert pen.dashPattern() == [3.0, 1.0, 2.0, 3.0, 1.0, 2.0]
    assert dash_pattern((0.0, 0.0)) == ()
    assert dash_pattern((-1.0, 2.0)) == ()
    assert qt_pen(Stroke("#000000", 0.0)).style() == Qt.PenStyle.NoPen
    assert qt_pen(None).style() == Qt.PenStyle.NoPen


def test_brushes() -> None:
    assert qt_brush(None).style() == Qt.BrushStyle.NoBrush
    assert qt_brush(Fill("#ff0000", 0.5)).color().alpha() == 128
    box = Box(0, 0, 10, 20)
    for direction in ("north", "south", "east", "west"):
        fill = Fill("#ffffff", gradient=Gradient("#ffffff", "#000000", direction))
        assert qt_brush(fill, box).style() == Qt.BrushStyle.LinearGradientPattern
    radial = Fill("#ffffff", gradient=Gradient("#ffffff", "#000000", "radial"))
    assert qt_brush(radial, box).style() == Qt.BrushStyle.RadialGradientPattern
