"""One document over one link: join with what is here, catch up, live, and again whenever something is missing.

Towards a relay this device asks and appends; between devices each side is both, so it also answers. Own envelopes leave at
once, and so do those of others over a link that carries. To the relay those of others are brought after a while, if their
author did not do it himself, and between devices the newest envelope of each chain that moved is shown now and then: whoever
misses some asks, and whoever holds another one with that counter sees the fork.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from enum import Enum

from sync.engine.appends import Appends
from sync.engine.attention import earliest
from sync.engine.backoff import Backoff
from sync.engine.catch_up import Missing, OnTheWay, held_chains, missing_there, other_pasts, portions
from sync.engine.context import Context
from sync.engine.effects import Effect, Send
from sync.engine.events import LinkKind, LinkUp
from sync.engine.refusals import OTHER_PAST, WORTH_ANOTHER_TRY
from sync.engine.replica import Replica
from sync.engine.showing import Showing
from sync.engine.transfer import Assembly, Uploads, is_snapshot, parts_of
from sync.protocol.envelope import EnvelopeType, parse_header
from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Append, Batch, Frame, Join, Joined, JoinedChain, Leave, SnapshotPart, StoredEnvelope
from sync.protocol.limits import BATCH_BYTES, WRITER_BYTES
from sync.protocol.membership.state import ChainKey

CARRY_SECONDS = 3.0
"""How long another one's envelope may be missing at the relay before this device brings it."""

MAX_IN_FLIGHT = 256
"""Appends that are not answered yet."""

_FORK = bytes([EnvelopeType.FORK])
_ANSWER_BYTES = 16 * BATCH_BYTES
_SIGNALS = 16

_NO_WRITER = "00" * WRITER_BYTES


class Phase(Enum):
    """How far a session is."""

    JOINING = "joining"
    LIVE = "live"
    WAITING = "waiting"


