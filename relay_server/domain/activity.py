"""Counts of what happens in a workspace, day by day. The relay counts what it sees; apps count what is sealed."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass

DAY_MS = 86_400_000


@dataclass(frozen=True, slots=True)
class Count:
    """What one user did in one document on one day.

    Attributes:
        day: Days since 1970, in UTC.
        user: Who.
        document: Where.
        edits: Envelopes that the relay stored.
        sessions: Times that the document was opened.
        comments: Comments, as the user's app counted them: the relay cannot see any.
    """

    day: int
    user: str
    document: str
    edits: int = 0
    sessions: int = 0
    comments: int = 0


@dataclass(frozen=True, slots=True)
class DayTotal:
    """A workspace's day: counts over all documents, how many people edited, and the most rooms that were open at once."""

    day: int
    edits: int
    sessions: int
    comments: int
    editors: int
    documents: int
    peak_rooms: int


@dataclass(frozen=True, slots=True)
class Total:
    """Counts over a span of days for one user or one document (``key``)."""

    key: str
    edits: int
    sessions: int
    comments: int


@dataclass(frozen=True, slots=True)
class LastEdit:
    """The last edit of a document that the relay stored, and how many there were since the last look."""

    document: str
    user: str
    time_ms: int
    edits: int


@dataclass(frozen=True, slots=True)
class EditNote:
    """Envelopes of a user in a document that were stored at a time, not counted yet."""

    workspace: str
    user: str
    document: str
    time_ms: int
    edits: int


def encode_notes(notes: Iterable[EditNote]) -> bytes:
    """Write notes as they are kept beside the edits."""
    return json.dumps([astuple(note) for note in notes], separators=(",", ":")).encode("ascii")


def decode_notes(data: bytes) -> list[EditNote]:
    """Read notes."""
    return [EditNote(*note) for note in json.loads(data)]


def day_of(time_ms: int) -> int:
    """Return the day of a time."""
    return time_ms // DAY_MS
