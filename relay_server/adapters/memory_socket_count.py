"""Open sockets by account where there is one process: in memory."""

from __future__ import annotations

import threading
from collections import Counter


class MemorySocketCount:
    """Implements SocketCount for one process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._counts: Counter[str] = Counter()

    def enter(self, account: str, most: int) -> bool:
        """Count one more socket."""
        with self._lock:
            if self._counts[account] >= most:
                return False
            self._counts[account] += 1
            return True

    def leave(self, account: str) -> None:
        """Count one fewer."""
        with self._lock:
            self._counts[account] -= 1
            if not self._counts[account]:
                del self._counts[account]

    def of(self, account: str) -> int:
        """Return how many an account has here."""
        with self._lock:
            return self._counts[account]

    def all(self) -> dict[str, int]:
        """Return how many each account has here."""
        with self._lock:
            return dict(self._counts)

    def close(self, timeout_s: float) -> None:
        """Forget nothing: the process ends."""
