"""What is stored of meetings of devices."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from relay_server.domain.meeting import Meeting, Side


class MeetingRepository(Protocol):
    """Meetings and the words left in them."""

    def add(self, meeting: Meeting) -> None:
        """Store a meeting."""

    def get(self, meeting: str, now_ms: int) -> Meeting | None:
        """Return a meeting that is open."""

    def of_account(self, account: str, now_ms: int) -> Sequence[Meeting]:
        """Return those of an account that are open, the one that ends first before the others."""

    def come(self, meeting: str, guest: str) -> bool:
        """Let a guest in; True for the one who came while nobody was there."""

    def say(self, meeting: str, side: Side, number: int, word: bytes) -> None:
        """Leave a word.

        Raises:
            DuplicateError: There is one with that number.
        """

    def word(self, meeting: str, side: Side, number: int) -> bytes | None:
        """Return one word of a side."""

    def words(self, meeting: str, side: Side, after: int, most_bytes: int) -> Sequence[tuple[int, bytes]]:
        """Return the words of a side after a number, in their order.

        Of together at most ``most_bytes``, but at least one if there is any.
        """

    def said(self, meeting: str, side: Side) -> int:
        """Return how many words a side has left."""

    def size(self, meeting: str) -> int:
        """Return how many bytes both sides have left."""

    def remove(self, meeting: str) -> bool:
        """Remove a meeting with all that was left in it; True if it was there."""

    def prune(self, now_ms: int) -> int:
        """Remove those that are over; returns how many."""
