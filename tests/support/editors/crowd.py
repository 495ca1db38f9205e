"""A hundred editors without windows, in one process of their own: real devices, keys, envelopes and presence.

``python -m tests.support.editors.crowd JSON`` connects everybody, says ``{"ready": true}``, waits for a line, and then lets each
draw once a second and show a preview ten times a second. At the end it says how long deliveries took at the relay, one way
through it, and what everybody drew. Members share one process, so that their clock is one.
"""

from __future__ import annotations

import asyncio
import json
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pycrdt import Doc, Map, Text

from sync.account.api import RelayApi, make_client
from sync.account.workspaces import read_boxes, read_log
from sync.crypto.envelope import ChainTip, chain_key, seal_update
from sync.crypto.epoch import DocumentKey
from sync.crypto.identity import DeviceIdentity
from sync.crypto.sealed_presence import presence_key
from sync.engine.keyring import KeyRing
from sync.protocol.chain import Chain, client_id
from sync.protocol.envelope import parse_header
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import Ack, Append, Ephemeral, Failure, Hello, Join, Joined, Ping, Pong, Welcome
from sync.protocol.membership.fold import fold
from sync.protocol.presence import Activity, Moved, Presence, encode_presence
from tests.bench.relay.wire import WireClient
from tests.support.editors.exercise import quantile
from tests.support.socket_device import greet
from tests.support.workspace import Person

PREVIEWS_PER_SECOND, EDITS_PER_SECOND = 10, 1
SAMPLED = 10
"""Every so many members look at the times of what reaches them."""

_BATCH, _ENVELOPE = 0x14, 1


@dataclass
class Times:
    """When what was sent left, by chain and counter, and how long it took to each member who looks."""

    left: dict[tuple[str, int], float] = field(default_factory=dict)
    delays: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Place:
    """Where all meet."""

    workspace: str
    document: str
    page: str
    log_seq: int
    key: DocumentKey