class Session:
    """One document over one link."""

    def __init__(self, up: LinkUp, replica: Replica, context: Context) -> None:
        """Make a session that was not started."""
        self.link, self.device, self.kind, self.carries = up.link, up.device, up.kind, up.carries
        self.phase, self.replica = Phase.WAITING, replica
        self._context = context
        self._assembly, self._uploads, self._backoff = Assembly(), Uploads(), Backoff()
        self._again_at: float | None = None
        self._floor, self._wanted = dict[ChainKey, int](), dict[ChainKey, int]()
        self._appends = Appends(replica.document, context)
        self._theirs: dict[ChainKey, int] = {}
        self._reading: OnTheWay | None = None
        self._asked, self.seen = False, 0
        self._proofs, self._unreadable = set[bytes](), set[ChainKey]()
        self._early: list[bytes] = []
        self._signals = deque[Frame](maxlen=_SIGNALS)
        self._showing = Showing(replica, context.now)
        self._carry_at: float | None = None

    @property
    def live(self) -> bool:
        """Whether everything that the other side had came over."""
        return self.phase is Phase.LIVE

    def join(self) -> list[Effect]:
        """Ask for what is missing here; a relay's room is left first, if this device is in it."""
        again = [self._send(Leave(self.replica.document))] if self._asked and self.kind is LinkKind.RELAY else []
        self.phase, self._again_at, self._asked = Phase.JOINING, None, True
        replica = self.replica
        chains = held_chains(replica.stored, self._floor, replica.inbox.book)
        self._floor.clear()
        if not chains and self.replica.desk.shelf.distrusts:
            # Who names a chain gets envelopes, not once more the snapshot that was given up.
            chains.append(JoinedChain(self._context.identity.device, _NO_WRITER, 0))
        return [*again, self._send(Join(self._context.state.workspace, replica.document, 0, tuple(chains)))]

    def joined(self, frame: Joined) -> list[Effect]:
        """Go live."""
        self.phase = Phase.LIVE
        has_nothing = not self.replica.stored and self.replica.desk.shelf.best() is None
        if has_nothing and self.kind is LinkKind.RELAY:
            self.again()  # A relay shows the beginning of a document to those who join after it came.
        else:
            self._backoff = Backoff()
        self.seen = max(self.seen, frame.seq)
        if self.kind is LinkKind.RELAY:
            self._carry_at = self._context.now + CARRY_SECONDS * (0.5 + self._context.chance.random())
        evidence = self.show(self.replica.forks.evidence.values())
        proofs = [one for sealed in list(self.replica.forks.sealed.values()) for one in self._prove(sealed)]
        self._early, early = [], self._early
        beside = [effect for envelope in early for effect in self.beside(envelope)]
        return [*self.signal(), *self._first_snapshot(), *evidence, *proofs, *beside, *self.bring()]

    def signal(self, *frames: Frame) -> list[Effect]:
        """Send messages to people in the room, as soon as the session is live: before, they would be refused."""
        self._signals.extend(frames)
        return [self._send(self._signals.popleft()) for _ in range(len(self._signals) if self.live else 0)]

    def came(self, items: Iterable[StoredEnvelope]) -> list[bytes]:
        """Note what the other side has; return the envelopes."""
        envelopes = []
        for item in items:
            envelopes.append(item.envelope)
            if item.envelope[1:2] == _FORK:
                self._proofs.add(item.envelope)
            self.seen = max(self.seen, item.seq)
        return envelopes

    def has(self, accepted: Mapping[ChainKey, Sequence[tuple[int, bytes]]]) -> None:
        """Note that the other side has what was accepted from it."""
        for chain, envelopes in accepted.items():
            self._knows(chain, envelopes[-1][0])

    def want(self, chains: Mapping[ChainKey, int]) -> None:
        """Join again soon, to get chains from these counters on; a relay sends by itself what it gets after it was asked."""
        asked = self._wanted if self.kind is LinkKind.RELAY else {}
        fresh = {chain: counter for chain, counter in chains.items() if asked.get(chain) != counter}
        self._wanted.update(fresh)
        for chain, counter in fresh.items():
            self._floor[chain] = min(counter - 1, self._floor.get(chain, counter - 1))
        if fresh and self._again_at is None:
            self.again()

    def again(self) -> None:
        """Join again, later each time that it failed."""
        self._again_at = self._context.now + self._backoff.wait(self._context.chance)
        self._backoff = self._backoff.failed()

    def part(self, part: SnapshotPart) -> bytes:
        """Take a part of a snapshot; return it once it is whole.

        Raises:
            ProtocolError: The parts are over the limit or do not fit together.
        """
        return self._assembly.take(part)

    def asked(self, join: Join) -> list[Effect]:
        """Answer a peer that asks: a snapshot if it has nothing, then what others wrote and it misses, then JOINED.

        What this device wrote is appended like any fresh edit, so that the answer tells that it arrived.
        """
        document = self.replica.document
        self._theirs = {(document, chain.device, chain.writer): chain.counter for chain in join.chains}
        self._showing.look_again()
        more = any(counter > self.replica.stored.get(chain, 0) for chain, counter in self._theirs.items())
        effects = self.join() if more and self.live else []
        effects += self._other_pasts(join)
        if not join.chains:
            effects += self._snapshots()
        ranges = missing_there(document, self.replica.stored, join.chains)
        covered = self._covered(empty=not join.chains)
        # What is on its way may wait there for something before it, which nobody would bring otherwise.
        self._appends.set_apart()
        own = self._context.identity.device
        for chain, counter in self._theirs.items():
            self.replica.own.acknowledged(chain, min(counter, self.replica.stored.get(chain, 0)))
        # What the snapshot covers need not be carried; should it be given up there, this is asked again.
        self._theirs.update({chain: counter for chain, counter in covered.items() if chain[1] != own})
        ranges = [one for one in ranges if one.chain[1] != own]
        ranges = [Missing(one.chain, max(one.first, covered.get(one.chain, 0) + 1), one.last) for one in ranges]
        self._reading = OnTheWay(tuple(one for one in ranges if one.first <= one.last), answer=True)
        return effects + self._read()

    def bring(self) -> list[Effect]:
        """Append what is here and not there: own envelopes, those of others where they are carried, to a relay after a while."""
        if not self.live or self._reading is not None or self._appends:
            return []
        ranges = self._missing()
        if not ranges:
            return []
        self._reading = OnTheWay(tuple(ranges), answer=False)
        return self._read()

    def push(self, chain: ChainKey, counter: int, envelope: bytes) -> list[Effect]:
        """Append a fresh envelope, if everything before it is there or on its way; else it is brought later."""
        if self._follows(chain, counter):
            return [self._append(chain, counter, envelope)]
        return self.bring() if self._takes(chain) else []

    def hand_over(self, accepted: Mapping[ChainKey, Sequence[tuple[int, bytes]]]) -> list[Effect]:
        """Append what was just accepted, durable or not, if people meet only through this device and all before it is there."""
        each = ((chain, *one) for chain, envelopes in accepted.items() for one in envelopes if self.carries)
        return [self._append(*one) for one in each if self._follows(*one[:2])]

    def show(self, envelopes: Iterable[bytes]) -> list[Effect]:
        """Show a peer envelopes outside their order: a fork, a snapshot."""
        effects: list[Effect] = []
        for envelope in envelopes if self.kind is LinkKind.PEER and self.live else ():
            effects += self.beside(envelope) if is_snapshot(envelope) else [self._append_unasked(envelope)]
        return effects

    def beside(self, envelope: bytes) -> list[Effect]:
        """Hand on a snapshot or a confirmation, as soon as the session is live."""
        if not self.live:
            self._early.append(envelope)
            return []
        if envelope[1:2] == _FORK:
            return self._prove(envelope)
        if not is_snapshot(envelope):
            return [self._append_unasked(envelope)]
        if self.kind is LinkKind.RELAY:
            return [self._send(self._uploads.begin(self.replica.document, envelope, self.seen))]
        return [self._send(part) for part in parts_of(self.replica.document, envelope, self.seen)]

    def _other_pasts(self, join: Join) -> list[Effect]:
        """Show what is here in place of the last envelopes that the other side has, where they differ."""
        document = self.replica.document
        ranges = other_pasts(document, self.replica.inbox.book, join.chains)
        if not ranges:
            return []
        return [self._context.read(document, ranges, BATCH_BYTES, self._shown_apart)]

    def _shown_apart(self, envelopes: Sequence[bytes]) -> list[Effect]:
        return [self._append_unasked(envelope) for envelope in envelopes]

    def _prove(self, sealed: bytes) -> list[Effect]:
        """Hand on the proof of a fork, once."""
        if sealed in self._proofs:
            return []
        self._proofs.add(sealed)
        return [self._append_unasked(sealed)]

    def stored(self, part: SnapshotPart) -> list[Effect]:
        """Send what follows of a snapshot, now that the relay says how much of it it has."""
        return [self._send(one) for one in (self._uploads.following(part),) if one is not None]

    def _sent(self, envelopes: Sequence[bytes]) -> list[Effect]:
        reading = self._reading
        if reading is None:
            return []
        headers = [parse_header(envelope) for envelope in envelopes]
        reading.came({header.key: header.counter for header in headers})
        if reading.answer:
            effects: list[Effect] = []
            for portion in portions(envelopes):
                items = tuple(StoredEnvelope(0, envelope) for envelope in portion)
                effects.append(self._send(Batch(self.replica.document, items)))
            for header in headers:
                self._theirs[header.key] = max(header.counter, self._theirs.get(header.key, 0))
            return effects + self._read()
        self._reading = None
        return [self._append(one.key, one.counter, envelope) for one, envelope in zip(headers, envelopes, strict=True)]

    def acknowledged(self, request: int) -> tuple[ChainKey, int] | None:
        """Note that an append is durable there; return which."""
        found = self._appends.answered(request)
        if found is not None:
            self._knows(*found)
        return found

    def failed(self, request: int, code: int) -> tuple[ChainKey, int] | None:
        """Note that an append was refused; return which, if trying again is of no use.

        What is of a version that the other side does not know is kept for another link: it may know it then.
        """
        found = self._appends.refused(request)
        if found is None:
            return None
        chain, counter = found
        if code == ErrorCode.VERSION:
            self._unreadable.add(chain)
            return None
        if code in OTHER_PAST:
            # Somebody brought another envelope there; whoever sees both can prove it.
            self.want({chain: max(1, counter - (code == ErrorCode.WRONG_PREVIOUS))})
        if code not in WORTH_ANOTHER_TRY:
            self._knows(chain, counter)
            return found
        if code == ErrorCode.COUNTER_GAP:
            self._forget(chain)
        self.again()
        self.phase = Phase.WAITING
        self._appends.forget()
        return None

    def close(self) -> None:
        """Wait for no answer any more, and give none: the link or the document is gone, or it is not for the other side any more."""
        self.phase, self._reading = Phase.WAITING, None
        self._appends.close()

    def due(self) -> float | None:
        """Return when something is to be done next."""
        if not self.live:
            return self._again_at
        showing = self._showing.due() if self.kind is LinkKind.PEER else None
        return earliest(self._again_at, self._carry_at, showing)

    def tick(self) -> list[Effect]:
        """Do what is due."""
        now = self._context.now
        effects: list[Effect] = []
        if self._again_at is not None and self._again_at <= now:
            effects += self.join()
        if self._carry_at is not None and self._carry_at <= now:
            effects += self.bring()
            self._carry_at = None
        if self.kind is LinkKind.PEER and self.live:
            effects += [self._append_unasked(envelope) for envelope in self._showing.take(now, self._theirs)]
        return effects

    def moved(self) -> None:
        """Note that envelopes of others came in elsewhere: bring them to the relay if their author does not."""
        if self.kind is LinkKind.RELAY and self._carry_at is None:
            self._carry_at = self._context.now + CARRY_SECONDS * (0.5 + self._context.chance.random())

    def _missing(self) -> list[Missing]:
        own = self._context.identity.device
        late = self.kind is LinkKind.RELAY and (self._carry_at is None or self._carry_at <= self._context.now)
        carry = late or self.carries
        return [
            Missing(chain, self._there(chain) + 1, counter)
            for chain, counter in sorted(self._ahead())
            if (carry or chain[1] == own) and chain not in self._unreadable
        ]

    def _ahead(self) -> list[tuple[ChainKey, int]]:
        """Return which chains are longer here than there; looked for at every answer, and mostly none."""
        there = self._counters_there()
        return [(chain, counter) for chain, counter in self.replica.stored.items() if counter > there.get(chain, 0)]

    def _takes(self, chain: ChainKey) -> bool:
        busy = self._reading is not None or len(self._appends) >= MAX_IN_FLIGHT
        return self.live and not busy and chain not in self._unreadable

    def _follows(self, chain: ChainKey, counter: int) -> bool:
        """Tell whether an envelope can be appended now: everything before it is there or on its way."""
        return self._takes(chain) and max(self._there(chain), self._appends.last(chain)) == counter - 1

    def _there(self, chain: ChainKey) -> int:
        return self._counters_there().get(chain, 0)

    def _counters_there(self) -> dict[ChainKey, int]:
        return self.replica.at_relay if self.kind is LinkKind.RELAY else self._theirs

    def _knows(self, chain: ChainKey, counter: int) -> None:
        there = self._counters_there()
        there[chain] = max(there.get(chain, 0), counter)

    def _forget(self, chain: ChainKey) -> None:
        self._counters_there()[chain] = 0

    def _first_snapshot(self) -> list[Effect]:
        """Bring the snapshot that a document was shared with to a relay that has nothing of it yet."""
        first = self.replica.desk.shelf.get(self.replica.sharing.started_from)
        if self.kind is not LinkKind.RELAY or first is None or any(self.replica.at_relay.values()):
            return []
        own = first.header.device == self._context.identity.device
        return [self._send(self._uploads.begin(self.replica.document, first.envelope, 0))] if own else []

    def _snapshots(self) -> list[Effect]:
        best = self.replica.desk.shelf.best()
        if best is None:
            return []
        parts = [self._send(part) for part in parts_of(self.replica.document, best.envelope)]
        words = tuple(StoredEnvelope(0, word) for word in self.replica.desk.shelf.words(best.hash))
        return [*parts, self._send(Batch(self.replica.document, words))] if words else parts

    def _covered(self, *, empty: bool) -> dict[ChainKey, int]:
        best = self.replica.desk.shelf.best() if empty else None
        return {} if best is None else {chain: one.counter for chain, one in best.covers.items()}

    def _read(self) -> list[Effect]:
        reading = self._reading
        if reading is None:
            return []
        if not reading.ranges:
            self._reading = None
            if not reading.answer:
                return []
            joined = Joined(self.replica.document, 0, self._context.state.seq)
            return [self._send(joined), *self.bring()]
        limit = _ANSWER_BYTES if reading.answer else BATCH_BYTES
        return [self._context.read(self.replica.document, reading.ranges, limit, self._sent)]

    def _append(self, chain: ChainKey, counter: int, envelope: bytes) -> Effect:
        return self._send(Append(self.replica.document, self._appends.add(chain, counter), envelope))

    def _append_unasked(self, envelope: bytes) -> Effect:
        header = parse_header(envelope)
        is_stored = header.type is EnvelopeType.UPDATE and self.replica.stored.get(header.key, 0) >= header.counter
        request = self._appends.add_apart(header.key, header.counter) if is_stored else self._context.next_number()
        return self._send(Append(self.replica.document, request, envelope))

    def _send(self, frame: Frame) -> Effect:
        return Send(self.link, frame)
