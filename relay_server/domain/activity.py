"""Counts of what happens in a workspace, day by day. The relay counts what it sees; apps count what is sealed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

DAY_MS = 86_400_000

EditPlace: TypeAlias = tuple[str, str, str]
"""Workspace, user and document."""

_ENCODER = json.JSONEncoder(separators=(",", ":"))


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


class EditNote(NamedTuple):
    """Envelopes that were stored at one time and are not counted yet: by workspace, user and document."""

    time_ms: int
    edits: Mapping[str, Mapping[str, Mapping[str, int]]]


def encode_note(edits: Mapping[EditPlace, int], time_ms: int) -> bytes:
    """Write a note as it is kept beside the edits: every id once, since one is written with every commit.

    Args:
        edits: How many, by workspace, user and document.
        time_ms: When they are stored.
    """
    found: dict[str, dict[str, dict[str, int]]] = {}
    for (workspace, user, document), number in edits.items():
        found.setdefault(workspace, {}).setdefault(user, {})[document] = number
    return _ENCODER.encode([time_ms, found]).encode("ascii")


def decode_note(data: bytes) -> EditNote:
    """Read a note."""
    return EditNote(*json.loads(data))


def day_of(time_ms: int) -> int:
    """Return the day of a time."""
    return time_ms // DAY_MS
