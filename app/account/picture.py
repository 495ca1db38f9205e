"""A file of the user's as the small picture of a person: a square from its middle, encoded anew, so that nothing else of the file is in it."""

from __future__ import annotations

import base64

from PySide6.QtCore import QBuffer, QCoreApplication, QIODevice, QRect, Qt
from PySide6.QtGui import QImage, QPainter

from app.errors import InputError
from canvas.drawing.pictures import picture_type
from canvas.qt.images import ImageStore
from sync.protocol.card_content import MAX_CARD_PICTURE_BYTES

SIDE = 96
_QUALITIES = (88, 75, 60, 40)


def small_picture(data: bytes) -> bytes:
    """Return a picture for a card, as JPEG.

    Args:
        data: a file's bytes.

    Raises:
        InputError: it is no picture that the program can show.
    """
    square = _square(data)
    for quality in _QUALITIES:
        buffer = QBuffer()
        buffer.open(QIODevice.OpenModeFlag.WriteOnly)
        square.save(buffer, "JPG", quality)  # type: ignore[call-overload]
        encoded = bytes(buffer.data().data())
        if 0 < len(encoded) <= MAX_CARD_PICTURE_BYTES:
            return encoded
    raise InputError(QCoreApplication.translate("Account", "This picture cannot be made small enough"))


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
