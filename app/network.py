"""The one network thread of the program, made with its modules when something first needs it."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sync.runtime.network_thread import NetworkThread

SWITCH_SECONDS = 0.001
"""So long one thread may keep the interpreter while another waits for it: every event of the window would wait five times as long
for a network thread that is busy with what a hundred people do."""

_LOGGER = logging.getLogger(__name__)


class ProgramNetwork:
    """Hands out the network thread; until the user connects something there is none, and nothing of it is loaded."""

    def __init__(self) -> None:
        self._thread: NetworkThread | None = None

    @property
    def running(self) -> bool:
        """Whether something was connected."""
        return self._thread is not None and self._thread.running

    def thread(self) -> NetworkThread:
        """Return the thread, started."""
        from sync.runtime.network_thread import NetworkThread

        if self._thread is None:
            self._thread = NetworkThread(_log_failure)
            sys.setswitchinterval(SWITCH_SECONDS)
        self._thread.start()
        return self._thread

    def stop(self) -> None:
        """Cancel everything on the thread and end it.

        Raises:
            TimeoutError: something does not end; the thread is left to itself.
        """
        if self._thread is not None:
            self._thread.stop()


def _log_failure(name: str, error: BaseException) -> None:
    """Note that something on the network thread failed; what it did is over, everything else goes on."""
    from sync.errors import SyncError

    if isinstance(error, SyncError):
        # Told where it was asked for; the text of an error of the network may name an address.
        _LOGGER.info("%s: %s", name, type(error).__name__)
    else:
        _LOGGER.error("%s failed on the network thread", name, exc_info=error)
