"""Plain callback subscriptions, so that nothing below `app` needs Qt's signals."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

T = TypeVar("T")


class Signal(Generic[T]):
    """A list of listeners for one kind of news."""

    __slots__ = ("_listeners",)

    def __init__(self) -> None:
        self._listeners: list[Callable[[T], None]] = []

    def subscribe(self, listener: Callable[[T], None]) -> Callable[[], None]:
        """Call `listener` with each piece of news from now on; return the function that ends this (safe to call twice)."""
        self._listeners.append(listener)

        def unsubscribe() -> None:
            if listener in self._listeners:
                self._listeners.remove(listener)

        return unsubscribe

    def emit(self, news: T) -> None:
        """Tell every listener; one that unsubscribes meanwhile is no longer told."""
        for listener in tuple(self._listeners):
            if listener in self._listeners:
                listener(news)
