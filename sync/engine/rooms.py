"""The documents of one engine and their sessions: what comes from one link is stored, applied, and known to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sync.engine.attention import earliest
from sync.engine.catch_up import Missing
from sync.engine.context import Context
from sync.engine.effects import Effect, Send
from sync.engine.events import LinkKind, LinkUp
from sync.engine.intents import AdoptChain
from sync.engine.outcome import Outcome
from sync.engine.own_chains import SealedLot
from sync.engine.records import StoredDocument
from sync.engine.refusals import means_nothing
from sync.engine.replica import Replica
from sync.engine.session import Session
from sync.engine.sessions import Sessions
from sync.engine.statuses import Statuses
from sync.protocol.authorise import authorise_reading
from sync.protocol.envelope import EnvelopeHeader, envelope_hash, parse_header
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.frames import (
    Ack,
    Acknowledged,
    Append,
    Batch,
    Failure,
    Join,
    Joined,
    Resync,
    SnapshotPart,
    StoredEnvelope,
)
from sync.protocol.membership.state import ChainKey

MAX_UNANSWERED = 8_192
"""Appends of peers that wait for something; who gets no answer tries again when he connects next."""


@dataclass(frozen=True, slots=True)
class _Unanswered:
    """An append of a peer that is answered once what it brought is stored."""

    link: str
    request: int
    chain: ChainKey
    counter: int


@dataclass(slots=True)
class Wishes:
    """What the rooms need of the membership desk."""

    want_log: Callable[[int], list[Effect]]
    want_keys: Callable[[], list[Effect]]
    adopt: Callable[[AdoptChain, Callable[[ErrorCode], list[Effect]]], list[Effect]]


class Rooms:
    """Replicas by document, and their sessions."""

    def __init__(self, context: Context, wishes: Wishes) -> None:
        """Start with no document."""
        self.replicas: dict[str, Replica] = {}
        self.sessions = Sessions()
        self.told = Statuses(context)
        self._context = context
        self._wishes = wishes
        self._links: dict[str, LinkUp] = {}
        self._unanswered: list[_Unanswered] = []

    def load(self, stored: StoredDocument) -> list[Effect]:
        """Keep a document in step."""
        document = stored.sharing.document
        self._context.attention.concerns(document)
        if document in self.replicas:
            return []
        replica = self.replicas[document] = Replica(self._context, stored)
        replica.after_rebuild = lambda held: self._rebuilt(replica, held)
        effects, outcome = replica.log_advanced()
        effects += self._follow(replica, outcome, "") + replica.resume()
        for link in self._links.values():
            effects += self._enter(link, replica)
        return effects

    def release(self, document: str) -> None:
        """Let go of a document."""
        replica = self.replicas.pop(document, None)
        if replica is not None:
            replica.unshown.drop()
        self.told.forget(document)
        self._context.attention.look_again(document, None)
        self.sessions.drop_document(document)

    def link_up(self, link: LinkUp) -> list[Effect]:
        """Join the rooms of all documents over a new link."""
        self._links[link.link] = link
        effects: list[Effect] = []
        for replica in list(self.replicas.values()):
            effects += self._enter(link, replica)
            # What was applied beyond a cut can be adopted once the sequencer is reached.
            more, outcome = replica.log_advanced()
            effects += more + self._follow(replica, outcome, "")
        return effects

    def link_down(self, link: str) -> None:
        """Forget a link."""
        self._links.pop(link, None)
        self._unanswered = [one for one in self._unanswered if one.link != link]
        self.sessions.drop_link(link)

    def live(self, document: str) -> list[Session]:
        """Return the live sessions of a document."""
        return self.sessions.live(document)

    def joined(self, link: str, frame: Joined) -> list[Effect]:
        """Go live over a link."""
        session = self.sessions.get(link, frame.document)
        if session is None:
            return []
        effects = [*self._wishes.want_log(frame.log_seq), *session.joined(frame), *self.seal(session.replica)]
        return effects + self._prove(session.replica, (), "")

    def batch(self, link: str, frame: Batch) -> list[Effect]:
        """Take envelopes that the other side brings."""
        session = self.sessions.get(link, frame.document)
        if session is None:
            return []
        envelopes = session.came(item for item in frame.items if isinstance(item, StoredEnvelope))
        return self._received(session.replica, envelopes, link)

    def append(self, link: str, frame: Append) -> list[Effect]:
        """Take one envelope of a peer, and say when it is durable."""
        session = self.sessions.get(link, frame.document)
        if session is None:
            return [Send(link, Failure(ErrorCode.NOT_JOINED, frame.request, frame.document, ""))]
        effects, outcome = session.replica.receive([frame.envelope])
        code = outcome.refused.get(envelope_hash(frame.envelope))
        session.has(outcome.accepted)
        effects += self._follow(session.replica, outcome, link)
        if code is not None:
            return [*effects, Send(link, Failure(code, frame.request, frame.document, ""))]
        for header in _headers((frame.envelope,)):
            if len(self._unanswered) < MAX_UNANSWERED:
                self._unanswered.append(_Unanswered(link, frame.request, header.key, header.counter))
        return effects + ([] if self._context.commits.busy else self.answer())

    def answer(self) -> list[Effect]:
        """Acknowledge the appends whose envelopes are durable by now: asked once for all that became durable in one moment."""
        if not self._unanswered:
            return []
        items: dict[str, list[Acknowledged]] = {}
        rest: list[_Unanswered] = []
        for one in self._unanswered:
            replica = self.replicas.get(one.chain[0])
            if replica is not None and replica.stored.get(one.chain, 0) >= one.counter:
                items.setdefault(one.link, []).append(Acknowledged(one.request, 0))
            else:
                rest.append(one)
        self._unanswered = rest
        return [Send(link, Ack(tuple(acks))) for link, acks in items.items()]

    def join(self, link: str, frame: Join) -> list[Effect]:
        """Answer a peer that asks, if its user may read."""
        up, session = self._links.get(link), self.sessions.get(link, frame.document)
        try:
            authorise_reading(self._context.state, up.device if up else "", frame.document)
        except ProtocolError as error:
            return [Send(link, Failure(error.code, 0, frame.document, error.detail))]
        if session is None:
            return [Send(link, Failure(ErrorCode.UNKNOWN_DOCUMENT, 0, frame.document, ""))]
        get = self.sessions.get
        return self._context.commits.after(lambda: session.asked(frame) if get(link, frame.document) is session else [])

    def part(self, link: str, frame: SnapshotPart) -> list[Effect]:
        """Take a part of a snapshot."""
        session = self.sessions.get(link, frame.document)
        if session is None:
            return []
        if session.kind is LinkKind.RELAY and not frame.data:
            return session.stored(frame)
        try:
            whole = session.part(frame)
        except ProtocolError as error:
            return [Send(link, Failure(error.code, 0, frame.document, error.detail))]
        return self._received(session.replica, [whole], link) if whole else []

    def acknowledged(self, link: str, frame: Ack) -> list[Effect]:
        """Note what is durable elsewhere."""
        touched: set[tuple[str, ChainKey]] = set()
        for item in frame.items:
            session = self._asked(link, item.request)
            found = session.acknowledged(item.request) if session is not None else None
            if session is None or found is None:
                continue
            session.seen = max(session.seen, item.seq)
            session.replica.own.acknowledged(*found)
            touched.add((session.replica.document, found[0]))
        return self._brought(link, touched)

    def failed(self, link: str, frame: Failure) -> list[Effect]:
        """Take a refusal: of an append, or of a room."""
        if not frame.request:
            session = self.sessions.get(link, frame.document)
            if session is not None and not means_nothing(frame.code, live=session.live):
                session.again()
            return []
        session = self._asked(link, frame.request)
        if session is None:
            return []
        refused = session.failed(frame.request, frame.code)
        # The log says why, and what follows from it.
        effects = self._wishes.want_log(self._context.state.seq + 1) if refused is not None else []
        return effects + session.bring()

    def _asked(self, link: str, request: int) -> Session | None:
        """Return the session that sent an append, which the event at hand concerns then."""
        document = self._context.appends.get(request, "")
        self._context.attention.concerns(document)
        return self.sessions.get(link, document)

    def join_again(self, document: str) -> list[Effect]:
        """Ask everybody for what is missing of a document."""
        return [effect for one in self.sessions.of(document) for effect in one.join()]

    def resync(self, link: str, frame: Resync) -> list[Effect]:
        """Join again, because something may have been left out."""
        session = self.sessions.get(link, frame.document)
        return session.join() if session is not None else []

    def seal(self, replica: Replica) -> list[Effect]:
        """Seal what is due while a path is up, and send it once it is durable."""
        if not self.live(replica.document):
            return []
        effects, lots, outcome = replica.seal()
        effects += self._follow(replica, outcome, "")
        return effects + (self._context.commits.after(lambda: self._push(replica, lots)) if lots else [])

    def log_advanced(self) -> list[Effect]:
        """Look again at all documents in the light of a newer log."""
        effects: list[Effect] = []
        for name, document in [(name, document) for name in self._links for document in self.replicas]:
            if not self._context.is_for(self._links[name], document):
                self.sessions.drop(name, document)
        for replica in list(self.replicas.values()):
            document = replica.document
            more, outcome = replica.log_advanced()
            effects += more + self._follow(replica, outcome, "")
            if not self._context.may_write(document) and replica.own.unsealed():
                effects += replica.give_up(ErrorCode.ROLE)
            effects += self.join_again(document)
        for link in self._links.values():
            for replica in self.replicas.values():
                if self.sessions.get(link.link, replica.document) is None:
                    effects += self._enter(link, replica)
        return effects

    def keys_changed(self) -> list[Effect]:
        """Look again at what waited for a key."""
        effects: list[Effect] = []
        for replica in list(self.replicas.values()):
            more, outcome = replica.keys_changed()
            effects += more + self._follow(replica, outcome, "") + self.seal(replica)
        return effects

    def beside(self, replica: Replica, envelope: bytes) -> list[Effect]:
        """Hand a snapshot or confirmation to everybody, once it is durable."""
        sessions = self.sessions.of(replica.document)
        return self._context.commits.after(
            lambda: [effect for session in sessions for effect in session.beside(envelope)]
        )

    def statuses(self, documents: Iterable[str]) -> list[Effect]:
        """Return what became of some documents since it was told last."""
        replicas = (self.replicas[document] for document in documents)
        return [effect for one in replicas for effect in self.told.tell(one, self.live(one.document))]

    def due(self, document: str) -> float | None:
        """Return when something is to be done for a document next."""
        sessions = self.sessions.of(document)
        seal_at = self.replicas[document].seal_at() if any(session.live for session in sessions) else None
        return earliest(seal_at, self.replicas[document].unshown.due(), *[session.due() for session in sessions])

    def tick(self, document: str) -> list[Effect]:
        """Do what is due for a document."""
        now = self._context.now
        due = ((session, session.due()) for session in self.sessions.of(document))
        effects = [effect for session, at in due if at is not None and at <= now for effect in session.tick()]
        replica = self.replicas[document]
        replica.unshown.forget(now)
        seal_at = replica.seal_at()
        return effects + (self.seal(replica) if seal_at is not None and seal_at <= now else [])

    def _enter(self, link: LinkUp, replica: Replica) -> list[Effect]:
        if not (self._context.may_read(replica.document) and self._context.is_for(link, replica.document)):
            return []
        session = Session(link, replica, self._context)
        self.sessions.add(session)
        return session.join()

    def _received(self, replica: Replica, envelopes: Sequence[bytes], link: str) -> list[Effect]:
        effects, outcome = replica.receive(envelopes)
        session = self.sessions.get(link, replica.document)
        if session is not None:
            session.has(outcome.accepted)
            session.has({header.key: [(header.counter, b"")] for header in _headers(envelopes) if header.counter})
        return effects + self._follow(replica, outcome, link)

    def _prove(self, replica: Replica, proofs: Sequence[bytes], link: str) -> list[Effect]:
        """Hand on proofs of forks, also those that are made here."""
        effects, made = replica.prove_forks()
        for session in [one for one in self.live(replica.document) if one.link != link or made]:
            passed = made if session.link == link else (*proofs, *made)
            effects += self._context.commits.after(partial(_beside, session, tuple(passed)))
        return effects

    def _rebuilt(self, replica: Replica, held: list[bytes]) -> list[Effect]:
        effects = [*self._received(replica, held, ""), *self.join_again(replica.document)]
        return effects + self._prove(replica, (), "")

    def _follow(self, replica: Replica, outcome: Outcome, link: str) -> list[Effect]:
        effects: list[Effect] = []
        if outcome.log_seq:
            effects += self._wishes.want_log(outcome.log_seq)
        if outcome.wants_keys:
            effects += self._wishes.want_keys()
        others = self.sessions.of(replica.document)
        for session in others:
            session.want(outcome.wants_chains)
            if session.link != link and outcome.accepted:
                session.moved()
                effects += session.hand_over(outcome.accepted)
                effects += self._context.commits.after(session.bring) if session.carries else []
        if outcome.shown:
            effects += self._context.commits.after(
                lambda: [effect for session in others for effect in session.show(outcome.shown)]
            )
        if outcome.shown or outcome.proofs:
            effects += self._prove(replica, outcome.proofs, link)
        for chain, counter in outcome.beyond_cut.items():
            effects += self._beyond(replica, chain, counter)
        return effects

    def _beyond(self, replica: Replica, chain: ChainKey, counter: int) -> list[Effect]:
        """More was applied than counts: have it adopted if that is possible, else build the document without it."""
        device = self._context.state.devices.get(chain[1])
        own = device is not None and device.user == self._context.user
        if own or not self._context.may_write(replica.document):
            return replica.start_rebuild(ErrorCode.CUT)

        def refused(code: ErrorCode) -> list[Effect]:
            waits = code in (ErrorCode.NOT_SEQUENCER, ErrorCode.NO_CHANGE)
            return [] if waits else replica.start_rebuild(ErrorCode.CUT)

        def adopt(envelopes: Sequence[bytes]) -> list[Effect]:
            if not envelopes:
                return replica.start_rebuild(ErrorCode.CUT)
            return self._wishes.adopt(AdoptChain(*chain, counter, envelope_hash(envelopes[0])), refused)

        wanted = (Missing(chain, counter, counter),)
        return self._context.commits.after(lambda: [self._context.read(replica.document, wanted, 1, adopt)])

    def _push(self, replica: Replica, lots: Iterable[SealedLot]) -> list[Effect]:
        return [
            effect
            for lot in lots
            for session in self.live(replica.document)
            for effect in session.push(lot.chain, lot.counter, lot.envelope)
        ]

    def _brought(self, link: str, touched: set[tuple[str, ChainKey]]) -> list[Effect]:
        effects: list[Effect] = []
        up = self._links.get(link)
        for document, chain in sorted(touched):
            if up is not None and up.kind is LinkKind.RELAY:
                effects += self._context.commits.persist([self.replicas[document].chain_row(chain)])
        for document in sorted({document for document, _ in touched}):
            session = self.sessions.get(link, document)
            effects += session.bring() if session is not None else []
        return effects


def _beside(session: Session, envelopes: Sequence[bytes]) -> list[Effect]:
    return [effect for envelope in envelopes for effect in session.beside(envelope)]


def _headers(envelopes: Iterable[bytes]) -> Iterator[EnvelopeHeader]:
    for envelope in envelopes:
        try:
            yield parse_header(envelope)
        except ProtocolError:
            continue
