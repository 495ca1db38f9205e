"""Pictures of diagrams as they travel to colleagues: a few kilobytes, for white paper, made fit for light and dark on arrival."""

from __future__ import annotations

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter

from app.errors import InputError, OutputError
from canvas.qt.few_colors import in_few_colors, on_paper
from sync.protocol.limits import MAX_DIAGRAM_PICTURE_BYTES, MAX_DIAGRAM_PICTURE_SIDE

TRAVELLING_PX = (420, 192)
"""Most that a picture measures on its way: three quarters of the own ones."""
_SIZES = ((TRAVELLING_PX[0], 40), (280, 16), (140, 8))
"""Widths and colours that are tried until the picture is small enough; the last one always is."""


def travelling_picture(thumbnail: bytes) -> bytes:
    """Return a picture as it travels: a PNG in few colours, on white paper.

    Args:
        thumbnail: the library's own, a transparent PNG for light paper.

    Raises:
        OutputError: it is none, or cannot be made small enough.
    """
    image = QImage.fromData(thumbnail)
    if image.isNull():
        raise OutputError("the thumbnail is no picture")
    for width, colors in _SIZES:
        data = _png(in_few_colors(_on_white(image, QSize(width, TRAVELLING_PX[1])), colors))
        if len(data) <= MAX_DIAGRAM_PICTURE_BYTES:
            return data
    raise OutputError("the small picture could not be made small enough")


def arrived_picture(data: bytes) -> tuple[bytes, bytes]:
    """Return what came from a colleague as transparent PNGs for a light and for a dark ground.

    Raises:
        InputError: it is no picture that a colleague's program makes.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"png"))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not 0 < size.width() <= MAX_DIAGRAM_PICTURE_SIDE or not 0 < size.height() <= MAX_DIAGRAM_PICTURE_SIDE:
        raise InputError("the picture of a diagram has no size that can be")
    image = reader.read()
    if image.isNull():
        raise InputError("the picture of a diagram cannot be read")
    return _png(on_paper(image, dark=False)), _png(on_paper(image, dark=True))


def _on_white(image: QImage, most: QSize) -> QImage:
    """Return a picture on white paper, made smaller where it is larger than that."""
    small = image
    if image.width() > most.width() or image.height() > most.height():
        smooth = Qt.TransformationMode.SmoothTransformation
        small = image.scaled(most, Qt.AspectRatioMode.KeepAspectRatio, smooth)
    paper = QImage(small.size(), QImage.Format.Format_RGB32)
    paper.fill(Qt.GlobalColor.white)
    painter = QPainter(paper)
    painter.drawImage(0, 0, small)
    painter.end()
    return paper


def _png(image: QImage) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs want bytes for the format's name, but Qt for Python takes text only. Quality 0 packs as tightly as it gets.
    if not image.save(buffer, "PNG", 0):  # type: ignore[call-overload]
        raise OutputError("the picture could not be written as PNG")
    return bytes(data.data())