class Member:
    """One editor: draws a shape of his own and moves it."""

    def __init__(self, number: int, place: Place, identity: DeviceIdentity, token: str, times: Times) -> None:
        self.ready, self.number, self.place, self.identity, self.times = asyncio.Event(), number, place, identity, times
        self.chain = Chain(place.document, identity.device, f"{number + 1:016x}")
        self.shape, self.moves, self.acked = f"crowd{number}", 0, 0
        self._key, self._presence = chain_key(place.key, self.chain), presence_key(place.key, identity.device)
        self._tip, self._clock = ChainTip(), time.time_ns() // 1_000_000
        self._doc: Doc[Any] = Doc(client_id=client_id(self.chain))
        self._updates: list[bytes] = []
        self._doc.observe(lambda event: self._updates.append(event.update))
        self.wire = WireClient("/api/v1/socket", f"Authorization: Bearer {token}\r\n", self._receive)

    @property
    def spot(self) -> tuple[float, float]:
        """Where the own shape is."""
        return 90.0 * (self.number % 12) + self.moves % 7, 60.0 * (self.number // 12)

    def draw(self) -> None:
        """Make the own shape, later move it, and send that."""
        shapes: Map[Any] = self._doc.get("shapes", type=Map)
        self.moves += 1
        x, y = self.spot
        with self._doc.transaction():
            if self.shape not in shapes:
                made = {"kind": "rect", "page": self.place.page, "x": x, "y": y, "w": 70.0, "h": 40.0}
                shapes[self.shape] = Map({**made, "order": f"z{self.number:03}", "label": Text(self.shape)})
            shapes[self.shape]["x"] = x
            shapes[self.shape]["param.moves"] = float(self.moves)
        (update,), self._updates = self._updates, []
        envelope = seal_update(self._key, self.identity, self._tip, self.place.log_seq, update)
        self._tip = self._tip.after(envelope)
        self.times.left[self.identity.device, self._tip.counter] = time.perf_counter()
        self.wire.send(encode_frame(Append(self.place.document, self._tip.counter, envelope)))

    def show(self) -> None:
        """Say where the pointer is and the own shape would be."""
        self._clock += 1
        x, y = self.spot
        step = float(self._clock % 20)
        moved = (Moved(self.shape, x + step, y, 70.0, 40.0, 0.0),)
        said = Presence(
            self._clock, Activity.HERE, self.shape, 0x336699, self.place.page, (x + step, y), moved=moved,
            selection=(self.shape,),
        )  # fmt: skip
        self.wire.send(encode_frame(Ephemeral(self.place.document, self._presence.seal(encode_presence(said)))))

    def _receive(self, message: bytes) -> None:
        if message[0] == _BATCH:
            if self.number % SAMPLED == 0:
                self._look(message)
            return
        frame = decode_frame(message, TO_CLIENT)
        assert not isinstance(frame, Failure), frame
        if isinstance(frame, Hello):
            self.wire.send(encode_frame(greet(self.identity, frame)))
        elif isinstance(frame, Welcome):
            self.wire.send(encode_frame(Join(self.place.workspace, self.place.document, 1 << 60, ())))
        elif isinstance(frame, Joined):
            self.ready.set()
        elif isinstance(frame, Ping):
            self.wire.send(encode_frame(Pong(frame.token)))
        elif isinstance(frame, Ack):
            self.acked += len(frame.items)

    def _look(self, message: bytes) -> None:
        now = time.perf_counter()
        for envelope in envelopes_of(message):
            header = parse_header(envelope)
            left = self.times.left.get((header.device, header.counter))
            if left is not None and self.ready.is_set():
                self.times.delays.append(1000 * (now - left))


def envelopes_of(message: bytes) -> Iterator[bytes]:
    """Yield the envelopes of a batch without looking at the presence in it, which is most of it."""
    at, size = 17, len(message)
    while at < size:
        length = int.from_bytes(message[at : at + 4], "big")
        if message[at + 4] == _ENVELOPE:
            yield message[at + 13 : at + 4 + length]
        at += 4 + length


async def wait_until(due: float) -> None:
    """Wait until a time on the loop's clock."""
    loop = asyncio.get_running_loop()
    reached = loop.create_future()
    loop.call_at(due, reached.set_result, None)
    await reached


async def work(member: Member, count: int, until: float) -> None:
    """Show and draw at the members' rates, one after the other over each tenth of a second."""
    loop = asyncio.get_running_loop()
    due = loop.time() + member.number / count / PREVIEWS_PER_SECOND
    turn = member.number
    while due < until:
        await wait_until(due)
        member.show()
        if turn % (PREVIEWS_PER_SECOND // EDITS_PER_SECOND) == 0:
            member.draw()
        turn += 1
        due += 1 / PREVIEWS_PER_SECOND


async def find_place(given: dict[str, Any], name: str, token: str) -> Place:
    """Read log and keys as one of the members; all have the same."""
    async with make_client() as client:
        api = RelayApi(given["url"], client)
        entries = await read_log(api, token, given["workspace"])
        boxes = await read_boxes(api, token, given["workspace"])
    state, identity, ring = fold(entries), Person(name).laptop, KeyRing()
    ring.open_boxes(state, boxes, identity.device, identity.sealing_seed)
    key = ring.key_of(state, given["document"])
    assert key is not None
    return Place(given["workspace"], given["document"], given["page"], state.seq, key)


async def drained(members: Iterable[Member]) -> None:
    """Wait until the relay has acknowledged everything."""
    until = asyncio.get_running_loop().time() + 60.0
    while any(member.acked < member.moves for member in members):
        assert asyncio.get_running_loop().time() < until, "not everything was acknowledged"
        await wait_until(asyncio.get_running_loop().time() + 0.1)


async def main(given: dict[str, Any]) -> None:
    """Connect, wait for the word, work, and say what came of it."""
    loop, times, people = asyncio.get_running_loop(), Times(), given["people"]
    place = await find_place(given, *people[0])
    members = [Member(at, place, Person(name).laptop, token, times) for at, (name, token) in enumerate(people)]
    host, port = given["url"].removeprefix("http://").split(":")
    for member in members:
        await loop.create_connection(lambda member=member: member.wire, host, int(port))  # type: ignore[misc]
    await asyncio.gather(*(member.ready.wait() for member in members))
    print(json.dumps({"ready": True}), flush=True)
    await loop.run_in_executor(None, sys.stdin.readline)
    until = loop.time() + given["seconds"]
    await asyncio.gather(*(work(member, len(members), until) for member in members))
    await drained(members)
    shapes = {member.shape: member.moves for member in members}
    figures = {name: round(quantile(times.delays, part), 1) for name, part in (("p50_ms", 0.5), ("p99_ms", 0.99))}
    print(json.dumps({"done": True, "shapes": shapes, "measured": len(times.delays), **figures}), flush=True)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1])))
