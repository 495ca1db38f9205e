"""Every process of a relay is replaced while people draw: nobody is away for long, and nothing is lost."""

from __future__ import annotations

import asyncio
import signal
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.support.balancer import balanced
from tests.support.foreign_server import ForeignServer
from tests.support.live_clients import LiveClient, all_live, converged, found
from tests.support.loop import run
from tests.support.postgresql import PostgresServer
from tests.support.redis_server import redis_url
from tests.support.relay import open_house
from tests.support.relay_process import Served, serve

NAMES = ("olive", "adam", "edith", "carl")
LONGEST_S = 2.0


@pytest.mark.slow
def test_nobody_is_away_longer_than_two_seconds_and_no_edit_is_lost(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> None:
    """RLY-70, RLY-114, TRA-14."""
    with ExitStack() as stack:
        url = stack.enter_context(postgresql.database(postgresql_template))
        with open_house(tmp_path, database_url=url) as house:
            house.clock.now = time.time_ns() // 1_000_000
            home = found(house, *NAMES)
        settings = {
            "AIO_RELAY_DATABASE_URL": url,
            "AIO_RELAY_REDIS_URL": redis_url(redis_server),
            "AIO_RELAY_DRAIN_NOTICE_S": "1",
        }

        def start() -> Served:
            return stack.enter_context(serve(tmp_path / "data", **settings))

        relays = [start(), start()]
        front = stack.enter_context(balanced(*(relay.url for relay in relays), checks=True))
        clients = [LiveClient(home.people[name], home, front.url, seed) for seed, name in enumerate(NAMES)]

        def replace(place: int) -> None:
            fresh, old = start(), relays[place]
            front.backends = (*(one.url for one in relays if one is not old), fresh.url, old.url)
            old.child.send_signal(signal.SIGTERM)
            assert old.child.wait(60) == 0
            relays[place] = fresh
            front.backends = tuple(one.url for one in relays)

        async def main() -> None:
            end = asyncio.Event()
            async with asyncio.TaskGroup() as tasks:
                living = [tasks.create_task(client.run()) for client in clients]
                await all_live(clients)
                drawing = [tasks.create_task(client.draw(end)) for client in clients]
                for place in (0, 1):
                    await asyncio.to_thread(replace, place)
                    await all_live(clients)
                end.set()
                await asyncio.gather(*drawing)
                await converged(clients)
                for task in living:
                    task.cancel()

        run(main())
        away = sorted(seconds for client in clients for seconds in client.away)
        drawn = sum(len(client.drawn) for client in clients)
        print(
            f"{len(away)} reconnections, longest {away[-1]:.3f} s, median {away[len(away) // 2]:.3f} s, {drawn} shapes"
        )
        assert len(away) >= len(clients)
        assert away[-1] <= LONGEST_S
