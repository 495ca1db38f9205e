"""A device on a relay's socket: real frames, real signatures, contents that nobody can open."""

from __future__ import annotations

import socket
import struct
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

from websockets.exceptions import ConnectionClosed
from websockets.sync.client import ClientConnection, connect

from relay_server.entrypoints.ws.gateway import PATH
from sync.crypto.identity import DeviceIdentity
from sync.protocol.envelope import NO_PREVIOUS, envelope_hash
from sync.protocol.errors import ErrorCode
from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import (
    Ack,
    Append,
    Auth,
    Batch,
    EphemeralItem,
    Failure,
    Frame,
    Hello,
    Join,
    Joined,
    JoinedChain,
    StoredEnvelope,
    Welcome,
    auth_message,
)
from sync.protocol.signing import HELLO
from tests.support.envelopes import WRITER, header_of, sealed
from tests.support.relay_team import Colleague

F = TypeVar("F", bound=Frame)
WAIT_S = 60.0


@dataclass
class Writer:
    """Writes one chain, envelope by envelope."""

    identity: DeviceIdentity
    document: str
    log_seq: int
    writer: str = WRITER
    epoch: int = 1
    made: list[bytes] = field(default_factory=list)

    def next(self, size: int = 60) -> bytes:
        """Return the next envelope of the chain."""
        previous = envelope_hash(self.made[-1])[:16] if self.made else NO_PREVIOUS
        header = header_of(
            self.document,
            self.identity,
            self.log_seq,
            len(self.made) + 1,
            writer=self.writer,
            previous=previous,
            epoch=self.epoch,
        )
        self.made.append(sealed(self.identity, header, size))
        return self.made[-1]

    def some(self, count: int, size: int = 60) -> list[bytes]:
        """Return the next envelopes."""
        return [self.next(size) for _ in range(count)]

    @property
    def chain(self) -> JoinedChain:
        """How far it has come."""
        return JoinedChain(self.identity.device, self.writer, len(self.made))


def greet(identity: DeviceIdentity, hello: Hello) -> Auth:
    """Return the proof that answers a greeting."""
    message = auth_message(hello.version, hello.nonce, hello.key, identity.device)
    return Auth(hello.version, identity.device, identity.sign(HELLO, message))


class SocketDevice:
    """One open socket; what came and was not asked for yet waits in ``inbox``."""

    def __init__(self, connection: ClientConnection, identity: DeviceIdentity) -> None:
        self.connection = connection
        self.identity = identity
        self.inbox: list[Frame] = []
        self.requests = 0

    def send(self, frame: Frame) -> None:
        """Send a frame."""
        self.connection.send(encode_frame(frame))

    def receive(self, timeout: float = WAIT_S) -> Frame:
        """Return the next frame from the socket."""
        data = self.connection.recv(timeout, decode=False)
        return decode_frame(data, TO_CLIENT)

    def expect(self, kind: type[F], fits: Callable[[F], bool] = lambda _: True) -> F:
        """Return the first frame of a kind that fits; the others wait in the inbox."""
        for place, frame in enumerate(self.inbox):
            if isinstance(frame, kind) and fits(frame):
                return self.inbox.pop(place)  # type: ignore[return-value]
        while True:
            frame = self.receive()
            if isinstance(frame, kind) and fits(frame):
                return frame
            self.inbox.append(frame)

    def refused(self) -> ErrorCode:
        """Return the code of the next failure."""
        return ErrorCode(self.expect(Failure).code)

    def join(self, workspace: str, document: str, since: int = 0, chains: tuple[JoinedChain, ...] = ()) -> Joined:
        """Join a room and wait until it is live."""
        self.send(Join(workspace, document, since, chains))
        return self.expect(Joined)

    def append(self, document: str, envelope: bytes) -> int:
        """Send an envelope; returns the request."""
        self.requests += 1
        self.send(Append(document, self.requests, envelope))
        return self.requests

    def store(self, document: str, envelopes: list[bytes]) -> list[int]:
        """Send envelopes and wait for all acknowledgements; returns their numbers."""
        requests = [self.append(document, envelope) for envelope in envelopes]
        numbers: dict[int, int] = {}
        while not all(request in numbers for request in requests):
            ack = self.expect(Ack)
            numbers.update({item.request: item.seq for item in ack.items})
        return [numbers[request] for request in requests]

    def batches(self) -> Iterator[StoredEnvelope | EphemeralItem]:
        """Return the items of batches as they come, from the inbox first."""
        while True:
            yield from self.expect(Batch).items

    def stored(self, count: int) -> list[StoredEnvelope]:
        """Return that many stored envelopes as they come."""
        found: list[StoredEnvelope] = []
        for item in self.batches():
            if isinstance(item, StoredEnvelope):
                found.append(item)
            if len(found) >= count:
                break
        return found

    def sync(self) -> None:
        """Wait until everything sent before has been taken: what is asked for last is answered last."""
        from sync.protocol.frames import Ping, Pong

        self.requests += 1
        token = self.requests
        self.send(Ping(token))
        self.expect(Pong, lambda pong: pong.token == token)

    def close_code(self) -> int | None:
        """Wait for the end and return its code."""
        try:
            while True:
                self.inbox.append(self.receive())
        except ConnectionClosed as end:
            return end.rcvd.code if end.rcvd else None


