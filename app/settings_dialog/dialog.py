"""The settings dialog: pages at the side, a search over all of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QButtonGroup, QDialog, QFrame, QScrollArea, QStackedWidget, QWidget

from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.empty_state import EmptyState
from app.widgets.labels import label
from app.widgets.layout import Item, column, holder, row, set_surface
from app.widgets.search_field import SearchField
from app.widgets.separator import horizontal_line

SIZE = QSize(820, 600)
SIDE_PX = 204


class Page(Protocol):
    """What the dialog needs of a page besides that it is a widget."""

    title: str

    def narrow(self, query: str) -> int:
        """Show only what answers a query, all for ""; return how much is shown."""

    def refresh(self) -> None:
        """Show what is in force."""


class SettingsDialog(QDialog):
    """Shows pages; what is changed on them is in force at once, so there is nothing to confirm."""

    def __init__(
        self, pages: Sequence[tuple[str, str, QWidget, Page]], first: str, parent: QWidget | None = None
    ) -> None:
        """Make the dialog.

        Args:
            pages: id, Lucide icon, widget and (the same object as) page.
            first: id of the page in front.
            parent: owner.
        """
        super().__init__(parent)
        set_surface(self, "dialog")
        self.setWindowTitle(self.tr("Settings"))
        self.setAccessibleName(self.tr("Settings"))
        self.resize(SIZE)
        self.setMinimumSize(720, 460)
        self._pages = {id_: page for id_, _icon, _widget, page in pages}
        self.search = SearchField(self.tr("Search settings"))
        self.buttons: dict[str, Button] = {}
        self._group = QButtonGroup(self)
        self._stack = QStackedWidget()
        self._title = label("", FontKind.H2)
        for id_, icon_name, widget, page in pages:
            self.buttons[id_] = self._button(id_, icon_name, page.title)
            self._stack.addWidget(_scrolling(widget))
        self._nothing = EmptyState(
            "search-x", self.tr("No setting found"), self.tr("Try another word."), self.tr("Clear search"), compact=True
        )
        self._nothing.acted.connect(self.search.clear)
        self._stack.addWidget(self._nothing)
        self.close_button = Button(self.tr("Done"), kind="primary", height=34)
        self.close_button.clicked.connect(self.accept)
        self._build()
        self.search.textChanged.connect(self._narrow)
        self.show_page(first)
        self.search.setFocus()

    def _build(self) -> None:
        entries: list[Item] = list(self.buttons.values())
        side = holder(column(self.search, 8, *entries, None, margins=(12, 16, 12, 12), spacing=2), "left")
        side.setFixedWidth(SIDE_PX)
        head = holder(row(self._title, None, margins=(24, 18, 24, 12)))
        foot = holder(row(None, self.close_button, margins=(24, 10, 24, 12)))
        body = column(head, self._stack, horizontal_line(), foot, spacing=0)
        body.setStretch(1, 1)
        layout = row(side, holder(body), spacing=0)
        layout.setStretch(1, 1)
        self.setLayout(layout)

    def _button(self, id_: str, icon_name: str, title: str) -> Button:
        button = Button(title, kind="ghost", icon_name=icon_name, height=32, leading=True)
        button.setCheckable(True)
        button.clicked.connect(lambda _checked=False: self.show_page(id_))
        self._group.addButton(button)
        return button

    @property
    def page(self) -> str:
        """Id of the page in front; "" while the search finds nothing."""
        return [*self._pages, ""][self._stack.currentIndex()]

    def show_page(self, id_: str) -> None:
        """Bring a page to the front."""
        self.buttons[id_].setChecked(True)
        self._stack.setCurrentIndex(list(self._pages).index(id_))
        self._title.setText(self._pages[id_].title)

    def refresh(self) -> None:
        """Let every page show what is in force."""
        for page in self._pages.values():
            page.refresh()

    def _narrow(self, text: str) -> None:
        """Narrow all pages; show one with answers, the one in front if it has some."""
        query = " ".join(text.split())
        found = {id_: page.narrow(query) for id_, page in self._pages.items()}
        for id_, button in self.buttons.items():
            button.setEnabled(found[id_] > 0)
        answering = [id_ for id_, count in found.items() if count]
        if not answering:
            self._stack.setCurrentWidget(self._nothing)
            self._title.setText("")
        elif self.page not in answering:
            self.show_page(answering[0])
        else:
            self.show_page(self.page)


def _scrolling(page: QWidget) -> QScrollArea:
    content = holder(column(page, margins=(24, 0, 24, 16), spacing=0))
    set_surface(content, "clear")
    area = QScrollArea()
    area.setWidget(content)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    return area
