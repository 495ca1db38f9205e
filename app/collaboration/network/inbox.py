"""From the network thread to the GUI thread: a bounded queue, emptied when Qt's event loop turns to it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from sync.runtime.handoff import Handoff

T = TypeVar("T")

AT_ONCE = 256
"""Messages taken in one turn, so that painting and input get theirs."""


class _Bell(QObject):
    """Rings on any thread, is heard on the one that made it."""

    rung = Signal()


class Inbox(Generic[T]):
    """Messages for the GUI thread.

    Attributes:
        handoff: where other threads put messages.
    """

    def __init__(self, take: Callable[[T], None]) -> None:
        """Make an empty inbox on the thread that is to take the messages.

        Args:
            take: gets each message, in order.
        """
        self._take = take
        self._closed = False
        self._bell = _Bell()
        self._bell.rung.connect(self._empty, Qt.ConnectionType.QueuedConnection)
        self.handoff: Handoff[T] = Handoff(self._bell.rung.emit)

    def close(self) -> None:
        """Take nothing more."""
        self._closed = True
        self.handoff.close()
        self._bell.rung.disconnect(self._empty)

    def _empty(self) -> None:
        if self._closed:  # Qt delivers what was posted before the bell was taken away.
            return
        for message in self.handoff.take(AT_ONCE):
            self._take(message)
