"""The command palette: type a few letters of what you want to do, press Enter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.actions.catalogue import Action
from app.actions.registry import ActionRegistry, title_of
from app.theme.icons import icon
from app.theme.palette import current_tokens
from app.widgets.floating import FloatingBar
from app.widgets.search_field import SearchField
from app.widgets.separator import horizontal_line

WIDTH_PX, TOP_PX, ROW_PX, MOST_ROWS, ICON_PX = 600, 90, 38, 9, 18
_ID = int(Qt.ItemDataRole.UserRole)


def matches(title: str, query: str) -> bool:
    """Tell whether every word of the query begins a word of the title, in any order and case."""
    words = title.casefold().replace("…", "").split()
    return all(any(word.startswith(part) for word in words) for part in query.casefold().split())


class CommandPalette(QWidget):
    """Covers the window with a scrim and lists what can be done now; goes away by Esc, a click beside it, or a choice."""

    def __init__(self, registry: ActionRegistry, window: QWidget) -> None:
        """Make a palette over a window."""
        super().__init__(window)
        self._registry = registry
        self._focus_before: QWidget | None = None
        self.setAccessibleName(self.tr("Command palette"))
        self.search = SearchField(self.tr("Search commands"))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setProperty("kind", "rows")
        self.list.setIconSize(QSize(ICON_PX, ICON_PX))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._run)
        layout = QVBoxLayout()
        layout.setContentsMargins(12, 12, 12, 8)
        layout.setSpacing(8)
        for part in (self.search, horizontal_line(), self.list):
            layout.addWidget(part)
        self._box = FloatingBar(layout, self, radius=14, drop=10)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)

    def show_over(self, window: QWidget) -> None:
        """Cover a window and take the keyboard; gives it back when it goes."""
        self._focus_before = window.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setGeometry(window.rect())
        self._fill("")
        self.list.setFixedSize(WIDTH_PX, ROW_PX * MOST_ROWS)
        self._box.place(QPoint((self.width() - WIDTH_PX - 24) // 2, TOP_PX))
        self.show()
        self.raise_()
        self.search.setFocus()

    def _fill(self, query: str) -> None:
        self.list.clear()
        for action in self._registry.bound():
            shown = action.id != "help.palette" and self._registry.action(action.id).isEnabled()
            if shown and matches(title_of(action), query):
                self._add(action)
        self.list.setCurrentRow(0)

    def _add(self, action: Action) -> None:
        item = QListWidgetItem(icon(action.icon) if action.icon else icon("corner-down-right"), title_of(action))
        item.setData(_ID, action.id)
        item.setSizeHint(QSize(0, ROW_PX))
        self.list.addItem(item)
        keys = self._registry.keys(action.id)
        if keys:
            self.list.setItemWidget(item, _key_label(keys[0]))

    def _run(self, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        action = self._registry.action(str(item.data(_ID)))
        self.close_palette()
        action.trigger()

    def close_palette(self) -> None:
        """Go, and give the keyboard back to where it was."""
        if self._focus_before is not None:
            self._focus_before.setFocus()
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrows, Enter and Esc work while the keyboard is in the search field."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None and self.list.count():
                self.list.setCurrentRow((self.list.currentRow() + step) % self.list.count())
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._run(self.list.currentItem())
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close_palette()
                return True
        return super().eventFilter(watched, event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go by a click beside the box."""
        if not self._box.surface_rect().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        painter.fillRect(
            self.rect(), QColor(20, 22, 28, 72) if current_tokens().name == "light" else QColor(0, 0, 0, 128)
        )


def _key_label(key: str) -> QWidget:
    """Return a key, at the end of a row."""
    shown = QLabel(QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText))
    shown.setTextFormat(Qt.TextFormat.PlainText)
    shown.setProperty("tone", "faint")
    shown.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
    holder = QWidget()
    holder.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 12, 0)
    row.addStretch(1)
    row.addWidget(shown)
    return holder
