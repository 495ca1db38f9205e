"""The bar at the top of the editor: where you are, whether it is saved, what is open, undo and redo."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from app.panels.document_tabs import DocumentTab, DocumentTabs
from app.panels.people_bar import PeopleBar
from app.panels.title_field import TitleField
from app.theme.icons import draw_icon
from app.theme.palette import current_tokens
from app.theme.tokens import ICON_LARGE
from app.widgets.badge import Pill
from app.widgets.buttons import Button, ToolButton
from app.widgets.labels import ElidedLabel
from app.widgets.layout import row, set_surface
from app.widgets.separator import vertical_line

HEIGHT = 48


ROOMY = 1100
"""Width of the bar from which on the workspace is shown."""
WORKSPACE_ROOM, STATUS_ROOM = 120, 280
"""Pixels up to which these texts are never shortened: the tabs give way first."""


def _keep_readable(text: ElidedLabel, room: int) -> None:
    """Let a text keep its width, up to a limit, when the bar gets narrow."""
    text.setMinimumWidth(0)  # A label's hint is no smaller than what was its least width before.
    text.setMinimumWidth(min(text.sizeHint().width(), room))


class _Chevron(QWidget):
    """The arrow between workspace and title."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(QSize(16, 16))

    def paintEvent(self, _event: QPaintEvent) -> None:
        name = "chevron-left" if self.isRightToLeft() else "chevron-right"
        draw_icon(QPainter(self), name, QRect(1, 1, 14, 14), current_tokens().text3)


class TopBar(QWidget):
    """The top bar of an editor window. The buttons at its end stand for actions of the menus, which say whether they can be used.

    Signals:
        home_requested: back to the list of diagrams.
        renamed: the user gave the diagram this title.
    """

    home_requested = Signal()
    renamed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Make a bar without a document."""
        super().__init__(parent)
        set_surface(self, "top")
        self.setFixedHeight(HEIGHT)
        self.setAccessibleName(self.tr("Top bar"))
        self.home = ToolButton("layout-grid", self.tr("Home"), size=32, icon_size=ICON_LARGE)
        self.menu_button = ToolButton("menu", self.tr("Menu"), size=32, icon_size=ICON_LARGE)
        self.workspace = ElidedLabel("", tone="muted")
        self.workspace.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._chevron = _Chevron()
        self.title = TitleField(self.tr("Title of the diagram"))
        self.status = Pill()
        self.tabs = DocumentTabs()
        self.undo = ToolButton("undo-2", self.tr("Undo"), shortcut="Ctrl+Z", size=30)
        self.redo = ToolButton("redo-2", self.tr("Redo"), shortcut="Ctrl+Shift+Z", size=30)
        self.people = PeopleBar()
        self.comments = ToolButton("message-square", self.tr("Comments"), size=30, checkable=True)
        self.history = ToolButton("history", self.tr("Version history"), size=30, checkable=True)
        self.present = ToolButton("play", self.tr("Present"), size=30)
        self.export = ToolButton("file-output", self.tr("Export"), size=30)
        self.share = Button(self.tr("Share"), kind="primary")
        self._menu: QMenu | None = None
        self._build()
        self._connect()

    def _build(self) -> None:
        self.setLayout(
            row(
                self.home,
                2,
                self.menu_button,
                10,
                self.workspace,
                4,
                self._chevron,
                self.title,
                8,
                self.status,
                12,
                self.tabs,
                None,
                8,
                self.undo,
                self.redo,
                6,
                vertical_line(20),
                6,
                self.people,
                2,
                self.comments,
                self.history,
                self.present,
                self.export,
                8,
                self.share,
                margins=(8, 0, 12, 0),
                spacing=0,
            )
        )
        self.tabs.hide()
        self.menu_button.hide()

    def _connect(self) -> None:
        self.home.clicked.connect(self.home_requested)
        self.menu_button.clicked.connect(self._open_menu)
        self.title.renamed.connect(self.renamed)

    def buttons(self) -> dict[str, ToolButton | Button]:
        """Return the buttons that stand for actions, by action id."""
        return {
            "edit.undo": self.undo,
            "edit.redo": self.redo,
            "view.comments": self.comments,
            "view.history": self.history,
            "view.present": self.present,
            "file.export": self.export,
            "file.share": self.share,
        }

    def set_menu(self, menu: QMenu) -> None:
        """Give the menu button its menu; without one the button is not shown."""
        self._menu = menu
        self.menu_button.show()

    @property
    def menu(self) -> QMenu | None:
        """The menu of the menu button."""
        return self._menu

    def set_workspace(self, name: str) -> None:
        """Show the name of the workspace."""
        if name != self.workspace.text():
            self.workspace.setText(name)
            _keep_readable(self.workspace, WORKSPACE_ROOM)

    def set_title(self, title: str) -> None:
        """Show the title of the diagram in front."""
        self.title.set_title(title)
        self.tabs.name_current(title)

    def set_status(self, text: str, level: str) -> None:
        """Show what is true about saving; the level is ok, busy, warning or danger."""
        if self.status.show_status(text, level):
            _keep_readable(self.status, STATUS_ROOM)

    def set_tabs(self, tabs: Sequence[DocumentTab], current: str) -> None:
        """Show the open diagrams; a single one needs no tabs."""
        self.tabs.set_tabs(tabs, current)
        self.tabs.setVisible(len(tabs) > 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave out the workspace where the title needs its room."""
        super().resizeEvent(event)
        for part in (self.workspace, self._chevron):
            part.setVisible(self.width() >= ROOMY)

    def _open_menu(self) -> None:
        if self._menu is not None:
            self._menu.popup(self.menu_button.menu_point())
