"""Counting in memory what rooms report, so that an edit costs no row of its own; written down every few seconds."""

from __future__ import annotations

import threading
from collections import defaultdict
from dataclasses import dataclass, field, replace

from relay_server.domain.activity import Count, LastEdit, day_of
from relay_server.ports.unit_of_work import Transactions


@dataclass(slots=True)
class _Tally:
    counts: dict[tuple[int, str, str], Count] = field(default_factory=dict)
    edits: dict[str, LastEdit] = field(default_factory=dict)
    peaks: dict[int, int] = field(default_factory=dict)


class ActivityCounter:
    """Counts edits, sessions and open rooms by workspace. Safe to call from many threads; nothing blocks but ``flush``.

    What was not written down when a process dies is lost: these are counts for people to look at, not a record.
    """

    def __init__(self, transactions: Transactions) -> None:
        self._transactions = transactions
        self._lock = threading.Lock()
        self._tallies: dict[str, _Tally] = defaultdict(_Tally)

    def edited(self, workspace: str, user: str, document: str, time_ms: int, edits: int = 1) -> None:
        """Count envelopes of a user that were stored."""
        with self._lock:
            tally = self._tallies[workspace]
            _add(tally, Count(day_of(time_ms), user, document, edits=edits))
            before = tally.edits.get(document)
            tally.edits[document] = LastEdit(document, user, time_ms, edits + (before.edits if before else 0))

    def opened(self, workspace: str, user: str, document: str, time_ms: int) -> None:
        """Count that a user opened a document."""
        with self._lock:
            _add(self._tallies[workspace], Count(day_of(time_ms), user, document, sessions=1))

    def rooms(self, workspace: str, time_ms: int, rooms: int) -> None:
        """Note how many rooms of a workspace are open."""
        with self._lock:
            peaks, day = self._tallies[workspace].peaks, day_of(time_ms)
            peaks[day] = max(rooms, peaks.get(day, 0))

    def flush(self) -> int:
        """Write down what was counted; returns for how many workspaces.

        Raises:
            StorageError: The database refused; what was counted is kept for the next time.
        """
        with self._lock:
            tallies, self._tallies = self._tallies, defaultdict(_Tally)
        if not tallies:
            return 0
        try:
            with self._transactions.write() as unit:
                for workspace, tally in tallies.items():
                    # A workspace that was purged meanwhile has nothing to count for.
                    if unit.workspaces.get(workspace) is not None:
                        unit.activity.add(workspace, list(tally.counts.values()))
                        unit.activity.edited(workspace, list(tally.edits.values()))
                        for day, rooms in tally.peaks.items():
                            unit.activity.peak(workspace, day, rooms)
        except BaseException:
            self._put_back(tallies)
            raise
        return len(tallies)

    def _put_back(self, tallies: dict[str, _Tally]) -> None:
        with self._lock:
            for workspace, kept in tallies.items():
                tally = self._tallies[workspace]
                for count in kept.counts.values():
                    _add(tally, count)
                for document, edit in kept.edits.items():
                    newer = tally.edits.get(document)
                    both = replace(newer, edits=newer.edits + edit.edits) if newer else edit
                    tally.edits[document] = both
                for day, rooms in kept.peaks.items():
                    tally.peaks[day] = max(rooms, tally.peaks.get(day, 0))


def _add(tally: _Tally, more: Count) -> None:
    key = (more.day, more.user, more.document)
    known = tally.counts.get(key)
    if known is not None:
        more = replace(
            more,
            edits=known.edits + more.edits,
            sessions=known.sessions + more.sessions,
            comments=known.comments + more.comments,
        )
    tally.counts[key] = more
