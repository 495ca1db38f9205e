"""Password hashing with bounded concurrency: bcrypt costs a quarter of a second of one core."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

from relay_server.domain import passwords
from relay_server.errors import Overloaded

T = TypeVar("T")
WAITING = 16
"""How many may wait; fewer than the worker threads of HTTP, so that other requests are still served."""


class PasswordPool:
    """Hashes and checks passwords, a few at a time; refuses rather than queue without end.

    bcrypt releases the GIL, so the threads that call run in parallel on as many cores as there are slots.
    """

    def __init__(self, workers: int, *, cost: int = passwords.COST, waiting: int = WAITING) -> None:
        self._cost = cost
        self._slots = threading.BoundedSemaphore(workers)
        self._places = threading.BoundedSemaphore(workers + waiting)
        self._counting = threading.Lock()
        self._busy = 0
        # Unknown users are checked against this, so that they take as long as known ones.
        self._nobody = passwords.hash_password("nobody has this password", cost)

    def hash(self, password: str) -> str:
        """Return the tagged hash of a new password.

        Raises:
            Overloaded: Too many are waiting.
        """
        return self._run(lambda: passwords.hash_password(password, self._cost))

    def verify(self, password: str, stored: str | None) -> bool:
        """Tell whether a password is right; None stands for a user who does not exist and takes as long.

        Raises:
            Overloaded: Too many are waiting.
        """
        same = self._run(lambda: passwords.matches(password, stored or self._nobody))
        return same and stored is not None

    def needs_rehash(self, stored: str) -> bool:
        """Tell whether a stored hash should be made anew at the next chance."""
        return passwords.needs_rehash(stored, self._cost)

    def busy(self) -> int:
        """Return how many passwords are being hashed or wait for it."""
        return self._busy

    def _run(self, work: Callable[[], T]) -> T:
        if not self._places.acquire(blocking=False):
            raise Overloaded
        with self._counting:
            self._busy += 1
        try:
            with self._slots:
                return work()
        finally:
            with self._counting:
                self._busy -= 1
            self._places.release()
