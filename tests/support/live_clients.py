"""Whole clients on a real relay: library, engine and the path that connects anew, each drawing and seeing what others draw."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from relay_server.service.access_tokens import AccessTokens
from relay_server.service.environment import Principal
from relay_server.service.propose_operation import Proposal, propose
from sync.engine import events as ev
from sync.engine.drafting import Author, Drafted, draft
from sync.engine.entering import found_workspace
from sync.engine.intents import AdmitUser, Intent, NewDiagram
from sync.engine.keyring import KeyRing
from sync.errors import LinkClosed
from sync.protocol.boxes import Box, encode_boxes
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import Joined
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.state import WorkspaceState
from sync.protocol.roles import Role
from sync.runtime.loop_clock import LoopClock
from sync.transports.greeting import Greeted
from sync.transports.link import Link
from sync.transports.relay_path import PathState, PathStatus, RelayPath, Surroundings
from sync.transports.relay_ws import RelayAddress
from tests.support.loop import until
from tests.support.offices import Office
from tests.support.peer_program import Wallet
from tests.support.relay import CALLER, House
from tests.support.relay_team import Colleague, hire
from tests.support.workspace import identifier

PLAN = identifier("plan of the live clients")
_DRAW_S = 0.15


@dataclass
class RelayHousehold:
    """A workspace with real keys whose log the relay orders. What an ``Office`` asks of a household."""

    house: House
    people: dict[str, Colleague]
    entries: list[LogEntry] = field(default_factory=list)
    boxes: list[Box] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._founder = next(iter(self.people.values()))
        device, user = self._founder.laptop, self._founder.user
        sequencer = self.house.env.keys.sequencer_public
        self.workspace, drafted = found_workspace(device, user, self.house.clock.now, sequencer)
        self.state: WorkspaceState = self._put(drafted)
        for who in list(self.people.values())[1:]:
            self._do(AdmitUser(who.user, Role.EDITOR, tuple(who.person.admissions())))
        self._do(NewDiagram(PLAN))

    def keys(self, device: Any) -> KeyRing:
        """Return the keys that a device can open."""
        ring = KeyRing()
        ring.open_boxes(self.state, self.boxes, device.device, device.sealing_seed)
        return ring

    def _do(self, intent: Intent) -> None:
        who = self._founder
        author = Author(who.laptop, who.user, self.keys(who.laptop), {})
        self.state = self._put(draft(self.state, author, intent, self.house.clock.now))

    def _put(self, drafted: Drafted) -> WorkspaceState:
        who = self._founder
        with self.house.env.transactions.read() as unit:
            account, session = unit.accounts.get(who.account), unit.sessions.get(who.session)
        assert account is not None
        assert session is not None
        proposal = Proposal(drafted.operation, drafted.signature, encode_boxes(drafted.boxes))
        workspace = drafted.after.workspace
        done = propose(self.house.env, CALLER, Principal(account, session), workspace, proposal)
        self.entries.append(done.entry)
        self.boxes += drafted.boxes
        return done.state


def found(house: House, *names: str) -> RelayHousehold:
    """Hire people and found a workspace with one diagram that all may edit."""
    return RelayHousehold(house, {name: hire(house, name) for name in names})


@dataclass(frozen=True)
class FreshTokens:
    """A new token for each connection: a test that lasts longer than one is good for."""

    who: Colleague
    tokens: AccessTokens

    async def current(self) -> str:
        """Return one."""
        return self.tokens.issue(self.who.account, self.who.session)

    async def refreshed(self) -> str:
        """Return another."""
        return await self.current()


class LiveClient:
    """One person's program.

    Attributes:
        office: Library and engine.
        away: Seconds from each loss of the relay until the diagram was live again.
        drawn: Shapes that were drawn here.
    """

    def __init__(
        self, who: Colleague, home: RelayHousehold, url: str, seed: int, tokens: AccessTokens | None = None
    ) -> None:
        self.office = Office(who.person.name, who.laptop, who.user, home, seed, url)  # type: ignore[arg-type]
        self.office.take_part(PLAN)
        self.away: list[float] = []
        self.drawn: set[str] = set()
        self.is_live = False
        self._clock = LoopClock()
        self._lost_at: float | None = None
        self._links = 0
        self._link: Link | None = None
        self._turn = asyncio.Lock()
        around = Surroundings(self._clock, random.Random(seed), self._told)
        wallet = Wallet(who.tokens.access_token) if tokens is None else FreshTokens(who, tokens)
        self.path = RelayPath(RelayAddress(url), who.laptop, wallet, around)

    async def run(self) -> None:
        """Stay connected, until cancelled."""
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self.path.run(self._use))
            tasks.create_task(self._tick())

    async def draw(self, end: asyncio.Event) -> None:
        """Draw a shape from time to time, connected or not, until the end."""
        while not end.is_set():
            name = f"{self.office.name} {len(self.drawn)}"
            self._enter_time()
            self.office.draw(PLAN, name, "x", float(len(self.drawn)))
            self.drawn.add(name)
            await self._send()
            await self._clock.wait(end, _DRAW_S)

    def has(self, shapes: set[str]) -> bool:
        """Tell whether all these shapes are seen here, and everything drawn here has left."""
        status = self.office.statuses.get(PLAN)
        done = status is not None and not status.unsent and not status.behind_relay
        return done and shapes <= set(self.office.drawing(PLAN))

    async def _use(self, link: Link, greeted: Greeted) -> None:
        self._links += 1
        name = f"relay {self._links}"
        up = ev.LinkUp(name, ev.LinkKind.RELAY, "", greeted.key)
        self._link, self.office.links[name] = link, up
        try:
            self._enter_time()
            self.office.tell(up)
            await self._send()
            while True:
                data = await link.receive()
                self._enter_time()
                self.office.hear(name, data)
                if isinstance(decode_frame(data, TO_CLIENT), Joined):
                    self._note_live()
                await self._send()
        finally:
            self._link, self.is_live = None, False
            self._lost_at = self._clock.now()
            self.office.links.pop(name, None)
            self.office.sent.clear()
            self.office.tell(ev.LinkDown(name))

    def _note_live(self) -> None:
        self.is_live = True
        if self._lost_at is not None:
            self.away.append(self._clock.now() - self._lost_at)
            self._lost_at = None

    def _told(self, status: PathStatus) -> None:
        if status.state in {PathState.SIGN_IN, PathState.REFUSED}:
            raise AssertionError(status)

    def _enter_time(self) -> None:
        self.office.now = self._clock.now()

    async def _tick(self) -> None:
        never = asyncio.Event()
        while not await self._clock.wait(never, 0.02):
            self._enter_time()
            self.office.wait(0.0)
            await self._send()

    async def _send(self) -> None:
        async with self._turn:
            sent, self.office.sent = self.office.sent, []
            for _, frame in sent:
                if self._link is not None:
                    with suppress(LinkClosed):
                        await self._link.send(encode_frame(frame))


async def all_live(clients: Sequence[LiveClient]) -> None:
    """Wait until everybody is in the room."""
    await until(lambda: all(client.is_live for client in clients))


async def converged(clients: Sequence[LiveClient], seconds: float = 120) -> None:
    """Wait until everybody sees everything that anybody drew."""
    shapes = set().union(*(client.drawn for client in clients))
    await until(lambda: all(client.has(shapes) for client in clients), seconds)
    assert len({client.office.drawing_text(PLAN) for client in clients}) == 1
