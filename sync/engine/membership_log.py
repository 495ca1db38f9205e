"""The membership log as this device has it: extended entry by entry, never exchanged for another one."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sync.engine.records import EntryRow
from sync.protocol.errors import LogFull, ProtocolError
from sync.protocol.membership import operations as op
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import LogEntry, verify_countersignature
from sync.protocol.membership.fold import apply_entry, refold
from sync.protocol.membership.state import WorkspaceState


class OtherLog(Exception):
    """Somebody shows a log that the sequencer signed and that is another one than the one known here.

    Attributes:
        rows: What was new in it before it parted from the one here.
        ours: The entry here that shows its holder the same.
    """

    def __init__(self, rows: list[EntryRow], ours: LogEntry) -> None:
        super().__init__()
        self.rows, self.ours = rows, ours


class FullLog(Exception):
    """Somebody shows more of a log than one may have.

    Attributes:
        rows: What was new in it before it was full.
    """

    def __init__(self, rows: list[EntryRow]) -> None:
        super().__init__()
        self.rows = rows


class MembershipLog:
    """The entries of one workspace, and what they say."""

    def __init__(self, entries: Sequence[LogEntry]) -> None:
        """Go on from what the library holds.

        Raises:
            ProtocolError: It is no log.
        """
        self.entries = list(entries)
        self.state: WorkspaceState = refold(self.entries)
        self._sequencers: list[bytes] = []

    def extend(self, entries: Iterable[LogEntry]) -> list[EntryRow]:
        """Take entries that somebody shows; what is known already must be the same.

        Returns:
            The rows of those that are new; none after the first that does not stand.

        Raises:
            OtherLog: They differ from what is known, and the sequencer signed them too.
            FullLog: They are more than a log may have.
        """
        rows: list[EntryRow] = []
        for entry in entries:
            try:
                operation = decode_operation(entry.operation)
                if operation.seq > self.state.seq + 1:
                    break
                if self._parts(operation, entry):
                    raise OtherLog(rows, self.entries[min(operation.seq, self.state.seq) - 1])
                if operation.seq <= self.state.seq:
                    continue
                self.state = apply_entry(self.state, entry)
            except LogFull:
                raise FullLog(rows) from None
            except ProtocolError:
                break
            self.entries.append(entry)
            rows.append(EntryRow(self.state.workspace, self.state.seq, entry))
        return rows

    def after(self, seq: int) -> tuple[LogEntry, ...]:
        """Return the entries after an operation."""
        return tuple(self.entries[seq:])

    def author(self, seq: int) -> str:
        """Return the user whose device signed an operation; "" for one that an invite signed."""
        device = self.state.devices.get(decode_operation(self.entries[seq - 1].operation).signer)
        return "" if device is None else device.user

    def _parts(self, operation: op.Operation, entry: LogEntry) -> bool:
        """Tell whether an entry belongs to another log of the same sequencer.

        Raises:
            ProtocolError: It is another one, but the sequencer did not sign it: anybody could have made it up.
        """
        seq = operation.seq
        if 1 <= seq <= self.state.seq and entry.head == self.entries[seq - 1].head:
            return False
        if seq == self.state.seq + 1 and operation.previous == self.state.head:
            return False
        verify_countersignature(self._sequencer(seq), self.state.workspace, seq, entry.head, entry.countersignature)
        return True

    def _sequencer(self, seq: int) -> bytes:
        """Return the key that orders an operation of this number; the next one at most."""
        for entry in self.entries[len(self._sequencers) :]:
            body = decode_operation(entry.operation).body
            orders = self._sequencers[-1] if self._sequencers else b""
            self._sequencers.append(body.sequencer if isinstance(body, op.Create | op.MoveSequencer) else orders)
        return self._sequencers[max(0, seq - 2)]
