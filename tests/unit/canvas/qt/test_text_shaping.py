from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from canvas.drawing.text import Font
from canvas.qt.text_shaping import Shaped, metrics


def ink(font: Font, zoom: float) -> list[int]:
    image = QImage(300, 60, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.scale(zoom, zoom)
    painter.setPen(QColor("#000000"))
    Shaped("Hll", font).draw(painter, 10.0, 20.0)
    painter.end()
    return [x for x in range(300) if any(QColor(image.pixel(x, y)).lightness() < 128 for y in range(60))]


def test_metrics_are_whole_units_as_in_browsers() -> None:
    m = metrics(Font(size=12))
    assert (m.ascent, m.descent) == (11, 3)


def test_x_of_a_caret() -> None:
    shaped = Shaped("abc", Font())
    assert shaped.x_of(0) == 0
    assert 0 < shaped.x_of(1) < shaped.x_of(2) < shaped.x_of(3) == pytest.approx(shaped.width)


@pytest.mark.parametrize("size", [12.0, 12.4])
def test_zoom_scales_positions_evenly(size: float) -> None:
    one, two = ink(Font(size=size), 1.0), ink(Font(size=size), 2.0)
    assert two[-1] == pytest.approx(2 * one[-1], abs=2)
    assert one[0] == pytest.approx(11, abs=1)
