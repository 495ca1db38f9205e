"""Own edits of one document, by writer: each writer is a chain, and waits unsealed until a path is up.

A window that was closed leaves what it could not send to its chain; the next window writes under a new one. A chain that
somebody shows more of than was written here is left at once: what it holds unsealed can never be told apart from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sync.crypto.envelope import ChainTip
from sync.engine.chain_book import ChainBook
from sync.engine.context import Context
from sync.engine.inbox import Inbox
from sync.engine.outbox import Outbox
from sync.engine.rebuilding import continuing
from sync.engine.records import SealedMark, UnsealedEdit
from sync.protocol.chain import Chain
from sync.protocol.membership.state import ChainKey

_ANY = (1 << 53) - 1
"""At least the number of any edit."""


@dataclass(frozen=True, slots=True)
class SealedLot:
    """An envelope to store and send, with the mark that takes its edits out of the stored outbox."""

    chain: ChainKey
    counter: int
    envelope: bytes
    plain: bytes
    mark: SealedMark


class OwnChains:
    """The own chains of one document."""

    def __init__(self, document: str, context: Context, book: ChainBook) -> None:
        """Start with no edits; ``book`` tells where each chain ends."""
        self._document = document
        self._context = context
        self._book = book
        self._outboxes: dict[str, Outbox] = {}
        self._plain: dict[str, list[tuple[int, bytes]]] = {}
        self._left: set[str] = set()
        self._numbers: dict[str, int] = {}
        self._late: dict[str, int] = {}

    @property
    def unsent(self) -> int:
        """Number of own edits that nobody else acknowledged."""
        held = sum(len(edits) for writer, edits in self._plain.items() if writer not in self._left)
        return held + sum(outbox.unsent for outbox in self._outboxes.values())

    def keys(self) -> set[ChainKey]:
        """Return the chains that have, or may still get, edits of this run."""
        return {self._chain_key(writer) for writer in (*self._plain, *self._outboxes) if writer not in self._left}

    def start(self, writer: str) -> None:
        """Note that a window writes as this writer."""
        self._plain.setdefault(writer, [])
        self._numbers.setdefault(writer, 0)

    def add(self, writer: str, number: int, update: bytes) -> None:
        """Take an edit that is stored."""
        self._plain.setdefault(writer, []).append((number, update))
        self._numbers[writer] = number

    def restore(self, edits: Iterable[UnsealedEdit]) -> None:
        """Take what waited in the stored outbox."""
        for edit in edits:
            self.add(edit.writer, edit.number, edit.update)

    def unsealed(self) -> dict[str, list[bytes]]:
        """Return the edits that wait, by writer, in order."""
        return {writer: [update for _, update in edits] for writer, edits in self._plain.items() if edits}

    def lost(self, inbox: Inbox) -> list[str]:
        """Return the writers of whom something that waits was made in a Doc that held what does not count."""
        return continuing(self._document, self._context, inbox, self.unsealed())[1]

    def numbers(self) -> dict[str, int]:
        """Return the number of the last edit that is known of each writer of this run; of one that was left, of any."""
        return {**self._numbers, **dict.fromkeys(self._left, _ANY)}

    def leave(self, writer: str) -> SealedMark | None:
        """Give a writer up; return the mark that empties its stored outbox, if it held anything."""
        self._left.add(writer)
        self._outboxes.pop(writer, None)
        edits = self._plain.pop(writer, [])
        return SealedMark(self._document, writer, edits[-1][0]) if edits else None

    def is_left(self, writer: str) -> bool:
        """Tell whether a writer was given up."""
        return writer in self._left

    def too_late(self, writer: str, number: int) -> None:
        """Note an edit of a writer that was given up; until the document was built without it it stays in the stored outbox."""
        self._late[writer] = number

    def late_marks(self) -> list[SealedMark]:
        """Return the marks that take such edits out of the stored outbox, once."""
        marks = [SealedMark(self._document, writer, number) for writer, number in sorted(self._late.items())]
        self._late.clear()
        return marks

    def rebase(self, book: ChainBook) -> None:
        """Go on from another chain book, of a document that was built again: sealed chains are left alone."""
        self._book = book
        self._outboxes.clear()

    def due(self) -> float | None:
        """Return when to seal next, if there is anything to seal."""
        times = [
            self._context.now if writer not in self._outboxes else self._outboxes[writer].next_at
            for writer, edits in self._plain.items()
            if edits and writer not in self._left
        ]
        return min(times, default=None)

    def seal(self) -> list[SealedLot]:
        """Seal what is due, under the key in use now; nothing while that key is not known."""
        key = self._context.keys.key_of(self._context.state, self._document)
        lots: list[SealedLot] = []
        if key is None:
            return lots
        for writer in sorted(self._plain):
            if writer in self._left or not self._plain[writer]:
                continue
            chain = Chain(self._document, self._context.identity.device, writer)
            sealing = self._context.keys.chain_key(key, chain)
            outbox = self._outboxes.get(writer)
            if outbox is None:
                end = self._book.end(self._chain_key(writer))
                tip = ChainTip(end.counter, end.previous)
                context = self._context
                outbox = Outbox(sealing, context.identity, context.merge, tip, context.random_bytes)
                self._outboxes[writer] = outbox
            elif outbox.next_at > self._context.now:
                continue
            outbox.change_key(sealing)
            lots += self._sealed(writer, outbox)
        return lots

    def stored(self, lot: SealedLot) -> None:
        """Note that a lot is durable."""
        outbox = self._outboxes.get(lot.chain[2])
        if outbox is not None:
            outbox.stored(lot.counter)

    def acknowledged(self, chain: ChainKey, counter: int) -> None:
        """Note that somebody else has an own envelope, and with it all before it."""
        outbox = self._outboxes.get(chain[2])
        if outbox is not None and chain[1] == self._context.identity.device:
            outbox.acknowledged_through(counter)

    def _sealed(self, writer: str, outbox: Outbox) -> list[SealedLot]:
        lots = []
        for number, update in self._plain[writer]:
            outbox.add(number, update, self._context.now)
        self._plain[writer] = []
        while (edits := outbox.seal(self._context.state.seq, self._context.now)) is not None:
            mark = SealedMark(self._document, writer, edits.updates[-1])
            lots.append(SealedLot(self._chain_key(writer), edits.counter, edits.envelope, edits.plain, mark))
        return lots

    def _chain_key(self, writer: str) -> ChainKey:
        return self._document, self._context.identity.device, writer
