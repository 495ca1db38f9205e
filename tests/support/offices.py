"""Devices with a store, an engine and a window each, and a network between them that a test or a seed controls."""

from __future__ import annotations

import hashlib
import random
from collections import deque
from collections.abc import Callable, Sequence
from typing import Any

from pycrdt import Doc, Map, merge_updates

from sync.crypto.identity import DeviceIdentity
from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine.records import EntryRow, SharingRow, WorkspaceRow
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.frame_codec import EITHER_WAY, decode_frame, encode_frame
from sync.protocol.frames import Frame
from sync.store.memory import MemoryStore
from sync.store.open_document import new_writer
from sync.store.records import Append, Writer
from tests.support.founding import Household
from tests.support.workspace import NOW, digest


def merged(updates: Sequence[bytes]) -> bytes:
    """Merge updates as the product does."""
    return merge_updates(*updates)


class Office:
    """One device: its store outlives a restart, everything else is made anew."""

    def __init__(
        self, name: str, identity: DeviceIdentity, user: str, house: Household, seed: int, relay: str = ""
    ) -> None:
        self.name, self.identity, self.user, self.workspace = name, identity, user, house.workspace
        self.chance = random.Random(f"{seed} {name}")
        self._random_bytes = random.Random(f"secrets of {seed} {name}").randbytes
        self.store = MemoryStore(lambda: NOW, self.chance.randbytes)
        entries = [EntryRow(house.workspace, seq, entry) for seq, entry in enumerate(house.entries, 1)]
        keys = house.keys(identity)
        rows = keys.rows(house.workspace)
        self.store.shared.write([WorkspaceRow(house.workspace, user, relay), *entries, *rows])
        self.now, self.unix_ms, self.presence_from = 0.0, NOW, 0
        self.links: dict[str, ev.LinkUp] = {}
        self.sent: list[tuple[str, Frame]] = []
        self.told: list[ef.Effect] = []
        self.asked_at: list[Any] = []
        self.answers: list[ef.Answered] = []
        self.statuses: dict[str, ef.DocumentStatus] = {}
        self.wake: float | None = None
        self.docs: dict[str, Doc[Any]] = {}
        self.writers: dict[str, Writer] = {}
        self._events: deque[ev.Event] = deque()
        self.slow_disk = False
        self.slow_reader = False
        self.unread: list[ef.ReadState] = []
        self._numbers: dict[str, int] = {}
        self._to_store: list[ef.Persist | Append] = []
        self._unanswered: list[int] = []
        self._acts: dict[type[Any], Callable[[Any], None]] = {
            ef.Send: self._send,
            ef.Persist: self._persist,
            ef.ReadEnvelopes: self._read,
            ef.ApplyUpdate: self._apply,
            ef.ReplaceDocument: self._replace,
            ef.NewWriter: self._replace,
            ef.TakeSnapshot: self._take_snapshot,
            ef.ReadState: self._read_state,
            ef.WakeAt: self._note_wake,
            ef.StatusChanged: self._note_status,
            ef.Answered: self.answers.append,
        }
        self._open()

    def _open(self) -> None:
        stored = self.store.shared.load_workspace(self.workspace)
        assert stored is not None
        times, more = (self.now, self.unix_ms), (self._random_bytes, self.presence_from)
        self.engine = WorkspaceEngine(self.identity, stored, merged, self.chance, *times, *more)
        for document in stored.documents:
            loaded = self.store.shared.load_document(document)
            assert loaded is not None
            self.tell(ev.DocumentLoaded(loaded))
            self.show(document)

    def restart(self) -> None:
        """Lose everything but the store, as after kill -9: what was not stored is gone, links are down."""
        self._to_store.clear()
        self._unanswered.clear()
        self.links.clear()
        self.sent.clear()
        self.wake = None
        self.docs.clear()
        self._open()

    def take_part(self, document: str, kind: str = "diagram") -> None:
        """Begin to keep a document of the workspace in step."""
        row = SharingRow(document, self.workspace, kind)
        self.store.shared.write([row])
        stored = self.store.shared.load_document(document)
        assert stored is not None
        self.tell(ev.DocumentLoaded(stored))
        self.show(document)

    def read_on(self) -> None:
        """Answer for all states that a slow reader has left."""
        self.slow_reader = False
        for effect in self.unread:
            self._read_state(effect)

    def share(self, document: str) -> None:
        """Share what the window of a document that the library holds shows."""
        doc = self.docs[document]
        covers = dict(self.store.log.load(document).heads)
        state, records = doc.get_update(), digest(self.drawing_text(document))
        self.tell(ev.DocumentShared(1, document, "diagram", state, records, covers))
        self.show(document)

    def show(self, document: str) -> None:
        """Open a window; what it loads holds what the disk was given before."""
        self.write_all()
        writer = new_writer(document, self.identity.device, self.chance.randbytes)
        self.tell(ev.WindowOpened(document, writer.id))
        self.writers[document] = writer
        doc: Doc[Any] = Doc(client_id=writer.client_id)
        loaded = self.store.log.load(document)
        for data in [loaded.state or b"\0\0", *(update.data for update in loaded.updates)]:
            doc.apply_update(data)
        self.docs[document] = doc

    def draw(self, document: str, shape: str, key: str, value: Any) -> None:
        """Set a value of a shape."""

        def change(shapes: Map[Any]) -> None:
            if shape not in shapes:
                shapes[shape] = Map({})
            shapes[shape][key] = value

        self._edit(document, change)

    def erase(self, document: str, shape: str) -> None:
        """Delete a shape, if it is there."""

        def change(shapes: Map[Any]) -> None:
            if shape in shapes:
                del shapes[shape]

        self._edit(document, change)

    def _edit(self, document: str, change: Callable[[Map[Any]], None]) -> None:
        doc, writer = self.docs[document], self.writers[document]
        made: list[bytes] = []
        subscription = doc.observe(lambda event: made.append(event.update))
        with doc.transaction():
            change(doc.get("shapes", type=Map))
        doc.unobserve(subscription)
        for update in made:
            number = self._numbers.get(writer.id, 0) + 1
            self._numbers[writer.id] = number
            self.keep_edit(Append(writer, number, update))
            self.tell(ev.EditMade(document, writer.id, number, update))

    def keep_edit(self, edit: Append) -> None:
        """Give an own edit to the disk, behind what waits for it."""
        if self.slow_disk or self._to_store or self._unanswered:
            self._to_store.append(edit)
        else:
            self._write(edit)

    def unsaved(self) -> list[Append]:
        """Return the own edits that have not come to the disk yet."""
        return [one for one in self._to_store if isinstance(one, Append)]

    def drawing(self, document: str) -> Any:
        """Return what the window shows."""
        return self.docs[document].get("shapes", type=Map).to_py()

    def drawing_text(self, document: str) -> str:
        """Return what the window shows, as text that is the same for the same drawing."""
        return _text(self.drawing(document))

    def reloaded(self, document: str) -> Any:
        """Return what a window that opens now would show."""
        doc: Doc[Any] = Doc()
        loaded = self.store.log.load(document)
        for data in [loaded.state or b"\0\0", *(update.data for update in loaded.updates)]:
            doc.apply_update(data)
        return doc.get("shapes", type=Map).to_py()

    def status(self, document: str) -> ef.DocumentStatus:
        """Return the last status of a document."""
        return self.statuses[document]

    def tell(self, event: ev.Event) -> None:
        """Let something happen, and do what the engine asks for; what comes of that happens after it."""
        self._events.append(event)
        if len(self._events) > 1:
            return
        while self._events:
            self._carry_out(self.engine.handle(self._events[0], self.now))
            neglects_nothing(self.engine)
            self._events.popleft()

    def hear(self, link: str, data: bytes) -> None:
        """Receive a frame."""
        if link in self.links:
            self.tell(ev.FrameReceived(link, decode_frame(data, EITHER_WAY)))

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        if self.wake is not None and self.wake <= self.now:
            self.tell(ev.Tick())

    def store_some(self) -> None:
        """Let a slow disk finish what waits longest."""
        if self._to_store and not self._unanswered:
            self._write(self._to_store.pop(0))
        if self._unanswered:
            self.tell(ev.Persisted(self._unanswered.pop(0)))

    def warnings(self) -> set[ef.Warn]:
        """Return what the person was told."""
        return {one.what for one in self.told if isinstance(one, ef.Tell)}

    def _write(self, one: ef.Persist | Append) -> None:
        if isinstance(one, Append):
            self.store.log.append([one])
        else:
            self.store.shared.write(one.rows)
            self._unanswered.append(one.token)

    def write_all(self) -> None:
        """Write what waits, whose answers still do, as a library does before it answers a question."""
        while self._to_store:
            self._write(self._to_store.pop(0))

    def _carry_out(self, effects: Sequence[ef.Effect]) -> None:
        for effect in effects:
            act = self._acts.get(type(effect))
            if act is None:
                self.told.append(effect)
            else:
                act(effect)

    def _send(self, effect: ef.Send) -> None:
        if effect.link in self.links:
            self.sent.append((effect.link, effect.frame))

    def _persist(self, effect: ef.Persist) -> None:
        self._to_store.append(effect)
        if not self.slow_disk and len(self._to_store) == 1:
            self.store_some()

    def _read(self, effect: ef.ReadEnvelopes) -> None:
        self.write_all()
        found = self.store.shared.envelopes(effect.document, effect.ranges, effect.limit)
        self.tell(ev.EnvelopesRead(effect.token, tuple(found)))

    def _apply(self, effect: ef.ApplyUpdate) -> None:
        self.docs[effect.document].apply_update(effect.update)

    def _replace(self, effect: ef.ReplaceDocument | ef.NewWriter) -> None:
        self.told.append(effect)
        self.show(effect.document)

    def _take_snapshot(self, effect: ef.TakeSnapshot) -> None:
        self.asked_at.append(self.drawing(effect.document))
        state, records = self.docs[effect.document].get_update(), digest(self.drawing_text(effect.document))
        self.tell(ev.SnapshotTaken(effect.document, state, records, effect.ticket))

    def _read_state(self, effect: ef.ReadState) -> None:
        if self.slow_reader:
            self.unread.append(effect)
            return
        self.tell(ev.StateRead(effect.document, digest(_text(_shapes_of(effect.state))), effect.ticket))

    def _note_wake(self, effect: ef.WakeAt) -> None:
        self.wake = effect.at

    def _note_status(self, effect: ef.StatusChanged) -> None:
        self.statuses[effect.document] = effect.status