def socket_url(url: str) -> str:
    """Return the socket's address of a relay."""
    return url.replace("http", "ws", 1) + PATH


@contextmanager
def device_on(url: str, token: str, identity: DeviceIdentity, **options: Any) -> Iterator[SocketDevice]:
    """Open a socket and prove the device."""
    headers = {"Authorization": f"Bearer {token}"}
    settings = {"max_size": None, "compression": None, "max_queue": None, "close_timeout": 2, **options}
    with connect(socket_url(url), additional_headers=headers, **settings) as connection:
        device = SocketDevice(connection, identity)
        device.send(greet(identity, device.expect(Hello)))
        device.expect(Welcome)
        yield device


@contextmanager
def colleague_on(url: str, who: Colleague) -> Iterator[SocketDevice]:
    """Open a colleague's socket."""
    with device_on(url, who.tokens.access_token, who.laptop) as device:
        yield device


def raw_socket(
    url: str, token: str, receive_buffer: int | None = None, path: str = PATH, **headers: str
) -> socket.socket:
    """Open a connection and send the handshake by hand, for what no well-behaved client does."""
    host, port = url.removeprefix("http://").split(":")
    opened = socket.socket()
    if receive_buffer is not None:
        opened.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, receive_buffer)
    opened.settimeout(WAIT_S)
    opened.connect((host, int(port)))
    given = {
        "Host": f"{host}:{port}",
        "Upgrade": "websocket",
        "Connection": "Upgrade",
        "Sec-WebSocket-Key": "AAAAAAAAAAAAAAAAAAAAAA==",
        "Sec-WebSocket-Version": "13",
        "Authorization": f"Bearer {token}",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    lines = "".join(f"{name}: {value}\r\n" for name, value in given.items() if value)
    opened.sendall(f"GET {path} HTTP/1.1\r\n{lines}\r\n".encode())
    return opened


def read_head(opened: socket.socket) -> bytes:
    """Return the answer's head; nothing after it is read."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        one = opened.recv(1)
        if not one:
            break
        head += one
    return head


def status_of(opened: socket.socket) -> int:
    """Return the status with which the handshake is answered."""
    return int(read_head(opened).split(b" ", 2)[1])


def client_frame(payload: bytes, first: int = 0x82, mask: bytes = b"\1\2\3\4") -> bytes:
    """Return a frame as clients send it; an empty mask leaves it unmasked."""
    size, bit = len(payload), 0x80 if mask else 0
    if size < 126:
        head = struct.pack(">BB", first, bit | size)
    elif size < 65536:
        head = struct.pack(">BBH", first, bit | 126, size)
    else:
        head = struct.pack(">BBQ", first, bit | 127, size)
    body = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload)) if mask else payload
    return head + mask + body


def read_exactly(opened: socket.socket, size: int) -> bytes:
    """Return that many bytes, or fewer at the end."""
    data = b""
    while len(data) < size:
        got = opened.recv(size - len(data))
        if not got:
            break
        data += got
    return data


def read_frame(opened: socket.socket) -> tuple[int, bytes] | None:
    """Return the next frame (first byte, payload), or None at the end."""
    try:
        head = read_exactly(opened, 2)
        if len(head) < 2:
            return None
        size = head[1]
        if size > 125:
            size = int.from_bytes(read_exactly(opened, 2 if size == 126 else 8), "big")
        return head[0], read_exactly(opened, size)
    except ConnectionResetError:
        return None


def close_code_of(opened: socket.socket) -> int | None:
    """Read to the end and return the code of the close frame, if one came."""
    while (frame := read_frame(opened)) is not None:
        if frame[0] == 0x88:
            return int.from_bytes(frame[1][:2], "big")
    return None
