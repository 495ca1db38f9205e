from __future__ import annotations

import pytest

from app.exporting.options import ExportOptions
from app.exporting.pixel_grid import on_pixel_grid
from app.exporting.service import export
from canvas.drawing.display_list import DisplayEntry, Fill, PathItem, Placement, Stroke
from canvas.geometry.box import Box
from canvas.geometry.path_builder import rect_path
from canvas.geometry.vec import Vec
from canvas.model.records import Value
from tests.support.pixels import opened, rgba
from tests.support.snapshots import diagram


def boxed(x: float, y: float, width: float | None, rotation: float = 0.0) -> DisplayEntry:
    box = Box(x, y, 100, 50)
    stroke = Stroke("#000000", width) if width else None
    return DisplayEntry(
        "a", "rect", Placement(box, rotation), (PathItem(rect_path(0, 0, 100, 50), Fill("#ffffff"), stroke),), box
    )


def line(*points: tuple[float, float], width: float = 1.0) -> DisplayEntry:
    item = PathItem(rect_path(0, 0, 1, 1), None, Stroke("#000000", width))
    return DisplayEntry("e", "connector", Placement(), (item,), Box(0, 0, 1, 1), points=tuple(Vec(*p) for p in points))


@pytest.mark.parametrize(
    ("entries", "corner"),
    [
        ([], (99.5, 99.5)),
        ([boxed(10, 20, 1)], (99.5, 99.5)),
        ([boxed(10, 20, 2)], (100.0, 100.0)),
        ([boxed(10, 20, None)], (100.0, 100.0)),
        ([boxed(10.5, 20, 1)], (100.0, 99.5)),
        ([boxed(10, 20, 1), boxed(10, 20, 1), boxed(0, 0, 2)], (99.5, 99.5)),
        ([boxed(10, 20, 1), boxed(0, 0, 2, rotation=45), boxed(0, 0, 2, rotation=45)], (99.5, 99.5)),
        ([boxed(10.3, 20.3, 1)], (99.5, 99.5)),
        ([line((0, 0), (0, 50), (40, 50.5), (40, 90), width=2)], (100.0, 99.5)),
    ],
)
def test_most_edges_decide_each_axis_for_itself(entries: list[DisplayEntry], corner: tuple[float, float]) -> None:
    grid = on_pixel_grid(Box(100, 100, 10, 10), entries)
    assert (grid.x, grid.y) == corner


def test_the_grid_holds_all_of_the_box_and_is_whole() -> None:
    assert on_pixel_grid(Box(49.5, 139.5, 791, 571), [boxed(0, 0, 1)]) == Box(49.5, 139.5, 791, 571)
    assert on_pixel_grid(Box(-0.3, 0.2, 10, 10), []) == Box(-0.5, -0.5, 11, 11)
    assert on_pixel_grid(Box(0, 0, 0, 0), []) == Box(-0.5, -0.5, 1, 1)


@pytest.mark.parametrize("width", [1.0, 2.0, 3.0])
def test_outlines_fill_whole_pixels(width: float) -> None:
    values: dict[str, Value] = {"style.stroke_width": width, "x": 10.0, "y": 20.0}
    (file,) = export(diagram(one={"a": values}), ExportOptions("png"))
    image = opened(file.data)
    column = [rgba(image, x, 25)[0] for x in range(8)]
    assert column == [0] * int(width) + [255] * (8 - int(width))
