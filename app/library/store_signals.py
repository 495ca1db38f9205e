"""From the store thread to the GUI thread: callbacks become queued Qt signals."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from sync.store.writer import Saved, SaveFailure

T = TypeVar("T")


class StoreSignals(QObject):
    """Lives on the GUI thread; its `on_...` methods may be called from any thread.

    Signals:
        saved(Saved): edits are on the disk.
        failed(SaveFailure): edits could not be stored and wait.
    """

    saved = Signal(object)
    failed = Signal(object)
    _finished = Signal(object, object)

    def __init__(self) -> None:
        """Make the bridge on the thread that is to receive."""
        super().__init__()
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def on_saved(self, saved: Saved) -> None:
        """Pass on a durable commit."""
        self.saved.emit(saved)

    def on_failure(self, failure: SaveFailure) -> None:
        """Pass on that the disk refused."""
        self.failed.emit(failure)

    def when_done(
        self, future: Future[T], then: Callable[[T], None], otherwise: Callable[[BaseException], None]
    ) -> None:
        """Call `then` with the result, or `otherwise` with the error, on the GUI thread."""

        def deliver(finished: Future[T]) -> None:
            self._finished.emit(finished, (then, otherwise))

        future.add_done_callback(deliver)

    def _deliver(
        self, future: Future[Any], receivers: tuple[Callable[[Any], None], Callable[[BaseException], None]]
    ) -> None:
        then, otherwise = receivers
        error = future.exception()
        if error is not None:
            otherwise(error)
        else:
            then(future.result())
