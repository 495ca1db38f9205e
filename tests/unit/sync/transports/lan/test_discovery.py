"""Rooms are announced and found over real multicast, on the loopback interface."""

from __future__ import annotations

import asyncio
import gc
import socket

import pytest

from sync.errors import Unreachable
from sync.transports.lan.announcement import announce_room
from sync.transports.lan.discovery import Neighbour, Network, announced, browse
from tests.support.loop import run, until
from tests.support.workspace import digest

LOOPBACK = Network(("127.0.0.1",))
KEY = digest("room key")
MDNS_PORT = 5353


def test_tra42_a_room_is_found_and_disappears(caplog: pytest.LogCaptureFixture) -> None:
    """TRA-42: and nothing is complained of."""

    async def main() -> None:
        seen: list[dict[str, Neighbour]] = []
        room = announce_room(KEY)
        async with asyncio.TaskGroup() as group:
            browsing = group.create_task(browse(LOOPBACK, seen.append))
            async with announced(LOOPBACK, room, 4711, ("127.0.0.1",)):
                await until(lambda: seen and room.room in seen[-1])
                found = seen[-1][room.room]
                assert found.announcement == room
                assert found.announcement.marked_by([("team", KEY)]) == "team"
                assert (found.place.port, found.place.addresses) == (4711, ("127.0.0.1",))
            await until(lambda: room.room not in seen[-1])
            browsing.cancel()

    run(main())
    assert caplog.messages == []


def test_tra40_the_machines_name_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    """TRA-40."""
    sent: list[bytes] = []
    from zeroconf import Zeroconf

    send = Zeroconf.async_send

    def spy(self, out, *args, **more):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN002, ANN003, ANN202
        sent.extend(out.packets())
        return send(self, out, *args, **more)

    monkeypatch.setattr(Zeroconf, "async_send", spy)

    async def main() -> None:
        async with announced(LOOPBACK, announce_room(None), 4711, ("127.0.0.1",)):
            await until(lambda: sent)

    run(main())
    assert not any(socket.gethostname().encode() in packet for packet in sent)


def test_without_a_network_it_says_so() -> None:
    with pytest.raises(Unreachable):
        run(browse(Network(("203.0.113.77",)), lambda rooms: None))


def test_what_zeroconf_had_opened_when_it_failed_is_closed() -> None:
    """A multicast address can be bound, as an interface may be that goes away, but no group is joined on it."""
    with pytest.raises(Unreachable) as failed:
        Network(("127.0.0.1", "224.0.0.1")).open()
    assert failed.value.__context__ is not None  # What keeps the frames alive that hold the sockets.
    assert not open_at_mdns()


def test_cancelled_again_while_it_closes_nothing_stays_open() -> None:
    async def main() -> None:
        looking = asyncio.create_task(browse(LOOPBACK, lambda rooms: None))
        loop = asyncio.get_running_loop()
        loop.call_soon(looking.cancel)  # A dialog is closed,
        loop.call_soon(loop.call_soon, looking.cancel)  # and the program ends at once.
        with pytest.raises(asyncio.CancelledError):
            await looking

    run(main())
    assert not open_at_mdns()


def open_at_mdns() -> list[socket.socket]:
    return [one for one in gc.get_objects() if isinstance(one, socket.socket) and one.fileno() != -1 and at_mdns(one)]


def at_mdns(one: socket.socket) -> bool:
    return bool(one.family == socket.AF_INET and one.getsockname()[1] == MDNS_PORT)
