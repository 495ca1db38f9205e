"""Mail that is printed where there is no server."""

from __future__ import annotations

from collections.abc import Callable

from relay_server.ports.mailer import Mail


class ConsoleMailer:
    """Implements Mailer where no mail server is set up: prints what would have been sent.

    For development and for a relay of one's own, whose administrator reads the console; links in it are secrets.
    """

    def __init__(self, write: Callable[[str], object]) -> None:
        self._write = write

    def send(self, mail: Mail) -> None:
        """Print a message."""
        self._write(f"\n--- mail to {mail.recipient}: {mail.subject}\n{mail.text}---\n")

    def settle(self) -> None:
        """Nothing waits."""

    def close(self, timeout_s: float = 0.0) -> None:
        """Nothing waits."""
