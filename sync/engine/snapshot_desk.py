"""Snapshots of one document in and out: started from, made, confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sync.crypto.envelope import seal_beside_chain
from sync.engine.context import Context
from sync.engine.effects import Effect, TakeSnapshot
from sync.engine.findings import SnapshotConfirmed, SnapshotOffered
from sync.engine.inbox import Inbox
from sync.engine.records import BesideRow
from sync.engine.snapshots import OpenedSnapshot, SnapshotShelf, content_of, covers_exactly, open_snapshot
from sync.errors import UpdateRejected
from sync.protocol.chain import Chain
from sync.protocol.envelope import EnvelopeType, envelope_hash
from sync.protocol.limits import WRITER_BYTES
from sync.protocol.snapshot import Confirmation, SnapshotContent, encode_confirmation, encode_snapshot


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to the window: for a snapshot, or (``about``) whether its records are those of that one."""

    ticket: int
    about: OpenedSnapshot | None


class SnapshotDesk:
    """Everything about the snapshots of one document."""

    def __init__(self, document: str, context: Context) -> None:
        """Start with no snapshot."""
        self.shelf = SnapshotShelf()
        self._document = document
        self._context = context
        self._asked: _Asked | None = None
        self._tickets = 0

    def restore(self, rows: Iterable[BesideRow], inbox: Inbox) -> None:
        """Take back what the library holds."""
        for row in rows:
            for one in inbox.receive(row.envelope):
                if isinstance(one, SnapshotOffered):
                    self.offered(one, row.envelope)
                elif isinstance(one, SnapshotConfirmed):
                    self.shelf.confirm(one.user, one.confirmation, row.envelope)

    def offered(self, one: SnapshotOffered, envelope: bytes) -> OpenedSnapshot | None:
        """Take a snapshot; None if it is known, was distrusted, or holds what nothing should decode."""
        user = self._context.state.devices[one.header.device].user
        try:
            opened = open_snapshot(one.header, envelope_hash(envelope), user, one.content, envelope)
        except UpdateRejected:
            return None
        return opened if self.shelf.put(opened) else None

    def is_needed(self, snapshot: OpenedSnapshot, inbox: Inbox, *, empty: bool) -> bool:
        """Tell whether to take in a snapshot: nothing is here yet, or what is here waits for what only it brings.

        The second kind may not speak for chains further than they are known here.
        """
        if empty:
            return True
        have = inbox.clocks()
        brings = any(end > have.get(client, 0) for client, end in snapshot.clocks.items())
        beyond = any(covered.counter > inbox.book.end(chain).counter for chain, covered in snapshot.covers.items())
        return brings and not beyond and bool(inbox.held())

    def wants_word(self, snapshot: OpenedSnapshot, inbox: Inbox) -> bool:
        """Tell whether the own word for a snapshot would confirm it, and can be given."""
        if snapshot.user == self._context.user or self.shelf.is_confirmed(snapshot.hash):
            return False
        return covers_exactly(snapshot, inbox.book) and not inbox.waiting

    def ask(self, about: OpenedSnapshot | None = None) -> list[Effect]:
        """Ask the window for the whole document: for a snapshot, or to compare its records with one."""
        self._tickets += 1
        self._asked = _Asked(self._tickets, about)
        return [TakeSnapshot(self._document, self._tickets)]

    def taken(self, ticket: int, state: bytes, records_hash: bytes, inbox: Inbox) -> bytes:
        """Return the sealed snapshot or confirmation that the answer of the window leads to; empty for none."""
        asked, self._asked = self._asked, None
        if asked is None or asked.ticket != ticket or inbox.waiting:
            return b""
        if asked.about is None:
            return self.seal_snapshot(content_of(inbox.book, records_hash, state))
        if not covers_exactly(asked.about, inbox.book) or asked.about.content.records_hash != records_hash:
            return b""
        word = Confirmation(asked.about.hash, records_hash)
        return self._seal(EnvelopeType.CONFIRMATION, encode_confirmation(word))

    def moved(self) -> None:
        """Note that the document changed: an answer that is on its way says nothing any more."""
        self._asked = None

    def seal_snapshot(self, content: SnapshotContent) -> bytes:
        """Seal a snapshot; empty while the key in use is not known here."""
        return self._seal(EnvelopeType.SNAPSHOT, encode_snapshot(content))

    def _seal(self, kind: EnvelopeType, plaintext: bytes) -> bytes:
        context = self._context
        key = context.keys.key_of(context.state, self._document)
        if key is None or not context.may_write(self._document):
            return b""
        writer = context.chance.randbytes(WRITER_BYTES).hex()
        sealing = context.keys.chain_key(key, Chain(self._document, context.identity.device, writer))
        return seal_beside_chain(sealing, context.identity, kind, context.state.seq, plaintext)
