"""A relay as a process of its own and people who are signed in there, with no workspace yet: the desktop's side founds it."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from sync.account.api import RelayApi, make_client
from sync.account.tokens import TokenKeeper
from sync.engine.keyring import KeyRing
from sync.protocol.boxes import Box
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.fold import fold
from sync.protocol.membership.state import WorkspaceState
from tests.support.ports import free_port
from tests.support.relay import open_house
from tests.support.relay_process import Served, serve
from tests.support.relay_team import Colleague, further, hire

T = TypeVar("T")


@dataclass
class Town:
    """A relay's data, the address under which it serves whenever it does, and people with accounts.

    Attributes:
        data: where the relay's data lies.
        port: at which it listens, also after it was killed and started again.
        key: its public key.
        people: who is signed in, by name.
    """

    data: Path
    port: int
    key: bytes
    people: dict[str, Colleague]
    refresh: dict[str, str] = field(default_factory=dict)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @contextmanager
    def serving(self, port: int = 0, **environment: str) -> Iterator[Served]:
        """Let the relay serve, behind something else at another port than the one that people know."""
        settings = {"AIO_RELAY_PUBLIC_URL": self.url, **environment}
        with serve(self.data, port=port or self.port, **settings) as served:
            yield served

    @asynccontextmanager
    async def tokens(self, name: str) -> AsyncIterator[TokenKeeper]:
        """Hold somebody's tokens."""
        async with make_client() as client:
            yield self.keeper(RelayApi(self.url, client), name)

    async def request(self, name: str, work: Callable[[RelayApi, str], Awaitable[T]]) -> T:
        """Ask the relay something as somebody."""
        async with make_client() as client:
            api = RelayApi(self.url, client)
            return await work(api, await self.keeper(api, name).current())

    async def call(self, name: str, method: str, path: str, body: Any = None) -> Any:
        """Make a request as somebody."""
        return await self.request(name, lambda api, token: api.call(method, path, token=token, body=body))

    def keeper(self, api: RelayApi, name: str) -> TokenKeeper:
        """Return somebody's tokens; a refresh token is good once, so that the next keeper goes on where this one ended."""

        async def keep(token: str) -> None:
            self.refresh[name] = token

        token = self.refresh.get(name) or self.people[name].tokens.refresh_token
        return TokenKeeper(api, token, time.monotonic, keep)


@dataclass
class RelayedLog:
    """What a device was shown of a workspace: stands in for ``Household`` where an office is set up."""

    workspace: str
    entries: tuple[LogEntry, ...]
    boxes: tuple[Box, ...] = field(default_factory=tuple)

    @property
    def state(self) -> WorkspaceState:
        return fold(self.entries)

    def keys(self, device: Any) -> KeyRing:
        """Return the keys that the boxes open."""
        ring = KeyRing()
        ring.open_boxes(self.state, self.boxes, device.device, device.sealing_seed)
        return ring


def build_town(folder: Path, *names: str, computers: int = 1, **settings: Any) -> Town:
    """Make a relay's data with accounts; the clock is the real one.

    Args:
        folder: Where the data goes.
        names: Who has an account.
        computers: On how many everybody is signed in; the second one of Ana is "ana 2".
        settings: Of the relay.
    """
    port = free_port()
    with open_house(folder, public_url=f"http://127.0.0.1:{port}", **settings) as house:
        house.clock.now = time.time_ns() // 1_000_000
        people = {name: hire(house, name) for name in names}
        for number in range(2, computers + 1):
            people |= {f"{name} {number}": further(house, people[name], f"computer {number}") for name in names}
        return Town(folder / "data", port, house.env.keys.sequencer_public, people)
