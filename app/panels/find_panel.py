"""Find and replace: texts or styles, over the canvas at its top right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from app.theme.fonts import FontKind
from app.widgets.buttons import Button, ToolButton
from app.widgets.combo_box import ComboBox
from app.widgets.floating import FloatingBar
from app.widgets.labels import paragraph
from app.widgets.layout import column, holder, row
from app.widgets.search_field import SearchField
from app.widgets.segmented import Segment, SegmentedControl, ToggleStrip

WIDTH_PX, ROW_PX, MOST_ROWS = 340, 34, 7
_INDEX = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class FoundRow:
    """One line of the results.

    Attributes:
        text: what is shown.
        page: name of its page, "" when that goes without saying.
    """

    text: str
    page: str = ""


class FindPanel(FloatingBar):
    """The fields and the list of what was found.

    Signals:
        asked(): something that decides what is found has changed.
        style_key_chosen(str): another style shall be looked for; its values are to be offered.
        stepped(int): go to the next (1) or previous (-1) place.
        chosen(int): go to this place.
        replace_asked(): replace the current place.
        replace_all_asked(): replace all places.
        closed(): the panel was closed.
    """

    asked = Signal()
    style_key_chosen = Signal(str)
    stepped = Signal(int)
    chosen = Signal(int)
    replace_asked = Signal()
    replace_all_asked = Signal()
    closed = Signal()

    def __init__(self, style_keys: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        """Make the panel, hidden.

        Args:
            style_keys: id and name of the styles that can be looked for.
            parent: what it floats on.
        """
        self.mode = SegmentedControl("", (Segment("text", ""), Segment("style", "")))
        self._close = ToolButton("x", "")
        self._make_text()
        self._make_style(style_keys)
        self.scope = ComboBox("", (("page", ""), ("all", ""), ("selection", "")))
        self.status = paragraph("", FontKind.SMALL)
        self.list = QListWidget()
        self.replace = Button("")
        self.replace_all = Button("", kind="primary")
        head = row(self.mode, self._close, spacing=8)
        self._text = holder(column(row(self.search, self.options, spacing=6), self.template, spacing=6))
        self._style = holder(column(row(self.key, self.value, spacing=6), self.new_value, spacing=6))
        foot = row(self.scope, self.replace, self.replace_all, spacing=6)
        content = column(
            head, self._text, self._style, foot, self.status, self.list, margins=(12, 12, 12, 12), spacing=8
        )
        super().__init__(content, parent, radius=12, drop=8)
        self._name_all()
        self._connect()
        self.show_mode("text")
        self.hide()

    def _make_text(self) -> None:
        self.search = SearchField("", outlined=True)
        self.options = ToggleStrip(
            "",
            (
                Segment("case", "", "case-sensitive"),
                Segment("words", "", "whole-word"),
                Segment("regex", "", "regex"),
            ),
        )
        self.options.setFixedWidth(96)
        self.template = QLineEdit()

    def _make_style(self, style_keys: Sequence[tuple[str, str]]) -> None:
        self.key = ComboBox("", style_keys)
        self.value = ComboBox("")
        self.new_value = QLineEdit()

    def _name_all(self) -> None:
        """Give everything its text; only now there is an object to translate with."""
        self.setAccessibleName(self.tr("Find and replace"))
        for button, text in (("text", self.tr("Text")), ("style", self.tr("Style"))):
            self.mode.button(button).setText(text)
            self.mode.button(button).setAccessibleName(text)
        self._close.set_name(self.tr("Close find and replace"))
        self.search.setAccessibleName(self.tr("Find"))
        self.search.setPlaceholderText(self.tr("Find"))
        names = (
            ("case", self.tr("Match case")),
            ("words", self.tr("Whole words")),
            ("regex", self.tr("Regular expression")),
        )
        for option, text in names:
            self.options.button(option).setToolTip(text)
            self.options.button(option).setAccessibleName(text)
        for field, text in ((self.template, self.tr("Replace with")), (self.new_value, self.tr("New value"))):
            field.setAccessibleName(text)
            field.setPlaceholderText(text)
            field.setFixedHeight(30)
        for combo, text in (
            (self.key, self.tr("Style")),
            (self.value, self.tr("Value")),
            (self.scope, self.tr("Where")),
        ):
            combo.setAccessibleName(text)
            combo.view().setAccessibleName(text)
            combo.setToolTip(text)
        for place, text in enumerate((self.tr("This page"), self.tr("All pages"), self.tr("Selection"))):
            self.scope.setItemText(place, text)
        self.replace.setText(self.tr("Replace"))
        self.replace_all.setText(self.tr("All"))
        self.replace_all.setAccessibleName(self.tr("Replace all"))
        self.list.setAccessibleName(self.tr("Found"))
        self.list.setProperty("kind", "rows")
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def _connect(self) -> None:
        self.mode.chosen.connect(self.show_mode)
        self._close.clicked.connect(self.close_panel)
        self.search.textChanged.connect(lambda _text: self.asked.emit())
        self.options.toggled.connect(lambda _id, _on: self.asked.emit())
        self.scope.chosen.connect(lambda _id: self.asked.emit())
        self.key.chosen.connect(self.style_key_chosen)
        self.value.chosen.connect(lambda _id: self.asked.emit())
        self.list.itemClicked.connect(self._on_item)
        self.list.itemActivated.connect(self._on_item)
        self.replace.clicked.connect(self.replace_asked)
        self.replace_all.clicked.connect(self.replace_all_asked)
        for field in (self.search, self.template, self.new_value):
            field.installEventFilter(self)

    def _on_item(self, item: QListWidgetItem) -> None:
        self.chosen.emit(int(item.data(_INDEX)))

    # ------------------------------------------------------------------ what is shown

    def show_mode(self, mode: str) -> None:
        """Look for "text" or "style"."""
        self.mode.set_current(mode)
        self._text.setVisible(mode == "text")
        self._style.setVisible(mode == "style")
        if mode == "style":
            self.style_key_chosen.emit(self.key.current() or "")
        self.asked.emit()

    def option(self, name: str) -> bool:
        """Tell whether "case", "words" or "regex" is on."""
        return self.options.button(name).isChecked()

    def set_values(self, values: Sequence[tuple[str, str]]) -> None:
        """Offer values of the chosen style; emits nothing."""
        before = self.value.current()
        self.value.set_entries(values)
        if before in {id_ for id_, _ in values}:
            self.value.set_current(str(before))

    def show_found(self, rows: Sequence[FoundRow], status: str, current: int = -1) -> None:
        """Show what was found and a sentence about it."""
        self.list.clear()
        for index, found in enumerate(rows):
            text = f"{found.text}   ·   {found.page}" if found.page else found.text
            item = QListWidgetItem(text)
            item.setData(_INDEX, index)
            item.setSizeHint(QSize(0, ROW_PX))
            item.setToolTip(text)
            self.list.addItem(item)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(ROW_PX * min(MOST_ROWS, max(1, len(rows))) + 4)
        self.set_current(current)
        self.set_status(status)

    def set_current(self, index: int) -> None:
        """Mark a place in the list."""
        self.list.setCurrentRow(index)

    def set_status(self, status: str) -> None:
        """Say how it went."""
        self.status.setText(status)
        self.status.setVisible(bool(status))

    def set_possible(self, *, one: bool, every: bool) -> None:
        """Tell whether the current place, and all places, can be replaced now."""
        self.replace.setEnabled(one)
        self.replace_all.setEnabled(every)

    def open_panel(self, text: str = "") -> None:
        """Show the panel and take the keyboard; a text is looked for at once."""
        if text:
            self.search.setText(text)
        self.show()
        self.raise_()
        self.search.setFocus()
        self.search.selectAll()

    def close_panel(self) -> None:
        """Go away."""
        self.hide()
        self.closed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Step through what was found by Enter and the arrows, leave by Esc."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            if event.key() == Qt.Key.Key_Escape:
                self.close_panel()
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and watched is self.search:
                self.stepped.emit(-1 if back else 1)
                return True
            if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self.replace_asked.emit()
                return True
            if event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
                self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
                return True
        return super().eventFilter(watched, event)
