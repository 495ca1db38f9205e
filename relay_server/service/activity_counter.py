"""Counting what rooms report. Edits are noted in the transaction that stores them, as one row; notes become counts later.

An edit costs no row of its own that way, and none is lost: what a process that died had not counted is counted by whoever serves the
database next. That documents were opened, and how many rooms there were, is kept in memory and written down every few seconds.
"""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from relay_server.domain.activity import Count, EditNote, LastEdit, day_of, decode_notes, encode_notes
from relay_server.ports.environment import Clock
from relay_server.ports.unit_of_work import Transactions, UnitOfWork


@dataclass(slots=True)
class _Tally:
    counts: dict[tuple[int, str, str], Count] = field(default_factory=dict)
    edits: dict[str, LastEdit] = field(default_factory=dict)
    peaks: dict[int, int] = field(default_factory=dict)


class ActivityCounter:
    """Counts edits, sessions and open rooms by workspace. Safe to call from many threads; ``note`` and ``flush`` block."""

    def __init__(self, transactions: Transactions, now_ms: Clock) -> None:
        self._transactions = transactions
        self._now_ms = now_ms
        self._lock = threading.Lock()
        self._tallies: dict[str, _Tally] = defaultdict(_Tally)

    def note(self, unit: UnitOfWork, edits: Mapping[tuple[str, str, str], int]) -> None:
        """Note how many edits a transaction stores, by workspace, user and document, in the same transaction."""
        if edits:
            now = self._now_ms()
            notes = [EditNote(*who_and_where, now, number) for who_and_where, number in edits.items()]
            unit.activity.keep(encode_notes(notes))

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
            for note in decode_notes(data):
                _add_note(whole[note.workspace], note)
        for workspace, tally in whole.items():
            # A workspace that was purged meanwhile has nothing to count for.
            if unit.workspaces.get(workspace) is not None:
                unit.activity.add(workspace, list(tally.counts.values()))
                unit.activity.edited(workspace, list(tally.edits.values()))
                for day, rooms in tally.peaks.items():
                    unit.activity.peak(workspace, day, rooms)
        return len(whole)

    def _put_back(self, tallies: dict[str, _Tally]) -> None:
        with self._lock:
            _merge(self._tallies, tallies)


def _merge(into: dict[str, _Tally], more: dict[str, _Tally]) -> None:
    for workspace, kept in more.items():
        tally = into[workspace]
        for count in kept.counts.values():
            _add(tally, count)
        for day, rooms in kept.peaks.items():
            tally.peaks[day] = max(rooms, tally.peaks.get(day, 0))


def _add_note(tally: _Tally, note: EditNote) -> None:
    _add(tally, Count(day_of(note.time_ms), note.user, note.document, edits=note.edits))
    known = tally.edits.get(note.document)
    edits = note.edits + (known.edits if known else 0)
    if known is not None and known.time_ms > note.time_ms:
        tally.edits[note.document] = replace(known, edits=edits)
    else:
        tally.edits[note.document] = LastEdit(note.document, note.user, note.time_ms, edits)


def _add(tally: _Tally, more: Count) -> None:
    key = (more.day, more.user, more.document)
    known = tally.counts.get(key)
    if known is not None:
        more = replace(more, edits=known.edits + more.edits, sessions=known.sessions + more.sessions)
    tally.counts[key] = more
