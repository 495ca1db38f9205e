"""The engine of one workspace: every event goes in here, every effect comes out."""

from __future__ import annotations

import random
import secrets
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from typing import Any

from sync.crypto.identity import DeviceIdentity
from sync.engine import events as ev
from sync.engine.attention import earliest
from sync.engine.card_desk import CardDesk
from sync.engine.concerns import note_concern
from sync.engine.context import Context, Merge
from sync.engine.effects import Answered, Effect, JoinersChanged, Send, SignalReceived, WakeAt
from sync.engine.intents import AdoptChain, StartAnew
from sync.engine.keyring import KeyRing
from sync.engine.membership_desk import MembershipDesk
from sync.engine.membership_log import MembershipLog
from sync.engine.presence_desk import PresenceDesk
from sync.engine.records import SharingRow, StoredDocument, StoredWorkspace
from sync.engine.replica import Replica
from sync.engine.rooms import Rooms, Wishes
from sync.engine.sharing import share
from sync.engine.snapshots import LONG_TAIL
from sync.engine.starting_anew import start_anew
from sync.protocol import frames as fr
from sync.protocol.errors import ErrorCode, ProtocolError
from sync.protocol.identifiers import RandomBytes
from sync.protocol.membership.access import place_of
from sync.protocol.membership.state import ChainKey, WorkspaceState

_MS = 1_000


