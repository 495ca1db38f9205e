"""Whole programs draw through two relays, PostgreSQL and Redis that are ended in random order: all see the same in the end.

Each program has its library, its engine and the path that connects anew; nothing that somebody drew may be missing anywhere.
"""

from __future__ import annotations

import asyncio
import os
import random
import threading
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import pytest

from relay_server.adapters.secret_files import load_secrets
from relay_server.service.access_tokens import AccessTokens
from tests.support.balancer import balanced
from tests.support.foreign_server import ForeignServer
from tests.support.live_clients import LiveClient, all_live, converged, found
from tests.support.loop import run
from tests.support.postgresql import PostgresServer
from tests.support.redis_server import redis_url
from tests.support.relay import open_house
from tests.support.relay_process import Served, serve

BLOWS = int(os.environ.get("AIO_CANVAS_CHAOS", "4"))
NAMES = ("olive", "adam", "edith")
_EACH_S = 40


class Stage:
    """The programs, in a thread of their own."""

    def __init__(self, clients: list[LiveClient]) -> None:
        self.clients = clients
        self.has_converged = False
        self._began = threading.Event()

    async def play(self) -> None:
        """Draw until it is said to be enough, then wait until all see the same."""
        self._loop, self._end = asyncio.get_running_loop(), asyncio.Event()
        self._began.set()
        async with asyncio.TaskGroup() as tasks:
            living = [tasks.create_task(client.run()) for client in self.clients]
            drawing = [tasks.create_task(client.draw(self._end)) for client in self.clients]
            await asyncio.gather(*drawing)
            await converged(self.clients)
            self.has_converged = True
            for task in living:
                task.cancel()

    def wait_until_live(self) -> None:
        """Wait until everybody is in the room."""
        assert self._began.wait(60)
        asyncio.run_coroutine_threadsafe(all_live(self.clients), self._loop).result(100)

    def finish(self) -> None:
        """Say that it is enough."""
        self._loop.call_soon_threadsafe(self._end.set)


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.timeout(400 + _EACH_S * BLOWS)
def test_all_see_everything_that_anybody_drew(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> None:
    chance = random.Random(BLOWS)
    with ExitStack() as stack:
        url = stack.enter_context(postgresql.database(postgresql_template))
        with open_house(tmp_path, database_url=url) as house:
            house.clock.now = time.time_ns() // 1_000_000
            home = found(house, *NAMES)
            keys = load_secrets(house.settings.secrets_path, os.urandom, may_create=False)
            tokens = AccessTokens(keys.token, house.settings.base_url, lambda: time.time_ns() // 1_000_000, os.urandom)
        settings = {"AIO_RELAY_DATABASE_URL": url, "AIO_RELAY_REDIS_URL": redis_url(redis_server)}

        def start() -> Served:
            return stack.enter_context(serve(tmp_path / "data", **settings))

        relays = [start(), start()]
        front = stack.enter_context(balanced(*(relay.url for relay in relays), checks=True))
        clients = [LiveClient(home.people[name], home, front.url, seed, tokens) for seed, name in enumerate(NAMES)]

        def replace(place: int) -> None:
            relays[place].kill()
            relays[place] = start()
            front.backends = tuple(one.url for one in relays)

        def restart(server: ForeignServer, end: Callable[[], None]) -> None:
            end()
            server.start()

        blows: list[Callable[[], None]] = [
            lambda: replace(0),
            lambda: replace(1),
            lambda: restart(postgresql.server, postgresql.server.stop),
            lambda: restart(postgresql.server, postgresql.server.kill),
            lambda: restart(redis_server, redis_server.kill),
        ]

        stage = Stage(clients)
        programs = threading.Thread(
            target=lambda: run(stage.play(), 300 + _EACH_S * BLOWS), name="programs", daemon=True
        )
        programs.start()
        # From this thread: servers that were started end with the thread that started them.
        try:
            stage.wait_until_live()
            for _ in range(BLOWS):
                chance.choice(blows)()
                stage.wait_until_live()
        finally:
            stage.finish()
            programs.join(200)
        assert stage.has_converged
        away = sorted(seconds for client in clients for seconds in client.away)
        drawn = sum(len(client.drawn) for client in clients)
        print(f"{BLOWS} ends, {len(away)} reconnections, longest {max(away, default=0):.1f} s, {drawn} shapes drawn")
        assert drawn > BLOWS
