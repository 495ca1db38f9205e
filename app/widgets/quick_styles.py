"""A row of quick styles: each button shows a fill with its outline and a letter in its text colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.palette import color
from app.widgets.layout import row

_CELL = QSize(21, 24)
_RADIUS = 4.5


@dataclass(frozen=True, slots=True)
class QuickStyle:
    """One style: an id, a name, and three "#rrggbb"."""

    id: str
    name: str
    fill: str
    stroke: str
    text: str


class QuickStyleButton(QAbstractButton):
    """One style to pick."""

    def __init__(self, style: QuickStyle, parent: QWidget | None = None) -> None:
        """Make a button."""
        super().__init__(parent)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setFixedSize(_CELL)
        self.setFont(ui_font(FontKind.CAPTION))
        self.set_style(style)

    def set_style(self, style: QuickStyle) -> None:
        """Stand for another style."""
        self.quick = style
        self.setAccessibleName(style.name)
        self.setToolTip(style.name)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sample, and a ring when it is the current or the focused one."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(2, 3, -2, -3)
        if self.isChecked() or self.hasFocus():
            painter.setPen(QPen(color("accent_ring"), 2 if self.isChecked() else 1))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 6, 6)
            box = QRectF(self.rect()).adjusted(3.5, 4, -3.5, -4)
        rim = color("text")
        rim.setAlphaF(0.18)
        painter.setPen(QPen(rim, 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.setPen(QPen(QColor(self.quick.stroke), 1.5))
        painter.setBrush(QColor(self.quick.fill))
        painter.drawRoundedRect(box.adjusted(0.75, 0.75, -0.75, -0.75), _RADIUS, _RADIUS)
        painter.setPen(QColor(self.quick.text))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), "a")


class QuickStyles(QWidget):
    """The row.

    Signals:
        chosen: the user picked the style with this id.
    """

    chosen = Signal(str)

    def __init__(self, name: str, styles: Sequence[QuickStyle], parent: QWidget | None = None) -> None:
        """Make the row."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.buttons = [QuickStyleButton(style) for style in styles]
        items: list[QWidget | None] = []
        for button in self.buttons:
            button.clicked.connect(lambda _checked=False, picked=button: self._on_clicked(picked))
            items += [button, None]
        self.setLayout(row(*items[:-1], spacing=0))
        self.setFixedHeight(_CELL.height())

    def _on_clicked(self, picked: QuickStyleButton) -> None:
        self.set_current(picked.quick.id)
        self.chosen.emit(picked.quick.id)

    def set_styles(self, styles: Sequence[QuickStyle]) -> None:
        """Show as many other styles."""
        for button, style in zip(self.buttons, styles, strict=True):
            button.set_style(style)

    def set_current(self, id_: str | None) -> None:
        """Mark a style as the current one, or none. Emits nothing."""
        for button in self.buttons:
            button.setChecked(button.quick.id == id_)
