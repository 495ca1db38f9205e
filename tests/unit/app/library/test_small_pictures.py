"""Pictures on their way: always small enough, whatever they show; what comes is a picture for both grounds, or refused."""

from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QBuffer, QByteArray, QIODevice
from PySide6.QtGui import QColor, QImage, QPainter

from app.errors import InputError, OutputError
from app.library.small_pictures import TRAVELLING_PX, arrived_picture, travelling_picture
from sync.protocol.card_content import PictureCard, decode_picture, encode_picture
from sync.protocol.limits import MAX_DIAGRAM_PICTURE_BYTES, MAX_DIAGRAM_PICTURE_SIDE


def drawn(width: int = TRAVELLING_PX[0], height: int = TRAVELLING_PX[1]) -> QImage:
    """Return a box and nothing around it."""
    image = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(QColor("transparent"))
    painter = QPainter(image)
    painter.fillRect(40, 40, 200, 100, QColor("#e6f0fd"))
    painter.end()
    return image


def noise() -> QImage:
    """Return what packs worst."""
    data = random.Random(7).randbytes(TRAVELLING_PX[0] * TRAVELLING_PX[1] * 4)
    return QImage(data, *TRAVELLING_PX, QImage.Format.Format_RGB32).copy()


def png(image: QImage, kind: str = "PNG") -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, kind)  # type: ignore[call-overload]
    return bytes(data.data())


def test_pro44_a_drawing_keeps_its_size_and_noise_is_made_small() -> None:
    """PRO-44."""
    plain, worst = travelling_picture(png(drawn())), travelling_picture(png(noise()))
    assert QImage.fromData(plain).size() == drawn().size()
    for data in (plain, worst):
        assert len(data) <= MAX_DIAGRAM_PICTURE_BYTES
        assert decode_picture(encode_picture(PictureCard(data, 1))).picture == data
    assert 0 < QImage.fromData(worst).width() < TRAVELLING_PX[0]


def test_pro44_what_comes_is_for_both_grounds() -> None:
    """PRO-44."""
    light, dark = map(QImage.fromData, arrived_picture(travelling_picture(png(drawn()))))
    for image in (light, dark):
        assert image.size() == drawn().size()
        assert image.pixelColor(2, 2).alpha() == 0
    assert light.pixelColor(60, 60).lightness() > 200
    assert dark.pixelColor(60, 60).lightness() < 80


def test_pro44_larger_thumbnails_are_made_smaller_and_small_ones_stay() -> None:
    """PRO-44."""
    sizes = [
        QImage.fromData(travelling_picture(png(drawn(*size)))).size().toTuple()
        for size in ((560, 256), (300, 256), (300, 90))
    ]
    assert sizes == [(420, 192), (225, 192), (300, 90)]
    with pytest.raises(OutputError):
        travelling_picture(b"no picture")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no picture",
        png(drawn())[:60],
        png(drawn(), "JPG"),
        png(QImage(MAX_DIAGRAM_PICTURE_SIDE + 1, 4, QImage.Format.Format_RGB32)),
    ],
)
def test_pro44_what_no_program_of_ours_makes_is_refused(data: bytes) -> None:
    """PRO-44."""
    with pytest.raises(InputError):
        arrived_picture(data)
