"""Asks how many rows and columns a new table shall have."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QDialog, QWidget

from app.dialogs.frame import dress
from app.theme.fonts import FontKind
from app.theme.palette import color
from app.widgets.buttons import Button
from app.widgets.check_box import CheckBox
from app.widgets.labels import label
from app.widgets.layout import row

MOST_ROWS, MOST_COLUMNS = 10, 12
TILE_PX, GAP_PX, INSET_PX = 22, 4, 4


class TablePicker(QWidget):
    """A field of tiles: the pointer or the arrow keys say how many of them the table takes.

    Signals:
        changed: rows and columns now picked.
        accepted: the user clicked.
    """

    changed = Signal(int, int)
    accepted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the field with three rows and three columns picked."""
        super().__init__(parent)
        self.rows, self.columns = 3, 3
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Rows and columns"))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return the size of all tiles."""
        step = TILE_PX + GAP_PX
        return QSize(MOST_COLUMNS * step - GAP_PX + 2 * INSET_PX, MOST_ROWS * step - GAP_PX + 2 * INSET_PX)

    def pick(self, rows: int, columns: int) -> None:
        """Pick so many rows and columns, as far as there are tiles."""
        self.rows, self.columns = max(1, min(MOST_ROWS, rows)), max(1, min(MOST_COLUMNS, columns))
        self.changed.emit(self.rows, self.columns)
        self.update()

    def _pick_at(self, at: QPointF) -> None:
        step = TILE_PX + GAP_PX
        self.pick(int((at.y() - INSET_PX) // step) + 1, int((at.x() - INSET_PX) // step) + 1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pick what is left of and above the pointer."""
        self._pick_at(event.position())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Take what is picked."""
        self._pick_at(event.position())
        self.accepted.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Change the numbers by the arrow keys."""
        steps = {Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0), Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1)}
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.pick(self.rows + step[0], self.columns + step[1])

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the tiles; those picked in the accent."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        step = TILE_PX + GAP_PX
        for r in range(MOST_ROWS):
            for c in range(MOST_COLUMNS):
                on = r < self.rows and c < self.columns
                painter.setPen(QPen(color("accent" if on else "border"), 1))
                painter.setBrush(color("accent_subtle" if on else "panel"))
                painter.drawRoundedRect(QRectF(c * step + INSET_PX, r * step + INSET_PX, TILE_PX, TILE_PX), 4, 4)
        if self.hasFocus():
            painter.setPen(QPen(color("accent_ring"), 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75), 5, 5)


class InsertTable(QDialog):
    """The dialog; open it with `open`, it does not block.

    Signals:
        chosen: rows, columns, and whether the first row is a header.
    """

    chosen = Signal(int, int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make the dialog."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.picker = TablePicker()
        self.size_label = label("", FontKind.STRONG)
        self.header = CheckBox(self.tr("First row is a header"))
        self.header.setChecked(True)
        self.insert = Button(self.tr("Insert table"), kind="primary", height=34)
        self.cancel = Button(self.tr("Cancel"), height=34)
        self.insert.setDefault(True)
        self.insert.clicked.connect(self._on_insert)
        self.cancel.clicked.connect(self.reject)
        self.picker.changed.connect(self._on_changed)
        self.picker.accepted.connect(self._on_insert)
        body = (row(self.picker, None), row(self.size_label, None), 4, row(self.header, None))
        dress(self, self.tr("Insert a table"), "", body, (None, self.cancel, self.insert), width=380)
        self._on_changed(self.picker.rows, self.picker.columns)
        self.picker.setFocus()

    def _on_changed(self, rows: int, columns: int) -> None:
        text = self.tr("%1 rows, %2 columns").replace("%1", str(rows)).replace("%2", str(columns))
        self.size_label.setText(text)
        self.picker.setAccessibleDescription(text)

    def _on_insert(self) -> None:
        self.chosen.emit(self.picker.rows, self.picker.columns, self.header.isChecked())
        self.accept()
