"""The membership log, keys and proposals of one engine towards its links.

Whoever has more of the log shows it; the sequencer, which may be this device, puts operations next. What follows from a
new state for documents is for the engine to do: it is told through ``advanced`` and ``unlocked``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from sync.engine.context import Context
from sync.engine.drafting import Author, Drafted, draft
from sync.engine.effects import Effect, MembershipChanged, Send, Tell, Warn
from sync.engine.events import LinkKind, LinkUp
from sync.engine.intents import Intent, RotateKeys
from sync.engine.key_giving import KeyGiver
from sync.engine.membership_log import FullLog, MembershipLog, OtherLog
from sync.engine.proposals import MAX_TRIES, Done, Proposal, Proposals
from sync.engine.records import BoxRow, KeyRow, Row
from sync.engine.sequencer import countersign
from sync.protocol.boxes import Box, decode_boxes, encode_boxes
from sync.protocol.errors import CutTooLow, ErrorCode, ProtocolError
from sync.protocol.frames import NO_ID, Boxes, BoxesGet, Failure, LogEntries, LogGet, Propose
from sync.protocol.membership.access import diagram_role, place_ended, reads_scope, role_of
from sync.protocol.membership.codec import decode_operation
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.state import ChainKey
from sync.protocol.roles import Permission, Role, permits

ENTRIES_BYTES = 1 << 20
"""Size at which the next entries go into a frame of their own."""

CATCH_UP_SECONDS = 2.0
"""How long an operation waits for what its author has to fetch before he drafts it again."""

ROTATE_SECONDS = 20.0
"""Longest time before a reader gives a stale scope a new key, drawn at random, so that not all do."""

FULL_SECONDS = 60.0
"""How long nobody is asked for the log after somebody showed more of it than one may have: it is the same lot each time."""


class MembershipDesk:
    """The log of one workspace."""

    def __init__(
        self,
        context: Context,
        log: MembershipLog,
        boxes: Iterable[Box],
        unix_ms: Callable[[], int],
        counters: Callable[[], Mapping[ChainKey, int]],
    ) -> None:
        """Go on from what the library holds."""
        self._context = context
        self._log = log
        self._boxes = {box.place: box for box in boxes}
        self._unix_ms = unix_ms
        self._counters = counters
        self._links: dict[str, LinkUp] = {}
        self._contradicted: set[str] = set()
        self._full = False
        self._asks_from = 0.0
        self._ask_at: float | None = None
        self._giver = KeyGiver(context.keys)
        self._proposals = Proposals()
        self._rotate_at: float | None = None
        self.advanced: Callable[[], list[Effect]] = list
        self.unlocked: Callable[[], list[Effect]] = list
        self.catch_up: Callable[[str], list[Effect]] = lambda _document: []
        self._later: list[tuple[float, Proposal]] = []
        self._moved: list[tuple[float, int]] = []
        self._plan_rotation()

    @property
    def orders(self) -> bool:
        """Whether this device orders the log."""
        return self._context.state.sequencer == self._context.identity.entry.signing_public

    @property
    def ended_by(self) -> str:
        """The user who took the place of this device, which may be the own one; "" while it has one."""
        state = self._context.state
        device = state.devices.get(self._context.identity.device)
        end = place_ended(state, device) if device is not None else None
        return "" if end is None else self._log.author(end)

    def link_up(self, link: LinkUp) -> list[Effect]:
        """Ask for the newest log and keys."""
        self._links[link.link] = link
        state = self._context.state
        # The newest operation that is known here is shown once more: two who know others of that number find out.
        return [Send(link.link, LogGet(state.workspace, state.seq - 1)), *self._ask_boxes(link.link)]

    def link_down(self, name: str) -> list[Effect]:
        """Give up what was asked over a link: nothing is queued."""
        self._links.pop(name, None)
        self._contradicted.discard(name)
        effects: list[Effect] = []
        for lost in self._proposals.of_link(name):
            effects += lost.done(0, ErrorCode.NOT_SEQUENCER)
        return effects

    def ask(self, intent: Intent, done: Done, tries: int = 1) -> list[Effect]:
        """Draft what somebody wants and put it, or bring it to the sequencer while it can be reached."""
        if self._proposals.wants(intent):
            return []
        context = self._context
        author = Author(context.identity, context.user, context.keys, self._counters())
        try:
            drafted = draft(context.state, author, intent, self._unix_ms(), context.random_bytes)
        except ProtocolError as error:
            return done(0, error.code)
        if self.orders:
            signed = (drafted.operation, drafted.signature, drafted.boxes)
            return self._ordered(*signed, None, drafted, done, lambda error: done(0, error.code))
        link = self._sequencer()
        if link is None:
            return done(0, ErrorCode.NOT_SEQUENCER)
        request = context.next_number()
        self._proposals.put(request, Proposal(done, intent, link, drafted, tries))
        boxes = encode_boxes(drafted.boxes)
        workspace = context.state.workspace
        return [Send(link, Propose(workspace, request, drafted.operation, drafted.signature, boxes))]

    def want_log(self, seq: int) -> list[Effect]:
        """Ask everybody for the log, because something waits for an operation; not at once where it seemed full just now."""
        if seq <= self._context.state.seq:
            return []
        if self._asks_from > self._context.now:
            self._ask_at = self._asks_from
            return []
        return self._ask_log()

    def want_keys(self) -> list[Effect]:
        """Ask everybody for the own boxes, because something waits for a key."""
        return [effect for link in self._links for effect in self._ask_boxes(link)]

    def log_get(self, link: str, frame: LogGet) -> list[Effect]:
        """Show the entries after an operation."""
        effects: list[Effect] = []
        lot: list[LogEntry] = []
        size = 0
        for entry in self._for(link, self._log.after(frame.since)):
            if lot and size + len(entry.operation) > ENTRIES_BYTES:
                effects.append(self._entries(link, lot))
                lot, size = [], 0
            lot.append(entry)
            size += len(entry.operation)
        return [*effects, self._entries(link, lot)] if lot else effects

    def log_entries(self, link: str, frame: LogEntries) -> list[Effect]:
        """Take entries that somebody shows."""
        try:
            rows, effects = self._log.extend(frame.entries), list[Effect]()
        except OtherLog as other:
            rows, effects = other.rows, self._contradict(link, other.ours)
        except FullLog as full:
            rows, effects = full.rows, [] if self._full else [Tell(Warn.LOG_FULL)]
            # What takes rights away has room in a full log, so it is asked for again, only not as often as somebody likes.
            self._full, self._asks_from = True, self._context.now + FULL_SECONDS
        if not rows:
            return effects
        found = [(row, self._proposals.found(row.entry.head)) for row in rows]
        keys = [key for _, one in found if one is not None for key in one.drafted.keys]
        others = [name for name, up in self._links.items() if name != link and up.kind is LinkKind.PEER]
        new = [row.entry for row in rows]

        def then() -> list[Effect]:
            effects: list[Effect] = [self._entries(name, lot) for name in others if (lot := self._for(name, new))]
            for row, one in found:
                effects += one.done(row.seq, None) if one is not None else []
            return effects

        kept = [self._context.keys.keep(self._context.state.workspace, key) for key in keys]
        return effects + self._advance([*rows, *kept], then)

    def _contradict(self, link: str, ours: LogEntry) -> list[Effect]:
        """Tell that there are two logs, and show a device that has the other one what is here in its place, once."""
        up = self._links.get(link)
        if link in self._contradicted or up is None or up.kind is LinkKind.RELAY:
            return [Tell(Warn.LOG_FORKED)]
        self._contradicted.add(link)
        return [Tell(Warn.LOG_FORKED), self._entries(link, (ours,))]

    def propose(self, link: str, frame: Propose) -> list[Effect]:
        """Put another one's operation next, where this device orders the log."""
        try:
            boxes = decode_boxes(frame.boxes)
        except ProtocolError as error:
            return [_failure(link, frame.request, error)]

        def failed(error: ProtocolError) -> list[Effect]:
            return [_failure(link, frame.request, error)]

        signed = (frame.operation, frame.signature, boxes)
        return self._ordered(*signed, self._unix_ms(), None, lambda _seq, _code: [], failed)

    def refused(self, request: int, code: int, document: str) -> list[Effect]:
        """Take the sequencer's no: draft anew if another operation came first, or once more of a document is here."""
        proposal = self._proposals.take(request)
        if proposal is None:
            return []
        known = ErrorCode(code) if code in ErrorCode.__members__.values() else ErrorCode.INTERNAL
        if proposal.tries >= MAX_TRIES or known not in (ErrorCode.HEAD_MOVED, ErrorCode.CUT_TOO_LOW):
            return proposal.done(0, known)
        if known is ErrorCode.CUT_TOO_LOW:
            again = replace(proposal, tries=proposal.tries + 1)
            self._later.append((self._context.now + CATCH_UP_SECONDS, again))
            return self.catch_up(document)
        # It stays on the list until the log shows what came first; then, or if that does not come, it is drafted anew.
        self._proposals.put(request, replace(proposal, tries=proposal.tries + 1))
        self._moved.append((self._context.now + CATCH_UP_SECONDS, request))
        return [Send(proposal.link, LogGet(self._context.state.workspace, self._context.state.seq))]

    def boxes_get(self, link: str, frame: BoxesGet) -> list[Effect]:
        """Hand out the boxes of a device or invite, as far as they are here; those of the asking device are sealed if not."""
        found = {box.place: box for box in self._boxes.values() if box.recipient == frame.recipient}
        up = self._links.get(link)
        if up is not None and up.device == frame.recipient:
            found = {**self._giver.boxes_for(self._context.state, up.device), **found}
        if not found:
            return []
        return [Send(link, Boxes(self._context.state.workspace, encode_boxes(found.values())))]

    def boxes(self, frame: Boxes) -> list[Effect]:
        """Open the own boxes among those that somebody hands over."""
        try:
            boxes = decode_boxes(frame.boxes)
        except ProtocolError:
            return []
        identity = self._context.identity
        rows = self._context.keys.open_boxes(self._context.state, boxes, identity.device, identity.sealing_seed)
        if not rows:
            return []
        self._plan_rotation()
        return [*self._context.commits.persist(rows), *self.unlocked()]

    def due(self) -> float | None:
        """Return when something is to be done next."""
        times = [self._rotate_at, self._ask_at, *(at for at, _ in self._later), *(at for at, _ in self._moved)]
        return min((at for at in times if at is not None), default=None)

    def tick(self) -> list[Effect]:
        """Do what it is time for: ask for the log again, give stale scopes a new key, draft anew what waited for more."""
        now, asked = self._context.now, list[Effect]()
        if self._ask_at is not None and self._ask_at <= now:
            asked = self._ask_log()
        due = [proposal for at, proposal in self._later if at <= now]
        self._later = [(at, proposal) for at, proposal in self._later if at > now]
        waited = [self._proposals.take(request) for at, request in self._moved if at <= now]
        self._moved = [(at, request) for at, request in self._moved if at > now]
        due += [proposal for proposal in waited if proposal is not None]
        effects = [effect for one in due for effect in self.ask(one.intent, one.done, one.tries)]
        return asked + effects + self._rotate()

    def _ask_log(self) -> list[Effect]:
        self._ask_at = None
        state = self._context.state
        return [Send(link, LogGet(state.workspace, state.seq)) for link in self._links]

    def _rotate(self) -> list[Effect]:
        if self._rotate_at is None or self._rotate_at > self._context.now:
            return []
        self._rotate_at = None
        return self.ask(RotateKeys(tuple(sorted(self._to_rotate()))), lambda _seq, _code: [])

    def _ordered(
        self,
        operation: bytes,
        signature: bytes,
        boxes: tuple[Box, ...],
        now: int | None,
        drafted: Drafted | None,
        done: Done,
        failed: Callable[[ProtocolError], list[Effect]],
    ) -> list[Effect]:
        context = self._context
        try:
            entry, _ = countersign(context.state, context.identity, operation, signature, boxes, now, self._counters())
        except ProtocolError as error:
            return failed(error)
        rows: list[Row] = [*self._log.extend([entry])]
        seq, workspace = self._log.state.seq, self._log.state.workspace
        rows += [BoxRow(workspace, box) for box in boxes]
        self._boxes.update({box.place: box for box in boxes})
        rows += [context.keys.keep(workspace, key) for key in (drafted.keys if drafted else ())]
        identity = context.identity
        rows += context.keys.open_boxes(self._log.state, boxes, identity.device, identity.sealing_seed)

        def then() -> list[Effect]:
            return [
                *(self._entries(link, [entry]) for link in self._links if self._for(link, [entry])),
                *done(seq, None),
            ]

        return self._advance(rows, then)

    def _advance(self, rows: list[Row], then: Callable[[], list[Effect]]) -> list[Effect]:
        context = self._context
        was_live = context.live
        context.state = self._log.state
        followed: list[KeyRow] = context.keys.follow(context.state)
        effects = context.commits.persist([*rows, *followed], then)
        effects.append(MembershipChanged(context.state.seq))
        if was_live and not context.live:
            effects.append(Tell(Warn.ACCESS_ENDED))
        effects += self.advanced()
        if self._lacks_keys():
            effects += self.want_keys()
        self._plan_rotation()
        for late in self._proposals.behind(context.state.seq):
            effects += self.ask(late.intent, late.done, late.tries) if late.tries <= MAX_TRIES else []
        return effects

    def _plan_rotation(self) -> None:
        context = self._context
        if not context.live or not self._to_rotate():
            self._rotate_at = None
        elif self._rotate_at is None:
            self._rotate_at = context.now + context.chance.random() * ROTATE_SECONDS

    def _to_rotate(self) -> set[str]:
        """Return the scopes that the own user gives a new key by himself: stale ones, and those with broken promises."""
        context = self._context
        state = context.state
        stale = {scope.scope for scope in state.scopes.values() if scope.stale}
        if permits(role_of(state, context.user), Permission.ROTATE_KEYS):
            stale |= context.keys.broken_promises(state)
        return {scope for scope in stale if reads_scope(state, context.user, scope)}

    def _lacks_keys(self) -> bool:
        context = self._context
        state, user = context.state, context.user
        if not context.live:
            return False
        if role_of(state, user) is Role.GUEST:
            own = [diagram for diagram in state.diagrams.values() if user in diagram.roles]
            read = [diagram.diagram for diagram in own if diagram_role(state, user, diagram) is not None]
            return any(context.keys.key_of(state, diagram) is None for diagram in read)
        return any(reads_scope(state, user, name) and context.keys.newest(state, name) is None for name in state.scopes)

    def _sequencer(self) -> str | None:
        wanted = self._context.state.sequencer
        return next((name for name, link in self._links.items() if self._key_of(link) == wanted), None)

    def _key_of(self, link: LinkUp) -> bytes:
        device = self._context.state.devices.get(link.device)
        return link.key if device is None else device.entry.signing_public

    def _ask_boxes(self, link: str) -> list[Effect]:
        return [Send(link, BoxesGet(self._context.state.workspace, self._context.identity.device))]

    def _for(self, link: str, entries: Sequence[LogEntry]) -> Sequence[LogEntry]:
        """Return which of some successive entries are for the other end of a link: for a device that lost its place none after that."""
        up, state = self._links.get(link), self._context.state
        device = state.devices.get(up.device) if up is not None and up.kind is LinkKind.PEER else None
        end = place_ended(state, device) if device is not None else None
        return entries if end is None else [one for one in entries if decode_operation(one.operation).seq <= end]

    def _entries(self, link: str, entries: Iterable[LogEntry]) -> Effect:
        return Send(link, LogEntries(self._context.state.workspace, tuple(entries)))


def _failure(link: str, request: int, error: ProtocolError) -> Effect:
    document = error.document if isinstance(error, CutTooLow) else NO_ID
    return Send(link, Failure(error.code, request, document, error.detail))
