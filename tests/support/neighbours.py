"""Whole programs side by side: each with its window, its encrypted library and the engine of one workspace, and lines between them.

The engines run in the test's thread and frames are delivered by hand, encoded as on every path, so that every run is the same.
"""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pycrdt import merge_updates
from PySide6.QtCore import QEventLoop
from PySide6.QtWidgets import QApplication

from app.collaboration.network.inbox import Inbox
from app.collaboration.network.kept_copies import CopyKeeper, CopyKept
from app.collaboration.pace import Pace
from app.collaboration.people import Naming
from app.collaboration.status_line import Paths
from canvas.model.canonical import records_hash
from sync.crypto.identity import DeviceIdentity, admit_device
from sync.engine import effects as ef
from sync.engine import events as ev
from sync.engine.records import EntryRow, SharingRow, WorkspaceRow
from sync.engine.workspace import WorkspaceEngine
from sync.protocol.device_entry import Admission
from sync.protocol.frame_codec import EITHER_WAY, decode_frame, encode_frame
from sync.protocol.frames import Frame
from sync.protocol.membership.state import WorkspaceState
from tests.support.founding import Household
from tests.support.loop import ManualClock
from tests.support.stage import Stage
from tests.support.workspace import NOW, Person

STEP_SECONDS = 0.1
_PATIENCE_S = 60.0
_LOOK_MS = 20


async def _nobody_hears(_kept: CopyKept) -> None:
    raise AssertionError("copies are taken at once")


@dataclass(frozen=True)
class Resident(Person):
    """Somebody whose one device is that of an open library."""

    device: DeviceIdentity | None = None

    @property
    def devices(self) -> tuple[DeviceIdentity, ...]:
        """Keys of the library."""
        assert self.device is not None
        return (self.device,)

    def admissions(self) -> tuple[Admission, ...]:
        """Return the device with its consent."""
        return (admit_device(self.laptop, self.user),)


