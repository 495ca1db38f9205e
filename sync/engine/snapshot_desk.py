"""Snapshots of one document in and out: started from, made, confirmed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sync.crypto.envelope import seal_beside_chain
from sync.engine.chain_book import ChainBook
from sync.engine.context import Context
from sync.engine.effects import Effect, ReadState, TakeSnapshot
from sync.engine.events import SnapshotTaken, StateRead
from sync.engine.findings import ForkShown, SnapshotConfirmed, SnapshotOffered
from sync.engine.fork_desk import ForkDesk
from sync.engine.inbox import Inbox
from sync.engine.records import BesideRow
from sync.engine.snapshots import OpenedSnapshot, SnapshotShelf, content_of, covers_exactly, open_snapshot
from sync.errors import UpdateRejected
from sync.protocol.chain import Chain
from sync.protocol.envelope import EnvelopeType, envelope_hash
from sync.protocol.fork import Fork
from sync.protocol.limits import WRITER_BYTES
from sync.protocol.membership.access import place_of
from sync.protocol.snapshot import Confirmation, SnapshotContent, encode_confirmation, encode_snapshot


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question to the window: for a snapshot, or (``about``) whether its records are those of that one."""

    ticket: int
    about: OpenedSnapshot | None
    drawn: bool = False
    """Whether what is drawn here was found to be the same, so that only the snapshot's own state is left to be read."""


