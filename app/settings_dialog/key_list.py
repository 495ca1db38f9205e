"""The list of all actions with their keys, under headings by area."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.actions.catalogue import BY_ID, Action
from app.actions.keymaps import native
from app.actions.registry import title_of
from app.actions.wording import area_title
from app.theme.fonts import FontKind, ui_font
from app.theme.palette import color
from app.theme.tokens import RADIUS_ITEM
from app.widgets.key_caps import caps_width, paint_caps

ROW_PX, HEADING_PX = 34, 32
ACTION = int(Qt.ItemDataRole.UserRole)
KEYS = int(Qt.ItemDataRole.UserRole) + 1
OWN = int(Qt.ItemDataRole.UserRole) + 2
_MIDDLE = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_INSET, _BETWEEN = 12, 14


class _Rows(QStyledItemDelegate):
    """Paints headings, titles and caps; what the user changed has a mark."""

    def sizeHint(self, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, ROW_PX if index.data(ACTION) else HEADING_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect: QRect = option.rect
        heading = not index.data(ACTION)
        if not heading:
            self._paint_ground(painter, option, rect)
        painter.setFont(ui_font(FontKind.SECTION if heading else FontKind.BODY))
        painter.setPen(color("text2" if heading else "text"))
        painter.drawText(rect.adjusted(_INSET, 4 if heading else 0, -_INSET, 0), _MIDDLE, str(index.data()))
        if not heading:
            self._paint_keys(painter, rect, index.data(KEYS), bool(index.data(OWN)))
        painter.restore()

    @staticmethod
    def _paint_ground(painter: QPainter, option: QStyleOptionViewItem, rect: QRect) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        focused = selected and bool(option.state & QStyle.StateFlag.State_HasFocus)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(QPen(color("accent_ring"), 1) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(color("active" if selected else "hover"))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), RADIUS_ITEM, RADIUS_ITEM)

    @staticmethod
    def _paint_keys(painter: QPainter, rect: QRect, keys: Sequence[str], own: bool) -> None:
        left = rect.right() - _INSET
        for key in reversed(keys):
            left -= caps_width(key)
            paint_caps(painter, left, rect.center().y() + 1, key)
            left -= _BETWEEN
        if own:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent"))
            painter.drawEllipse(QRectF(rect.left() + 2, rect.center().y() - 2, 5, 5))


class KeyList(QListWidget):
    """Actions to choose from.

    Signals:
        chosen(str): this action is the current one.
        record_requested(str): the user wants to give this action keys.
    """

    chosen = Signal(str)
    record_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Actions and their keys"))
        self.setItemDelegate(_Rows(self))
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.currentItemChanged.connect(lambda _now, _before: self.chosen.emit(self.current()))
        self.itemDoubleClicked.connect(lambda _item: self.record_requested.emit(self.current()))

    def current(self) -> str:
        """Return the id of the current action, or ""."""
        return str(self.item(self.currentRow()).data(ACTION) or "") if self.currentRow() >= 0 else ""

    def show_actions(self, actions: Sequence[Action], keys: Mapping[str, tuple[str, ...]], own: frozenset[str]) -> None:
        """List these actions; the current one stays, if it is still listed.

        Args:
            actions: in catalogue order.
            keys: in force, by action.
            own: ids whose keys the user has changed.
        """
        kept, area = self.current(), ""
        self.blockSignals(True)
        self.clear()
        for action in actions:
            if action.area != area:
                area = action.area
                self._add_heading(area_title(area))
            self._add(action, keys[action.id], action.id in own)
        self.blockSignals(False)
        self.go_to(kept)

    def _add_heading(self, text: str) -> None:
        item = QListWidgetItem(text)
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self.addItem(item)

    def _add(self, action: Action, keys: tuple[str, ...], own: bool) -> None:
        item = QListWidgetItem(title_of(action))
        item.setData(ACTION, action.id)
        item.setData(KEYS, keys)
        item.setData(OWN, own)
        said = ", ".join(map(native, keys)) or self.tr("no keys")
        item.setData(int(Qt.ItemDataRole.AccessibleDescriptionRole), said)
        self.addItem(item)

    def go_to(self, action_id: str) -> None:
        """Make an action the current one; the first one when it is not listed."""
        rows = [row for row in range(self.count()) if self.item(row).data(ACTION)]
        wanted = next((row for row in rows if self.item(row).data(ACTION) == action_id), rows[0] if rows else -1)
        self.setCurrentRow(wanted)
        self.chosen.emit(self.current())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Record keys for the current action on Enter."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self.current() in BY_ID:
            self.record_requested.emit(self.current())
            return
        super().keyPressEvent(event)
