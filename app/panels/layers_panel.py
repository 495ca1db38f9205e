"""The layers of a page: which is drawn on, what is seen, what is locked, and their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QWidget

from app.panels.title_field import TitleField
from app.theme.fonts import FontKind, ui_font
from app.widgets.buttons import Button, ToolButton
from app.widgets.layout import column, holder, row
from app.widgets.menu import Menu

_ROW = 34
_ID = int(Qt.ItemDataRole.UserRole)


@dataclass(frozen=True, slots=True)
class LayerItem:
    """One layer.

    Attributes:
        id: layer id.
        name: what people call it.
        visible: whether its shapes are drawn.
        locked: whether its shapes can be touched.
        active: whether new shapes go there.
    """

    id: str
    name: str
    visible: bool = True
    locked: bool = False
    active: bool = False


class _LayerRow(QWidget):
    """Eye, name and lock of one layer."""

    visible_changed = Signal(str, bool)
    locked_changed = Signal(str, bool)
    renamed = Signal(str, str)

    def __init__(self, layer: LayerItem) -> None:
        super().__init__()
        self.layer = layer
        eye_name = self.tr("Hide %1") if layer.visible else self.tr("Show %1")
        eye = ToolButton("eye" if layer.visible else "eye-off", eye_name.replace("%1", layer.name), size=26)
        lock_name = self.tr("Unlock %1") if layer.locked else self.tr("Lock %1")
        lock = ToolButton("lock" if layer.locked else "lock-open", lock_name.replace("%1", layer.name), size=26)
        eye.clicked.connect(lambda: self.visible_changed.emit(layer.id, not layer.visible))
        lock.clicked.connect(lambda: self.locked_changed.emit(layer.id, not layer.locked))
        self.title = TitleField(self.tr("Name of the layer"))
        self.title.setFont(ui_font(FontKind.STRONG if layer.active else FontKind.BODY))
        self.title.set_title(layer.name)
        self.title.setReadOnly(True)
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)
        self.title.renamed.connect(lambda name: self.renamed.emit(layer.id, name))
        self.title.editingFinished.connect(self._end_edit)
        self.setLayout(row(eye, self.title, None, lock, margins=(4, 0, 4, 0), spacing=2))

    def edit(self) -> None:
        """Let the user type a name."""
        self.title.setReadOnly(False)
        self.title.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self.title.setFocus()
        self.title.selectAll()

    def _end_edit(self) -> None:
        self.title.setReadOnly(True)
        self.title.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.title.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, True)


class _LayerList(QListWidget):
    """The rows; tells when the user has dragged one to another place."""

    moved = Signal()
    rename_wanted = Signal()
    delete_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kind", "rows")
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSpacing(1)
        # The view still holds the dragged row while it says so; the list is rebuilt a moment later.
        self.model().rowsMoved.connect(lambda *_args: QTimer.singleShot(0, self, self.moved.emit))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F2:
            self.rename_wanted.emit()
        elif event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)


class LayersPanel(QWidget):
    """The list of layers, the topmost first.

    Signals:
        activated: new shapes shall go to this layer.
        visible_changed: show or hide this layer.
        locked_changed: lock or unlock this layer.
        renamed: give this layer this name.
        reordered: the ids in their new order, the topmost first.
        add_requested: add a layer.
        delete_requested: delete this layer.
        move_requested: put what is selected onto this layer.
    """

    activated = Signal(str)
    visible_changed = Signal(str, bool)
    locked_changed = Signal(str, bool)
    renamed = Signal(str, str)
    reordered = Signal(tuple)
    add_requested = Signal()
    delete_requested = Signal(str)
    move_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make an empty list."""
        super().__init__(parent)
        self._can_move = False
        self._layers: tuple[LayerItem, ...] = ()
        self.setAccessibleName(self.tr("Layers"))
        self.list = _LayerList()
        self.list.setAccessibleName(self.tr("Layers"))
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._open_menu)
        self.list.itemClicked.connect(lambda item: self.activated.emit(str(item.data(_ID))))
        self.list.itemActivated.connect(lambda item: self.activated.emit(str(item.data(_ID))))
        self.list.itemDoubleClicked.connect(lambda _item: self.edit_name())
        self.list.rename_wanted.connect(self.edit_name)
        self.list.delete_wanted.connect(self._delete_current)
        self.list.moved.connect(lambda: self.reordered.emit(self._ids()))
        self.add_button = Button(self.tr("Add layer"), kind="ghost", icon_name="plus", leading=True)
        self.add_button.clicked.connect(self.add_requested)
        foot = holder(row(self.add_button, None, margins=(8, 4, 8, 6)))
        self.setLayout(column(holder(row(self.list, margins=(8, 0, 8, 0))), foot, spacing=0))

    def set_layers(self, layers: Sequence[LayerItem]) -> None:
        """Show these layers, the topmost first; emits nothing."""
        self._layers = tuple(layers)
        self.list.blockSignals(True)
        self.list.clear()
        for layer in self._layers:
            self._add(layer)
        self.list.blockSignals(False)

    def set_movable(self, can_move: bool) -> None:
        """Tell whether something is selected that may be moved to a layer."""
        self._can_move = can_move

    def _add(self, layer: LayerItem) -> None:
        item = QListWidgetItem()
        item.setData(_ID, layer.id)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, layer.name)
        item.setSizeHint(QSize(0, _ROW))
        self.list.addItem(item)
        line = _LayerRow(layer)
        line.visible_changed.connect(self.visible_changed)
        line.locked_changed.connect(self.locked_changed)
        line.renamed.connect(self.renamed)
        self.list.setItemWidget(item, line)
        if layer.active:
            self.list.setCurrentItem(item)

    def _ids(self) -> tuple[str, ...]:
        return tuple(str(self.list.item(index).data(_ID)) for index in range(self.list.count()))

    def _current_id(self) -> str | None:
        place = self.list.currentRow()
        return self._layers[place].id if 0 <= place < len(self._layers) else None

    def edit_name(self) -> None:
        """Let the user rename the current layer."""
        line = self.list.itemWidget(self.list.currentItem()) if self._current_id() is not None else None
        if isinstance(line, _LayerRow):
            line.edit()

    def _delete_current(self) -> None:
        current = self._current_id()
        # A page always keeps a layer to draw on.
        if current is not None and len(self._layers) > 1:
            self.delete_requested.emit(current)

    def move_current(self, step: int) -> None:
        """Move the current layer up (-1) or down (1)."""
        ids = list(self._ids())
        place = self.list.currentRow()
        if 0 <= place < len(ids) and 0 <= place + step < len(ids):
            ids.insert(place + step, ids.pop(place))
            self.reordered.emit(tuple(ids))

    def _open_menu(self, point: QPoint) -> None:
        if self.list.itemAt(point) is not None:
            self.menu().popup(self.list.mapToGlobal(point))

    def menu(self) -> Menu:
        """Return the menu of the current layer."""
        menu = Menu(self.tr("Layer"), self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        place, last = self.list.currentRow(), self.list.count() - 1
        menu.add(self.tr("Rename"), self.edit_name, "pencil")
        current = self._current_id()
        if current is not None:
            menu.add(
                self.tr("Move selection here"), lambda: self.move_requested.emit(current), "file-input", self._can_move
            )
        menu.add(self.tr("Move up"), lambda: self.move_current(-1), "arrow-up", place > 0)
        menu.add(self.tr("Move down"), lambda: self.move_current(1), "arrow-down", place < last)
        menu.addSeparator()
        menu.add(self.tr("Delete layer"), self._delete_current, "trash-2", last > 0)
        return menu
