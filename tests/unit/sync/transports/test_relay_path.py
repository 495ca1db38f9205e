"""Staying connected: backing off, refreshing the token, draining, revocation, waking."""

from __future__ import annotations

import asyncio
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from sync.errors import LinkClosed, PeerRefused, Unauthorised
from sync.protocol import frames as fr
from sync.protocol.frame_codec import TO_CLIENT, decode_frame
from sync.transports.greeting import Greeted
from sync.transports.link import Link
from sync.transports.relay_path import PathState, PathStatus, RelayPath, Surroundings
from sync.transports.relay_ws import RelayAddress
from tests.support.loop import ManualClock, run, until
from tests.support.small_relay import TOKEN, SmallRelay, small_relay
from tests.support.tls_front import certificate, tls_front
from tests.support.workspace import ANA


@dataclass
class Wallet:
    """Tokens in the order in which they are handed out."""

    now: str = TOKEN
    next: list[str] = field(default_factory=list)

    async def current(self) -> str:
        return self.now

    async def refreshed(self) -> str:
        if not self.next:
            raise Unauthorised("sign in")
        self.now = self.next.pop(0)
        return self.now


@dataclass
class Client:
    """A path under test and what it told."""

    path: RelayPath
    clock: ManualClock
    told: list[PathStatus]
    frames: list[fr.Frame] = field(default_factory=list)

    @property
    def states(self) -> list[PathState]:
        return [status.state for status in self.told]

    async def use(self, link: Link, greeted: Greeted) -> None:
        while True:
            self.frames.append(decode_frame(await link.receive(), TO_CLIENT))


def client(url: str, wallet: Wallet | None = None) -> Client:
    clock, told = ManualClock(), []  # type: tuple[ManualClock, list[PathStatus]]
    around = Surroundings(clock, random.Random(1), told.append)
    return Client(RelayPath(RelayAddress(url), ANA.laptop, wallet or Wallet(), around), clock, told)


@asynccontextmanager
async def running(client: Client) -> AsyncIterator[None]:
    """Run the path and cancel it at the end."""
    async with asyncio.TaskGroup() as group:
        task = group.create_task(client.path.run(client.use))
        yield
        task.cancel()


def ups(client: Client) -> Callable[[int], Callable[[], bool]]:
    return lambda count: lambda: client.states.count(PathState.UP) >= count


def test_tra13_it_comes_back_and_waits_longer_each_time() -> None:
    """TRA-13."""

    async def main() -> None:
        relay = SmallRelay()
        async with small_relay(relay):
            ana = client(relay.url)
        async with running(ana):
            for tries in range(1, 6):
                await until(lambda tries=tries: ana.states.count(PathState.WAITING) == tries)
                ana.clock.forward(ana.told[-1].seconds)
            waits = [status.seconds for status in ana.told if status.state is PathState.WAITING]
            for at, wait in enumerate(waits, 1):
                assert 0.5 * 2**at / 2 <= wait <= 0.5 * 2**at
            async with small_relay(relay):
                ana.clock.forward(100)
                await until(ups(ana)(1))

    run(main())


def test_tra13_a_certificate_that_proves_nothing_is_told_and_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """TRA-13, RUN-25: it may be that of a network that wants a password first; nothing is sent to it meanwhile."""
    known, unknown = certificate(tmp_path / "known"), certificate(tmp_path / "unknown")
    monkeypatch.setenv("SSL_CERT_FILE", str(known))

    async def main() -> None:
        async with small_relay() as relay:
            async with tls_front(unknown, relay.port) as port:
                ana = client(f"https://localhost:{port}")
                task = asyncio.create_task(ana.path.run(ana.use))
                await until(lambda: ana.states[-1:] == [PathState.UNTRUSTED])
                assert "certificate" in ana.told[-1].reason
                assert not relay.requests
            async with tls_front(known, relay.port, port):
                ana.clock.forward(100)
                await until(ups(ana)(1))
                task.cancel()
                await asyncio.wait({task})

    run(main())


def test_tra13_waking_ends_the_wait() -> None:
    """TRA-13."""

    async def main() -> None:
        async with small_relay() as relay:
            ana = client(relay.url)
            async with running(ana):
                await until(ups(ana)(1))
                await relay.drop()
                await until(lambda: ana.states[-1] is PathState.WAITING)
                ana.path.retry_now()
                await until(ups(ana)(2))

    run(main())