def neglects_nothing(engine: WorkspaceEngine) -> None:
    """See that an event led to what looking at all documents would have led to (ENG-81)."""
    rooms, attention = engine._rooms, engine._context.attention
    for document, replica in rooms.replicas.items():
        assert rooms.told.status(replica, rooms.live(document)) == rooms.told.last(document)
        wanted, planned = engine._next(document), attention.planned(document)
        assert wanted is None or (planned is not None and planned <= wanted)
    waiting = [one._appends for document in rooms.replicas for one in rooms.sessions.of(document)]
    assert {request for one in waiting for request in (*one._in_order, *one._apart)} == engine._context.appends.keys()


def _text(drawing: Any) -> str:
    return repr(sorted((name, sorted(shape.items())) for name, shape in drawing.items()))


def _shapes_of(state: bytes) -> Any:
    doc: Doc[Any] = Doc()
    doc.apply_update(state)
    return doc.get("shapes", type=Map).to_py()


class Net:
    """Links between offices; a frame is delivered when the test says so, in order on each link, unless it breaks."""

    def __init__(self, offices: Sequence[Office]) -> None:
        self.offices = {office.name: office for office in offices}
        self._names = 0
        self.lines: dict[str, tuple[Office, Office]] = {}
        self.flying: dict[tuple[str, str], list[bytes]] = {}
        self.seen: list[tuple[str, bytes]] = []

    def connect(self, one: str, two: str, *, carries: bool = False) -> str:
        """Bring a link up between two devices; one of a room in a local network carries what others write."""
        self._names += 1
        link = f"link {self._names}"
        left, right = self.offices[one], self.offices[two]
        self.lines[link] = (left, right)
        for here, there in ((left, right), (right, left)):
            self.flying[link, here.name] = []
            here.links[link] = ev.LinkUp(
                link, ev.LinkKind.PEER, there.identity.device, there.identity.entry.signing_public, carries
            )
        for here in (left, right):
            here.tell(here.links[link])
        return link

    def connected(self, one: str, two: str) -> str | None:
        """Return the link between two devices, if one is up."""
        ends = {one, two}
        return next((link for link, pair in self.lines.items() if {office.name for office in pair} == ends), None)

    def cut(self, link: str) -> None:
        """Break a link; what was on the way is lost."""
        pair = self.lines.pop(link)
        for office in pair:
            self.flying.pop((link, office.name), None)
            if office.links.pop(link, None) is not None:
                office.tell(ev.LinkDown(link))

    def cut_all_of(self, name: str) -> None:
        """Break all links of a device."""
        for link in [link for link, pair in self.lines.items() if name in {office.name for office in pair}]:
            self.cut(link)

    def restart(self, name: str) -> None:
        """Kill a device and start it again."""
        for link in [link for link, pair in self.lines.items() if name in {office.name for office in pair}]:
            self.offices[name].links.pop(link, None)
            self.cut(link)
        self.offices[name].restart()

    def trace(self) -> str:
        """Return a hash of every frame that was sent so far, by whom and in which order."""
        whole = hashlib.sha256()
        for sender, data in self.seen:
            whole.update(f"{sender} {len(data)} ".encode() + data)
        return whole.hexdigest()

    def post(self) -> None:
        """Put what the devices sent on its way."""
        for office in self.offices.values():
            sent, office.sent = office.sent, []
            for link, frame in sent:
                if link in self.lines:
                    other = next(one for one in self.lines[link] if one is not office)
                    data = encode_frame(frame)
                    self.flying[link, other.name].append(data)
                    self.seen.append((office.name, data))

    def deliver(self, link: str, to: str) -> None:
        """Deliver the next frame of a link to one end."""
        data = self.flying[link, to].pop(0)
        self.offices[to].hear(link, data)
        self.post()

    def settle(self, seconds: float = 12.0) -> None:
        """Deliver everything and let time pass until nothing happens any more."""
        for _ in range(int(seconds / 0.25)):
            self.run()
            for office in self.offices.values():
                office.wait(0.25)
        self.run()

    def run(self) -> None:
        """Deliver everything that is on its way."""
        self.post()
        while waiting := [key for key, frames in self.flying.items() if frames]:
            for link, to in waiting:
                if self.flying.get((link, to)):
                    self.deliver(link, to)
        for office in self.offices.values():
            office.store_some()
            self.post()
