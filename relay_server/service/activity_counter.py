"""Counting what rooms report. Edits are noted in the transaction that stores them, as one row; notes become counts later.

An edit costs no row of its own that way, and none is lost: what a process that died had not counted is counted by whoever serves the
database next. That documents were opened, and how many rooms there were, is kept in memory and written down every few seconds.
"""

from __future__ import annotations

import threading
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field

from relay_server.domain.activity import Count, EditNote, EditPlace, LastEdit, day_of, decode_note, encode_note
from relay_server.ports.environment import Clock
from relay_server.ports.unit_of_work import Transactions, UnitOfWork


@dataclass(slots=True)
class _Tally:
    """What is not written yet of a workspace: by day, user and document; by document; by day."""

    edits: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    sessions: Counter[tuple[int, str, str]] = field(default_factory=Counter)
    last: dict[str, tuple[int, str]] = field(default_factory=dict)
    peaks: dict[int, int] = field(default_factory=dict)

    @property
    def counts(self) -> list[Count]:
        """What is counted by day, user and document."""
        keys = dict.fromkeys((*self.edits, *self.sessions))
        return [Count(*key, edits=self.edits[key], sessions=self.sessions[key]) for key in keys]

    @property
    def last_edits(self) -> list[LastEdit]:
        """Who edited each document last and when, and how many edits there were."""
        edits: Counter[str] = Counter()
        for (_, _, document), number in self.edits.items():
            edits[document] += number
        return [LastEdit(document, user, at, edits[document]) for document, (at, user) in self.last.items()]


class ActivityCounter:
    """Counts edits, sessions and open rooms by workspace. Safe to call from many threads; ``note`` and ``flush`` block."""

    def __init__(self, transactions: Transactions, now_ms: Clock) -> None:
        self._transactions = transactions
        self._now_ms = now_ms
        self._lock = threading.Lock()
        self._tallies: dict[str, _Tally] = defaultdict(_Tally)

    def note(self, unit: UnitOfWork, edits: Mapping[EditPlace, int]) -> None:
        """Note how many edits a transaction stores, by workspace, user and document, in the same transaction."""
        if edits:
            unit.activity.keep(encode_note(edits, self._now_ms()))

    def opened(self, workspace: str, user: str, document: str, time_ms: int) -> None:
        """Count that a user opened a document."""
        with self._lock:
            self._tallies[workspace].sessions[day_of(time_ms), user, document] += 1

    def rooms(self, workspace: str, time_ms: int, rooms: int) -> None:
        """Note how many rooms of a workspace are open."""
        with self._lock:
            peaks, day = self._tallies[workspace].peaks, day_of(time_ms)
            peaks[day] = max(rooms, peaks.get(day, 0))

    def flush(self) -> int:
        """Count what was noted; returns for how many workspaces.

        Raises:
            StorageError: The database refused; everything is kept for the next time.
        """
        with self._lock:
            tallies, self._tallies = self._tallies, defaultdict(_Tally)
        try:
            with self._transactions.write() as unit:
                return self._write(unit, tallies)
        except BaseException:
            self._put_back(tallies)
            raise

    def _write(self, unit: UnitOfWork, tallies: dict[str, _Tally]) -> int:
        whole: dict[str, _Tally] = defaultdict(_Tally)
        _merge(whole, tallies)
        for data in unit.activity.take():
            _add_note(whole, decode_note(data))
        for workspace, tally in whole.items():
            # A workspace that was purged meanwhile has nothing to count for.
            if unit.workspaces.get(workspace) is not None:
                unit.activity.add(workspace, tally.counts)
                unit.activity.edited(workspace, tally.last_edits)
                for day, rooms in tally.peaks.items():
                    unit.activity.peak(workspace, day, rooms)
        return len(whole)

    def _put_back(self, tallies: dict[str, _Tally]) -> None:
        with self._lock:
            _merge(self._tallies, tallies)


def _merge(into: dict[str, _Tally], more: dict[str, _Tally]) -> None:
    for workspace, kept in more.items():
        tally = into[workspace]
        tally.sessions.update(kept.sessions)
        for day, rooms in kept.peaks.items():
            tally.peaks[day] = max(rooms, tally.peaks.get(day, 0))


def _add_note(into: dict[str, _Tally], note: EditNote) -> None:
    day, now = day_of(note.time_ms), note.time_ms
    for workspace, users in note.edits.items():
        tally = into[workspace]
        edits, last = tally.edits, tally.last
        for user, documents in users.items():
            for document, number in documents.items():
                edits[day, user, document] += number
                known = last.get(document)
                if known is None or known[0] <= now:
                    last[document] = (now, user)