def test_tra14_a_draining_relay_says_when_to_come_back() -> None:
    """TRA-14."""

    async def main() -> None:
        async with small_relay() as relay:
            ana = client(relay.url)
            async with running(ana):
                await until(ups(ana)(1))
                await relay.tell_all(fr.Notice(fr.NoticeCode.DRAINING, fr.NO_ID, fr.NO_ID, 30_000))
                await relay.drop()
                await until(lambda: ana.states[-1] is PathState.WAITING)
                assert ana.told[-1].seconds >= 30
                assert ana.frames

    run(main())


def test_tra14_who_is_sent_to_another_process_goes_at_once() -> None:
    """TRA-14: what ends in order is no failure, also the second time within seconds; what was hardly up waits."""

    async def main() -> None:
        async with small_relay() as relay:
            ana = client(relay.url)
            async with running(ana):
                for count in (1, 2):
                    await until(ups(ana)(count))
                    ana.clock.forward(2)
                    await relay.tell_all(fr.Notice(fr.NoticeCode.DRAINING, fr.NO_ID, fr.NO_ID, 0))
                    await relay.drop()
                    await until(lambda count=count: ana.states.count(PathState.WAITING) == count)
                    assert ana.told[-1].seconds == 0
                    ana.clock.forward(0.001)
                await until(ups(ana)(3))
                await relay.tell_all(fr.Notice(fr.NoticeCode.DRAINING, fr.NO_ID, fr.NO_ID, 0))
                await relay.drop()
                await until(lambda: ana.states.count(PathState.WAITING) == 3)
                assert [status.seconds for status in ana.told if status.state is PathState.WAITING][-1] >= 0.5

    run(main())


def test_tra15_a_refused_token_is_refreshed_once() -> None:
    """TRA-15."""

    async def main() -> None:
        async with small_relay() as relay:
            relay.tokens = {"fresh"}
            ana = client(relay.url, Wallet("stale", ["fresh"]))
            async with running(ana):
                await until(ups(ana)(1))
            ben = client(relay.url, Wallet("stale", ["stale too"]))
            with pytest.raises(Unauthorised):
                await ben.path.run(ben.use)
            assert ben.states == [PathState.CONNECTING, PathState.SIGN_IN]

    run(main())


def test_tra16_a_revoked_device_does_not_come_back() -> None:
    """TRA-16."""

    async def main() -> None:
        async with small_relay() as relay:
            ana = client(relay.url)
            failed: list[Exception] = []

            async def watch() -> None:
                try:
                    await ana.path.run(ana.use)
                except PeerRefused as error:
                    failed.append(error)

            async with asyncio.TaskGroup() as group:
                group.create_task(watch())
                await until(ups(ana)(1))
                await relay.tell_all(fr.Notice(fr.NoticeCode.REVOKED, fr.NO_ID, fr.NO_ID, 3))
            assert failed
            assert ana.states[-1] is PathState.REFUSED

    run(main())


def test_tra13_a_long_connection_makes_the_next_wait_short() -> None:
    """TRA-13."""

    async def main() -> None:
        relay = SmallRelay()
        async with small_relay(relay):
            ana = client(relay.url)
        async with running(ana):
            for tries in range(1, 5):
                await until(lambda tries=tries: ana.states.count(PathState.WAITING) == tries)
                if tries < 4:
                    ana.clock.forward(100)
            async with small_relay(relay):
                ana.clock.forward(100)
                await until(ups(ana)(1))
                ana.clock.forward(60)
                await relay.drop()
                await until(lambda: ana.states[-1] is PathState.WAITING)
            assert ana.told[-1].seconds <= 1.0

    run(main())


def test_it_ends_when_its_user_does() -> None:
    async def main() -> None:
        async with small_relay() as relay:
            ana = client(relay.url)

            async def once(link: Link, greeted: Greeted) -> None:
                assert greeted.version == 1

            await ana.path.run(once)
            with pytest.raises(LinkClosed):
                await (await _closed(relay)).receive()

    async def _closed(relay: SmallRelay) -> Link:
        from sync.transports.relay_ws import open_relay

        link, _ = await open_relay(RelayAddress(relay.url), TOKEN, ANA.laptop)
        await link.close()
        return link

    run(main())
