"""How often what others do is shown: what comes at once is one change, and between two changes the window lives.

Where showing takes long, because a hundred people drag, it is done less often instead; but what comes after a rest, as the edits of a
few people do, is shown without a rest in between. What counts is the work it takes, not how long the machine let it wait: that would
put off the more the busier the machine is.
"""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time

from PySide6.QtCore import QElapsedTimer, QObject, QTimer

SHARE = 2
"""The window lives at least so many times as long as it shows what others do."""

CREDIT_MS = 50.0
"""So much of that it may owe the window."""


def owed_ms(before: float, lived: float, took: float) -> float:
    """Return how long the window is to live yet, once it has shown something.

    Args:
        before: what was owed after the showing before.
        lived: milliseconds since then.
        took: milliseconds of work that showing took now.
    """
    return max(0.0, before - lived) + SHARE * took


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
        self._owed, self._since = 0.0, QElapsedTimer()
        self._since.start()

    @property
    def rests_ms(self) -> int:
        """How long it rests after it ran last; 0 when nothing hinders the next run."""
        return self._timer.interval() if self._timer.isActive() else 0

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
            lived, begun = self._since.elapsed(), thread_time()
            action()
            self._owed = owed_ms(self._owed, lived, 1000 * (thread_time() - begun))
            self._since.start()
            self._timer.start(max(self._pause_ms, round(self._owed - CREDIT_MS)))
