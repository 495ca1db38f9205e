"""Texts that are only read. All of them are plain text: titles and file names come from others and must never be taken for markup."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.theme.fonts import FontKind, ui_font


def label(text: str = "", kind: FontKind = FontKind.BODY, tone: str = "") -> QLabel:
    """Return a label.

    Args:
        text: shown as it is.
        kind: size and weight.
        tone: "" for normal text, else muted, faint, danger, success or warning.
    """
    widget = QLabel(text)
    widget.setTextFormat(Qt.TextFormat.PlainText)
    widget.setFont(ui_font(kind))
    if tone:
        widget.setProperty("tone", tone)
    return widget


def paragraph(text: str = "", kind: FontKind = FontKind.BODY, tone: str = "muted") -> QLabel:
    """Return a label that breaks its text into lines."""
    widget = label(text, kind, tone)
    widget.setWordWrap(True)
    return widget


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where there is no room; the tooltip then holds the whole text."""

    def __init__(
        self, text: str = "", kind: FontKind = FontKind.BODY, tone: str = "", parent: QWidget | None = None
    ) -> None:
        """See `label` for the arguments."""
        super().__init__(text, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(ui_font(kind))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if tone:
            self.setProperty("tone", tone)

    def minimumSizeHint(self) -> QSize:
        """Let the layout squeeze the text down to a few letters."""
        return QSize(min(32, super().sizeHint().width()), super().minimumSizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what fits."""
        room = self.contentsRect()
        shown = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        tip = "" if shown == self.text() else self.text()
        if tip != self.toolTip():
            self.setToolTip(tip)
        if not tip:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | self.alignment()), shown)
