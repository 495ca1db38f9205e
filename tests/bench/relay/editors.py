"""Simulated editors of each server: how they enter a room, make an edit, move a cursor, and count what arrives."""

from __future__ import annotations

import asyncio
import hashlib
import json
import struct
import time
from dataclasses import dataclass, field

from pycrdt import Doc, Text

from sync.crypto.identity import DeviceIdentity
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import Ephemeral, Failure, Hello, Join, Joined, Welcome
from tests.bench.relay.wire import WireClient
from tests.support.socket_device import greet

SEALED_BYTES = 60
_STAMP = struct.Struct(">d")


@dataclass
class Tally:
    """What one editor saw; ``order`` is what arrived, in the order in which it did, of those who are sampled."""

    edits: int = 0
    cursors: int = 0
    acknowledged: int = 0
    latencies: list[float] = field(default_factory=list)
    order: list[bytes] = field(default_factory=list)
    is_sampled: bool = False


class OurEditor:
    """An editor of our relay: real frames and chains; its own signature, which the relay does not check, is zeros."""

    def __init__(
        self, workspace: str, document: str, identity: DeviceIdentity, token: str, writer: bytes, log_seq: int
    ) -> None:
        self.tally = Tally()
        self.ready = asyncio.Event()
        self.wire = WireClient("/api/v1/socket", f"Authorization: Bearer {token}\r\n", self._receive)
        self._identity = identity
        self._join = encode_frame(Join(workspace, document, 0, ()))
        self._document = bytes.fromhex(document)
        self._chain = bytes.fromhex(identity.device) + writer
        self._log_seq = log_seq
        self._counter = 0
        self._previous = bytes(16)
        self._cursor = encode_frame(Ephemeral(document, bytes(80)))

    def edit(self) -> None:
        self._counter += 1
        head = struct.pack(">BB16s24sIQI16s12s", 1, 1, self._document, self._chain, 1, self._counter, self._log_seq, self._previous, bytes(12))  # fmt: skip
        envelope = head + _STAMP.pack(time.perf_counter()) + bytes(SEALED_BYTES - 8 + 64)
        self._previous = hashlib.sha256(b"aio-canvas envelope hash v1\0" + envelope).digest()[:16]
        self.wire.send(b"\x15" + self._document + self._counter.to_bytes(4, "big") + envelope)

    def move(self) -> None:
        self.wire.send(self._cursor)

    def _receive(self, message: bytes) -> None:
        kind = message[0]
        if kind == 0x14:
            self._count(message)
        elif kind == 0x16:
            self.tally.acknowledged += (len(message) - 1) // 12
        else:
            frame = decode_frame(message, TO_CLIENT)
            assert not isinstance(frame, Failure), frame
            if isinstance(frame, Hello):
                self.wire.send(encode_frame(greet(self._identity, frame)))
            elif isinstance(frame, Welcome):
                self.wire.send(self._join)
            elif isinstance(frame, Joined):
                self.ready.set()

    def _count(self, message: bytes) -> None:
        tally, at, size = self.tally, 17, len(message)
        now = time.perf_counter() if tally.is_sampled else 0.0
        while at < size:
            if message[at + 4] == 1:
                tally.edits += 1
                if now:
                    # Number, chain and counter.
                    tally.order.append(message[at + 5 : at + 13] + message[at + 31 : at + 67])
                    tally.latencies.append(now - _STAMP.unpack_from(message, at + 99)[0])
            else:
                tally.cursors += 1
            at += 4 + int.from_bytes(message[at : at + 4], "big")


def varint(number: int) -> bytes:
    """Return a number as Yjs's encoding has it."""
    data = b""
    while number > 127:
        data += bytes((number & 127 | 128,))
        number >>= 7
    return data + bytes((number,))


def sized(data: bytes) -> bytes:
    """Return bytes with their length."""
    return varint(len(data)) + data


def sections(message: bytes, at: int) -> int:
    """Return how many clients' edits an update holds, which begins with its length."""
    while message[at] > 127:
        at += 1
    first = message[at + 1]
    return first if first < 128 else (first & 127) | message[at + 2] << 7


class YjsEditor:
    """An editor of y-websocket or, with a document name in every message, of Hocuspocus."""

    def __init__(self, room: str, number: int, *, is_hocuspocus: bool) -> None:
        self.tally = Tally()
        self.ready = asyncio.Event()
        self.wire = WireClient("/" if is_hocuspocus else f"/{room}", "", self._receive)
        self._prefix = sized(room.encode()) if is_hocuspocus else b""
        self._is_hocuspocus = is_hocuspocus
        self._doc: Doc[Text] = Doc(client_id=number + 1)
        self._text = self._doc.get("t", type=Text)
        self._number = number + 1
        self._clock = 0

    def begin(self) -> None:
        if self._is_hocuspocus:
            self.wire.send(self._prefix + b"\x02\x00" + sized(b"token"))
        else:
            self.ready.set()

    def edit(self) -> None:
        before = self._doc.get_state()
        self._text += _STAMP.pack(time.perf_counter()).hex()
        self.wire.send(self._prefix + b"\x00\x02" + sized(self._doc.get_update(before)))

    def move(self) -> None:
        self._clock += 1
        state = json.dumps({"cursor": {"x": self._clock, "y": 100, "pad": "." * 50}}).encode()
        update = b"\x01" + varint(self._number) + varint(self._clock) + sized(state)
        self.wire.send(self._prefix + b"\x01" + sized(update))

    def _receive(self, message: bytes) -> None:
        kind = message[len(self._prefix) :][:2]
        if kind == b"\x00\x02":
            # Hocuspocus merges the updates of a turn: one section for each client that edited.
            self.tally.edits += sections(message, len(self._prefix) + 2)
            if self.tally.is_sampled:
                sent = _STAMP.unpack(bytes.fromhex(message[-17:-1].decode()))[0]
                self.tally.latencies.append(time.perf_counter() - sent)
        elif kind[:1] == b"\x01":
            self.tally.cursors += 1
        elif kind[:1] == b"\x02":
            self.ready.set()
