"""Changes of the library that nobody waits for; a failure is logged by its kind, never with contents."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from sync.errors import StoreClosedError
from sync.store.library import Library
from sync.store.ports import Store

_LOGGER = logging.getLogger(__name__)


def in_background(library: Library, what: str, call: Callable[[Store], object]) -> None:
    """Do something on the store thread whose result is of no interest and whose failure loses nothing.

    Args:
        library: the open library.
        what: what is done, for the log; no titles, no texts.
        call: gets the store.
    """
    try:
        log_failure(library.submit(call), what)
    except StoreClosedError:
        _LOGGER.warning("%s was not done: the library is closed", what)


def log_failure(future: Future[Any], what: str) -> None:
    """Write a line to the log when the future fails."""

    def look(done: Future[Any]) -> None:
        error = done.exception()
        if error is not None:
            # The message may name a document's title or path; the kind of error says enough.
            _LOGGER.warning("%s failed: %s", what, type(error).__name__)

    future.add_done_callback(look)
