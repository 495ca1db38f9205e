"""Meetings of two devices of one account: a place where they leave sealed words for each other until they know each other."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

MEETING_MS = 10 * 60_000
"""How long a meeting is open."""

MAX_OPEN = 2
"""Open meetings of one account."""

MAX_WORD_BYTES = 45_000
MAX_WORDS = 512
"""Words of one side."""

MAX_MEETING_BYTES = 8 << 20
"""What both sides may leave in one meeting."""


class Side(IntEnum):
    """Who opened the meeting and who came."""

    HOST = 1
    GUEST = 2

    @property
    def other(self) -> Side:
        """The one on the other side."""
        return Side.GUEST if self is Side.HOST else Side.HOST


@dataclass(frozen=True, slots=True)
class Meeting:
    """A place for two devices.

    Attributes:
        id: 32 hex digits.
        account: Whose devices.
        host: The device that opened it.
        expires_ms: Until when.
        guest: The device that came; None while nobody did.
    """

    id: str
    account: str
    host: str
    expires_ms: int
    guest: str | None = None

    def side_of(self, device: str | None) -> Side | None:
        """Return on which side a device is; None for one that is not in it."""
        if device is None:
            return None
        return Side.HOST if device == self.host else Side.GUEST if device == self.guest else None
