"""What follows the pointer while something is dragged onto the canvas: the shapes as large as they will be, and what they would replace."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.theme.palette import color

_OPACITY = 0.75


class DropGhost(QWidget):
    """A pane over the canvas that the pointer falls through; it never changes the document."""

    def __init__(self, parent: QWidget) -> None:
        """Make an empty pane over a canvas area."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self._area = parent
        self._picture = QImage()
        self._at = QPointF()
        self._target: QRectF | None = None
        self._replaces = False
        self.hide()

    @property
    def target(self) -> QRectF | None:
        """The marked place in pane pixels: what would be replaced, or the container that would take the shapes."""
        return self._target

    def show_picture(self, picture: QImage, at: QPointF, target: QRectF | None, *, replaces: bool) -> None:
        """Show shapes.

        Args:
            picture: of the shapes, with its device pixel ratio.
            at: its top left corner, pane pixels.
            target: a place to mark, or None.
            replaces: the place is that of a shape that would be replaced: nothing else is shown.
        """
        self.setGeometry(self._area.rect())
        self._picture, self._at, self._target, self._replaces = picture, at, target, replaces
        self.raise_()
        self.show()
        self.update()

    def clear(self) -> None:
        """Show nothing."""
        self._picture, self._target = QImage(), None
        self.hide()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the mark and the shapes."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._target is not None:
            painter.setPen(QPen(color("accent"), 2.0))
            painter.setBrush(color("accent_subtle") if self._replaces else Qt.BrushStyle.NoBrush)
            painter.setOpacity(0.6 if self._replaces else 1.0)
            painter.drawRoundedRect(self._target.adjusted(-3, -3, 3, 3), 6, 6)
        painter.setOpacity(_OPACITY)
        painter.drawImage(self._at, self._picture)
