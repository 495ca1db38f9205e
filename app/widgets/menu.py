"""Menus with rounded corners, and the entries that go into them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.theme.icons import icon


class Menu(QMenu):
    """A menu as the design has it."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        """Make an empty menu; the title is shown where it becomes a submenu and is its accessible name."""
        super().__init__(title, parent)
        self.setAccessibleName(title)
        # The style sheet rounds the corners; without these the window behind them would stay black.
        self.setWindowFlags(
            self.windowFlags() | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, True)

    def add(self, text: str, run: Callable[[], object], icon_name: str = "", enabled: bool = True) -> QAction:
        """Add an entry that calls `run`."""
        action = QAction(text, self)
        if icon_name:
            action.setIcon(icon(icon_name))
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: run())
        self.addAction(action)
        return action
