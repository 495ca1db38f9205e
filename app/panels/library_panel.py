"""The shape library: search, categories that open and close, and the shapes in them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.panels.shape_grid import LibraryShape, PaintPreview, ShapeGrid
from app.widgets.empty_state import EmptyState
from app.widgets.layout import column, holder, row, set_surface
from app.widgets.search_field import SearchField
from app.widgets.section import Disclosure


@dataclass(frozen=True, slots=True)
class LibraryCategory:
    """Shapes that belong together.

    Attributes:
        id: stable name, for remembering what is open.
        title: heading.
        shapes: in the order shown.
        opened: whether it is open at first.
    """

    id: str
    title: str
    shapes: tuple[LibraryShape, ...]
    opened: bool = True


def find_shapes(categories: Sequence[LibraryCategory], text: str) -> tuple[LibraryShape, ...]:
    """Return the shapes whose title, keywords or kind contain every word of a text, each kind once."""
    words = text.lower().split()
    found: dict[str, LibraryShape] = {}
    for category in categories:
        for shape in category.shapes:
            haystack = f"{shape.title} {shape.keywords} {shape.kind} {category.title}".lower()
            if all(word in haystack for word in words):
                found.setdefault(shape.kind, shape)
    return tuple(found.values())


class LibraryPanel(QWidget):
    """Pick a shape.

    Signals:
        shape_inserted: the user clicked this kind of shape.
        opened_changed: a category (id) was opened or closed.
    """

    shape_inserted = Signal(str)
    opened_changed = Signal(str, bool)

    def __init__(self, paint_preview: PaintPreview, parent: QWidget | None = None) -> None:
        """Make an empty library; the callback paints the previews."""
        super().__init__(parent)
        self._paint_preview = paint_preview
        self._categories: tuple[LibraryCategory, ...] = ()
        self.setAccessibleName(self.tr("Shape library"))
        self.search = SearchField(self.tr("Search shapes"))
        self.search.textChanged.connect(self._on_search)
        self.results = ShapeGrid(self.tr("Found shapes"), paint_preview)
        self.results.inserted.connect(self.shape_inserted)
        self.nothing = EmptyState(
            "search-x", self.tr("No shape found"), self.tr("Try another word."), self.tr("Clear search"), compact=True
        )
        self.nothing.acted.connect(self.search.clear)
        self._list: QVBoxLayout = column(margins=(0, 0, 0, 0), spacing=0)
        self._all = holder(self._list)
        body = holder(column(self._all, self.results, self.nothing, None, margins=(10, 2, 10, 8), spacing=0))
        set_surface(body, "clear")
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setLayout(column(holder(row(self.search, margins=(14, 0, 14, 8))), scroll, spacing=0))
        self._on_search("")

    def set_categories(self, categories: Sequence[LibraryCategory]) -> None:
        """Show these categories."""
        self._categories = tuple(categories)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for category in self._categories:
            self._list.addWidget(self._category(category))
        self._on_search(self.search.text())

    def _category(self, category: LibraryCategory) -> QWidget:
        header = Disclosure(category.title, category.opened)
        grid = ShapeGrid(category.title, self._paint_preview)
        grid.set_shapes(category.shapes)
        grid.inserted.connect(self.shape_inserted)
        grid.setVisible(category.opened)
        header.opened_changed.connect(grid.setVisible)
        header.opened_changed.connect(lambda opened, id_=category.id: self.opened_changed.emit(id_, opened))
        return holder(column(header, grid, 4, spacing=0))

    def _on_search(self, text: str) -> None:
        searching = bool(text.strip())
        found = find_shapes(self._categories, text) if searching else ()
        self.results.set_shapes(found)
        self._all.setVisible(not searching)
        self.results.setVisible(bool(found))
        self.nothing.setVisible(searching and not found)