class WorkspaceEngine:
    """Keeps the documents of one workspace in step. Used by one thread."""

    def __init__(
        self,
        identity: DeviceIdentity,
        stored: StoredWorkspace,
        merge: Merge,
        chance: random.Random,
        now: float,
        unix_ms: int,
        random_bytes: RandomBytes = secrets.token_bytes,
        presence_from: int = 0,
    ) -> None:
        """Go on from what the library holds.

        Args:
            identity: This device.
            stored: The workspace; its log has at least the first entry.
            merge: Merges updates.
            chance: Randomness for waiting times.
            now: Seconds of the monotonic clock of all events.
            unix_ms: Unix milliseconds at that time.
            random_bytes: Source of keys and nonces.
            presence_from: Above every number that this device gave to what it said of itself, whatever the clock showed.

        Raises:
            ProtocolError: What is stored is no membership log.
        """
        log = MembershipLog(stored.entries)
        keys, relay = KeyRing(stored.keys), bool(stored.row.relay)
        self._context = Context(identity, stored.row.user, log.state, keys, merge, chance, relay, now)
        self._context.random_bytes = random_bytes
        self._counters = dict(stored.counters)
        self._zero = unix_ms - int(now * _MS)
        boxes = [row.box for row in stored.boxes]
        self._membership = MembershipDesk(self._context, log, boxes, self._unix_ms, self._known_counters)
        wishes = Wishes(self._membership.want_log, self._membership.want_keys, self._adopt)
        self._rooms = Rooms(self._context, wishes)
        self._cards = CardDesk(self._context, stored.cards, unix_ms)
        self._presence: dict[str, PresenceDesk] = {}
        self._presence_clocks = count(max(unix_ms, presence_from))
        self._links: dict[str, ev.LinkUp] = {}
        self._wake: float | None = None
        self._planned: dict[str, float | None] = {}
        self._membership.advanced = self._log_advanced
        self._membership.unlocked = self._unlocked
        self._membership.catch_up = self._catch_up
        self._handlers: dict[type[Any], Callable[[Any], list[Effect]]] = {
            ev.LinkUp: self._link_up,
            ev.LinkDown: self._link_down,
            ev.FrameReceived: self._frame,
            ev.DocumentLoaded: lambda one: self._load(one.stored),
            ev.DocumentShared: self._shared,
            ev.DocumentReleased: self._released,
            ev.WindowOpened: self._window_opened,
            ev.WindowClosed: self._window_closed,
            ev.EditMade: self._edit_made,
            ev.Persisted: lambda one: self._context.commits.persisted(one.token) + self._rooms.answer(),
            ev.EnvelopesRead: self._read,
            ev.Poisoned: self._poisoned,
            ev.SnapshotTaken: self._snapshot_answered,
            ev.StateRead: self._snapshot_answered,
            ev.ReplayAsked: self._replay_asked,
            ev.PresenceShown: self._presence_shown,
            ev.SignalSent: self._signal_sent,
            ev.Asked: self._asked,
            ev.CardWritten: lambda one: self._cards.take((one.card,)),
            ev.PicturesWanted: lambda one: self._cards.wanted(one.documents),
            ev.Tick: lambda _: [],
        }
        self._frames: dict[type[Any], Callable[[str, Any], list[Effect]]] = {
            fr.Joined: self._rooms.joined,
            fr.Batch: self._batch,
            fr.Append: self._rooms.append,
            fr.Join: self._rooms.join,
            fr.SnapshotPart: self._rooms.part,
            fr.Ack: self._rooms.acknowledged,
            fr.Failure: self._failure,
            fr.Resync: self._rooms.resync,
            fr.Ephemeral: self._ephemeral,
            fr.Signal: lambda _, one: [SignalReceived(one.document, one.device, one.payload)],
            fr.Notice: self._notice,
            fr.LogGet: self._membership.log_get,
            fr.LogEntries: self._membership.log_entries,
            fr.Propose: self._membership.propose,
            fr.BoxesGet: self._membership.boxes_get,
            fr.Boxes: lambda _, one: self._membership.boxes(one),
            fr.CardsGet: lambda link, one: self._cards.asked(link, one.since),
            fr.Cards: self._cards.came,
        }

    @property
    def state(self) -> WorkspaceState:
        """What the membership log says."""
        return self._context.state

    @property
    def ended_by(self) -> str:
        """The user who took the place of this device, which may be the own one; "" while it has one."""
        return self._membership.ended_by

    @property
    def keys(self) -> KeyRing:
        """The keys that are known, for cards and share links."""
        return self._context.keys

    @property
    def cards(self) -> tuple[bytes, ...]:
        """The cards that count, sealed, but pictures of diagrams."""
        return self._cards.all

    def picture(self, document: str) -> bytes | None:
        """Return the card with a diagram's picture, sealed; None while none is here."""
        return self._cards.picture(document)

    def has_relay(self, relay: bool) -> None:
        """Note whether the workspace has a relay now: what it does not have counts as missing there."""
        self._context.relay = relay
        self._context.attention.concerns_all()

    @property
    def user(self) -> str:
        """The own user id."""
        return self._context.user

    def has(self, document: str) -> bool:
        """Tell whether a document is kept in step."""
        return document in self._rooms.replicas

    def handle(self, event: ev.Event, now: float) -> list[Effect]:
        """Take an event; return what to do, in order.

        Args:
            event: What happened.
            now: Seconds of the monotonic clock, never less than before.
        """
        self._context.now = now
        note_concern(event, self._context.attention)
        effects = self._handlers[type(event)](event)
        effects += self._due()
        concerned = self._context.attention.among(self._rooms.replicas)
        effects += self._rooms.statuses(concerned)
        effects += self._sleep(concerned, woken=isinstance(event, ev.Tick))
        self._context.attention.end()
        return effects

    def _link_up(self, link: ev.LinkUp) -> list[Effect]:
        self._links[link.link] = link
        effects = self._membership.link_up(link) + self._cards.link_up(link)
        return effects + self._rooms.link_up(link)

    def _link_down(self, link: ev.LinkDown) -> list[Effect]:
        up = self._links.pop(link.link, None)
        self._rooms.link_down(link.link)
        self._cards.link_down(link.link)
        effects = self._membership.link_down(link.link)
        still = {one.device for one in self._links.values()}
        if up is not None and up.device and up.device not in still:
            effects += [effect for desk in self._presence.values() for effect in desk.leave(up.device)]
        return effects

    def _frame(self, event: ev.FrameReceived) -> list[Effect]:
        handler = self._frames.get(type(event.frame)) if event.link in self._links else None
        return [] if handler is None else handler(event.link, event.frame)

    def _load(self, stored: StoredDocument) -> list[Effect]:
        document = stored.sharing.document
        self._presence.setdefault(document, PresenceDesk(document, self._context, self._presence_clocks))
        return self._rooms.load(stored)

    def _shared(self, event: ev.DocumentShared) -> list[Effect]:
        rows, stored = share(self._context, event)
        if stored is None:
            return [Answered(event.request, 0, ErrorCode.ROLE)]
        done = self._context.commits.persist(rows, lambda: [Answered(event.request, self.state.seq)])
        effects = done + self._load(stored)
        replica = self._rooms.replicas[event.document]
        return effects + self._rooms.beside(replica, stored.beside[0].envelope)

    def _released(self, event: ev.DocumentReleased) -> list[Effect]:
        links = [session.link for session in self._rooms.sessions.of(event.document)]
        self._rooms.release(event.document)
        desk = self._presence.pop(event.document, None)
        gone = desk.leave_all() if desk is not None else []
        return [*gone, *(Send(link, fr.Leave(event.document)) for link in links)]

    def _window_opened(self, event: ev.WindowOpened) -> list[Effect]:
        replica = self._rooms.replicas.get(event.document)
        return [] if replica is None else replica.open_window(event.writer)

    def _window_closed(self, event: ev.WindowClosed) -> list[Effect]:
        replica = self._rooms.replicas.get(event.document)
        if replica is not None:
            replica.window = False
        return []

    def _edit_made(self, event: ev.EditMade) -> list[Effect]:
        replica = self._rooms.replicas.get(event.document)
        return [] if replica is None else replica.edit_made(event.writer, event.number, event.update)

    def _read(self, event: ev.EnvelopesRead) -> list[Effect]:
        then = self._context.reads.pop(event.token, None)
        return [] if then is None else then(event.envelopes)

    def _poisoned(self, event: ev.Poisoned) -> list[Effect]:
        replica = self._rooms.replicas.get(event.document)
        return [] if replica is None else replica.poisoned(rebuilt=event.rebuilt)

    def _snapshot_answered(self, event: ev.SnapshotTaken | ev.StateRead) -> list[Effect]:
        replica = self._rooms.replicas.get(event.document)
        if replica is None:
            return []
        effects, sealed = replica.snapshot_answered(event)
        return effects + (self._rooms.beside(replica, sealed) if sealed else [])

    def _replay_asked(self, event: ev.ReplayAsked) -> list[Effect]:
        replica = self._rooms.replicas.get(event.document)
        is_doubtful = replica is not None and replica.desk.may_leave(replica.sharing.started_from)
        return replica.replay() if replica is not None and is_doubtful else []

    def _presence_shown(self, event: ev.PresenceShown) -> list[Effect]:
        desk = self._presence.get(event.document)
        if desk is not None:
            desk.show(event.presence)
        return []

    def _signal_sent(self, event: ev.SignalSent) -> list[Effect]:
        relays = [one for one in self._rooms.sessions.of(event.document) if one.kind is ev.LinkKind.RELAY]
        frame = fr.Signal(event.document, event.device, event.payload)
        return [effect for one in relays for effect in one.signal(frame)]

    def _asked(self, event: ev.Asked) -> list[Effect]:
        def done(seq: int, code: ErrorCode | None) -> list[Effect]:
            return [Answered(event.request, seq, code)]

        if isinstance(event.intent, StartAnew):
            return start_anew(self._membership.ask, lambda: self.state, event.intent, done)
        return self._membership.ask(event.intent, done)

    def _batch(self, link: str, frame: fr.Batch) -> list[Effect]:
        effects = self._rooms.batch(link, frame)
        desk = self._presence.get(frame.document)
        for item in frame.items if desk is not None else ():
            if desk is not None and isinstance(item, fr.EphemeralItem):
                effects += self._hear(desk, link, frame.document, item)
        return effects

    def _ephemeral(self, link: str, frame: fr.Ephemeral) -> list[Effect]:
        desk, up = self._presence.get(frame.document), self._links[link]
        if desk is None or not up.device:
            return []
        return self._hear(desk, link, frame.document, fr.EphemeralItem(up.device, frame.payload))

    def _hear(self, desk: PresenceDesk, link: str, document: str, item: fr.EphemeralItem) -> list[Effect]:
        """Take what somebody says, and hand it on to those who hear him only through this device."""
        is_news, effects = desk.hear(item.device, item.payload)
        if is_news:
            others = [one for one in self._rooms.live(document) if one.carries and one.link != link]
            effects += [Send(one.link, fr.Batch(document, (item,))) for one in others]
        return effects

    def _failure(self, link: str, frame: fr.Failure) -> list[Effect]:
        refused = self._membership.refused(frame.request, frame.code, frame.document) if frame.request else []
        return refused + self._rooms.failed(link, frame)

    def _notice(self, link: str, frame: fr.Notice) -> list[Effect]:
        code = frame.code
        if code in (fr.NoticeCode.LOG_CHANGED, fr.NoticeCode.RIGHTS_CHANGED, fr.NoticeCode.REVOKED):
            return self._membership.want_log(frame.value)
        if code is fr.NoticeCode.CARD_CHANGED:
            return self._cards.changed(link)
        if code is fr.NoticeCode.JOIN_ASKED:
            return [JoinersChanged()] if frame.workspace == self.state.workspace else []
        if code is fr.NoticeCode.PEER_LEFT:
            return [effect for desk in self._presence.values() for effect in desk.leave(frame.document)]
        replica = self._rooms.replicas.get(frame.document)
        if code is fr.NoticeCode.SNAPSHOT_WANTED and replica is not None:
            replica.desk.wanted = True
        return []

    def _snapshot(self, replica: Replica) -> list[Effect]:
        """Ask for a snapshot if nothing of the document is on its way out or to the disk."""
        # What waits is neither in the document nor in the chains that a snapshot covers.
        quiet = not (replica.own.unsent or replica.rebuilding or self._context.commits.busy)
        if not (replica.window and quiet and self._context.may_write(replica.document)):
            return []
        return replica.desk.ask()

    def _unlocked(self) -> list[Effect]:
        self._context.attention.concerns_all()
        return self._rooms.keys_changed()

    def _log_advanced(self) -> list[Effect]:
        self._context.attention.concerns_all()
        effects = self._rooms.log_advanced() + self._cards.log_advanced()
        return effects + [effect for desk in self._presence.values() for effect in desk.recheck()]

    def _catch_up(self, document: str) -> list[Effect]:
        """Fetch what is missing of a document, also of one that was not kept in step so far."""
        if self.has(document):
            return self._rooms.join_again(document)
        try:
            kind = place_of(self.state, document).kind
        except ProtocolError:
            return []
        row = SharingRow(document, self.state.workspace, kind.name.lower())
        return [*self._context.commits.persist([row]), *self._load(StoredDocument(row))]

    def _adopt(self, intent: AdoptChain, refused: Callable[[ErrorCode], list[Effect]]) -> list[Effect]:
        return self._membership.ask(intent, lambda _, code: refused(code) if code is not None else [])

    def _due(self) -> list[Effect]:
        now, attention = self._context.now, self._context.attention
        effects: list[Effect] = []
        due = self._membership.due()
        if due is not None and due <= now:
            attention.concerns_all()
            effects += self._membership.tick()
        attention.ripen(now)
        for document in attention.among(self._rooms.replicas):
            at = self._next(document)
            if at is not None and at <= now:
                effects += self._rooms.tick(document) + self._speak(document, self._presence[document])
                at = self._next(document)
            self._planned[document] = at
            if self._rooms.replicas[document].wants_snapshot(LONG_TAIL):
                effects += self._snapshot(self._rooms.replicas[document])
        return effects

    def _speak(self, document: str, desk: PresenceDesk) -> list[Effect]:
        effects, sessions = desk.expire(), self._rooms.live(document)
        payload = desk.speak() if sessions else b""
        return effects + [Send(session.link, fr.Ephemeral(document, payload)) for session in sessions if payload]

    def _sleep(self, concerned: Sequence[str], *, woken: bool) -> list[Effect]:
        attention = self._context.attention
        # What is done for one document may put another one off or forward; a single one was looked at already.
        planned, self._planned = self._planned if len(concerned) == 1 else {}, {}
        for document in concerned:
            attention.look_again(document, planned[document] if document in planned else self._next(document))
        at = earliest(self._membership.due(), attention.next_at())
        if at == self._wake and not woken:
            return []
        self._wake = at
        return [WakeAt(at)]

    def _next(self, document: str) -> float | None:
        """Return when something is to be done for a document next."""
        return earliest(
            self._rooms.due(document), self._presence[document].due(speaks=bool(self._rooms.live(document)))
        )

    def _unix_ms(self) -> int:
        return self._zero + int(self._context.now * _MS)

    def _known_counters(self) -> Mapping[ChainKey, int]:
        known = dict(self._counters)
        for replica in self._rooms.replicas.values():
            known.update(replica.stored)
        return known
