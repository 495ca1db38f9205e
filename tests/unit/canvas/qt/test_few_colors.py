"""Pictures in few colours: what covers most stays exactly, ink and every hue are there, and dark paper gets its own palette."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter

from canvas.drawing.color import adapt
from canvas.qt.few_colors import in_few_colors, on_paper

PAPER, INK, SKY, LEAF = "#ffffff", "#15171c", "#e6f0fd", "#e8f6ec"


def picture() -> QImage:
    """Return paper with two fills of nearly the same tint, a stroke of ink, and a ramp of many greys."""
    made = QImage(120, 80, QImage.Format.Format_RGB32)
    made.fill(QColor(PAPER))
    painter = QPainter(made)
    painter.fillRect(4, 4, 50, 40, QColor(SKY))
    painter.fillRect(60, 4, 50, 40, QColor(LEAF))
    painter.fillRect(4, 50, 100, 2, QColor(INK))
    for x in range(100):
        painter.fillRect(4 + x, 60, 1, 2, QColor(x * 2, x * 2, x * 2))
    painter.end()
    return made


def shade(image: QImage, x: int, y: int) -> str:
    return image.convertToFormat(QImage.Format.Format_ARGB32).pixelColor(x, y).name()


def test_tints_and_ink_stay_what_they_were() -> None:
    made = in_few_colors(picture(), 16)
    assert made.format() is QImage.Format.Format_Indexed8
    assert made.colorCount() <= 16
    assert [shade(made, *at) for at in ((1, 1), (20, 20), (80, 20), (50, 51))] == [PAPER, SKY, LEAF, INK]


def test_what_is_smoothed_comes_near() -> None:
    before, made = picture(), in_few_colors(picture(), 16)
    for x in range(4, 104):
        apart = abs(QColor(shade(before, x, 60)).lightness() - QColor(shade(made, x, 60)).lightness())
        assert apart <= 48


def test_paper_is_transparent_and_dark_paper_has_its_own_colours() -> None:
    made = in_few_colors(picture(), 16)
    for dark, wanted in ((False, SKY), (True, adapt(SKY))):
        image = on_paper(made, dark=dark)
        assert image.pixelColor(1, 1).alpha() == 0
        assert image.pixelColor(20, 20).alpha() == 255
        assert shade(image, 20, 20) == wanted
    assert made.pixelColor(1, 1).alpha() == 255


def test_a_picture_in_all_colours_is_taken_too() -> None:
    assert on_paper(picture(), dark=False).pixelColor(1, 1).alpha() == 0
