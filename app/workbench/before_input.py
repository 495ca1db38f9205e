"""Before the user presses something, what he presses is brought up to date: panels and actions follow the canvas a moment later.

Who waits for an answer sees no difference; only what was pressed while the program was busy could mean what was shown before.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.workbench.window_frame import name_window

if TYPE_CHECKING:
    from app.main_window import MainWindow

_PRESSES = frozenset({QEvent.Type.MouseButtonPress, QEvent.Type.TabletPress, QEvent.Type.TouchBegin})


class BeforeInput(QObject):
    """Watches the keys that no widget of a window takes for itself, and the presses that come to it."""

    def __init__(self, window: QWidget, panels: Callable[[], None], actions: Callable[[], None]) -> None:
        """Begin to watch.

        Args:
            window: which one; becomes the parent.
            panels: called before a press arrives.
            actions: called before a key may run an action.
        """
        super().__init__(window)
        self._window, self._panels, self._actions = window, panels, actions
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Bring up to date what the event is about; every event goes on."""
        kind = event.type()
        if kind in _PRESSES:
            if watched is not self._window:
                self._panels()
        elif kind == QEvent.Type.ShortcutOverride:
            if watched is self._window:
                self._actions()
        elif kind == QEvent.Type.Show and watched is self._window:
            # Presses come to the system's window first, and to no widget twice.
            self._window.windowHandle().installEventFilter(self)
        return super().eventFilter(watched, event)


def keep_up(window: MainWindow) -> None:
    """Let a window's name, actions and the bar of some of them follow the diagram, and be as they should when the user gets to them."""
    bench, registry = window.workbench, window.registry
    bench.touched.connect(registry.note_change)
    bench.touched.connect(window.context_bar.follow)
    bench.state_changed.connect(registry.follow)
    bench.state_changed.connect(lambda: name_window(window))
    bench.history_changed.connect(lambda: registry.ask_again("edit.undo", "edit.redo"))
    BeforeInput(window, bench.catch_up, registry.catch_up)
