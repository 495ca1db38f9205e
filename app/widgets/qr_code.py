"""A QR code, black on white in every theme: cameras want it so."""

from __future__ import annotations

import segno
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

QUIET = 3
"""White modules around the code."""


class QrCode(QWidget):
    """A square with a code; empty without a text."""

    def __init__(self, name: str, side: int = 172, parent: QWidget | None = None) -> None:
        """Make an empty square.

        Args:
            name: what it is, for screen readers.
            side: in pixels.
            parent: owner.
        """
        super().__init__(parent)
        self._modules: tuple[bytes, ...] = ()
        self._text = ""
        self.setFixedSize(side, side)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)

    @property
    def text(self) -> str:
        """What the code says."""
        return self._text

    def set_text(self, text: str) -> None:
        """Show a code for a text; "" shows none."""
        if text != self._text:
            self._text = text
            self._modules = tuple(bytes(line) for line in segno.make(text, micro=False).matrix) if text else ()
            self.update()

    def sizeHint(self) -> QSize:
        """Return the fixed size."""
        return self.size()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint whole pixels for every module, so that no edge is grey."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor("#FFFFFF"))
        painter.drawRoundedRect(self.rect(), 8, 8)
        if not self._modules:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        painter.setBrush(QColor("#000000"))
        size = len(self._modules)
        step = max(1, self.width() // (size + 2 * QUIET))
        left = (self.width() - step * size) // 2
        for y, line in enumerate(self._modules):
            for x, dark in enumerate(line):
                if dark:
                    painter.drawRect(QRect(left + x * step, left + y * step, step, step))
