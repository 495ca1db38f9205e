"""The outline: pages, layers and shapes as a tree, with search, tags, eyes and locks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.theme.fonts import FontKind
from app.theme.icons import icon
from app.widgets.buttons import ToolButton
from app.widgets.combo_box import ComboBox
from app.widgets.labels import paragraph
from app.widgets.layout import column, holder, row
from app.widgets.menu import Menu
from app.widgets.search_field import SearchField
from canvas.commands.outline import LAYER, PAGE, SHAPE, Node, kind_name

ROW_PX = 28
MOST_ROWS = 3_000
"""Lines made at once; a longer outline is to be searched."""
_ICONS = {
    "connector": "spline",
    "group": "group",
    "text": "type",
    "table": "table",
    "tableRow": "rows-3",
    "swimlane": "rows-3",
    "image": "image",
    "ellipse": "circle",
    "rhombus": "diamond",
}
_NAME, _EYE, _LOCK = range(3)
_ID, _TABLE = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
Key = tuple[str, str]
"""Table and id."""


class _Tree(QTreeWidget):
    """The lines: name, eye, lock; F2 renames."""

    def __init__(self) -> None:
        super().__init__()
        self.setColumnCount(3)
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformRowHeights(True)
        self.setIconSize(QSize(14, 14))
        self.setProperty("kind", "rows")
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        head = self.header()
        head.setAccessibleName(self.tr("Columns of the outline"))
        head.setStretchLastSection(False)
        head.setMinimumSectionSize(22)
        head.setSectionResizeMode(_NAME, QHeaderView.ResizeMode.Stretch)
        for column_ in (_EYE, _LOCK):
            head.setSectionResizeMode(column_, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column_, 24)


class OutlinePanel(QWidget):
    """Search, tags and the tree.

    Signals:
        asked(): another search or tag.
        chosen(tuple): (table, id) of the lines that the user has chosen.
        renamed(str, str, str): table, id and new name.
        visible_changed(str, str, bool): show or hide a layer or shape.
        locked_changed(str, str, bool): lock or unlock a layer or shape.
        opened(str): show what is on this page.
        tag_select_asked(str): select what has this tag.
        tag_hide_asked(str): hide what has this tag, or show it again.
    """

    asked = Signal()
    chosen = Signal(tuple)
    renamed = Signal(str, str, str)
    visible_changed = Signal(str, str, bool)
    locked_changed = Signal(str, str, bool)
    opened = Signal(str)
    tag_select_asked = Signal(str)
    tag_hide_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty outline."""
        super().__init__(parent)
        self.setAccessibleName(self.tr("Outline"))
        self.search = SearchField(self.tr("Search the outline"), placeholder=self.tr("Search"))
        self.tag = ComboBox(self.tr("Tag"))
        self.select_tag = ToolButton("mouse-pointer-click", self.tr("Select everything with this tag"))
        self.hide_tag = ToolButton("eye", self.tr("Hide everything with this tag"))
        self.tree = _Tree()
        self.tree.setAccessibleName(self.tr("Outline"))
        self.note = paragraph("", FontKind.SMALL)
        self.note.hide()
        self._items: dict[Key, QTreeWidgetItem] = {}
        self._shut: set[Key] = set()
        self._tags = holder(row(self.tag, self.select_tag, self.hide_tag, spacing=4))
        top = holder(column(self.search, self._tags, margins=(12, 0, 12, 6), spacing=6))
        body = holder(column(self.tree, self.note, margins=(8, 0, 8, 8), spacing=4))
        self.setLayout(column(top, body, spacing=0))
        self._connect()
        self.set_tags(())

    def _connect(self) -> None:
        self.search.textChanged.connect(lambda _text: self.asked.emit())
        self.tag.chosen.connect(lambda _tag: self._on_tag())
        self.select_tag.clicked.connect(lambda: self.tag_select_asked.emit(self.current_tag()))
        self.hide_tag.clicked.connect(lambda: self.tag_hide_asked.emit(self.current_tag()))
        self.tree.itemClicked.connect(self._on_click)
        self.tree.itemActivated.connect(lambda item, _column: self.chosen.emit((_key(item),)))
        self.tree.itemDoubleClicked.connect(lambda item, column_: self._edit(item) if column_ == _NAME else None)
        self.tree.itemChanged.connect(self._on_changed)
        self.tree.itemExpanded.connect(self._on_expanded)
        self.tree.itemCollapsed.connect(lambda item: self._shut.add(_key(item)))
        self.tree.customContextMenuRequested.connect(self._open_menu)

    # ------------------------------------------------------------------ what the user does

    def _on_tag(self) -> None:
        self._show_tag_buttons()
        self.asked.emit()

    def _on_click(self, item: QTreeWidgetItem, column_: int) -> None:
        table, id_ = _key(item)
        if column_ == _EYE and table != PAGE:
            self.visible_changed.emit(table, id_, not item.data(_EYE, _ID))
        elif column_ == _LOCK and table != PAGE:
            self.locked_changed.emit(table, id_, not item.data(_LOCK, _ID))
        else:
            chosen = [_key(i) for i in self.tree.selectedItems()]
            self.chosen.emit(tuple(chosen) if len(chosen) > 1 else ((table, id_),))

    def _edit(self, item: QTreeWidgetItem) -> None:
        self.tree.editItem(item, _NAME)

    def _on_changed(self, item: QTreeWidgetItem, column_: int) -> None:
        name = item.text(_NAME).strip()
        if column_ == _NAME and name and name != item.data(_NAME, Qt.ItemDataRole.ToolTipRole):
            self.renamed.emit(*_key(item), name)

    def _on_expanded(self, item: QTreeWidgetItem) -> None:
        self._shut.discard(_key(item))
        if _key(item)[0] == PAGE and not item.childCount():
            self.opened.emit(_key(item)[1])

    def _open_menu(self, point: QPoint) -> None:
        item = self.tree.itemAt(point)
        if item is not None:
            self.menu(item).popup(self.tree.viewport().mapToGlobal(point))

    def menu(self, item: QTreeWidgetItem) -> Menu:
        """Return the menu of a line."""
        table, id_ = _key(item)
        menu = Menu(self.tr("Outline"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        menu.add(self.tr("Go there"), lambda: self.chosen.emit(((table, id_),)), "locate")
        menu.add(self.tr("Rename"), lambda: self._edit(item), "pencil")
        if table != PAGE:
            visible, locked = bool(item.data(_EYE, _ID)), bool(item.data(_LOCK, _ID))
            menu.addSeparator()
            eye = self.tr("Hide") if visible else self.tr("Show")
            lock = self.tr("Unlock") if locked else self.tr("Lock")
            menu.add(eye, lambda: self.visible_changed.emit(table, id_, not visible), "eye-off" if visible else "eye")
            menu.add(lock, lambda: self.locked_changed.emit(table, id_, not locked), "lock-open" if locked else "lock")
        return menu

    # ------------------------------------------------------------------ what is shown

    def current_tag(self) -> str:
        """Return the tag by which the outline is filtered, "" for none."""
        return self.tag.current() or ""

    def set_tags(self, tags: Sequence[tuple[str, int]], hidden: bool = False) -> None:
        """Offer tags with how many shapes have each; emits nothing.

        Args:
            tags: name and count.
            hidden: what has the current one is hidden.
        """
        before = self.current_tag()
        self.tag.set_entries((("", self.tr("All tags")), *((tag, f"{tag} ({count})") for tag, count in tags)))
        self.tag.set_current(before if before in {tag for tag, _ in tags} else "")
        self._tags.setVisible(bool(tags))
        self.hide_tag.setIcon(icon("eye-off" if hidden else "eye"))
        self.hide_tag.set_name(
            self.tr("Show everything with this tag") if hidden else self.tr("Hide everything with this tag")
        )
        self._show_tag_buttons()

    def _show_tag_buttons(self) -> None:
        for button in (self.select_tag, self.hide_tag):
            button.setEnabled(bool(self.current_tag()))

    def show_nodes(self, nodes: Sequence[Node], *, everything_open: bool) -> None:
        """Show pages with what is on them; emits nothing.

        Args:
            nodes: of pages; one without children can be opened by the user.
            everything_open: show every level, for what was searched.
        """
        self.tree.blockSignals(True)
        self.tree.setUpdatesEnabled(False)
        scrolled = self.tree.verticalScrollBar().value()
        self.tree.clear()
        self._items = {}
        self._fill(self.tree.invisibleRootItem(), nodes, everything_open=everything_open)
        self.tree.verticalScrollBar().setValue(scrolled)
        self.tree.setUpdatesEnabled(True)
        self.tree.blockSignals(False)
        full = len(self._items) >= MOST_ROWS
        self.note.setText(self.tr("Only the first %1 are listed. Search for the others.").replace("%1", str(MOST_ROWS)))
        self.note.setVisible(full)

    def _fill(self, top: QTreeWidgetItem, nodes: Sequence[Node], *, everything_open: bool) -> None:
        waiting: list[tuple[QTreeWidgetItem, Node]] = [(top, node) for node in reversed(nodes)]
        while waiting and len(self._items) < MOST_ROWS:
            above, node = waiting.pop()
            item = self._line(node)
            above.addChild(item)
            if node.table == PAGE:
                item.setChildIndicatorPolicy(QTreeWidgetItem.ChildIndicatorPolicy.ShowIndicator)
            shut = (node.table, node.id) in self._shut and not everything_open
            item.setExpanded(bool(node.children) and not shut)
            waiting += [(item, child) for child in reversed(node.children)]

    def _line(self, node: Node) -> QTreeWidgetItem:
        kind = kind_name(node.kind) or (self.tr("Layer") if node.table == LAYER else self.tr("Page"))
        name = node.name or kind
        item = QTreeWidgetItem([name])
        item.setData(_NAME, _ID, node.id)
        item.setData(_NAME, _TABLE, node.table)
        item.setToolTip(_NAME, name)
        item.setData(_NAME, Qt.ItemDataRole.AccessibleTextRole, f"{kind}: {name}")
        item.setIcon(_NAME, _mark_icon(_icon_of(node), "text2"))
        item.setSizeHint(_NAME, QSize(0, ROW_PX))
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsEditable)
        if node.table != PAGE:
            item.setData(_EYE, _ID, node.visible)
            item.setData(_LOCK, _ID, node.locked)
            item.setIcon(
                _EYE, _mark_icon("eye" if node.visible else "eye-off", "text3" if node.visible else "accent_text")
            )
            item.setIcon(
                _LOCK,
                _mark_icon("lock" if node.locked else "lock-open", "accent_text" if node.locked else "text_disabled"),
            )
            item.setToolTip(_EYE, self.tr("Hide") if node.visible else self.tr("Show"))
            item.setToolTip(_LOCK, self.tr("Unlock") if node.locked else self.tr("Lock"))
        self._items[node.table, node.id] = item
        return item

    def mark(self, keys: Iterable[Key]) -> None:
        """Show which lines are selected on the canvas; emits nothing."""
        self.tree.blockSignals(True)
        self.tree.clearSelection()
        found = [self._items[key] for key in keys if key in self._items]
        for item in found:
            item.setSelected(True)
        if len(found) == 1 and not self.tree.hasFocus():
            self.tree.scrollToItem(found[0])
        self.tree.blockSignals(False)

    def item(self, table: str, id_: str) -> QTreeWidgetItem | None:
        """Return the line of a page, layer or shape."""
        return self._items.get((table, id_))


def _key(item: QTreeWidgetItem) -> Key:
    return str(item.data(_NAME, _TABLE)), str(item.data(_NAME, _ID))


def _mark_icon(name: str, shade: str) -> QIcon:
    """Return an icon that looks the same on lines that are open: a tree counts these as checked."""
    return icon(name, shade, shade)


def _icon_of(node: Node) -> str:
    if node.table != SHAPE:
        return "file" if node.table == PAGE else "layers"
    return _ICONS.get(node.kind, "frame" if node.children else "square")
