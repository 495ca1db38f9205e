"""One document on this device: what comes in, what is durable, and what its surroundings have to know.

The inbox says what counts; the replica has it stored, then applied, then handed on. It builds the document again when
something that was applied stops counting, and meanwhile holds back what comes in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from sync.engine import findings as found
from sync.engine.context import Context
from sync.engine.effects import ApplyUpdate, Effect, KeepCopy, NewWriter, ReplaceDocument, Tell, Warn
from sync.engine.events import SnapshotTaken, StateRead
from sync.engine.fork_desk import ForkDesk
from sync.engine.inbox import FindKey, Inbox
from sync.engine.outcome import Lot, Outcome, note
from sync.engine.own_chains import OwnChains, SealedLot
from sync.engine.rebuilding import Reading, losses, rebuild, restored_inbox, shortened
from sync.engine.records import BesideRow, ChainRow, EnvelopeRow, PlainRow, ReplaceRow, Row, StoredDocument
from sync.engine.snapshot_desk import SnapshotDesk
from sync.engine.snapshots import OpenedSnapshot
from sync.engine.unshown import Unshown
from sync.protocol.envelope import envelope_hash, parse_header
from sync.protocol.errors import ErrorCode
from sync.protocol.fork import Fork
from sync.protocol.limits import BATCH_BYTES, WRITER_BYTES
from sync.protocol.membership.state import ChainKey

_READ_AT_ONCE = 64 * BATCH_BYTES


class Replica:
    """One shared document."""

    def __init__(self, context: Context, stored: StoredDocument) -> None:
        """Go on from what the library holds."""
        self.document, self.sharing = stored.sharing.document, stored.sharing
        self.window, self.broken, self._replacing = False, False, False
        self.at_relay = {row.chain: row.at_relay for row in stored.chains}
        self.stored = {row.chain: row.counter for row in stored.chains if row.counter}
        self.newest: dict[ChainKey, bytes] = {}
        self.moves, self.moved_at, self.unshown = 0, context.now, Unshown(self.document, context.unshown)
        self.forks = ForkDesk(self.document, context, stored.evidence)
        self._context = context
        self._writer, self._counted, self._held = "", 0, list[bytes]()
        self._reading: Reading | None = None
        self._why: ErrorCode | None = None
        self.after_rebuild: Callable[[list[bytes]], list[Effect]] = lambda held: self.receive(held)[0]
        """What to do with the envelopes that waited or were held back; the engine puts its own way of receiving here."""
        self._find_key: FindKey = lambda header: context.keys.find(context.state, header)
        self.inbox = restored_inbox(context, self._find_key, stored)
        self.own = OwnChains(self.document, context, self.inbox.book)
        self.own.restore(stored.unsealed)
        self.inbox.own = self.own.keys()
        self.desk = SnapshotDesk(self.document, context)
        self.desk.restore(stored.beside, self.inbox, self.forks)

    @property
    def rebuilding(self) -> bool:
        """Whether the document is being built again."""
        return self._reading is not None

    @property
    def confirmed(self) -> bool:
        """Whether what this replica started from is one's own or was confirmed by a second user."""
        return self.desk.relies_on(self.sharing.started_from)

    @property
    def empty(self) -> bool:
        """Whether nothing of the document is here."""
        accepted = any(end.counter for end in self.inbox.book.ends().values())
        return not accepted and not self.sharing.started_from and not self.sharing.clocks

    def behind_relay(self) -> int:
        """Return how many stored envelopes the relay does not have."""
        return sum(max(0, counter - self.at_relay.get(chain, 0)) for chain, counter in self.stored.items())

    def wants_snapshot(self, limit: int) -> bool:
        """Tell, once, that somebody asked for one or so many envelopes lie behind the newest, when nothing is on its way."""
        total = sum(self.stored.values())
        if not (self.desk.wanted or total >= self._counted + limit) or self.own.unsent or self._context.commits.busy:
            return False
        wanted, self.desk.wanted, self._counted = self.desk.wanted, False, total
        return wanted or self.desk.shelf.tail(self.inbox.book) >= limit

    def open_window(self, writer: str) -> list[Effect]:
        """Note that a window shows the document and writes as this writer."""
        self.window, self._writer = True, writer
        self.own.start(writer)
        self.inbox.own = self.own.keys()
        # What is on its way to the disk is shown first.
        word = self._context.commits.after(lambda: self._ask_for_word(self.desk.shelf.get(self.sharing.started_from)))
        return [*self.unshown.take(self._context.now), *word]

    def edit_made(self, writer: str, number: int, update: bytes) -> list[Effect]:
        """Take an own edit; a Doc that replaced the one it was made in has still to apply it."""
        if self.own.is_left(writer):
            return self._too_late(writer, number)
        self.own.add(writer, number, update)
        self.inbox.own = self.own.keys()
        self.desk.moved()
        elsewhere = writer != self._writer
        if (elsewhere or self._replacing) and self._reading is None and self.own.lost(self.inbox):
            return self.start_rebuild(self._why)
        return [ApplyUpdate(self.document, self._context.identity.device, update)] if self.window and elsewhere else []

    def _too_late(self, writer: str, number: int) -> list[Effect]:
        """Take an edit of a writer that was given up out of the document, and out of the outbox in the same transaction."""
        self.own.too_late(writer, number)
        told = (KeepCopy(self.document, self._why or ErrorCode.CUT), Tell(Warn.EDITS_REFUSED, self.document))
        return [*told, *self.start_rebuild(self._why)]

    def receive(self, envelopes: Iterable[bytes]) -> tuple[list[Effect], Outcome]:
        """Take envelopes from whoever carried them."""
        lot = Lot(Outcome())
        if self._reading is not None:
            self._held += envelopes
            return [], lot.outcome
        for envelope in envelopes:
            self._act(self.inbox.receive(envelope), lot, envelope)
        return self._finish(lot), lot.outcome

    def log_advanced(self) -> tuple[list[Effect], Outcome]:
        """Look again at everything in the light of a newer membership log."""
        lot = Lot(Outcome())
        if self._reading is None:
            self._act(self.inbox.log_advanced(self._context.state), lot)
        return self._finish(lot), lot.outcome

    def keys_changed(self) -> tuple[list[Effect], Outcome]:
        """Look again at what waited for a key."""
        lot = Lot(Outcome())
        if self._reading is None:
            self._act(self.inbox.keys_changed(), lot)
        return self._finish(lot), lot.outcome

    def seal_at(self) -> float | None:
        """Return when to seal next; None while that cannot be done: what makes it possible again seals at once."""
        due = self.own.due() if self._reading is None else None
        return due if due is not None and self._context.can_write(self.document) else None

    def seal(self) -> tuple[list[Effect], list[SealedLot], Outcome]:
        """Seal own edits that are due; the lots may be sent once the effects' rows are durable."""
        lot = Lot(Outcome())
        if self.seal_at() is None:
            return [], [], lot.outcome
        sealed = self.own.seal()
        for one in sealed:
            row = EnvelopeRow(one.chain, one.counter, envelope_hash(one.envelope), one.envelope)
            lot.rows += [row, one.mark]
            lot.chains.add(one.chain)
            self._act(self.inbox.wrote(parse_header(one.envelope), one.envelope, one.plain), lot)
        return self._finish(lot, sealed), sealed, lot.outcome

    def chain_row(self, chain: ChainKey) -> ChainRow:
        """Return the row of a chain as it is accepted now."""
        end = self.inbox.book.end(chain)
        at_relay = self.at_relay.get(chain, 0)
        return ChainRow(chain, end.counter, end.previous, end.clock, end.log_seq, end.ended, at_relay)

    def start_rebuild(self, why: ErrorCode | None) -> list[Effect]:
        """Build the document again from its envelopes; ``why`` tells what own edits in it are worth no more for."""
        if self._reading is not None:
            return []
        self._reading, self._why = Reading(self.document, {}), why
        self.unshown.drop()
        return self._context.commits.after(self._read_all)

    def resume(self) -> list[Effect]:
        """Build the document again if something stopped counting and the program ended before that was done."""
        cut_short = (end.ended is not None and end.counter > end.ended for end in self.inbox.book.ends().values())
        return self.start_rebuild(ErrorCode.COUNTER_FORK) if any(cut_short) or self.own.lost(self.inbox) else []

    def _envelopes_read(self, envelopes: Sequence[bytes]) -> list[Effect]:
        if self._reading is None:
            return []
        headers = ((parse_header(one), one) for one in envelopes)
        self._reading.take((header.key, header.counter, one) for header, one in headers)
        if envelopes and self._reading.missing():
            return self._read_on()
        return self._rebuilt(self._reading)

    def give_up(self, code: ErrorCode) -> list[Effect]:
        """Give up own edits that wait although they will never count: keep a copy, build the document without them."""
        return [*self._abandon(code), *self.start_rebuild(None)]

    def _abandon(self, code: ErrorCode) -> list[Effect]:
        marks = [mark for writer in self.own.unsealed() if (mark := self.own.leave(writer)) is not None]
        self.inbox.own = self.own.keys()
        told = (KeepCopy(self.document, code), Tell(Warn.EDITS_REFUSED, self.document))
        return [*told, *self._context.commits.persist(marks)]

    def snapshot_answered(self, answer: SnapshotTaken | StateRead) -> tuple[list[Effect], bytes]:
        """Take what the window says; return a sealed snapshot or confirmation, to be sent once its row is durable."""
        effects, sealed = self.desk.answered(answer, self.inbox, self.forks.for_snapshot(self.inbox.book))
        return ([*effects, *self._keep_beside(sealed)], sealed) if sealed else (effects, b"")

    def prove_forks(self) -> tuple[list[Effect], list[bytes]]:
        """Seal proofs of forks that nobody sealed so far, to be sent once their rows are durable."""
        made = self.forks.seal() if self._reading is None else []
        return [effect for envelope in made for effect in self._keep_beside(envelope)], made

    def _keep_beside(self, sealed: bytes) -> list[Effect]:
        lot = Lot(Outcome())
        self._act(self.inbox.receive(sealed), lot, sealed)
        return self._finish(lot)

    def replay(self) -> list[Effect]:
        """Give up the snapshot that the document started from, and build it from its envelopes."""
        lot = Lot(Outcome())
        self._start_over(lot)
        return self._finish(lot)

    def poisoned(self, *, rebuilt: bool) -> list[Effect]:
        """Build a Doc that broke from the log, or give up if that was tried already."""
        self.broken = self.broken or rebuilt
        return [Tell(Warn.BROKEN, self.document)] if rebuilt else self.start_rebuild(None)

    def _act(self, findings: Sequence[found.Finding], lot: Lot, envelope: bytes = b"") -> None:
        for one in findings:
            match one:
                case found.Store(header, accepted):
                    lot.rows.append(EnvelopeRow(header.key, header.counter, envelope_hash(accepted), accepted))
                    lot.chains.add(header.key)
                    lot.outcome.accepted.setdefault(header.key, []).append((header.counter, accepted))
                case found.Apply(header, update):
                    lot.rows.append(PlainRow(self.document, header.device, header.writer, update))
                    lot.updates.append(ApplyUpdate(self.document, header.device, update))
                case found.SnapshotOffered():
                    self._offered(one, envelope, lot)
                case found.SnapshotConfirmed(_, user, confirmation):
                    self.desk.shelf.confirm(user, confirmation, envelope)
                    lot.rows.append(BesideRow(self.document, envelope_hash(envelope), user, envelope))
                case found.ForkShown(_, user, fork):
                    self._fork_shown(user, fork, envelope, lot)
                case found.Refused(header, code):
                    if header is not None and header.counter and code is ErrorCode.CUT:
                        lot.chains.add(header.key)
                    if header is None or (envelope and header == parse_header(envelope)):
                        lot.outcome.refused[envelope_hash(envelope)] = code
                case _:
                    self._respond(one, lot)

    def _respond(self, one: found.Finding, lot: Lot) -> None:
        match one:
            case found.ChainForked():
                self._forked(one, lot)
            case found.OwnChainTaken(chain, _):
                self._taken(chain, lot)
            case found.SnapshotWrong():
                self._start_over(lot)
            case _:
                note(one, lot.outcome)

    def _finish(self, lot: Lot, sealed: Sequence[SealedLot] = ()) -> list[Effect]:
        if lot.updates or sealed:
            self.desk.moved()
        rows = [*lot.rows, *(self.chain_row(chain) for chain in sorted(lot.chains))]
        shown, late = (lot.updates, []) if self.window else ([], lot.updates)
        effects = self._context.commits.persist(rows, lambda: self._durable(lot, late, sealed))
        # The library has the rows by then: what the person makes of what he sees is stored behind them (ENG-1).
        effects += shown
        effects += lot.effects + [one for then in lot.afterwards for one in self._context.commits.after(then)]
        return effects + (self.start_rebuild(lot.why) if lot.rebuild else [])

    def _durable(self, lot: Lot, late: Sequence[ApplyUpdate], sealed: Sequence[SealedLot]) -> list[Effect]:
        for chain, envelopes in lot.outcome.accepted.items():
            self._has(chain, *envelopes[-1])
        for one in sealed:
            self.own.stored(one)
            self._has(one.chain, one.counter, one.envelope)
        if self._reading is None and not self.window:
            self.unshown.add(late, self._context.now)
        return list(late) if self._reading is None and self.window else []

    def _has(self, chain: ChainKey, counter: int, envelope: bytes) -> None:
        if counter <= self.inbox.book.end(chain).counter:
            self.stored[chain] = max(self.stored.get(chain, 0), counter)
            self.newest[chain] = envelope
            self.moves, self.moved_at = self.moves + 1, self._context.now

    def _forked(self, fork: found.ChainForked, lot: Lot) -> None:
        lot.rows += [self.forks.keep(envelope) for envelope in fork.evidence]
        lot.chains.add(fork.chain)
        first = self.newest.get(fork.chain)
        shown = (first, *fork.evidence) if first is not None else fork.evidence
        lot.outcome.shown += [one for one in shown if one not in lot.outcome.shown]
        lot.effects.append(Tell(Warn.FORK, self.document, fork.chain[1]))
        if fork.rebuild:
            lot.build_again(ErrorCode.COUNTER_FORK)

    def _fork_shown(self, user: str, fork: Fork, envelope: bytes, lot: Lot) -> None:
        if self.forks.is_new(fork):
            lot.outcome.proofs.append(envelope)
            lot.rows.append(BesideRow(self.document, envelope_hash(envelope), user, envelope))
        lot.rows += self.forks.shown(fork, envelope)

    def _taken(self, chain: ChainKey, lot: Lot) -> None:
        writer = chain[2]
        if self.own.is_left(writer):
            return
        lot.effects += [NewWriter(self.document)] if writer == self._writer else []
        if self.own.unsealed().get(writer):
            lot.effects += self._abandon(ErrorCode.COUNTER_FORK)
            lot.build_again(None)
        self.own.leave(writer)
        self.inbox.own = self.own.keys()

    def _start_over(self, lot: Lot) -> None:
        """Give up a snapshot that does not fit what the authors of its chains signed."""
        self.desk.shelf.distrust(self.sharing.started_from)
        self.sharing = replace(self.sharing, clocks={}, started_from=b"")
        lot.build_again(ErrorCode.WRONG_PREVIOUS)

    def _offered(self, one: found.SnapshotOffered, envelope: bytes, lot: Lot) -> None:
        empty = self.empty
        snapshot = self.desk.offered(one, envelope, self.inbox.book)
        if snapshot is None:
            return
        lot.rows.append(BesideRow(self.document, snapshot.hash, snapshot.user, envelope))
        if self.desk.is_needed(snapshot, self.inbox, empty=empty):
            self._take_in(snapshot, lot, empty=empty)
        lot.afterwards.append(lambda: self._ask_for_word(snapshot))

    def _ask_for_word(self, one: OpenedSnapshot | None) -> list[Effect]:
        is_wanted = self.window and self.desk.wants_word(one, self.inbox, self.sharing.started_from)
        return self.desk.ask(one) if is_wanted else []

    def _take_in(self, snapshot: OpenedSnapshot, lot: Lot, *, empty: bool) -> None:
        clocks = dict(self.sharing.clocks)
        for client, end in snapshot.clocks.items():
            clocks[client] = max(clocks.get(client, 0), end)
        self.sharing = replace(self.sharing, clocks=clocks, started_from=snapshot.hash)
        writer, state = snapshot.hash[:WRITER_BYTES].hex(), snapshot.content.state
        lot.rows += [self.sharing, PlainRow(self.document, snapshot.header.device, writer, state)]
        lot.updates.append(ApplyUpdate(self.document, snapshot.header.device, state))
        if empty:
            snapshot.put_into(self.inbox)
            lot.chains |= snapshot.covers.keys()
        self._act(self.inbox.brought(snapshot.clocks), lot)

    def _read_all(self) -> list[Effect]:
        # Only now everything that was accepted is durable.
        self._reading = Reading(self.document, dict(self.stored))
        return self._read_on()

    def _read_on(self) -> list[Effect]:
        if self._reading is None:
            return []
        if not (missing := self._reading.missing()):
            return self._rebuilt(self._reading)
        return [self._context.read(self.document, missing, _READ_AT_ONCE, self._envelopes_read)]

    def _rebuilt(self, reading: Reading) -> list[Effect]:
        fresh = Inbox(self.document, self._context.state, self._find_key, {})
        base = self._base()
        unsealed = self.own.unsealed()
        built = rebuild(self.document, self._context, fresh, base, reading.found, self.inbox.book, unsealed)
        chains = {*self.stored, *fresh.book.ends()}
        effects = losses(self.document, self._context.identity.device, built, self._why or ErrorCode.CUT)
        lost = {*built.lost, *shortened(self._context.identity.device, self.stored, fresh.book)}
        rows: list[Row] = [mark for writer in sorted(lost) if (mark := self.own.leave(writer)) is not None]
        rows += self.own.late_marks()
        held, self._held = [*self.inbox.undecided(), *self._held], []
        self._go_on(fresh, chains)
        ends = {chain: fresh.book.end(chain).counter for chain in sorted(chains)}
        replaced = ReplaceRow(self.document, built.state, ends, self.own.numbers())
        rows += [*self.forks.sides_in(reading.found, self.inbox.book), self.sharing, replaced]
        rows += map(self.chain_row, sorted(chains))
        self._reading, self._writer, self._replacing = None, "", True
        effects += self._context.commits.persist(rows, lambda: self._replaced(built.state))
        return effects + self.after_rebuild(held)

    def _replaced(self, state: bytes) -> list[Effect]:
        self._replacing = False
        shown: list[Effect] = [ReplaceDocument(self.document, state)] if self.window else []
        return [*shown, Tell(Warn.REBUILT, self.document)]

    def _base(self) -> OpenedSnapshot | None:
        """Return the snapshot to build on; none if it holds what lies behind a fork."""
        base = self.desk.shelf.get(self.sharing.started_from)
        if base is not None and base.is_behind_fork(self.inbox.book):
            self.desk.shelf.distrust(base.hash)
            self.sharing = replace(self.sharing, clocks={}, started_from=b"")
            return None
        return base

    def _go_on(self, fresh: Inbox, chains: Iterable[ChainKey]) -> None:
        self.inbox = fresh
        self.own.rebase(fresh.book)
        fresh.own = self.own.keys()
        for chain in chains:
            counter = fresh.book.end(chain).counter
            self.stored[chain] = counter
            self.at_relay[chain] = min(self.at_relay.get(chain, 0), counter)
        self.stored = {chain: counter for chain, counter in self.stored.items() if counter}
        self.newest.clear()
