"""A line at the top of the canvas that tells of a state that lasts: only to be looked at, or following somebody."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QWidget

from app.theme.fonts import FontKind
from app.theme.icons import icon
from app.widgets.buttons import Button
from app.widgets.floating import FloatingBar
from app.widgets.labels import label
from app.widgets.layout import row

FRAME_PX = 3


class CanvasBanner(FloatingBar):
    """A text with an icon and perhaps a button; hidden until it has something to say.

    Signals:
        pressed(): its button was pressed.
    """

    pressed = Signal()

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        """Make a hidden banner.

        Args:
            icon_name: Lucide name.
            parent: what it floats on.
        """
        self._icon_name = icon_name
        self._mark = QLabel()
        self._text = label("", FontKind.STRONG)
        self.button = Button("", kind="ghost", height=26)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._row = row(self._mark, self._text, self.button, spacing=8)
        super().__init__(self._row, parent)
        self.button.setAccessibleName(self.tr("Answer"))
        self.button.clicked.connect(self.pressed)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def tell(self, text: str, button: str = "") -> None:
        """Say something, with a button that says `button`; "" for the text hides the banner."""
        self._text.setText(text)
        self.setAccessibleName(text)
        self.button.setText(button)
        self.button.setAccessibleName(button or self.tr("Answer"))
        self.button.setVisible(bool(button))
        self._row.setContentsMargins(14, *((5, 6, 5) if button else (8, 14, 8)))
        # The icon is made anew each time: the theme may have changed since.
        self._mark.setPixmap(icon(self._icon_name, "text2").pixmap(QSize(16, 16), self.devicePixelRatioF()))
        self.setVisible(bool(text))


class CanvasFrame(QWidget):
    """A coloured line along the edges of the canvas; whose view it is that one looks at. The mouse passes through."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a hidden frame."""
        super().__init__(parent)
        self._color = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.hide()

    def show_color(self, color: str) -> None:
        """Show the frame in a colour, "#rrggbb"; "" hides it."""
        self._color = color
        self.setVisible(bool(color))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._color), FRAME_PX, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap))
        half = FRAME_PX / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))
