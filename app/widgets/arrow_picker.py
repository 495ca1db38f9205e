"""A choice of line ends, each shown as it is painted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy, QStyle, QStyleOptionComboBox, QStylePainter, QWidget

from app.theme.icons import draw_icon
from app.theme.palette import current_tokens
from app.theme.tokens import CONTROL_HEIGHT
from canvas.geometry.matrix import Matrix
from canvas.geometry.path_ops import transformed
from canvas.qt.paths import qt_path
from canvas.shapes.arrowheads import INK, PAPER, arrowhead

PICTURE = QSize(44, 18)
"""Logical pixels of one line end."""
_SIZE, _WIDTH, _MARGIN, _ARROW = 7.0, 1.5, 5.0, 14


def paint_line_end(painter: QPainter, box: QRectF, name: str, filled: bool, at_start: bool, ink: QColor) -> None:
    """Paint a short line with a head at one of its ends.

    Args:
        painter: antialiased target.
        box: where.
        name: of the head.
        filled: for heads that may be hollow.
        at_start: at the left end, else at the right one.
        ink: colour of the line.
    """
    tip, tail = box.right() - _MARGIN, box.left() + _MARGIN
    direction = 1.0
    if at_start:
        tip, tail, direction = tail, tip, -1.0
    y = box.center().y()
    head = arrowhead(name, _SIZE, _WIDTH, filled)
    pen = QPen(ink, _WIDTH)
    pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawLine(QPointF(tail, y), QPointF(tip - direction * (head.shorten if head is not None else 0.0), y))
    if head is None:
        return
    place = Matrix(direction, 0.0, 0.0, 1.0, tip, y)
    for figure in head.figures:
        paper = QColor(current_tokens().raised)
        painter.setBrush({INK: ink, PAPER: paper}.get(figure.fill, Qt.BrushStyle.NoBrush))
        painter.drawPath(qt_path(transformed(figure.path, place)))


class ArrowPicker(QComboBox):
    """A combo box of line ends.

    Signals:
        chosen: the user picked the head with this id; a hollow one ends in ":open".
    """

    chosen = Signal(str)

    def __init__(
        self, name: str, entries: Sequence[tuple[str, str]], *, at_start: bool, parent: QWidget | None = None
    ) -> None:
        """Make a picker.

        Args:
            name: accessible name and tooltip.
            entries: (id, name in the user's language).
            at_start: the heads are at the left end of the pictures.
            parent: owner.
        """
        super().__init__(parent)
        self._at_start = at_start
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.setIconSize(PICTURE)
        self.setMaxVisibleItems(14)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.view().setAccessibleName(name)
        self.view().setMinimumWidth(200)
        for id_, text in entries:
            self.addItem(text, id_)
        self.activated.connect(lambda index: self.chosen.emit(str(self.itemData(index))))

    def current(self) -> str | None:
        """Return the id that is shown, or None."""
        data = self.currentData()
        return None if data is None else str(data)

    def set_current(self, id_: str | None) -> None:
        """Show a head; one that is not in the list is added, None shows none. Emits nothing."""
        index = -1 if id_ is None else self.findData(id_)
        if index < 0 and id_ is not None:
            self.addItem(id_, id_)
            index = self.count() - 1
        self.setCurrentIndex(index)
        self.update()

    def showPopup(self) -> None:
        """Paint the pictures in the colours of now, then open the list."""
        ink, ratio = QColor(current_tokens().text), self.devicePixelRatioF()
        for index in range(self.count()):
            picture = QPixmap(PICTURE * ratio)
            picture.setDevicePixelRatio(ratio)
            picture.fill(Qt.GlobalColor.transparent)
            painter = QPainter(picture)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self._paint(painter, QRectF(0, 0, PICTURE.width(), PICTURE.height()), str(self.itemData(index)), ink)
            painter.end()
            self.setItemIcon(index, QIcon(picture))
        super().showPopup()

    def _paint(self, painter: QPainter, box: QRectF, id_: str, ink: QColor) -> None:
        paint_line_end(painter, box, id_.removesuffix(":open"), not id_.endswith(":open"), self._at_start, ink)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the panel, which scrolls."""
        event.ignore()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the field by the style sheet, then the head that is picked and the arrow that opens the list."""
        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText, option.currentIcon = "", QIcon()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens, rtl, chosen = current_tokens(), self.isRightToLeft(), self.current()
        faded = tokens.text3 if self.isEnabled() else tokens.text_disabled
        room = QRectF(22.0 if rtl else 4.0, 0.0, self.width() - 26.0, float(self.height()))
        if chosen is None:
            painter.setPen(QColor(faded))
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self.tr("Mixed"))
        else:
            self._paint(painter, room, chosen, QColor(tokens.text if self.isEnabled() else tokens.text_disabled))
        left = 6 if rtl else self.width() - _ARROW - 6
        draw_icon(painter, "chevron-down", QRect(left, (self.height() - _ARROW) // 2, _ARROW, _ARROW), faded)
