"""Shaping: a string in one font as a QTextLayout of one line, with its design metrics in scene units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption

from canvas.drawing.text import Font
from canvas.qt.fonts import qt_font, reference_size


@dataclass(frozen=True, slots=True)
class Metrics:
    """A font's vertical metrics in scene units.

    Ascent and descent are whole numbers of scene units, as browsers use them: baselines are where foreign diagrams expect them.
    """

    ascent: float
    descent: float
    underline: float
    strike: float
    thickness: float


@lru_cache(maxsize=2048)
def metrics(font: Font) -> Metrics:
    """Return the metrics of a font; `underline` and `strike` are distances below (above) the baseline."""
    measured = QFontMetricsF(qt_font(font))
    k = font.size / reference_size(font.size)
    return Metrics(
        ascent=float(round(measured.ascent() * k)),
        descent=float(round(measured.descent() * k)),
        underline=font.size * 0.1,
        strike=font.size * 0.3,
        thickness=max(font.size / 14, 0.5),
    )


class Shaped:
    """One string in one font, ready to be drawn again and again.

    Attributes:
        width: advance in scene units.
    """

    __slots__ = ("_layout", "_scale", "_top", "_utf16", "width")

    def __init__(self, text: str, font: Font, link: str | None = None) -> None:
        layout = QTextLayout(text, qt_font(font))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setFlags(QTextOption.Flag.IncludeTrailingSpaces)
        option.setUseDesignMetrics(True)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        if link:
            layout.setFormats([anchor_format(link, 2 * len(text))])
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(1e7)
        line.setPosition(QPointF(0.0, 0.0))
        layout.endLayout()
        self._layout = layout
        self._scale = font.size / reference_size(font.size)
        self._top = line.ascent()
        self._utf16 = _utf16_offsets(text)
        self.width = line.naturalTextWidth() * self._scale

    def x_of(self, index: int) -> float:
        """Return the x, in scene units, of the caret before a code point."""
        position = self._utf16[index] if self._utf16 else index
        # PySide returns the x together with the index, which its type information does not say.
        found: Any = self._layout.lineAt(0).cursorToX(position)
        return float(found[0]) * self._scale

    def draw(self, painter: QPainter, x: float, baseline: float) -> None:
        """Draw with the painter's pen colour; x and baseline are in the painter's space."""
        if self._scale == 1.0:
            self._layout.draw(painter, QPointF(x, baseline - self._top))
            return
        kept = painter.worldTransform()
        painter.translate(x, baseline)
        painter.scale(self._scale, self._scale)
        self._layout.draw(painter, QPointF(0.0, -self._top))
        painter.setWorldTransform(kept)


def anchor_format(link: str, length: int) -> QTextLayout.FormatRange:
    """Return a format that the PDF engine turns into a link."""
    result = QTextLayout.FormatRange()
    result.start = 0
    result.length = length
    style = QTextCharFormat()
    style.setAnchor(True)
    style.setAnchorHref(link)
    result.format = style
    return result


def _utf16_offsets(text: str) -> list[int]:
    """Return the UTF-16 offset of each code point and of the end, or [] when both counts agree."""
    if all(character <= "\uffff" for character in text):
        return []
    offsets = [0]
    for character in text:
        offsets.append(offsets[-1] + (2 if character > "\uffff" else 1))
    return offsets
