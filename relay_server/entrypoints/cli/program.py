"""What the command line asks of the composition root."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

from relay_server.config import Settings
from relay_server.service.environment import Environment


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of `aio-relay check`: what was looked at, and what is to be done about it."""

    level: Literal["ok", "warning", "problem"]
    text: str


class MovedTable(Protocol):
    """A table that was moved and compared."""

    @property
    def table(self) -> str:
        """Its name."""

    @property
    def rows(self) -> int:
        """How many rows it has."""

    @property
    def digest(self) -> str:
        """Hash of all rows."""


class Program(Protocol):
    """Starts and opens relays."""

    def serve(self, settings: Settings) -> None:
        """Serve until the process is asked to end.

        Raises:
            RelayError: It cannot start.
        """

    def check(self, settings: Settings) -> list[Finding]:
        """Look at everything a start needs, changing nothing."""

    def open(self, settings: Settings) -> AbstractContextManager[Environment]:
        """Open the relay's data for a command, also beside a running relay.

        Raises:
            RelayError: It cannot be opened.
        """

    def backup(self, settings: Settings, target: Path) -> None:
        """Write a consistent copy of the database, sealed by its key, also beside a running relay.

        Raises:
            RelayError: It cannot be written; nothing that existed was changed.
        """

    def restore(self, settings: Settings, source: Path) -> Path | None:
        """Put a copy in the place of the database; the relay must not run.

        Returns:
            Where the former database was put; None if there was none.

        Raises:
            RelayError: The copy does not open with the secrets of this relay; nothing was changed.
        """

    def move(self, settings: Settings, target: str) -> Sequence[MovedTable]:
        """Move everything to another database, "embedded" or an address of PostgreSQL, and prove that it arrived.

        Raises:
            RelayError: It cannot be moved; what it was moved from is unchanged in any case.
        """

    def rotate_token_key(self, settings: Settings) -> None:
        """Make a new key for access tokens; a running relay takes it at its next start.

        Raises:
            RelayError: The secrets cannot be read.
        """
