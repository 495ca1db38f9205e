"""The palette over its window: type a few letters of what you want, press Enter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.palette.fuzzy import Match
from app.palette.items import Answer, Group, PaletteItem, answers
from app.palette.rows import ANSWER, HEADING_PX, NOTE, ROW_PX, PaletteRows
from app.panels.shape_grid import PaintPreview
from app.theme.fonts import FontKind, sized_font
from app.theme.palette import current_tokens
from app.theme.tokens import RADIUS_DIALOG
from app.widgets.floating import FloatingBar
from app.widgets.key_caps import KeyCaps
from app.widgets.labels import label
from app.widgets.layout import Item, column, holder, row
from app.widgets.search_field import SearchField
from app.widgets.separator import horizontal_line

WIDTH_PX, TOP_PX, MOST_ROWS = 600, 90, 9
_FOOT_PX, _HEAD_PX = 44, 52
_STEPS = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS, Qt.Key.Key_PageUp: -MOST_ROWS}


class CommandPalette(QWidget):
    """Covers the window with a scrim; goes by Esc, a click beside it, or a choice, and gives the keyboard back to where it was.

    Signals:
        ran(str): the item with this id was chosen and is about to be done.
    """

    ran = Signal(str)

    def __init__(
        self,
        items: Sequence[PaletteItem],
        suggested: Sequence[tuple[str, Sequence[PaletteItem]]],
        paint_preview: PaintPreview,
        window: QWidget,
    ) -> None:
        """Make a palette over a window.

        Args:
            items: everything that can be found.
            suggested: what is listed before anything was typed: headings with items.
            paint_preview: paints outlines of shapes.
            window: what it covers.
        """
        super().__init__(window)
        self._window = window
        self._items = tuple(items)
        self._suggested = tuple(suggested)
        self._focus_before: QWidget | None = None
        self.setAccessibleName(self.tr("Command palette"))
        self.search = SearchField(
            self.tr("Search commands, shapes, pages and diagrams"),
            placeholder=self.tr("Search commands, shapes, pages and diagrams…"),
            height=_HEAD_PX - 12,
        )
        self.search.setProperty("kind", "bare")
        self.search.setFont(sized_font(15, 400))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Answers"))
        self.list.setItemDelegate(PaletteRows(paint_preview, self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.itemClicked.connect(self._run)
        self._nothing = label(self.tr("Nothing found. Try another word."), tone="muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._nothing.setFixedHeight(2 * ROW_PX)
        self._box = FloatingBar(self._content(), self, radius=RADIUS_DIALOG, drop=10)
        self.search.textChanged.connect(self._fill)
        self.search.installEventFilter(self)

    def _content(self) -> QVBoxLayout:
        head = holder(row(self.search, margins=(8, 6, 8, 6)))
        self._body = holder(column(self.list, self._nothing, margins=(8, 4, 8, 8), spacing=0))
        foot: list[Item] = []
        for key, text in (("Up", self.tr("navigate")), ("Return", self.tr("run")), ("Esc", self.tr("close"))):
            foot += [KeyCaps(key), label(text, FontKind.SMALL, "muted"), 10]
        foot_row = holder(row(*foot, None, margins=(16, 0, 16, 0), spacing=6))
        foot_row.setFixedHeight(_FOOT_PX)
        return column(head, horizontal_line(), self._body, horizontal_line(), foot_row, spacing=0)

    def show_over(self, window: QWidget) -> None:
        """Cover a window and take the keyboard."""
        self._focus_before = window.focusWidget()
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setGeometry(window.rect())
        self._fill("")
        self.show()
        self.raise_()
        self.search.setFocus()
        window.installEventFilter(self)

    # ------------------------------------------------------------------ what is listed

    def _fill(self, query: str) -> None:
        self.list.clear()
        if query.strip():
            for answer in answers(self._items, query):
                self._add(answer)
        else:
            for heading, items in self._suggested:
                if items:
                    self._add_heading(heading)
                for item in items:
                    self._add(Answer(item, Match(0.0)))
        self.list.setVisible(self.list.count() > 0)
        self._nothing.setVisible(self.list.count() == 0)
        self._go(1, start=-1)
        self._fit()

    def _add_heading(self, text: str) -> None:
        heading = QListWidgetItem(text)
        heading.setFlags(Qt.ItemFlag.NoItemFlags)
        self.list.addItem(heading)

    def _add(self, answer: Answer) -> None:
        row_item = QListWidgetItem(answer.item.title)
        row_item.setData(ANSWER, answer)
        row_item.setData(NOTE, self._note(answer.item.group))
        if answer.item.reason:
            row_item.setData(int(Qt.ItemDataRole.AccessibleDescriptionRole), answer.item.reason)
            row_item.setToolTip(answer.item.reason)
        self.list.addItem(row_item)

    def _note(self, group: Group) -> str:
        notes = {
            Group.SHAPE: self.tr("Insert shape"),
            Group.PAGE: self.tr("Go to page"),
            Group.DIAGRAM: self.tr("Open diagram"),
        }
        return notes.get(group, "")

    def _fit(self) -> None:
        """Make list and box as high as their rows, and the box no higher than the window."""
        heights = [
            ROW_PX if self.list.item(place).data(ANSWER) is not None else HEADING_PX
            for place in range(self.list.count())
        ]
        room = self.height() - TOP_PX - _HEAD_PX - _FOOT_PX - 60
        height = min(sum(heights), MOST_ROWS * ROW_PX, max(2 * ROW_PX, room)) if heights else 2 * ROW_PX
        self._body.setFixedSize(WIDTH_PX, height + 12)
        self._box.settle()
        top = min(TOP_PX, max(16, self.height() // 10))
        self._box.place(QPoint((self.width() - WIDTH_PX) // 2, top))

    # ------------------------------------------------------------------ choosing

    def _go(self, step: int, start: int | None = None) -> None:
        """Go to the next row that can be chosen, around the ends."""
        count = self.list.count()
        at = self.list.currentRow() if start is None else start
        for _ in range(count):
            at = (at + (1 if step > 0 else -1)) % count
            if self.list.item(at).data(ANSWER) is not None:
                self.list.setCurrentRow(at)
                break
        chosen = self.list.currentRow()
        # The keyboard stays in the field; this is how a screen reader learns where the choice is.
        self.search.setAccessibleDescription(self.list.item(chosen).text() if chosen >= 0 else "")

    def _run(self, chosen: QListWidgetItem | None) -> None:
        answer = chosen.data(ANSWER) if chosen is not None else None
        if not isinstance(answer, Answer) or answer.item.reason:
            return
        self.ran.emit(answer.item.id)
        self.close_palette()
        answer.item.run()

    def close_palette(self) -> None:
        """Go, and give the keyboard back to where it was."""
        self._window.removeEventFilter(self)
        if self._focus_before is not None:
            self._focus_before.setFocus()
        self.close()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows, Enter and Esc work while the keyboard is in the field; follow the window's size."""
        if watched is self.search and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event) or super().eventFilter(watched, event)
        if watched is self._window and isinstance(event, QResizeEvent):
            self.setGeometry(0, 0, event.size().width(), event.size().height())
            self._fit()
        return super().eventFilter(watched, event)

    def _on_key(self, event: QKeyEvent) -> bool:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is not None:
            for _ in range(abs(step)):
                self._go(step)
            return True
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._run(self.list.currentItem())
            return True
        if event.key() == Qt.Key.Key_Escape:
            self.close_palette()
            return True
        return event.key() in {Qt.Key.Key_Tab, Qt.Key.Key_Backtab}

    def focusNextPrevChild(self, _next: bool) -> bool:
        """Keep the keyboard in the palette as long as it covers the window."""
        return True

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go by a click beside the box."""
        if not self._box.surface_rect().contains(event.position().toPoint()):
            self.close_palette()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Dim the window."""
        QPainter(self).fillRect(self.rect(), QColor(current_tokens().scrim))
