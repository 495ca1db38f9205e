"""The floating bar of pages: tabs that are added, renamed, moved, duplicated and deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from app.panels.tab_bar import ThemedTabBar
from app.panels.title_field import TitleField
from app.theme.fonts import FontKind, ui_font
from app.widgets.buttons import ToolButton
from app.widgets.floating import FloatingBar
from app.widgets.layout import row
from app.widgets.menu import Menu
from app.widgets.separator import vertical_line


@dataclass(frozen=True, slots=True)
class PageTab:
    """One page.

    Attributes:
        id: page id.
        name: shown on its tab.
    """

    id: str
    name: str


class _PageTabs(ThemedTabBar):
    """The tabs; a double click or F2 renames."""

    rename_wanted = Signal(int)

    def __init__(self) -> None:
        super().__init__("")
        self.setAccessibleName(self.tr("Pages"))
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        index = self.tabAt(event.position().toPoint())
        if index >= 0 and event.button() == Qt.MouseButton.LeftButton:
            self.rename_wanted.emit(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2 and self.currentIndex() >= 0:
            self.rename_wanted.emit(self.currentIndex())
            return
        super().keyPressEvent(event)

    def minimumTabSizeHint(self, index: int) -> QSize:
        # Tabs scroll when there is no room; shrunk names say nothing.
        return self.tabSizeHint(index)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, self.sizeHint().height())


class PagesBar(FloatingBar):
    """The pages of the diagram.

    Signals:
        selected: show this page.
        add_requested: add a page at the end.
        renamed: give this page this name.
        duplicate_requested: copy this page.
        delete_requested: delete this page.
        reordered: the ids in their new order.
    """

    selected = Signal(str)
    add_requested = Signal()
    renamed = Signal(str, str)
    duplicate_requested = Signal(str)
    delete_requested = Signal(str)
    reordered = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a bar without pages."""
        self.tabs = _PageTabs()
        self.add_button = ToolButton("plus", "")
        super().__init__(row(self.tabs, vertical_line(), self.add_button, margins=(4, 4, 4, 4), spacing=3), parent)
        self.setAccessibleName(self.tr("Pages"))
        self.add_button.set_name(self.tr("Add page"))
        self._editor: TitleField | None = None
        self._fixed = False
        self.tabs.currentChanged.connect(self._on_current)
        self.tabs.tabMoved.connect(lambda _from, _to: self.reordered.emit(self.tabs.ids()))
        self.tabs.rename_wanted.connect(self.edit_name)
        self.tabs.customContextMenuRequested.connect(self._open_menu)
        self.add_button.clicked.connect(self.add_requested)

    def set_pages(self, pages: Sequence[PageTab], current: str) -> None:
        """Show these pages with one in front; emits nothing."""
        self.tabs.show_tabs([(page.id, page.name, page.name) for page in pages], current)
        self.updateGeometry()

    def set_reason(self, reason: str) -> None:
        """Say why pages cannot be changed now, only looked at; "" when they can."""
        self._fixed = bool(reason)
        self.add_button.set_reason(reason)
        self.tabs.setMovable(not reason)
        self._end_edit()

    def _on_current(self, index: int) -> None:
        if index >= 0:
            self.selected.emit(str(self.tabs.tabData(index)))

    def edit_name(self, index: int) -> None:
        """Let the user rename the page at a place."""
        self._end_edit()
        if self._fixed:
            return
        id_ = str(self.tabs.tabData(index))
        editor = TitleField(self.tr("Name of the page"), self.tabs)
        editor.setFont(ui_font(FontKind.STRONG))
        editor.set_title(self.tabs.tabText(index).replace("&&", "&"))
        rect = self.tabs.tabRect(index)
        editor.setGeometry(rect.adjusted(0, 0, max(0, 90 - rect.width()), 0))
        editor.renamed.connect(lambda name: self.renamed.emit(id_, name))
        editor.editingFinished.connect(self._end_edit)
        editor.show()
        editor.setFocus()
        editor.selectAll()
        self._editor = editor

    def _end_edit(self) -> None:
        editor, self._editor = self._editor, None
        if editor is not None:
            # Hidden with the keyboard it would hand it to whatever comes next in the order of Tab.
            editor.clearFocus()
            editor.hide()
            editor.deleteLater()

    def _open_menu(self, point: QPoint) -> None:
        index = self.tabs.tabAt(point)
        if index >= 0:
            self.menu(index).popup(self.tabs.mapToGlobal(point))

    def menu(self, index: int) -> Menu:
        """Return the menu of the page at a place."""
        id_ = str(self.tabs.tabData(index))
        menu = Menu(self.tr("Page"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.add(self.tr("Rename"), lambda: self.edit_name(index), "pencil", not self._fixed)
        menu.add(self.tr("Duplicate"), lambda: self.duplicate_requested.emit(id_), "copy", not self._fixed)
        menu.addSeparator()
        # A diagram always keeps a page.
        several = self.tabs.count() > 1
        menu.add(
            self.tr("Delete page"), lambda: self.delete_requested.emit(id_), "trash-2", several and not self._fixed
        )
        return menu
