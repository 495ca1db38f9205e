"""Lines drawn by hand go through .drawio files: our points come back, and draw.io sees the curve."""

from __future__ import annotations

from canvas.formats.drawio.freehand_figure import freehand_shape
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.drawio.writer import write_drawio
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot
from canvas.shapes.stencil_source import figure_of

POINTS = ((0.0, 0.0), (0.25, 1.0), (0.6, 0.2), (1.0, 0.5))
VALUES = {
    "kind": "freehand", "page": "p", "layer": "l", "order": "a0", "x": 10.0, "y": 20.0, "w": 100.0, "h": 50.0,
    "freehand": POINTS, "style.fill": "none", "style.stroke": "#3b3f4a", "style.stroke_width": 2.5,
}  # fmt: skip


def diagram(**more: object) -> Snapshot:
    shapes = {"s": ShapeRecord("s", {**VALUES, **more})}
    return Snapshot(
        {}, {"p": PageRecord("p", {"order": "a0", "name": "Page-1"})}, {"l": LayerRecord("l", {"page": "p"})}, shapes
    )


def test_points_come_back_and_a_second_writing_changes_nothing() -> None:
    first = write_drawio(diagram())
    (shape,) = read_drawio(first).shapes.values()
    assert (shape.kind, shape.get("freehand"), shape.get("param.stencil")) == ("freehand", POINTS, None)
    assert write_drawio(read_drawio(first)) == first


def test_draw_io_sees_the_curve() -> None:
    text = freehand_shape(ShapeRecord("s", VALUES))
    figure = figure_of(text.removeprefix("stencil(").removesuffix(")"))
    assert figure is not None
    assert (figure.w, figure.h, figure.fixed) == (100, 50, False)
    assert [e.tag for e in figure.foreground] == ["linecap", "linejoin", "path", "stroke"]
    assert [e.tag for e in figure.foreground[2].children] == ["move", "curve", "curve", "curve"]


def test_without_our_points_the_figure_is_one_like_any_other() -> None:
    text = write_drawio(diagram()).decode().replace("aio=", "other=")
    (shape,) = read_drawio(text.encode()).shapes.values()
    assert shape.kind == "stencil"
    assert figure_of(shape.get("param.stencil")) is not None
