"""A person as a disc: the picture of the card, or initials on the person's colour. What cards hold comes from others: it is bounded."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QImage, QImageReader, QPainter, QTransform

MOST_PIXELS = 256
"""Most pixels on a side of a picture that is shown."""
_KEPT = 256
_JPEG = b"\xff\xd8\xff"


def initials(name: str) -> str:
    """Return one or two capitals for a name: of the first and the last word."""
    words = name.split()
    if not words:
        return "?"
    picked = words[0][0] + (words[-1][0] if len(words) > 1 else words[0][1:2])
    return picked.upper()


@lru_cache(maxsize=_KEPT)
def face_image(picture: bytes) -> QImage | None:
    """Return the picture of a card; None if it is none, or larger than pictures of people are."""
    if not picture.startswith(_JPEG):
        return None
    buffer = QBuffer()
    buffer.setData(QByteArray(picture))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer, QByteArray(b"jpeg"))
    reader.setAutoDetectImageFormat(False)
    size = reader.size()
    if not (0 < size.width() <= MOST_PIXELS and 0 < size.height() <= MOST_PIXELS):
        return None
    image = reader.read()
    return None if image.isNull() else image


def paint_face(
    painter: QPainter,
    disc: QRectF,
    ground: QColor,
    letters: str,
    font: QFont,
    picture: bytes = b"",
    ink: QColor | None = None,
) -> None:
    """Paint a person.

    Args:
        painter: antialiased target.
        disc: where; a square.
        ground: behind the letters.
        letters: one or two, or how many more there are.
        font: of the letters.
        picture: of the card; it takes the place of the letters.
        ink: of the letters; None for white.
    """
    image = face_image(picture) if picture else None
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(disc)
    if image is not None:
        # A ring in the colour stays, by which the pointer of the person is known.
        rim = max(1.5, disc.width() * 0.07)
        disc = disc.adjusted(rim, rim, -rim, -rim)
        fitted = QTransform.fromTranslate(disc.x(), disc.y())
        fitted.scale(disc.width() / image.width(), disc.height() / image.height())
        brush = QBrush(image)
        brush.setTransform(fitted)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setBrush(brush)
        painter.drawEllipse(disc)
        return
    painter.setPen(ink or QColor("#FFFFFF"))
    painter.setFont(font)
    painter.drawText(disc, int(Qt.AlignmentFlag.AlignCenter), letters)
