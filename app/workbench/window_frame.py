"""What the desktop sees of the window: its title, and the size it opens with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize

from app.library_browser.wording import untitled

if TYPE_CHECKING:
    from app.main_window import MainWindow

PROGRAM = "AIO Canvas"
WANTED, LEAST = QSize(1440, 900), QSize(960, 600)
FRAME = QSize(16, 48)
"""What borders and title bar of a desktop take at most."""


def name_window(window: MainWindow) -> None:
    """Name the window after the diagram in front; on the home screen after the program."""
    tab = window.front()
    named = PROGRAM if tab is None else f"{tab.diagram.title or untitled()} – {PROGRAM}"
    if window.windowTitle() != named:
        window.setWindowTitle(named)


def open_on_screen(window: MainWindow) -> None:
    """Give a window that was never shown a size that its screen has room for, so that nothing of it is out of reach."""
    window.setMinimumSize(LEAST)
    window.resize(opening_size(window.screen().availableSize()))


def opening_size(room: QSize) -> QSize:
    """Return the size of a new window on a screen.

    Args:
        room: what the desktop leaves free of it.
    """
    return WANTED.boundedTo(room - FRAME).expandedTo(LEAST)
