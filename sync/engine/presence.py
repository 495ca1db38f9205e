"""Presence in one document: the last word of each sender, when he is gone, and how often to speak oneself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from sync.protocol.presence import Activity, Presence

GONE_SECONDS = 4.5
"""Silence after which somebody counts as gone."""

HEARTBEAT_SECONDS = 2.0
"""Silence after which one says again what one said last."""

PAUSE_SECONDS = 0.05
"""Shortest time between two own messages: 20 a second."""

FACE_PAUSE_SECONDS = 10.0
"""Shortest time between two messages with one's own picture."""

FACE_AGAIN_SECONDS = 60.0
"""How often it is said again while it is wanted: what is said live may be lost."""

MAX_SENDERS = 1_000
"""Senders that are shown in one document."""


@dataclass(frozen=True, slots=True)
class _Heard:
    presence: Presence
    at: float


class PresenceRoom:
    """Who is there. Times are seconds of one monotonic clock."""

    def __init__(self) -> None:
        self._heard: dict[str, _Heard] = {}
        self._clocks: dict[str, int] = {}

    def present(self) -> dict[str, Presence]:
        """Return the last word of everybody who is there, by device."""
        return {device: heard.presence for device, heard in self._heard.items()}

    def clock_of(self, device: str) -> int:
        """Return the number of a device's last word, also when it has gone since; 0 if it was never heard."""
        return self._clocks.get(device, 0)

    def word_of(self, device: str) -> Presence | None:
        """Return a device's last word."""
        heard = self._heard.get(device)
        return None if heard is None else heard.presence

    def hear(self, device: str, presence: Presence, now: float) -> bool:
        """Take a message; return whether anything changed. Older ones than the last are dropped, a picture said before stays.

        So are those of who has gone: whoever carries words could say them again and have him seem to be there.
        """
        known = self._heard.get(device)
        if presence.clock <= self.clock_of(device):
            return False
        if presence.activity is Activity.LEFT:
            self._clocks[device] = presence.clock
            return self._heard.pop(device, None) is not None
        if known is None and len(self._heard) >= MAX_SENDERS:
            return False
        self._clocks[device] = presence.clock
        if known is not None and presence.face is None:
            presence = replace(presence, face=known.presence.face)
        # Whoever was silent longest is first.
        self._heard.pop(device, None)
        self._heard[device] = _Heard(presence, now)
        return known is None or replace(known.presence, clock=presence.clock) != presence

    def leave(self, device: str) -> bool:
        """Forget a device whose connection or right ended; return whether it was there."""
        return self._heard.pop(device, None) is not None

    def due(self) -> float | None:
        """Return when somebody will have been silent for too long; None while nobody is there."""
        first = next(iter(self._heard.values()), None)
        return None if first is None else first.at + GONE_SECONDS

    def expire(self, now: float) -> list[str]:
        """Forget and return the devices that were silent for too long."""
        gone = []
        while (at := self.due()) is not None and at <= now:
            gone.append(next(iter(self._heard)))
            del self._heard[gone[-1]]
        return gone


class PresenceVoice:
    """What this device says of itself: the latest only, not too often, and again before it seems gone."""

    def __init__(self, clocks: Iterator[int]) -> None:
        """Number messages with these, each above every earlier one of this device, also of those before its last start."""
        self._clocks = clocks
        self._latest: Presence | None = None
        self._said: Presence | None = None
        self._at = -HEARTBEAT_SECONDS
        self._face: bytes = b""
        self._face_at: float | None = None
        self._face_said = -FACE_PAUSE_SECONDS

    def show(self, presence: Presence) -> None:
        """Set what to say next; it replaces what was not said yet. Its clock is set when it is said."""
        face = presence.face or b""
        if face != self._face:
            self._face, self._face_at = face, self._face_said + FACE_PAUSE_SECONDS
        self._latest = replace(presence, clock=0, face=None)

    def want_face(self, now: float) -> None:
        """Say one's picture soon: somebody may not have it."""
        if self._face:
            self._face_at = max(now, self._face_said + FACE_PAUSE_SECONDS)

    def due(self) -> float | None:
        """Return when to speak next, in seconds; None if there is nothing to say at all."""
        if self._latest is None:
            return None
        due = self._at + (HEARTBEAT_SECONDS if self._latest == self._said else PAUSE_SECONDS)
        return due if self._face_at is None else min(due, max(self._face_at, self._at + PAUSE_SECONDS))

    def speak(self, now: float, *, with_face: Callable[[], bool] = bool) -> Presence | None:
        """Return the message to send now, or None if it is too early.

        Args:
            now: Seconds of the clock.
            with_face: Asked when one's own picture is due: whether somebody needs it.
        """
        due = self.due()
        if due is None or self._latest is None or now < due:
            return None
        self._said, self._at = self._latest, now
        word = replace(self._latest, clock=next(self._clocks))
        if self._face_at is None or now < self._face_at:
            return word
        if not with_face():
            self._face_at = None
            return word
        self._face_said, self._face_at = now, now + FACE_AGAIN_SECONDS
        return replace(word, face=self._face)
