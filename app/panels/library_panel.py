"""The shape library: search, the scratchpad and recent shapes, categories that open and close, and the user's own libraries."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.panels.library_category import CategoryView, LibraryCategory
from app.panels.shape_grid import PaintPreview, ShapeGrid
from app.panels.shape_search import find_shapes
from app.widgets.buttons import Button
from app.widgets.empty_state import EmptyState
from app.widgets.layout import column, holder, row, set_surface
from app.widgets.search_field import SearchField
from app.widgets.separator import horizontal_line

__all__ = ["LibraryCategory", "LibraryPanel", "find_shapes"]


class LibraryPanel(QWidget):
    """Pick a shape.

    Signals:
        shape_inserted(str): the user clicked this shape.
        opened_changed(str, bool): a category (id) was opened or closed.
        add_requested(str): the selection is to be added to this category of the user's own.
        category_menu_requested(str, QPoint): a menu for a category of the user's own is wanted at this point of the screen.
        shape_menu_requested(str, str, QPoint): likewise for a shape (category, shape); category "" for a found one.
        more_requested(QPoint): the menu of new and imported libraries is wanted.
    """

    shape_inserted = Signal(str)
    opened_changed = Signal(str, bool)
    add_requested = Signal(str)
    category_menu_requested = Signal(str, object)
    shape_menu_requested = Signal(str, str, object)
    more_requested = Signal(object)

    def __init__(self, paint_preview: PaintPreview, parent: QWidget | None = None) -> None:
        """Make an empty library; the callback paints the previews."""
        super().__init__(parent)
        self._paint_preview = paint_preview
        self._categories: tuple[LibraryCategory, ...] = ()
        self._views: dict[str, CategoryView] = {}
        self._opened: dict[str, bool] = {}
        self.setAccessibleName(self.tr("Shape library"))
        self.search = SearchField(self.tr("Search shapes"))
        self.search.textChanged.connect(self._on_search)
        self.search.returnPressed.connect(self._insert_first)
        self.results = ShapeGrid(self.tr("Found shapes"), paint_preview)
        self.results.inserted.connect(self.shape_inserted)
        self.results.menu_requested.connect(lambda shape, at: self.shape_menu_requested.emit("", shape, at))
        self.nothing = EmptyState(
            "search-x", self.tr("No shape found"), self.tr("Try another word."), self.tr("Clear search"), compact=True
        )
        self.nothing.acted.connect(self.search.clear)
        self._list: QVBoxLayout = column(margins=(0, 0, 0, 0), spacing=0)
        self._all = holder(self._list)
        self.more = Button(self.tr("More libraries"), kind="ghost", icon_name="library-big", leading=True)
        self.more.clicked.connect(lambda: self.more_requested.emit(self.more.mapToGlobal(QPoint(0, 0))))
        self.setLayout(
            column(
                holder(row(self.search, margins=(14, 0, 14, 8))),
                self._scroll(),
                horizontal_line(),
                holder(row(self.more, None, margins=(8, 4, 8, 4))),
                spacing=0,
            )
        )
        self._on_search("")

    def _scroll(self) -> QScrollArea:
        body = holder(column(self._all, self.results, self.nothing, None, margins=(10, 2, 10, 8), spacing=0))
        set_surface(body, "clear")
        scroll = QScrollArea()
        scroll.setWidget(body)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        return scroll

    def set_categories(self, categories: Sequence[LibraryCategory]) -> None:
        """Show these categories; those that are shown already and did not change stay as they are."""
        kept = {id_: view for id_, view in self._views.items() if view.category in categories}
        self._categories = tuple(categories)
        while (item := self._list.takeAt(0)) is not None:
            widget = item.widget()
            if isinstance(widget, CategoryView) and widget.category.id not in kept:
                widget.hide()
                widget.deleteLater()
        self._views = {one.id: kept.get(one.id) or self._view(one) for one in self._categories}
        for view in self._views.values():
            self._list.addWidget(view)
        self._on_search(self.search.text())

    def _view(self, category: LibraryCategory) -> CategoryView:
        id_ = category.id
        view = CategoryView(category, self._opened.get(id_, category.opened), self._paint_preview)
        view.inserted.connect(self.shape_inserted)
        view.add_requested.connect(lambda: self.add_requested.emit(id_))
        view.menu_requested.connect(lambda at: self.category_menu_requested.emit(id_, at))
        view.shape_menu_requested.connect(lambda shape, at: self.shape_menu_requested.emit(id_, shape, at))
        view.opened_changed.connect(lambda opened: self._on_opened(id_, opened))
        return view

    def _on_opened(self, category: str, opened: bool) -> None:
        self._opened[category] = opened
        self.opened_changed.emit(category, opened)

    def category_view(self, category: str) -> CategoryView:
        """Return the view of a category that is shown.

        Raises:
            KeyError: it is not.
        """
        return self._views[category]

    def open_category(self, category: str) -> None:
        """Open a category."""
        self._views[category].header.setChecked(True)

    def own_category_at(self, point: QPoint) -> str:
        """Return the category of the user's own at a point of the screen, "" for none."""
        if not self.isVisible() or not self._all.isVisible():
            return ""
        for id_, view in self._views.items():
            if view.category.own and view.isVisible() and view.rect().contains(view.mapFromGlobal(point)):
                return id_
        return ""

    def mark_category(self, category: str) -> None:
        """Show that what is being dragged would be added to this category; "" for none."""
        for id_, view in self._views.items():
            view.mark(id_ == category)

    def _insert_first(self) -> None:
        """Insert what was found first: Enter goes from the word to the shape."""
        if self.search.text().strip() and self.results.shapes:
            self.shape_inserted.emit(self.results.shapes[0].kind)

    def _on_search(self, text: str) -> None:
        searching = bool(text.strip())
        found = find_shapes(self._categories, text) if searching else ()
        self.results.set_shapes(found)
        self._all.setVisible(not searching)
        self.results.setVisible(bool(found))
        self.nothing.setVisible(searching and not found)
