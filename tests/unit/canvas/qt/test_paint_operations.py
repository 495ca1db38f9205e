from __future__ import annotations

from PySide6.QtGui import QColor

from canvas.drawing.display_list import ImageItem
from canvas.geometry.box import Box
from canvas.geometry.crop import Crop
from canvas.qt.painter import PaintTools
from canvas.qt.raster import render_entries
from tests.support.painted import SVG_PICTURE, label, vertex

FRAME = Box(0, 0, 80, 80)


def color(item: object, x: int, y: int, **placement: object) -> str:
    entry = vertex("a", FRAME, item, **placement)  # type: ignore[arg-type]
    return QColor(render_entries([entry], PaintTools(), FRAME, 1.0, "#ffffff").pixel(x, y)).name()


def test_a_picture_keeps_its_proportions_or_is_stretched() -> None:
    kept, stretched = ImageItem(FRAME, SVG_PICTURE), ImageItem(FRAME, SVG_PICTURE, keep_aspect=False)
    assert color(kept, 10, 10) == "#ffffff"
    assert color(kept, 3, 40) == "#008080"
    assert color(stretched, 3, 10) == "#008080"
    assert color(kept, 40, 40) == color(stretched, 40, 40) == "#ffd700"


def test_a_picture_that_we_do_not_accept_leaves_a_mark() -> None:
    missing = ImageItem(FRAME, "https://example.org/x.png")
    assert color(missing, 40, 40) != "#ffffff"
    assert color(missing, 20, 40) == "#ffffff"


def test_flips_of_the_picture_itself() -> None:
    half = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'%3E"
        "%3Crect width='1' height='2' fill='red'/%3E%3C/svg%3E"
    )
    assert color(ImageItem(FRAME, half), 10, 40) == "#ff0000"
    assert color(ImageItem(FRAME, half, flip_h=True), 10, 40) == "#ffffff"
    assert color(ImageItem(FRAME, half, flip_h=True), 70, 40) == "#ff0000"


def test_background_and_border_lie_around_the_lines_only() -> None:
    text = label("Hi", 80, 80, background="#ffff00", border="#ff0000")
    assert color(text, 40, 34) == "#ffff00"
    assert color(text, 5, 5) == "#ffffff"


def test_a_crop_shows_a_part_of_the_picture_in_the_whole_box() -> None:
    half = (
        "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 2 2'%3E"
        "%3Crect width='1' height='2' fill='red'/%3E%3C/svg%3E"
    )
    right = ImageItem(FRAME, half, keep_aspect=False, crop=Crop(left=0.5))
    left = ImageItem(Box(0, 0, 40, 80), half, keep_aspect=False, crop=Crop(right=0.5))
    assert color(right, 10, 40) == "#ffffff"
    assert [color(left, x, 40) for x in (2, 38, 42)] == ["#ff0000", "#ff0000", "#ffffff"]
    mirrored = ImageItem(FRAME, half, keep_aspect=False, crop=Crop(left=0.25), flip_h=True)
    assert [color(mirrored, x, 40) for x in (10, 75)] == ["#ffffff", "#ff0000"]
