"""Telling listeners about transactions, in order, even when a listener causes the next one."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from typing import TypeAlias

from canvas.model.changes import Change
from canvas.model.plan import Origin

Unsubscribe: TypeAlias = Callable[[], None]
ChangeListener: TypeAlias = Callable[[tuple[Change, ...], Origin], None]
UpdateListener: TypeAlias = Callable[[bytes, Origin], None]

_PUBLISHED = (Origin.USER, Origin.HISTORY)


class Announcer:
    """Keeps listeners and a queue of what they have not heard yet."""

    def __init__(self) -> None:
        self._change_listeners: list[ChangeListener] = []
        self._update_listeners: list[UpdateListener] = []
        self._queue: deque[tuple[tuple[Change, ...], bytes, Origin]] = deque()
        self._delivering = False

    def subscribe(self, listener: ChangeListener) -> Unsubscribe:
        """Add a listener to changes; returns what removes it."""
        self._change_listeners.append(listener)
        return lambda: self._change_listeners.remove(listener)

    def on_update(self, listener: UpdateListener) -> Unsubscribe:
        """Add a listener to the bytes of local transactions; returns what removes it."""
        self._update_listeners.append(listener)
        return lambda: self._update_listeners.remove(listener)

    def tell(self, changes: tuple[Change, ...], update: bytes, origin: Origin) -> None:
        """Tell all listeners about one transaction, or queue it when they are just hearing of an earlier one."""
        self._queue.append((changes, update, origin))
        if self._delivering:
            return
        self._delivering = True
        try:
            while self._queue:
                self._tell_next()
        finally:
            # What a listener did not hear because another one failed must not be told late and out of place.
            self._queue.clear()
            self._delivering = False

    def _tell_next(self) -> None:
        changes, update, origin = self._queue.popleft()
        if update and origin in _PUBLISHED:
            for publish in tuple(self._update_listeners):
                publish(update, origin)
        if changes:
            for listener in tuple(self._change_listeners):
                listener(changes, origin)