class SnapshotDesk:
    """Everything about the snapshots of one document.

    Attributes:
        shelf: Those that are known.
        wanted: Whether a relay asks for one, until that was looked at.
    """

    def __init__(self, document: str, context: Context) -> None:
        """Start with no snapshot."""
        self.shelf, self.wanted = SnapshotShelf(), False
        self._document = document
        self._context = context
        self._asked: _Asked | None = None
        self._tickets = 0
        self._authors: dict[bytes, str] = {}

    def restore(self, rows: Iterable[BesideRow], inbox: Inbox, forks: ForkDesk) -> None:
        """Take back what the library holds."""
        for row in rows:
            self._authors[row.hash] = row.user
            for one in inbox.receive(row.envelope):
                if isinstance(one, SnapshotOffered):
                    self.offered(one, row.envelope, inbox.book)
                elif isinstance(one, SnapshotConfirmed):
                    self.shelf.confirm(one.user, one.confirmation, row.envelope)
                elif isinstance(one, ForkShown):
                    forks.shown(one.fork, row.envelope)

    def offered(self, one: SnapshotOffered, envelope: bytes, book: ChainBook) -> OpenedSnapshot | None:
        """Take a snapshot; None if it is known, was distrusted, or holds what nothing should decode or what does not count."""
        user = self._context.state.devices[one.header.device].user
        try:
            opened = open_snapshot(one.header, envelope_hash(envelope), user, one.content, envelope)
        except UpdateRejected:
            return None
        if opened.is_behind_fork(book):
            self.shelf.distrust(opened.hash)
            return None
        return opened if self.shelf.put(opened) else None

    def is_needed(self, snapshot: OpenedSnapshot, inbox: Inbox, *, empty: bool) -> bool:
        """Tell whether to take in a snapshot: nothing is here yet, or it is the first one, for which something waits here.

        The first one holds what was drawn before the document was shared: it comes from the diagram's creator, covers no
        chain, and holds nothing under the name of one.
        """
        if empty:
            return True
        if snapshot.covers or not inbox.held() or not self._is_creator(snapshot.user):
            return False
        have = inbox.clocks()
        brings = any(end > have.get(client, 0) for client, end in snapshot.clocks.items())
        return brings and not inbox.chain_clients() & snapshot.clocks.keys()

    def _is_creator(self, user: str) -> bool:
        diagram = place_of(self._context.state, self._document).diagram
        return diagram is None or diagram.creator == user

    def relies_on(self, digest: bytes) -> bool:
        """Tell whether a snapshot is one's own or was confirmed by a second user."""
        known = self.shelf.get(digest)
        return self.shelf.is_confirmed(digest) or (known is not None and known.user == self._context.user)

    def may_leave(self, digest: bytes) -> bool:
        """Tell whether a snapshot is not relied on and not the beginning either: envelopes say all that it says."""
        if self.relies_on(digest):
            return False
        known, author = self.shelf.get(digest), self._authors.get(digest)
        if known is None:
            # Its author was removed meanwhile, so that it does not count: what began with it can be left, unless he made the diagram.
            return author is not None and not self._is_creator(author)
        return not self.is_beginning(known)

    def wants_word(self, snapshot: OpenedSnapshot | None, inbox: Inbox, started_from: bytes) -> bool:
        """Tell whether the own word for a snapshot would confirm it, and can be given: not by whoever has it from there."""
        if snapshot is None or snapshot.user == self._context.user or self.shelf.is_confirmed(snapshot.hash):
            return False
        return self.is_beginning(snapshot) or (snapshot.hash != started_from and covers_exactly(snapshot, inbox.book))

    def is_beginning(self, snapshot: OpenedSnapshot) -> bool:
        """Tell whether it is what was drawn before the document was shared: no envelope says more about it.

        A word for it says that one was shown the same as others.
        """
        return not snapshot.covers and self._is_creator(snapshot.user)

    def ask(self, about: OpenedSnapshot | None = None) -> list[Effect]:
        """Ask the window for the whole document: for a snapshot, or to compare its records with one."""
        self._tickets += 1
        self._asked = _Asked(self._tickets, about)
        return [TakeSnapshot(self._document, self._tickets)]

    def answered(
        self, answer: SnapshotTaken | StateRead, inbox: Inbox, forks: tuple[Fork, ...]
    ) -> tuple[list[Effect], bytes]:
        """Return what an answer of the window leads to: another question, or a sealed snapshot or confirmation; empty for none."""
        asked = self._asked
        if asked is None or asked.ticket != answer.ticket or asked.drawn is not isinstance(answer, StateRead):
            return [], b""
        self._asked = None
        if isinstance(answer, StateRead):
            return [], self._word(asked, answer.records_hash)
        if asked.about is None:
            return [], self.seal_snapshot(content_of(inbox.book, answer.records_hash, answer.state, forks))
        return self._compared(asked, asked.about, answer, inbox)

    def _compared(
        self, asked: _Asked, about: OpenedSnapshot, answer: SnapshotTaken, inbox: Inbox
    ) -> tuple[list[Effect], bytes]:
        """Take what is drawn here; what a snapshot's state leads to is asked for only if it says that it is the same."""
        same = answer.records_hash == about.content.records_hash and covers_exactly(about, inbox.book)
        if not same and not self.is_beginning(about):
            return [], b""
        if answer.state == about.content.state:  # Just shown for the first time, as it came.
            return [], self._word(asked, answer.records_hash)
        self._asked = replace(asked, drawn=True)
        return [ReadState(self._document, asked.ticket, about.content.state)], b""

    def _word(self, asked: _Asked, found: bytes) -> bytes:
        """Return the own word for a snapshot, sealed; empty if it is not wanted any more, or its state is not what it says."""
        about = asked.about
        # The hash that its author wrote down says nothing: what the state leads to must be that.
        if about is None or found != about.content.records_hash or self.shelf.get(about.hash) is None:
            return b""
        if self.shelf.is_confirmed(about.hash):
            return b""
        return self._seal(EnvelopeType.CONFIRMATION, encode_confirmation(Confirmation(about.hash, found)))

    def moved(self) -> None:
        """Note that the document changed: an answer that is on its way says nothing any more, but of the beginning or of a state."""
        asked = self._asked
        if asked is not None and not asked.drawn and not (asked.about and self.is_beginning(asked.about)):
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
        return seal_beside_chain(sealing, context.identity, kind, context.state.seq, plaintext, context.random_bytes)
