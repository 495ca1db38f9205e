"""The quick palette: one button for each colour."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme.palette import color, current_tokens
from app.widgets.layout import row

_SIDE = 18
_CELL = 22


def paint_swatch(painter: QPainter, rect: QRectF, fill: str | None, radius: float) -> None:
    """Paint a colour sample.

    Args:
        painter: antialiased target.
        rect: where.
        fill: "#rrggbb", "none" (crossed out), "default" (half dark, half light) or None while several colours are meant.
        radius: corner radius.
    """
    rim = QColor(current_tokens().text)
    rim.setAlphaF(0.18)
    painter.setPen(QPen(rim, 1))
    box = rect.adjusted(0.5, 0.5, -0.5, -0.5)
    if fill and fill.startswith("#"):
        painter.setBrush(QColor(fill))
        painter.drawRoundedRect(box, radius, radius)
        return
    painter.setBrush(color("panel"))
    painter.drawRoundedRect(box, radius, radius)
    if fill == "none":
        painter.setPen(QPen(color("danger"), 1.5))
        painter.drawLine(box.bottomLeft().toPoint(), box.topRight().toPoint())
    elif fill == "default":
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("text"))
        painter.setClipRect(box.adjusted(0, 0, -box.width() / 2, 0))
        painter.drawRoundedRect(box, radius, radius)
        painter.restore()
    else:
        painter.setPen(QPen(color("text3"), 1.5))
        middle = box.center()
        painter.drawLine(int(middle.x()) - 3, int(middle.y()), int(middle.x()) + 3, int(middle.y()))


class SwatchButton(QAbstractButton):
    """One colour to pick."""

    def __init__(self, fill: str, name: str, parent: QWidget | None = None) -> None:
        """Make a button for "#rrggbb"."""
        super().__init__(parent)
        self.fill = fill
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(QSize(_CELL, _CELL))

    def set_fill(self, fill: str, name: str) -> None:
        """Stand for another colour."""
        self.fill = fill
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sample, and a ring when it is the current or the focused one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inset = (_CELL - _SIDE) / 2
        marked = self.isChecked() or self.hasFocus()
        if marked:
            painter.setPen(QPen(color("accent_ring"), 2 if self.isChecked() else 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 7, 7)
            inset += 1.5
        sample = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
        paint_swatch(painter, sample, self.fill, 4 if marked else 5.5)


class SwatchPalette(QWidget):
    """A row of colours.

    Signals:
        chosen: the user picked this "#rrggbb".
    """

    chosen = Signal(str)

    def __init__(self, name: str, colors: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make the row from ("#rrggbb", name) pairs."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons: list[SwatchButton] = []
        self._row = row(spacing=0)
        self.setLayout(self._row)
        self.setFixedHeight(_CELL)
        self.set_colors(colors)

    def set_colors(self, colors: Sequence[tuple[str, str]]) -> None:
        """Show other ("#rrggbb", name) pairs; their number stays unless the row was empty."""
        if len(colors) == len(self.buttons):
            for button, (fill, title) in zip(self.buttons, colors, strict=True):
                button.set_fill(fill, title)
            return
        self.buttons = [SwatchButton(fill, title) for fill, title in colors]
        for index, button in enumerate(self.buttons):
            button.clicked.connect(lambda _checked=False, picked=button: self._on_clicked(picked))
            if index:
                self._row.addStretch(1)
            self._row.addWidget(button)

    def _on_clicked(self, picked: SwatchButton) -> None:
        self.set_current(picked.fill)
        self.chosen.emit(picked.fill)

    def set_current(self, fill: str | None) -> None:
        """Mark a colour as the current one; None or one that is not in the row marks none. Emits nothing."""
        for button in self.buttons:
            button.setChecked(fill is not None and button.fill.lower() == fill.lower())
