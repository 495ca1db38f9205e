"""How many sockets accounts have open, in all processes of a relay together."""

from __future__ import annotations

from typing import Protocol


class SocketCount(Protocol):
    """Counts sockets by account. Safe to call from many threads."""

    def enter(self, account: str, most: int) -> bool:
        """Count one more socket; False, and nothing counted, where the account has that many already. May block."""

    def leave(self, account: str) -> None:
        """Count one fewer. Does not block."""

    def close(self, timeout_s: float) -> None:
        """Forget the sockets of this process."""
