"""One workspace at work: its engine, its library and all of its paths at once, kept up by themselves.

The relay, direct channels between devices that show the same diagram, and whatever links a local network brings are used
together; each that ends is opened again by whoever keeps it. Everything runs on the network thread; what a window has to do
goes over the handoff.
"""

from __future__ import annotations

import asyncio
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field, replace

from sync.crypto.identity import DeviceIdentity
from sync.engine import effects as fx
from sync.engine.context import Merge
from sync.engine.events import Event, SignalSent, WindowClosed, WindowOpened
from sync.engine.records import StoredWorkspace
from sync.engine.workspace import WorkspaceEngine
from sync.errors import StorageError
from sync.protocol.authorise import authorise_reading
from sync.protocol.device_entry import DeviceEntry
from sync.protocol.errors import NotAuthorised
from sync.runtime.driver import DriverPorts, ForWindow, WorkspaceDriver
from sync.runtime.handoff import Handoff
from sync.runtime.link_desk import LinkDesk
from sync.runtime.mesh_keeper import MeshKeeper, MeshPorts
from sync.runtime.relay_keeper import RelayAccess, RelayKeeper
from sync.runtime.row_keeper import RowKeeper, RowStore
from sync.runtime.status import PathsStatus
from sync.runtime.wake_watch import Change
from sync.transports.clock import Clock
from sync.transports.link import Link, PathKind
from sync.transports.relay_path import PathState, PathStatus
from sync.transports.webrtc.ice import IceSettings


@dataclass(frozen=True, slots=True)
class RunPorts:
    """What a workspace at work needs from outside.

    Attributes:
        clock: Measures time.
        chance: Randomness for waiting times.
        unix_ms: Returns Unix milliseconds.
        merge: Merges updates.
        rows: The library.
        window: Takes effects for the window.
        keep: Keeps a copy of what the library holds of a document, durably.
        told: Told of every change of the paths; runs on the network thread, must not wait.
        trouble: Told when the disk cannot be read, and None when it works again.
        ice: Which servers may be asked for a way through routers.
        presence_from: Above every number that this device gave to what it said of itself before.
    """

    clock: Clock
    chance: random.Random
    unix_ms: Callable[[], int]
    merge: Merge
    rows: RowStore
    window: Handoff[ForWindow]
    keep: Callable[[fx.KeepCopy], Awaitable[None]]
    told: Callable[[PathsStatus], None]
    trouble: Callable[[StorageError | None], None] = lambda _error: None
    ice: IceSettings = field(default_factory=IceSettings)
    presence_from: int = 0


class WorkspaceRun:
    """Made and used on the network thread."""

    def __init__(self, identity: DeviceIdentity, stored: StoredWorkspace, ports: RunPorts) -> None:
        """Make the engine from what the library holds; ``run`` sets everything to work.

        Raises:
            ProtocolError: What is stored is no membership log.
        """
        clock, chance = ports.clock, ports.chance
        self._ports = ports
        self.status = PathsStatus()
        first = ports.presence_from
        now, unix_ms = clock.now(), ports.unix_ms()
        self.engine = WorkspaceEngine(identity, stored, ports.merge, chance, now, unix_ms, presence_from=first)
        meshes = MeshPorts(
            self._find, self._say, self._desk_serve, self._linked, self._signals, clock, chance, ports.ice
        )
        self._meshes = MeshKeeper(identity, meshes)
        driver = DriverPorts(clock, ports.window, self._meshes.signal, ports.keep, self._watch)
        self._driver = WorkspaceDriver(self.engine, driver)
        self._desk = LinkDesk(self._driver, clock, self._links_changed)
        self._rows = RowKeeper(ports.rows, self._driver.answer, clock, chance, ports.trouble)
        self._relay = RelayKeeper(identity, stored.row.workspace, self._desk.serve, clock, chance, self._relay_changed)
        self._driver.attach(self._desk, self._rows)

    async def run(self) -> None:
        """Work until cancelled."""
        async with asyncio.TaskGroup() as group:
            for work in (self._driver.run(), self._rows.run(), self._relay.run(), self._meshes.run()):
                group.create_task(work)

    async def feed(self, event: Event) -> None:
        """Give the engine an event of the window, waiting while it has too much to do."""
        self._note_window(event)
        await self._driver.feed(event)

    def offer(self, event: Event) -> bool:
        """Give the engine an event of the window if it has not too much to do; return whether it took it."""
        self._note_window(event)
        return self._driver.offer(event)

    def answer(self, event: Event) -> None:
        """Give the engine an event that nobody waits for, such as a card that was written."""
        self._driver.answer(event)

    async def serve(self, link: Link) -> None:
        """Use a link to a device until it ends.

        Raises:
            LinkClosed: It ended.
        """
        await self._desk.serve(link)

    def use_relay(self, access: RelayAccess | None) -> None:
        """Keep this relay connected from now on, or none."""
        self._relay.use(access)

    def try_again(self) -> None:
        """End every waiting of the relay's path: somebody signed in, or asks for it."""
        self._relay.try_again()

    def surroundings_changed(self, change: Change) -> None:
        """Note that the machine woke, or is in another network: no dead connection is waited for (RUN-8)."""
        del change  # Both make every open connection doubtful.
        self._desk.doubt()
        self._relay.try_again()
        self._meshes.restart()

    def _note_window(self, event: Event) -> None:
        if isinstance(event, WindowOpened):
            self._meshes.opened(event.document)
        elif isinstance(event, WindowClosed):
            self._meshes.closed(event.document)

    def _find(self, document: str, device: str) -> DeviceEntry | None:
        state = self.engine.state
        try:
            authorise_reading(state, device, document)
        except NotAuthorised:
            return None
        return state.devices[device].entry

    async def _say(self, document: str, device: str, message: bytes) -> None:
        await self._driver.feed(SignalSent(document, device, message))

    async def _desk_serve(self, link: Link) -> None:
        await self._desk.serve(link)

    def _linked(self) -> frozenset[str]:
        return self._desk.devices(PathKind.LAN)

    def _signals(self) -> bool:
        relay = self.status.relay
        return relay is not None and relay.state is PathState.UP

    def _watch(self, effect: ForWindow) -> None:
        if isinstance(effect, fx.PresenceChanged):
            self._meshes.seen(effect.document, effect.device, effect.presence is not None)
        elif isinstance(effect, fx.MembershipChanged):
            self._meshes.moved()

    def _links_changed(self, counts: Mapping[PathKind, int]) -> None:
        self._meshes.moved()
        peers: dict[PathKind, int] = {kind: count for kind, count in counts.items() if kind is not PathKind.RELAY}
        self._tell(replace(self.status, peers=peers, linked=counts.get(PathKind.RELAY, 0) > 0))

    def _relay_changed(self, relay: PathStatus | None) -> None:
        self._tell(replace(self.status, relay=relay))
        self._meshes.moved()

    def _tell(self, status: PathsStatus) -> None:
        if status != self.status:
            self.status = status
            self._ports.told(status)
