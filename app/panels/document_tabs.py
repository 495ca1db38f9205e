"""The tabs of the open diagrams."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QTabBar, QWidget

from app.panels.tab_bar import ThemedTabBar, escape_mnemonic
from app.widgets.buttons import ToolButton


@dataclass(frozen=True, slots=True)
class DocumentTab:
    """One open diagram.

    Attributes:
        id: document id.
        title: shown on the tab.
    """

    id: str
    title: str


class DocumentTabs(ThemedTabBar):
    """One tab for each open diagram, each with a button that closes it; the middle button closes, too.

    Signals:
        selected: the user wants to see this document.
        closed: the user wants to close this document.
        reordered: the ids in their new order.
    """

    selected = Signal(str)
    closed = Signal(str)
    reordered = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a bar without tabs."""
        super().__init__("", parent)
        self.setAccessibleName(self.tr("Open diagrams"))
        self.setProperty("kind", "documents")
        self.currentChanged.connect(self._on_current)
        self.tabMoved.connect(lambda _from, _to: self.reordered.emit(self.ids()))

    def set_tabs(self, tabs: Sequence[DocumentTab], current: str) -> None:
        """Show these diagrams with one in front; emits nothing."""
        self.show_tabs([(tab.id, tab.title, tab.title) for tab in tabs], current)
        for index, tab in enumerate(tabs):
            self._set_close_button(index, tab.title)

    def name_current(self, title: str) -> None:
        """Show another title on the tab in front: it was renamed, or has only now come from somebody else."""
        index, text = self.currentIndex(), escape_mnemonic(title)
        if index >= 0 and self.tabText(index) != text:
            self.setTabText(index, text)
            self.setTabToolTip(index, title)
            self._set_close_button(index, title)

    def _set_close_button(self, index: int, title: str) -> None:
        side = QTabBar.ButtonPosition.RightSide
        button = self.tabButton(index, side)
        if not isinstance(button, ToolButton):
            button = ToolButton("x", "", size=20, icon_size=12)
            made = button
            made.clicked.connect(lambda: self._on_close(made))
            self.setTabButton(index, side, made)
        button.set_name(self.tr("Close %1").replace("%1", title))

    def _on_close(self, button: ToolButton) -> None:
        for index in range(self.count()):
            if self.tabButton(index, QTabBar.ButtonPosition.RightSide) is button:
                self.closed.emit(str(self.tabData(index)))
                return

    def _on_current(self, index: int) -> None:
        if index >= 0:
            self.selected.emit(str(self.tabData(index)))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Close on the middle button."""
        index = self.tabAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.MiddleButton and index >= 0:
            self.closed.emit(str(self.tabData(index)))
            return
        super().mouseReleaseEvent(event)
