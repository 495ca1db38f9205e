"""What is stored of activity, and listing diagrams by it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Protocol

from relay_server.domain.activity import Count, DayTotal, LastEdit, Total
from relay_server.domain.diagram_query import DiagramQuery, ListedDiagram


class ActivityRepository(Protocol):
    """Counts by day, user and document; the last edit of each document."""

    def add(self, workspace: str, counts: Collection[Count]) -> None:
        """Add to the counts."""

    def set_comments(self, workspace: str, count: Count) -> None:
        """Set how many comments a user wrote in a document on a day."""

    def edited(self, workspace: str, edits: Collection[LastEdit]) -> None:
        """Note last edits; an older one than the stored one only adds to the number."""

    def keep(self, note: bytes) -> None:
        """Keep a note of edits beside the edits, until it is counted."""

    def take(self) -> Sequence[bytes]:
        """Remove and return the notes that are kept; no other transaction gets the same."""

    def last_edit(self, workspace: str, document: str) -> LastEdit | None:
        """Return the last edit of a document and how many there were."""

    def peak(self, workspace: str, day: int, rooms: int) -> None:
        """Note how many rooms were open at once; the most of a day stays."""

    def days(self, workspace: str, since: int, until: int) -> Sequence[DayTotal]:
        """Return the days of a span (both included) on which anything happened."""

    def by_user(self, workspace: str, since: int, until: int) -> Sequence[Total]:
        """Return the sums of a span by user, most edits first."""

    def by_document(self, workspace: str, since: int, until: int, limit: int) -> Sequence[Total]:
        """Return the sums of a span by document, most edits first."""

    def prune(self, before: int) -> int:
        """Remove the counts of days before a day; returns how many."""


class DiagramLists(Protocol):
    """Lists of diagrams."""

    def page(self, workspace: str, user: str, query: DiagramQuery, *, guest: bool) -> Sequence[ListedDiagram]:
        """Return the diagrams that a user may know of and that fit a query; a guest knows only those with a role of his."""

    def count(self, workspace: str) -> int:
        """Return how many diagrams are not in the bin."""
