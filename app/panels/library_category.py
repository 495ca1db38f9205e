"""One category of the shape library: a header that opens and closes, the shapes below it, and what one can do with one's own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QWidget

from app.panels.shape_grid import LibraryShape, PaintPreview, ShapeGrid
from app.theme.palette import color
from app.widgets.buttons import ToolButton
from app.widgets.labels import paragraph
from app.widgets.layout import Item, column, holder, row
from app.widgets.section import Disclosure


@dataclass(frozen=True, slots=True)
class LibraryCategory:
    """Shapes that belong together.

    Attributes:
        id: stable name, for remembering what is open.
        title: heading.
        shapes: in the order shown.
        opened: whether it is open at first.
        load: returns the shapes when they are first wanted, instead of `shapes`.
        own: it is the user's: the selection can be added to it.
        fixed: it is the user's, and always there: it can be emptied, not renamed or deleted.
        hint: what it says while it is empty.
    """

    id: str
    title: str
    shapes: tuple[LibraryShape, ...] = ()
    opened: bool = True
    load: Callable[[], tuple[LibraryShape, ...]] | None = None
    own: bool = False
    fixed: bool = False
    hint: str = ""

    def all(self) -> tuple[LibraryShape, ...]:
        """Return the shapes, loading them when they are not yet."""
        return self.load() if self.load is not None else self.shapes


class CategoryView(QWidget):
    """Shows a category; its shapes are loaded when they are seen for the first time.

    Signals:
        inserted(str): the user clicked this shape.
        opened_changed(bool): it was opened or closed.
        add_requested(): the selection is to be added.
        menu_requested(QPoint): a menu for the category is wanted at this point of the screen.
        shape_menu_requested(str, QPoint): likewise for one shape.
    """

    inserted = Signal(str)
    opened_changed = Signal(bool)
    add_requested = Signal()
    menu_requested = Signal(object)
    shape_menu_requested = Signal(str, object)

    def __init__(
        self, category: LibraryCategory, opened: bool, paint_preview: PaintPreview, parent: QWidget | None = None
    ) -> None:
        """Show a category, open or closed."""
        super().__init__(parent)
        self.category = category
        self._filled = False
        self._marked = False
        self.header = Disclosure(category.title, opened)
        self.grid = ShapeGrid(category.title, paint_preview)
        self.grid.inserted.connect(self.inserted)
        self.grid.menu_requested.connect(self.shape_menu_requested)
        self.hint = paragraph(category.hint)
        self.hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.hint.setMinimumHeight(52)
        self.body = holder(column(self.grid, self.hint, spacing=0))
        self.body.setVisible(opened)
        self.header.toggled.connect(self._on_toggled)
        self.setLayout(column(row(self.header, *self._buttons(), spacing=0), self.body, 4, spacing=0))

    def _buttons(self) -> list[Item]:
        if not self.category.own:
            return []
        self.add_button = ToolButton("plus", self.tr("Add the selection to “%1”").replace("%1", self.category.title))
        self.add_button.clicked.connect(self.add_requested)
        self.menu_button = ToolButton("ellipsis", self.tr("More for “%1”").replace("%1", self.category.title))
        self.menu_button.clicked.connect(
            lambda: self.menu_requested.emit(self.menu_button.mapToGlobal(QPoint(0, self.menu_button.height())))
        )
        return [self.add_button, self.menu_button]

    def _on_toggled(self, opened: bool) -> None:
        if opened and self.isVisible():
            self._fill()
        self.body.setVisible(opened)
        self.opened_changed.emit(opened)

    def showEvent(self, event: QShowEvent) -> None:
        """Load the shapes if they are to be seen."""
        super().showEvent(event)
        if self.header.isChecked():
            self._fill()

    def _fill(self) -> None:
        if self._filled:
            return
        self._filled = True
        shapes = self.category.all()
        self.grid.set_shapes(shapes)
        self.grid.setVisible(bool(shapes))
        self.hint.setVisible(not shapes and bool(self.category.hint))

    def mark(self, marked: bool) -> None:
        """Show that what is being dragged would be added here."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the mark."""
        super().paintEvent(event)
        if self._marked:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(color("accent"), 1.5))
            painter.setBrush(color("accent_subtle"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -3), 8, 8)
