"""How often what others do is shown: what comes at once is one change, and between two changes the window lives.

Where showing takes long, because a hundred people drag, it is done less often instead. What counts is the work it takes, not how
long the machine let it wait: that would put off the more the busier the machine is.
"""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

from PySide6.QtCore import QObject, QTimer

SHARE = 2
"""The window lives at least so many times as long as it shows what others do."""


class Pace(QObject):
    """Runs an action in the next turn of the event loop, but not sooner than a pause after it ran last."""

    def __init__(self, pause_ms: int, parent: QObject) -> None:
        """Make it; nothing waits.

        Args:
            pause_ms: shortest time between the end of one run and the next one.
            parent: owner; nothing is run after its end.
        """
        super().__init__(parent)
        self._pause_ms = pause_ms
        self._action: Callable[[], None] | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._due)

    @property
    def waits(self) -> bool:
        """Whether something is still to be run."""
        return self._action is not None

    def soon(self, action: Callable[[], None]) -> None:
        """Run an action soon, in place of one that still waits."""
        self._action = action
        if not self._timer.isActive():
            self._timer.start(0)

    def stop(self) -> None:
        """Run nothing that still waits."""
        self._action = None

    def _due(self) -> None:
        action, self._action = self._action, None
        if action is not None:
            # Before the action: what it asks for itself waits like anything else.
            self._timer.start(self._pause_ms)
            begun = thread_time()
            action()
            self._timer.start(max(self._pause_ms, round(SHARE * 1000 * (thread_time() - begun))))
