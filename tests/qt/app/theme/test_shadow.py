from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter

from app.theme.shadow import paint_shadow


def test_a_shadow_is_darkest_at_the_surface_and_ends_where_it_should() -> None:
    image = QImage(200, 200, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    paint_shadow(painter, QRectF(60, 60, 80, 80), radius=10, blur=20, drop=0, alpha=0.5)
    painter.end()
    alphas = [image.pixelColor(100, y).alpha() for y in range(100, 170)]
    assert alphas[0] == 128
    assert alphas == sorted(alphas, reverse=True)
    assert 20 < image.pixelColor(100, 147).alpha() < 120
    assert image.pixelColor(100, 163).alpha() == 0
    # The corner fades out in a circle, so the corner of the square around it stays clear.
    assert image.pixelColor(157, 157).alpha() == 0
