from __future__ import annotations

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.formats.svg.options import SvgOptions
from canvas.formats.svg.paint import path_data
from canvas.formats.svg.writer import write_svg
from canvas.geometry.box import Box
from canvas.geometry.path_builder import rect_path
from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from canvas.shapes.definition import ShapeBox
from canvas.shapes.freehand import FREEHAND, curve
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine

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


def test_an_export_draws_the_same_curve_with_round_ends() -> None:
    d = Diagram()
    d.add("s", kind="freehand", freehand=OPEN, style__fill="none", style__stroke_width=3.0)
    scene = PageScene(d, GraphView(d), "p", FixedTextEngine())  # type: ignore[arg-type]
    svg = write_svg([scene.entry("s")], Box(0, 0, 100, 60), FixedTextEngine(), SvgOptions())
    assert path_data(curve(OPEN, 100, 60)) in svg
    assert 'stroke-linecap="round"' in svg
