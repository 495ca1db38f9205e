"""Two relay processes, PostgreSQL and Redis are ended in random order under the load of real clients.

What was acknowledged is in the log once, at the number that was acknowledged; both relays tell the same log.
"""

from __future__ import annotations

import os
import random
import threading
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from websockets.exceptions import WebSocketException

from sync.protocol.errors import ErrorCode
from sync.protocol.frames import Ack, Failure
from tests.support.foreign_server import ForeignServer
from tests.support.postgresql import PostgresServer
from tests.support.redis_server import redis_url
from tests.support.relay_process import Prepared, Served, prepare, serve
from tests.support.socket_device import Writer, device_on

BLOWS = int(os.environ.get("AIO_CANVAS_CHAOS", "10"))
WRITERS = ("edith", "adam", "olive")
_EACH_S = 40
_AWAY = (OSError, EOFError, TimeoutError, WebSocketException)


@dataclass
class Scene:
    """Where the relays listen now, and what clients have been promised."""

    prepared: Prepared
    urls: list[str]
    acked: dict[bytes, int] = field(default_factory=dict)
    sent: int = 0
    end: threading.Event = field(default_factory=threading.Event)
    refused: Counter[str] = field(default_factory=Counter)
    stuck: dict[str, str] = field(default_factory=dict)


def write(scene: Scene, name: str, seed: int) -> None:
    """Write until the end, at whichever relay answers; what is not acknowledged is sent again."""
    chance = random.Random(seed)
    who, diagram = scene.prepared.people[name], scene.prepared.diagrams[0]
    writer = Writer(who.laptop, diagram, scene.prepared.log_seq, f"{seed:016x}")
    waiting: list[bytes] = []
    while not (scene.end.is_set() and not waiting):
        try:
            token = scene.prepared.token(name)
            with device_on(chance.choice(scene.urls), token, who.laptop, open_timeout=5) as device:
                device.join(scene.prepared.workspace, diagram)
                while not (scene.end.is_set() and not waiting):
                    waiting += [] if scene.end.is_set() else writer.some(5)
                    requests = {device.append(diagram, envelope): envelope for envelope in waiting}
                    scene.sent += len(requests)
                    while requests:
                        frame = device.receive(timeout=10)
                        if isinstance(frame, Failure):
                            scene.refused[f"{name} {ErrorCode(frame.code).name}"] += 1
                            raise TimeoutError(ErrorCode(frame.code).name)
                        for item in frame.items if isinstance(frame, Ack) else ():
                            envelope = requests.pop(item.request)
                            assert scene.acked.setdefault(envelope, item.seq) == item.seq
                            waiting.remove(envelope)
                    scene.end.wait(0.01)
        except _AWAY as error:
            scene.stuck[name] = f"{len(waiting)} wait, last {type(error).__name__}: {error}"
            scene.end.wait(0.05)
            if scene.end.is_set():
                threading.Event().wait(0.05)


def log_at(scene: Scene, url: str) -> list[tuple[int, bytes]]:
    """Return the whole log as a newcomer gets it."""
    who = scene.prepared.people["vera"]
    with device_on(url, scene.prepared.token("vera"), who.laptop) as device:
        joined = device.join(scene.prepared.workspace, scene.prepared.diagrams[0])
        return [(one.seq, one.envelope) for one in device.stored(joined.seq)]


@pytest.mark.chaos
@pytest.mark.slow
@pytest.mark.timeout(300 + _EACH_S * BLOWS)
def test_no_acknowledged_envelope_is_lost_or_doubled(
    tmp_path: Path, postgresql: PostgresServer, postgresql_template: str, redis_server: ForeignServer
) -> None:
    chance = random.Random(20_30)
    with ExitStack() as stack:
        url = stack.enter_context(postgresql.database(postgresql_template))
        environment = {"AIO_RELAY_DATABASE_URL": url, "AIO_RELAY_REDIS_URL": redis_url(redis_server)}
        prepared = prepare(tmp_path, "edith", "adam", "vera", database_url=url)

        def start() -> Served:
            return stack.enter_context(serve(prepared.data, **environment))

        relays = [start(), start()]
        scene = Scene(prepared, [relay.url for relay in relays])

        def replace_relay(place: int) -> None:
            relays[place].kill()
            relays[place] = start()
            scene.urls[place] = relays[place].url

        def restart(server: ForeignServer, end: Callable[[], None]) -> None:
            end()
            scene.end.wait(chance.random())
            server.start()

        blows: list[Callable[[], None]] = [
            lambda: replace_relay(0),
            lambda: replace_relay(1),
            lambda: restart(postgresql.server, postgresql.server.stop),
            lambda: restart(postgresql.server, postgresql.server.kill),
            lambda: restart(redis_server, redis_server.kill),
        ]
        threads = [
            threading.Thread(target=write, args=(scene, name, n), daemon=True) for n, name in enumerate(WRITERS, 1)
        ]
        # Whatever fails below: nobody writes on into the servers of the tests after this one.
        stack.callback(scene.end.set)
        for thread in threads:
            thread.start()
        for _ in range(BLOWS):
            scene.end.wait(0.3 + chance.random())
            chance.choice(blows)()
        scene.end.wait(1.0)
        scene.end.set()
        for thread in threads:
            thread.join(200)
            assert not thread.is_alive(), (scene.stuck, scene.refused)
        first, second = (log_at(scene, relay.url) for relay in relays)
        assert first == second
        assert [seq for seq, _ in first] == list(range(1, len(first) + 1))
        assert {envelope: seq for seq, envelope in first} == scene.acked
        assert len(first) == len(scene.acked)
        print(f"{len(first)} envelopes acknowledged, {scene.sent} sent, {BLOWS} blows")
