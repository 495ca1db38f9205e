from __future__ import annotations

import pytest

from canvas.drawing.display_list import PathItem
from canvas.drawing.style import resolve
from canvas.errors import MalformedFile
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.shapes.definition import ShapeBox
from canvas.shapes.library.figure import THIN, VEIL, figure_of, kind_of, ports_of_figure
from canvas.shapes.library.form import ShapeForm


def form(draw: str, **more: object) -> ShapeForm:
    return ShapeForm("f", "F", "f", (100.0, 50.0), draw, **more)  # type: ignore[arg-type]


def painted(draw: str, w: float = 100, h: float = 50) -> list[PathItem]:
    style = resolve({"style.fill": "#ffcc00", "style.stroke": "#112233", "style.stroke_width": 2.0})
    items = kind_of("f", figure_of(form(draw))).paint(ShapeBox(w, h, style=style))
    return [item for item in items if isinstance(item, PathItem)]


def test_each_paint_means_what_the_form_says() -> None:
    body, ink, blob, plain, paper, sheet, veil, thin = painted(
        "b R0 0 9 9 ; i R0 0 9 9 ; f R0 0 9 9 ; p R0 0 9 9 ; w R0 0 9 9 ; e R0 0 9 9 ; d R0 0 9 9 ; t R0 0 9 9 ; o R0 0 9 9"
    )
    assert body.fill is not None
    assert body.stroke is not None
    assert ink.fill is None
    assert blob.fill is not None
    assert blob.fill.color == "#112233"
    assert (plain.fill is not None, plain.stroke) == (True, None)
    assert (paper.fill is not None and paper.fill.color, paper.stroke) == ("#ffffff", None)
    assert sheet.stroke is not None
    assert veil.fill is not None
    assert veil.fill.opacity == VEIL
    assert thin.stroke is not None
    assert thin.stroke.width == 2 * THIN


def test_proportions_are_kept_when_asked() -> None:
    kind = kind_of("f", figure_of(form("b R0 0 100 50", keep_aspect=True)))
    assert path_ops.bounds(kind.outline(ShapeBox(100, 200))) == Box(0, 75, 100, 50)


def test_the_label_follows_the_stretched_drawing() -> None:
    kind = kind_of("f", figure_of(form("b R0 0 100 50", text=(20, 0, 60, 50), fixed_x=((0, 20), (80, 100)))))
    assert kind.text_box(ShapeBox(200, 50)) == Box(20, 0, 160, 50)


def test_lines_alone_are_hit_in_their_box_and_an_outline_can_be_named() -> None:
    lines = figure_of(form("i M0 0 L100 50"))
    assert path_ops.bounds(lines.outline(100, 50)) == Box(0, 0, 100, 50)
    named = figure_of(form("i M0 0 L100 50 ; o R0 0 50 50"))
    assert path_ops.bounds(named.outline(100, 50)) == Box(0, 0, 50, 50)


def test_ports_are_named_or_found_on_the_outline() -> None:
    assert [tuple(p) for p in ports_of_figure(figure_of(form("b E0 0 100 50")))] == [
        (0.5, 0),
        (1, 0.5),
        (0.5, 1),
        (0, 0.5),
    ]
    assert [tuple(p) for p in ports_of_figure(figure_of(form("b M50 0 L75 50 L25 50 Z")))][1] == (0.625, 0.5)
    assert [tuple(p) for p in ports_of_figure(figure_of(form("b R0 0 9 9", ports=((50, 25),))))] == [(0.5, 0.5)]


@pytest.mark.parametrize("draw", ["b L", "b M0", "x R0 0 9 9", "b Y1 2", "b M0 0 Z 4"])
def test_nonsense_is_refused(draw: str) -> None:
    with pytest.raises(MalformedFile):
        figure_of(form(draw))
