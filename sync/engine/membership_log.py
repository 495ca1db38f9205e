"""The membership log as this device has it: extended entry by entry, never exchanged for another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sync.engine.records import EntryRow
from sync.protocol.errors import ProtocolError
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import apply_entry, refold
from sync.protocol.membership.state import WorkspaceState


class OtherLog(Exception):
    """Somebody shows a log that differs from the one known here, at or before its end."""


class MembershipLog:
    """The entries of one workspace, and what they say."""

    def __init__(self, entries: Sequence[LogEntry]) -> None:
        """Go on from what the library holds.

        Raises:
            ProtocolError: It is no log.
        """
        self.entries = list(entries)
        self.state: WorkspaceState = refold(self.entries)

    def extend(self, entries: Iterable[LogEntry]) -> list[EntryRow]:
        """Take entries that somebody shows; what is known already must be the same.

        Returns:
            The rows of those that are new; none after the first that does not stand.

        Raises:
            OtherLog: They differ from what is known.
        """
        rows: list[EntryRow] = []
        for entry in entries:
            try:
                seq = decode_operation(entry.operation).seq
                if seq <= self.state.seq:
                    self._compare(seq, entry)
                    continue
                if seq > self.state.seq + 1:
                    break
                self.state = apply_entry(self.state, entry)
            except ProtocolError:
                break
            self.entries.append(entry)
            rows.append(EntryRow(self.state.workspace, self.state.seq, entry))
        return rows

    def after(self, seq: int) -> tuple[LogEntry, ...]:
        """Return the entries after an operation."""
        return tuple(self.entries[seq:])

    def _compare(self, seq: int, entry: LogEntry) -> None:
        if not seq >= 1 or self.entries[seq - 1].head != entry.head:
            raise OtherLog
