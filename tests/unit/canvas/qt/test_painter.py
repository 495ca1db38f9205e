from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage

from canvas.drawing.display_list import DisplayEntry, Fill, Gradient, PathItem, Stroke
from canvas.geometry.box import Box
from canvas.qt.painter import PaintTools
from canvas.qt.raster import render_entries
from tests.support.painted import gallery, label, rectangle, vertex

WHOLE = Box(0, 0, 100, 100)


def painted(*entries: DisplayEntry, tools: PaintTools | None = None) -> QImage:
    return render_entries(entries, tools or PaintTools(), WHOLE, 1.0, "#ffffff")


def color(image: QImage, x: int, y: int) -> str:
    return QColor(image.pixel(x, y)).name()


def box_of(fill: Fill | None, stroke: Stroke | None = None, **placement: object) -> DisplayEntry:
    return vertex("a", Box(20, 20, 60, 40), PathItem(rectangle(60, 40), fill, stroke, Box(0, 0, 60, 40)), **placement)  # type: ignore[arg-type]


def test_fill_and_stroke() -> None:
    image = painted(box_of(Fill("#00ff00"), Stroke("#ff0000", 4.0)))
    assert color(image, 50, 40) == "#00ff00"
    assert color(image, 20, 40) == color(image, 18, 40) == "#ff0000"
    assert color(image, 16, 40) == "#ffffff"


def test_rotation_turns_about_the_centre() -> None:
    image = painted(box_of(Fill("#00ff00"), rotation=90.0))
    assert color(image, 50, 12) == "#00ff00"
    assert color(image, 25, 40) == "#ffffff"


def test_gradients_run_in_their_direction_and_flip_with_the_shape() -> None:
    fill = Fill("#ffffff", gradient=Gradient("#000000", "#ffffff", "east"))
    for entry, dark_left in ((box_of(fill), True), (box_of(fill, flip_h=True), False)):
        image = painted(entry)
        left, right = QColor(image.pixel(24, 40)).lightness(), QColor(image.pixel(75, 40)).lightness()
        assert (left < right) is dark_left


def test_group_opacity_hides_what_lies_inside_the_group() -> None:
    stroke_over_fill = box_of(Fill("#0000ff"), Stroke("#ff0000", 10.0))
    faded = DisplayEntry("a", "rect", stroke_over_fill.placement, stroke_over_fill.items, stroke_over_fill.bounds, 0.5)
    image = painted(faded)
    # Where the stroke covers the fill only the stroke shows through, not a mixture of both.
    assert QColor(image.pixel(22, 40)).getRgb()[:3] == pytest.approx((255, 127, 127), abs=2)
    assert QColor(image.pixel(50, 40)).getRgb()[:3] == pytest.approx((127, 127, 255), abs=2)


def test_a_shadow_falls_down_and_right_even_of_a_turned_shape() -> None:
    for turn in (0.0, 180.0):
        item = PathItem(rectangle(60, 40), Fill("#ffffff"), Stroke("#ffffff"), shadow=True)
        image = painted(vertex("a", Box(20, 20, 60, 40), item, rotation=turn))
        assert QColor(image.pixel(50, 62)).lightness() < 250
        assert QColor(image.pixel(50, 16)).lightness() == 255


def test_text_stays_upright_in_a_flipped_shape_unless_told_otherwise() -> None:
    def ink(**choices: object) -> list[int]:
        entry = vertex("a", Box(20, 20, 60, 40), label("L", 60, 40, **choices), flip_h=True)
        image = painted(entry)
        return [sum(QColor(image.pixel(x, y)).lightness() < 128 for y in range(100)) for x in range(100)]

    upright, mirrored = ink(), ink(upright=False)
    assert upright != mirrored
    # The stem of an L is its darkest column: left of the foot when upright, right of it when mirrored.
    assert upright.index(max(upright)) < mirrored.index(max(mirrored))


def test_clipped_text_stays_in_its_box() -> None:
    long = "many words that do not fit into such a little box at all, whatever one tries"
    for overflow, outside in (("hidden", False), ("visible", True)):
        image = painted(vertex("a", Box(20, 40, 60, 12), label(long, 60, 12, overflow=overflow)))
        ink = any(
            QColor(image.pixel(x, y)).lightness() < 128 for x in range(100) for y in (*range(35), *range(60, 100))
        )
        assert ink is outside


def test_an_entry_is_compiled_once(tools: PaintTools) -> None:
    entry = gallery()[0]
    assert tools.compiled(entry) is tools.compiled(entry)
    tools.capacity = 2
    for other in gallery():
        tools.compiled(other)
    assert tools.compiled(entry) is not None


def test_the_whole_gallery_paints_something_of_every_entry(tools: PaintTools) -> None:
    for entry in gallery():
        image = render_entries([entry], tools, entry.bounds)
        assert any(image.pixel(x, y) >> 24 for x in range(image.width()) for y in range(image.height())), entry.id
