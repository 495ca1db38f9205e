from __future__ import annotations

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.geometry.path_builder import rect_path
from canvas.shapes.definition import ShapeBox
from canvas.shapes.freehand import FREEHAND, curve

OPEN = ((0.0, 0.0), (0.5, 1.0), (1.0, 0.0))
CLOSED = (*OPEN, (0.0, 0.0))
STYLE = resolve({"style.fill": "#ff0000", "style.stroke": "#000000"})


def painted(points: tuple[tuple[float, float], ...]) -> PathItem:
    (item,) = FREEHAND.paint(ShapeBox(100, 50, style=STYLE, points=points))
    assert isinstance(item, PathItem)
    return item


def test_only_a_closed_line_is_filled_and_both_end_round() -> None:
    assert painted(OPEN).fill is None
    assert painted(CLOSED).fill is not None
    assert painted(OPEN).path == curve(OPEN, 100, 50)
    assert [getattr(painted(OPEN).stroke, name) for name in ("cap", "join")] == ["round", "round"]


def test_the_line_follows_its_box() -> None:
    assert curve(OPEN, 200, 50).commands[-1][-2:] == (200, 0)


def test_a_line_without_points_is_its_box() -> None:
    assert FREEHAND.outline(ShapeBox(100, 50)) == rect_path(0, 0, 100, 50)
