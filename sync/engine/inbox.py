"""The receiving side of one document: what may count, in which order, and what has to wait for what.

Cheap checks come first: size and header, rights, place in the chain, signature, decryption, structure, references. An
envelope that waits (for the log, a key, its predecessor, or clocks of others) holds up its own chain only. The inbox has
no clock and does no I/O; every method returns what is to be done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sync.crypto.envelope import ChainKey as SealKey
from sync.crypto.envelope import open_envelope
from sync.engine.chain_book import ChainBook, Place
from sync.engine.findings import (
    Apply,
    BeyondCut,
    ChainForked,
    FetchChain,
    FetchKeys,
    FetchLog,
    Finding,
    ForkShown,
    OwnChainTaken,
    Refused,
    SnapshotConfirmed,
    SnapshotOffered,
    SnapshotWrong,
    Store,
    Void,
)
from sync.engine.readiness import continues, missing_clocks
from sync.engine.set_aside import SetAside
from sync.errors import OpenFailed, UpdateRejected
from sync.protocol.authorise import authorise, check_adopted, cut_of
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import EnvelopeHeader, EnvelopeType, envelope_hash, parse_header, verify_envelope
from sync.protocol.errors import ErrorCode, LogBehind, Malformed, NotAuthorised, ProtocolError, UnsupportedVersion
from sync.protocol.fork import Fork, decode_fork, verify_fork
from sync.protocol.membership.access import place_of, scope_of
from sync.protocol.membership.state import ChainKey, WorkspaceState
from sync.protocol.snapshot import decode_confirmation, decode_snapshot
from sync.protocol.yupdate import UpdateSummary, inspect_update

FindKey: TypeAlias = Callable[[EnvelopeHeader], SealKey | None]
"""Returns the key that an envelope was sealed under, or None while it is not known here."""

MAX_AHEAD = 4_096
"""Counters that an envelope may be ahead of its chain and still be kept."""

MAX_WAITING = 256
"""Envelopes of one chain that wait."""

MAX_HELD = 1_024
"""Envelopes that wait for the membership log, and likewise those of a newer version."""


@dataclass(frozen=True, slots=True)
class _Arrived:
    header: EnvelopeHeader
    envelope: bytes
    hash: bytes
    state: WorkspaceState


class Inbox:
    """Receives the envelopes of one document."""

    def __init__(self, document: str, state: WorkspaceState, find_key: FindKey, clocks: Mapping[int, int]) -> None:
        """Start with what is stored.

        Args:
            document: The document's id.
            state: What the membership log says.
            find_key: Finds the key of an envelope.
            clocks: What is applied, exclusive ends by Yjs client.
        """
        self.document = document
        self.book = ChainBook()
        self._state = state
        self._find_key = find_key
        self._have = dict(clocks)
        self._waiting: dict[ChainKey, dict[int, _Arrived]] = {}
        self._for_log: list[bytes] = []
        self._newer: list[bytes] = []
        self._aside = SetAside()
        self.own: set[ChainKey] = set()
        """The chains that are written here now."""

    @property
    def waiting(self) -> int:
        """Number of envelopes that wait for something that may come."""
        held = sum(map(len, self._waiting.values()))
        return len(self._for_log) + held - (self.set_aside if held else 0)

    @property
    def newer(self) -> int:
        """Number of envelopes of a version that is not known here: nothing that comes makes them readable."""
        return len(self._newer)

    @property
    def set_aside(self) -> int:
        """Number of envelopes that refer to what does not count, or follow one that does."""
        stuck = self._aside.stuck(self._state, self.book) if self._waiting else ()
        return sum(len(self._waiting.get(chain, ())) for chain in stuck)

    def undecided(self) -> list[bytes]:
        """Return the envelopes that wait, for an inbox that takes this one's place: nobody else may have them."""
        waiting = [one for _, held in sorted(self._waiting.items()) for _, one in sorted(held.items())]
        return [*self._for_log, *self._newer, *(one.envelope for one in waiting)]

    def clocks(self) -> dict[int, int]:
        """Return what is applied, exclusive ends by Yjs client."""
        return dict(self._have)

    def chain_clients(self) -> set[int]:
        """Return the Yjs clients of all chains that are known here."""
        return {client_id(Chain(*chain)) for chain in (*self.book.ends(), *self._waiting)}

    def held(self) -> set[ChainKey]:
        """Return the chains of which an envelope waits."""
        return {chain for chain, waiting in self._waiting.items() if waiting}

    def receive(self, envelope: bytes) -> list[Finding]:
        """Take an envelope from whoever carried it."""
        try:
            header = parse_header(envelope)
        except UnsupportedVersion as error:
            # It is held: a later version of this program reads it from the next one who carries it or from here.
            if len(self._newer) < MAX_HELD and envelope not in self._newer:
                self._newer.append(envelope)
            return [Refused(None, error.code)]
        except ProtocolError as error:
            return [Refused(None, error.code)]
        if header.document != self.document:
            return [Refused(header, ErrorCode.UNKNOWN_DOCUMENT)]
        try:
            return self._admit(_Arrived(header, envelope, envelope_hash(envelope), self._state))
        except LogBehind as error:
            return self._held_for_log(header, envelope, error.seq)
        except ProtocolError as error:
            return self._refused(header, error.code)

    def _held_for_log(self, header: EnvelopeHeader, envelope: bytes, seq: int) -> list[Finding]:
        device = self._state.devices.get(header.device)
        try:
            if device is not None:
                verify_envelope(envelope, device.entry.signing_public)
        except ProtocolError as error:
            return [Refused(header, error.code)]
        if len(self._for_log) < MAX_HELD:
            self._for_log.append(envelope)
        return [FetchLog(seq)]

    def forked(self, fork: Fork) -> list[Finding]:
        """End a chain by a proof whose signatures were checked."""
        end = self.book.end(fork.chain)
        if end.ended is not None and end.ended <= fork.last:
            return []
        told = self._stopped(fork.chain, fork.last, (fork.first, fork.second))
        return [*told, SnapshotWrong(fork.chain)] if end.covered > fork.last else told

    def log_advanced(self, state: WorkspaceState) -> list[Finding]:
        """Take a newer state of the membership log: what waited for it is looked at again, and so is what was cut."""
        self._state = state
        held, self._for_log = self._for_log, []
        effects = [effect for envelope in held for effect in self.receive(envelope)]
        return self._cuts() + self._dropped() + effects + self._drain()

    def brought(self, clocks: Mapping[int, int]) -> list[Finding]:
        """Note that a snapshot was applied, with exclusive ends by Yjs client: what waited for them can be taken."""
        for client, end in clocks.items():
            self._have[client] = max(self._have.get(client, 0), end)
        return self._drain()

    def keys_changed(self) -> list[Finding]:
        """Look again at what waited for a key."""
        return self._drain()

    def wrote(self, header: EnvelopeHeader, envelope: bytes, update: bytes) -> list[Finding]:
        """Note an own envelope that was stored; its update is applied already."""
        end = self.book.end(header.key)
        summary = inspect_update(update)
        written = summary.clients.get(client_id(header.chain))
        self.book.accept(header, envelope_hash(envelope), written[1] if written else end.clock)
        self._note_clocks(summary)
        return self._drain()

    def _admit(self, arrived: _Arrived) -> list[Finding]:
        header = arrived.header
        device = authorise(self._state, header)
        if header.type is not EnvelopeType.UPDATE:
            verify_envelope(arrived.envelope, device.entry.signing_public)
            return self._beside_chain(arrived, device.user)
        place = self.book.place(header, arrived.hash)
        if place is Place.KNOWN:
            return []
        if place is Place.BEHIND_END or header.counter > self.book.end(header.key).counter + MAX_AHEAD:
            return [Refused(header, ErrorCode.COUNTER_FORK if place is Place.BEHIND_END else ErrorCode.COUNTER_GAP)]
        verify_envelope(arrived.envelope, device.entry.signing_public)
        if place is Place.FORK:
            # Also where one of the two was adopted: everybody who sees both sees that its author cheats.
            return self._forked(arrived)
        check_adopted(self._state, header.key, header.counter, arrived.hash)
        taken: list[Finding] = [OwnChainTaken(header.key, header.counter)] if header.key in self.own else []
        return taken + self._keep(arrived, place)

    def _keep(self, arrived: _Arrived, place: Place) -> list[Finding]:
        header = arrived.header
        waiting = self._waiting.setdefault(header.key, {})
        twin = waiting.get(header.counter)
        if twin is not None and twin.hash != arrived.hash:
            return self._forked(arrived)
        if twin is not None:
            # Whoever brings it once more may have by now what is missing before it.
            return [self._lacked(header.key)] if place is Place.LATER else []
        if len(waiting) >= MAX_WAITING and place is Place.LATER:
            return [Refused(header, ErrorCode.TOO_MANY)]
        waiting[header.counter] = arrived
        effects = self._drain(header.key)
        if place is Place.LATER and header.counter in self._waiting.get(header.key, {}):
            effects.append(self._lacked(header.key))
        return effects

    def _lacked(self, chain: ChainKey) -> Finding:
        return FetchChain(chain, self.book.end(chain).counter + 1)

    def _drain(self, first: ChainKey | None = None) -> list[Finding]:
        """Take what can be taken: of one chain, and of all others only if that one moved; without a chain, of all."""
        effects: list[Finding] = []
        asked: list[Finding] = []
        moved = first is None
        if first is not None:
            effects, asked, moved = self._run(first)
        while moved:
            moved = False
            for chain in sorted(self._waiting):
                taken, wanted, advanced = self._run(chain)
                effects += taken
                asked += [want for want in wanted if want not in asked]
                moved = moved or advanced
        return effects + asked

    def _run(self, chain: ChainKey) -> tuple[list[Finding], list[Finding], bool]:
        effects: list[Finding] = []
        while True:
            step, advanced = self._advance(chain)
            if not advanced:
                return effects, step, bool(effects)
            effects += step

    def _advance(self, chain: ChainKey) -> tuple[list[Finding], bool]:
        waiting = self._waiting.get(chain, {})
        end = self.book.end(chain)
        arrived = waiting.get(end.counter + 1)
        if arrived is None:
            if not waiting:
                self._waiting.pop(chain, None)
            return [], False
        if self.book.place(arrived.header, arrived.hash) is not Place.NEXT:
            if end.covered and end.covered == end.counter:
                return [SnapshotWrong(chain)], False
            # It is signed and names another past than ours, which is signed too.
            return self._stopped(chain, end.counter - 1, (arrived.envelope,)), False
        if arrived.header.log_seq < end.log_seq:
            if end.covered and end.covered == end.counter:
                return [SnapshotWrong(chain)], False
            del waiting[arrived.header.counter]
            return self._refused(arrived.header, ErrorCode.LOG_DECREASED), True
        if arrived.state is not self._state:
            try:
                authorise(self._state, arrived.header)
            except NotAuthorised as error:
                del waiting[arrived.header.counter]
                return self._refused(arrived.header, error.code), True
        return self._opened(arrived)

    def _opened(self, arrived: _Arrived) -> tuple[list[Finding], bool]:
        header = arrived.header
        key = self._find_key(header)
        if key is None:
            scope = scope_of(self._state, place_of(self._state, header.document), header.log_seq)
            return [FetchKeys(scope, header.epoch)], False
        end = self.book.end(header.key)
        try:
            update = open_envelope(key, header, arrived.envelope)
            summary = inspect_update(update)
            client = client_id(header.chain)
            if not end.counter and self._have.get(client, 0):
                # Something came in this chain's name that the snapshot does not say it covers.
                return [SnapshotWrong(header.key)], False
            if not continues(summary, client, end.clock):
                raise UpdateRejected("written by another client, or not where that one stopped")
        except (OpenFailed, UpdateRejected) as error:
            if end.covered and end.covered == end.counter:
                return [SnapshotWrong(header.key)], False
            return self._taken(arrived, end.clock, Void(header, str(error))), True
        missing = missing_clocks(summary, self._have)
        self._aside.lacks(header.key, missing)
        if missing:
            return [], False
        clock = summary.clients[client][1] if summary.clients else end.clock
        self._note_clocks(summary)
        return self._taken(arrived, clock, Apply(header, update)), True

    def _taken(self, arrived: _Arrived, clock: int, outcome: Finding) -> list[Finding]:
        self.book.accept(arrived.header, arrived.hash, clock)
        self._aside.lacks(arrived.header.key, ())
        del self._waiting[arrived.header.key][arrived.header.counter]
        return [Store(arrived.header, arrived.envelope), outcome]

    def _note_clocks(self, summary: UpdateSummary) -> None:
        for client, (_, end) in summary.clients.items():
            self._have[client] = max(self._have.get(client, 0), end)

    def _forked(self, arrived: _Arrived) -> list[Finding]:
        chain, last = arrived.header.key, arrived.header.counter - 1
        if last and self.book.end(chain).hash_at(last) not in (None, arrived.header.previous):
            # The two pasts part even earlier: it names another envelope before it than the one that is here.
            last -= 1
        return self._stopped(chain, last, (arrived.envelope,))

    def _stopped(self, chain: ChainKey, last: int, proof: tuple[bytes, ...]) -> list[Finding]:
        applied = self.book.end(chain).counter > last
        self.book.stop(chain, last)
        waiting = self._waiting.get(chain, {})
        first = (waiting[last + 1].envelope,) if last + 1 in waiting else ()
        self._waiting[chain] = {counter: held for counter, held in waiting.items() if counter <= last}
        evidence = tuple(dict.fromkeys((*first, *proof)))
        return [ChainForked(chain, last, evidence, applied)]

    def _refused(self, header: EnvelopeHeader, code: ErrorCode) -> list[Finding]:
        if code is ErrorCode.CUT and header.type is EnvelopeType.UPDATE:
            self.book.touch(header.key)
        return [Refused(header, code)]

    def _beside_chain(self, arrived: _Arrived, user: str) -> list[Finding]:
        header = arrived.header
        key = self._find_key(header)
        if key is None:
            scope = scope_of(self._state, place_of(self._state, header.document), header.log_seq)
            return [FetchKeys(scope, header.epoch)]
        try:
            content = open_envelope(key, header, arrived.envelope)
        except OpenFailed:
            return [Refused(header, ErrorCode.MALFORMED)]
        if header.type is EnvelopeType.FORK:
            fork = self._checked(decode_fork(content))
            return [ForkShown(header, user, fork), *self.forked(fork)]
        if header.type is EnvelopeType.SNAPSHOT:
            snapshot = decode_snapshot(content)
            ends = [found for fork in snapshot.forks for found in self.forked(self._checked(fork))]
            return [*ends, SnapshotOffered(header, snapshot)]
        return [SnapshotConfirmed(header, user, decode_confirmation(content))]

    def _checked(self, fork: Fork) -> Fork:
        if fork.chain[0] != self.document:
            raise Malformed("a fork in another document")
        verify_fork(self._state.devices, fork)
        return fork

    def _dropped(self) -> list[Finding]:
        """Drop what waits and does not count any more: what it waits for would be refused."""
        effects: list[Finding] = []
        for chain, waiting in self._waiting.items():
            for arrived in list(waiting.values()):
                try:
                    authorise(self._state, arrived.header)
                except LogBehind:
                    continue
                except NotAuthorised as error:
                    del self._waiting[chain][arrived.header.counter]
                    effects += self._refused(arrived.header, error.code)
        return effects

    def _cuts(self) -> list[Finding]:
        effects: list[Finding] = []
        for chain, end in self.book.ends().items():
            device = self._state.devices[chain[1]]
            cut = cut_of(self._state, device, place_of(self._state, self.document), chain, end.log_seq)
            if cut is not None and end.counter > cut:
                effects.append(BeyondCut(chain, cut, end.counter))
        return effects
