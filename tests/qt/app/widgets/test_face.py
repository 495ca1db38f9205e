from __future__ import annotations

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.widgets.face import MOST_PIXELS, face_image, paint_face


def encoded(side: int, kind: str = "JPG") -> bytes:
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor("#0000FF"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(buffer.data().data())


def painted(picture: bytes) -> QImage:
    target = QImage(40, 40, QImage.Format.Format_ARGB32)
    target.fill(QColor("#00000000"))
    painter = QPainter(target)
    paint_face(painter, QRectF(0, 0, 40, 40), QColor("#FF0000"), "", QFont(), picture)
    painter.end()
    return target


def test_a_picture_takes_the_place_of_the_letters_inside_the_disc(qapp: QApplication) -> None:
    seen = painted(encoded(96))
    assert seen.pixelColor(20, 20).blue() > 200
    assert seen.pixelColor(1, 1).alpha() == 0


@pytest.mark.qt_log_ignore("JPEG", extend=True)
def test_what_is_no_small_jpeg_is_not_shown(qapp: QApplication) -> None:
    for data in (b"", b"\xff\xd8\xff", encoded(96, "PNG"), encoded(MOST_PIXELS + 1), encoded(96)[:40]):
        assert face_image(data) is None
        assert painted(data).pixelColor(20, 20).name() == "#ff0000"
