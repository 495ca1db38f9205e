"""A file of the user's as the small picture of a person: a square from its middle, encoded anew, so that nothing else of the file is in it."""

from __future__ import annotations

import base64
from functools import lru_cache

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from app.errors import InputError
from canvas.drawing.pictures import picture_type
from canvas.qt.images import ImageStore
from sync.protocol.card_content import MAX_CARD_PICTURE_BYTES
from sync.protocol.presence import MAX_FACE_BYTES

SIDE = 96
SAID_SIDE = 48
"""Pixels of a picture that is said in a room, where cards are not read."""
_QUALITIES = (88, 75, 60, 40)


def small_picture(data: bytes) -> bytes:
    """Return a picture for a card, as JPEG.

    Args:
        data: a file's bytes.

    Raises:
        InputError: it is no picture that the program can show.
    """
    encoded = _encoded(_square(data), MAX_CARD_PICTURE_BYTES)
    if not encoded:
        raise InputError(QCoreApplication.translate("Account", "This picture cannot be made small enough"))
    return encoded


@lru_cache(maxsize=8)
def said_picture(picture: bytes) -> bytes:
    """Return the picture of a card so small that it can be said in a room; empty for none."""
    image = QImage.fromData(picture)
    if image.isNull():
        return b""
    smooth = Qt.TransformationMode.SmoothTransformation
    return _encoded(image.scaled(SAID_SIDE, SAID_SIDE, mode=smooth), MAX_FACE_BYTES)


def _encoded(image: QImage, most: int) -> bytes:
    """Return a picture as JPEG of at most so many bytes, as good as that allows; empty if it does not."""
    for quality in _QUALITIES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(buffer, "JPG", quality)  # type: ignore[call-overload]
        encoded = bytes(buffer.data().data())
        if 0 < len(encoded) <= most:
            return encoded
    return b""


def _square(data: bytes) -> QImage:
    kind = picture_type(data)
    mime = "svg+xml" if kind == "svg" else kind
    source = f"data:image/{mime};base64,{base64.b64encode(data).decode('ascii')}"
    store = ImageStore()
    size = store.size(source)
    if not kind or size is None:
        raise InputError(QCoreApplication.translate("Account", "This is no picture that the program can show"))
    scale = SIDE / min(size)
    width, height = max(SIDE, round(size[0] * scale)), max(SIDE, round(size[1] * scale))
    image = store.image(source, width, height)
    if image is None:
        raise InputError(QCoreApplication.translate("Account", "This is no picture that the program can show"))
    whole = image.scaled(
        width, height, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
    )
    made = QImage(SIDE, SIDE, QImage.Format.Format_RGB32)
    made.fill(Qt.GlobalColor.white)
    painter = QPainter(made)
    painter.drawImage(0, 0, whole.copy(QRect((width - SIDE) // 2, (height - SIDE) // 2, SIDE, SIDE)))
    painter.end()
    return made
