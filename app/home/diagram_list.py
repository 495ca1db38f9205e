"""The list of diagrams as a grid of cards or as rows. It paints only what is seen, so ten thousand are as quick as ten."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from app.home.delegates import CARD_HEIGHT, GAP, CardDelegate, RowDelegate
from app.home.diagram_model import DiagramModel
from app.home.entries import DiagramEntry
from app.widgets.menu import Menu

_NARROWEST = 236
_COMFORTABLE_COLUMNS = 4


def column_count(width: int) -> int:
    """Return how many cards stand beside each other in a width of pixels."""
    return max(1, min(width // _NARROWEST, max(_COMFORTABLE_COLUMNS, width // 320)))


class DiagramList(QListView):
    """Shows a `DiagramModel`.

    Signals:
        open_requested: open this diagram.
        template_requested: start a diagram from this template.
        template_rename_requested: give this template of the user's own another title; nobody has been asked yet.
        template_delete_requested: delete this template of the user's own; nobody has been asked yet.
        star_requested: mark this diagram, or take the mark away.
        duplicate_requested: copy this diagram.
        trash_requested: put this diagram into the trash.
        restore_requested: take this diagram out of the trash.
        delete_requested: delete this diagram for ever; nobody has been asked yet.
        rename_refused: the user wanted to rename a diagram, which he may not, for this reason.
        end_changed: so many pixels are left between the last column and the end of the list.
    """

    open_requested = Signal(str)
    template_requested = Signal(str)
    template_rename_requested = Signal(str)
    template_delete_requested = Signal(str)
    star_requested = Signal(str, bool)
    duplicate_requested = Signal(str)
    trash_requested = Signal(str)
    restore_requested = Signal(str)
    delete_requested = Signal(str)
    rename_refused = Signal(str)
    end_changed = Signal(int)

    def __init__(self, model: DiagramModel, parent: QWidget | None = None) -> None:
        """Make a grid of cards."""
        super().__init__(parent)
        self._diagrams = model
        self._cards = CardDelegate(model, self)
        self._rows = RowDelegate(model, self)
        self._as_cards = True
        self.setModel(model)
        self.setAccessibleName(self.tr("Diagrams"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setWordWrap(False)
        self.setMovement(QListView.Movement.Static)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setEditTriggers(QAbstractItemView.EditTrigger.EditKeyPressed)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._open_menu)
        self.activated.connect(self._on_activated)
        self.show_as_cards(True)

    def show_as_cards(self, cards: bool) -> None:
        """Change between cards and rows."""
        self._as_cards = cards
        self.setViewMode(QListView.ViewMode.IconMode if cards else QListView.ViewMode.ListMode)
        # IconMode lets items be dragged about by default.
        self.setMovement(QListView.Movement.Static)
        self.setDragEnabled(False)
        self.setItemDelegate(self._cards if cards else self._rows)
        self.verticalScrollBar().setSingleStep(32)
        self._fit_columns()

    def _fit_columns(self) -> None:
        if not self._as_cards:
            self.setGridSize(QSize())
            self.end_changed.emit(self.verticalScrollBar().sizeHint().width() + GAP)
            return
        # The scroll bar's room is always kept free, or the columns would jump when it comes and goes.
        # Qt begins a new line when a line is exactly full, hence the pixel less.
        width = self.width() - self.verticalScrollBar().sizeHint().width() - 1
        columns = column_count(width)
        cell = max(1, width // columns)
        self._cards.set_cell_width(cell)
        self.end_changed.emit(self.width() - columns * cell + GAP)
        self.setGridSize(QSize(cell, CARD_HEIGHT + GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the width."""
        self._fit_columns()
        super().resizeEvent(event)

    def current_entry(self) -> DiagramEntry | None:
        """Return the diagram the keyboard is on."""
        return self._diagrams.entry(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put a diagram into the trash with Delete, and say why F2 does nothing where it does not."""
        entry = self.current_entry()
        if event.key() == Qt.Key.Key_F2 and entry is not None and (why := self._diagrams.why_not_renamed(entry)):
            self.rename_refused.emit(why)
            return
        if event.key() == Qt.Key.Key_Delete and entry is not None and not entry.template:
            (self.delete_requested if entry.trashed else self.trash_requested).emit(entry.id)
            return
        super().keyPressEvent(event)

    def _on_activated(self, index: QModelIndex) -> None:
        entry = self._diagrams.entry(index)
        # What lies in the trash is restored first, so that nobody works on something that is about to go.
        if entry is not None and not entry.trashed:
            (self.template_requested if entry.template else self.open_requested).emit(entry.id)

    def _open_menu(self, point: QPoint) -> None:
        index = self.indexAt(point)
        entry = self._diagrams.entry(index)
        if entry is not None:
            self.setCurrentIndex(index)
            self.menu(entry).popup(self.viewport().mapToGlobal(point))

    def menu(self, entry: DiagramEntry) -> Menu:
        """Return the menu of a diagram."""
        menu = Menu(entry.title, self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        if entry.template:
            menu.add(self.tr("Start from this"), lambda: self.template_requested.emit(entry.id), "plus")
            if entry.own:
                menu.add(self.tr("Rename…"), lambda: self.template_rename_requested.emit(entry.id), "pencil")
                menu.add(self.tr("Delete…"), lambda: self.template_delete_requested.emit(entry.id), "trash-2")
            return menu
        if entry.trashed:
            menu.add(self.tr("Restore"), lambda: self.restore_requested.emit(entry.id), "archive-restore")
            menu.addSeparator()
            menu.add(self.tr("Delete for ever…"), lambda: self.delete_requested.emit(entry.id), "trash-2")
            return menu
        star = self.tr("Remove star") if entry.starred else self.tr("Add star")
        menu.add(self.tr("Open"), lambda: self.open_requested.emit(entry.id), "folder-open")
        why = self._diagrams.why_not_renamed(entry)
        rename = menu.add(self.tr("Rename"), lambda: self.edit(self.currentIndex()), "pencil", enabled=not why)
        rename.setToolTip(why)
        menu.setToolTipsVisible(bool(why))
        menu.add(star, lambda: self.star_requested.emit(entry.id, not entry.starred), "star")
        menu.add(self.tr("Duplicate"), lambda: self.duplicate_requested.emit(entry.id), "copy")
        menu.addSeparator()
        menu.add(self.tr("Move to trash"), lambda: self.trash_requested.emit(entry.id), "trash-2")
        return menu