class Neighbour:
    """One program at work; it is its own team's view of the workspace."""

    def __init__(self, folder: Path, name: str) -> None:
        self.name, self.folder = name, folder
        self.names: Mapping[str, str] = {}
        self.paths = Paths(network=True)
        self.title, self.remover = "Harbour team", ""
        self.now = 0.0
        self.links: dict[str, ev.LinkUp] = {}
        self.sent: list[tuple[str, Frame]] = []
        self.told: list[ef.Effect] = []
        self.statuses: dict[str, ef.DocumentStatus] = {}
        self._wake: float | None = None
        self._engine: WorkspaceEngine | None = None
        self._stored: Inbox[ev.Event] = Inbox(self.tell)
        self.stage = Stage(folder)
        self.stage.window.resize(1200, 800)
        self.keeper = CopyKeeper(self.stage.desktop.session.library, _nobody_hears, ManualClock())
        self.person = Resident(name, device=self.stage.desktop.session.library.info.identity)

    # ------------------------------------------------------------------ the team, as the window knows it

    @property
    def engine(self) -> WorkspaceEngine:
        assert self._engine is not None
        return self._engine

    @property
    def user(self) -> str:
        return self.person.user

    @property
    def colors(self) -> Mapping[str, str]:
        return Naming().colors(self.state.members)

    @property
    def pictures(self) -> Mapping[str, bytes]:
        return {}

    @property
    def state(self) -> WorkspaceState:
        return self.engine.state

    def know(self, user: str, name: str) -> None:
        """Call somebody this while there is no card."""
        self.names = {user: name, **self.names}

    def say_title(self, document: str, title: str, *, again: bool = False) -> None:
        """Nobody here keeps a list of titles."""

    def tell(self, event: ev.Event) -> None:
        """Let something happen, and do what the engine asks for; what the store thread tells is left to this one."""
        if threading.current_thread() is not threading.main_thread():
            self._stored.handoff.offer(event)
        elif self._engine is not None:
            self._carry_out(self.engine.handle(event, self.now))

    # ------------------------------------------------------------------ beginning and ending

    def move_in(self, house: Household) -> None:
        """Take the workspace into the library and start its engine."""
        rows = house.keys(self.person.laptop).rows(house.workspace)
        entries = [EntryRow(house.workspace, seq, entry) for seq, entry in enumerate(house.entries, 1)]
        self._write([WorkspaceRow(house.workspace, self.user), *entries, *rows])
        self.names = {self.user: self.name.capitalize()}
        self._start(house.workspace)

    def _start(self, workspace: str) -> None:
        library = self.stage.desktop.session.library
        stored = library.submit(lambda store: store.shared.load_workspace(workspace)).result()
        assert stored is not None
        chance = random.Random(self.name)
        self._engine = WorkspaceEngine(
            self.person.laptop, stored, lambda updates: merge_updates(*updates), chance, self.now, NOW
        )
        self.stage.window.teams.team_of = lambda document: self if self.engine.has(document) else None
        for document in stored.documents:
            self._load(document)

    def _load(self, document: str) -> None:
        library = self.stage.desktop.session.library
        loaded = library.submit(lambda store: store.shared.load_document(document)).result()
        assert loaded is not None
        self.tell(ev.DocumentLoaded(loaded))

    def share(self, document: str) -> None:
        """Share a diagram of the own library; the log names it already."""
        diagram = self.stage.desktop.session.open(document)
        self.flush()
        heads = self.stage.desktop.session.library.submit(lambda store: store.log.load(document)).result().heads
        digest = records_hash(diagram.document.records)
        self.tell(ev.DocumentShared(1, document, "diagram", diagram.document.state(), digest, dict(heads)))

    def take_part(self, document: str) -> None:
        """Keep a diagram of the workspace in step; nothing of it is here yet."""
        self._write([SharingRow(document, self.engine.state.workspace, "diagram")])
        self._load(document)

    def open(self, document: str) -> None:
        """Show the diagram in the window."""
        assert self.stage.window.open_diagram(document)
        self.stage.window.show()
        QApplication.processEvents()

    def at_work(self) -> Stage:
        """Bring the window to the front and return its hands."""
        self.stage.window.activateWindow()
        QApplication.processEvents()
        self.stage.view.setFocus()
        return self.stage

    def restart(self) -> None:
        """Quit and start again; links are gone."""
        workspace = self.engine.state.workspace
        self.links.clear()
        self._engine = None
        self.stage.end()
        self.stage = Stage(self.folder)
        self.keeper = CopyKeeper(self.stage.desktop.session.library, _nobody_hears, ManualClock())
        self._start(workspace)

    # ------------------------------------------------------------------ what is seen

    def hash(self, document: str) -> bytes:
        """Return the hash of what the window holds."""
        return records_hash(self.stage.desktop.session.diagrams[document].document.records)

    @property
    def says(self) -> str:
        """The status line."""
        self.stage.window.workbench.status.show_now()
        return self.stage.window.workbench.top.status.text()

    # ------------------------------------------------------------------ time and work

    def flush(self) -> None:
        """Let the store finish and tell the window."""
        self.stage.desktop.session.library.thread.flush().result()
        QApplication.processEvents()

    def show(self) -> None:
        """Let the windows show what has come, which they do at a pace of their own."""
        until = time.monotonic() + _PATIENCE_S
        while any(pace.waits for pace in self.stage.window.findChildren(Pace)):
            assert time.monotonic() < until
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, _LOOK_MS)

    def wait(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        if self._wake is not None and self._wake <= self.now:
            self.tell(ev.Tick())

    def _write(self, rows: Sequence[object]) -> None:
        self.stage.desktop.session.library.submit(lambda store: store.shared.write(rows)).result()  # type: ignore[arg-type]

    def _carry_out(self, effects: Sequence[ef.Effect]) -> None:
        library = self.stage.desktop.session.library
        for effect in effects:
            match effect:
                case ef.Send(link, frame):
                    if link in self.links:
                        self.sent.append((link, frame))
                case ef.Persist(token, rows):
                    self._write(rows)
                    self.tell(ev.Persisted(token))
                case ef.ReadEnvelopes(token, document, ranges, limit):
                    found = library.submit(
                        lambda store, d=document, r=ranges, n=limit: store.shared.envelopes(d, r, n)  # type: ignore[misc]
                    ).result()
                    self.tell(ev.EnvelopesRead(token, tuple(found)))
                case ef.WakeAt(at):
                    self._wake = at
                case ef.Tell() | ef.Answered() | ef.SignalReceived():
                    self.told.append(effect)
                case _:
                    self._show(effect)

    def _show(self, effect: Any) -> None:
        match effect:
            case ef.MembershipChanged() | ef.CardsChanged():
                self.stage.window.teams.members_changed()
            case ef.KeepCopy():
                self._keep_copy(effect)
            case _:
                if isinstance(effect, ef.StatusChanged):
                    self.statuses[effect.document] = effect.status
                self.stage.window.teams.handle(effect)

    def _keep_copy(self, effect: ef.KeepCopy) -> None:
        kept = self.stage.desktop.session.library.submit(lambda store: self.keeper.copy(store, effect)).result()
        if kept is not None:
            self.stage.window.teams.copies.take(kept)


@dataclass
class Street:
    """Lines between neighbours."""

    neighbours: Sequence[Neighbour]
    _lines: dict[str, tuple[Neighbour, Neighbour]] = field(default_factory=dict)
    _flying: dict[tuple[str, str], list[bytes]] = field(default_factory=dict)
    _count: int = 0

    def connect(self, one: Neighbour, two: Neighbour) -> str:
        """Bring a line up between two programs."""
        self._count += 1
        link = f"line {self._count}"
        self._lines[link] = (one, two)
        for here, there in ((one, two), (two, one)):
            entry = there.person.laptop.entry
            here.links[link] = ev.LinkUp(link, ev.LinkKind.PEER, there.person.laptop.device, entry.signing_public)
            self._flying[link, here.name] = []
        for here in (one, two):
            here.tell(here.links[link])
        return link

    def connect_all(self) -> None:
        """Bring a line up between every two."""
        for number, one in enumerate(self.neighbours):
            for two in self.neighbours[number + 1 :]:
                self.connect(one, two)

    def cut(self) -> None:
        """Break all lines; what was on its way is lost."""
        lines, self._lines = self._lines, {}
        self._flying.clear()
        for link, pair in lines.items():
            for neighbour in pair:
                if neighbour.links.pop(link, None) is not None:
                    neighbour.tell(ev.LinkDown(link))

    def settle(self, seconds: float = 1.0) -> None:
        """Store everything, deliver everything and let time pass."""
        for _ in range(round(seconds / STEP_SECONDS)):
            for neighbour in self.neighbours:
                neighbour.flush()
                neighbour.show()
            self._deliver()
            for neighbour in self.neighbours:
                neighbour.wait(STEP_SECONDS)
        self._deliver()
        for neighbour in self.neighbours:
            neighbour.flush()
            neighbour.show()

    def _deliver(self) -> None:
        self._post()
        while waiting := [key for key, frames in self._flying.items() if frames]:
            for link, to in waiting:
                frames = self._flying.get((link, to))
                if frames:
                    self._hear(link, to, frames.pop(0))
            self._post()

    def _hear(self, link: str, to: str, data: bytes) -> None:
        neighbour = next(one for one in self._lines[link] if one.name == to)
        if link in neighbour.links:
            neighbour.tell(ev.FrameReceived(link, decode_frame(data, EITHER_WAY)))

    def _post(self) -> None:
        for neighbour in self.neighbours:
            sent, neighbour.sent = neighbour.sent, []
            for link, frame in sent:
                if link in self._lines:
                    other = next(one for one in self._lines[link] if one is not neighbour)
                    self._flying[link, other.name].append(encode_frame(frame))
