"""The WebSocket standard, byte by byte, over raw sockets: the handshake, faults of framing, fragments, limits."""

from __future__ import annotations

import random
import socket
from collections.abc import Callable, Iterator

import pytest

from sync.protocol.frame_codec import TO_CLIENT, decode_frame, encode_frame
from sync.protocol.frames import Auth, Failure, Frame, Hello, Ping, Pong, Welcome
from sync.protocol.limits import MAX_FRAME_BYTES
from tests.support.relay_office import Office, open_office
from tests.support.relay_setups import SETUPS, setup_settings
from tests.support.socket_device import (
    client_frame,
    close_code_of,
    greet,
    raw_socket,
    read_frame,
    read_head,
    status_of,
)

PING = encode_frame(Ping(7))


@pytest.fixture(scope="module", params=SETUPS)
def office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    with (
        setup_settings(request, request.param) as settings,
        open_office(tmp_path_factory.mktemp("office"), "edith", **settings) as opened,
    ):
        yield opened


def token(office: Office) -> str:
    """Return Edith's access token."""
    return office.people["edith"].tokens.access_token


def greeted(office: Office, receive_buffer: int | None = None) -> tuple[socket.socket, Hello]:
    """Return an upgraded connection and its greeting."""
    opened = raw_socket(office.relay.url, token(office), receive_buffer)
    assert b" 101 " in read_head(opened)
    hello = frame_of(opened)
    assert isinstance(hello, Hello)
    return opened, hello


def ready(office: Office) -> socket.socket:
    """Return a connection whose device is proven."""
    opened, hello = greeted(office)
    opened.sendall(client_frame(encode_frame(greet(office.people["edith"].laptop, hello))))
    assert isinstance(frame_of(opened), Welcome)
    return opened


def frame_of(opened: socket.socket) -> Frame:
    """Return the next frame of the protocol."""
    found = read_frame(opened)
    assert found is not None
    assert found[0] == 0x82
    return decode_frame(found[1], TO_CLIENT)


def is_answered(opened: socket.socket) -> bool:
    """Tell whether the connection still takes and answers frames."""
    opened.sendall(client_frame(PING))
    return frame_of(opened) == Pong(7)


HANDSHAKES: list[tuple[str, dict[str, str], int]] = [
    ("good", {}, 101),
    ("no token", {"Authorization": ""}, 401),
    ("bad token", {"Authorization": "Bearer nonsense"}, 401),
    ("another scheme", {"Authorization": "Basic YTpi"}, 401),
    ("our own page", {"Origin": "https://relay.test"}, 101),
    ("a foreign page", {"Origin": "https://evil.test"}, 403),
    ("no key", {"Sec-WebSocket-Key": ""}, 400),
    ("a short key", {"Sec-WebSocket-Key": "AAAA"}, 400),
    ("an old version", {"Sec-WebSocket-Version": "8"}, 400),
    ("an offer to compress", {"Sec-WebSocket-Extensions": "permessage-deflate"}, 101),
]


@pytest.mark.parametrize(("headers", "status"), [case[1:] for case in HANDSHAKES], ids=[case[0] for case in HANDSHAKES])
def test_the_handshake(office: Office, headers: dict[str, str], status: int) -> None:
    """RLY-1, RLY-2."""
    with raw_socket(office.relay.url, token(office), **headers) as opened:
        head = read_head(opened)
        assert int(head.split(b" ", 2)[1]) == status
        assert b"permessage-deflate" not in head


@pytest.mark.parametrize("path", ["/api/v1/socket/", "/api/v1/me", "/", "/api/v1/socket?token=x"])
def test_other_paths_are_not_there(office: Office, path: str) -> None:
    """RLY-1. A token in an address would stand in the logs of proxies; no address but one opens a socket."""
    with raw_socket(office.relay.url, token(office), path=path) as opened:
        assert status_of(opened) == 404


FAULTS: list[tuple[str, bytes, int]] = [
    ("unmasked", client_frame(PING, mask=b""), 1002),
    ("a reserved opcode", client_frame(PING, 0x83), 1002),
    ("a reserved control opcode", client_frame(b"", 0x8B), 1002),
    ("a reserved bit", client_frame(PING, 0xC2), 1002),
    ("a continuation of nothing", client_frame(PING, 0x80), 1002),
    ("a message inside a fragmented one", client_frame(PING, 0x02) + client_frame(PING), 1002),
    ("a fragmented ping", client_frame(b"x", 0x09), 1002),
    ("a long ping", client_frame(bytes(200), 0x89), 1002),
    ("a close code that is none", client_frame(b"\x03\xe7", 0x88), 1002),
    ("a close of one byte", client_frame(b"\x03", 0x88), 1002),
    ("text", client_frame(b"hello", 0x81), 1003),
    ("too large, by its header alone", b"\x82\xff" + (MAX_FRAME_BYTES + 1).to_bytes(8, "big") + b"\1\2\3\4", 1009),
    ("the largest number", b"\x82\xff" + b"\xff" * 8 + b"\1\2\3\4", 1009),
    ("no frame of ours", client_frame(b"\xee"), 4400),
    ("an empty message", client_frame(b""), 4400),
    ("a frame of the other side", client_frame(encode_frame(Welcome(1))), 4400),
    ("a second proof", client_frame(encode_frame(Auth(1, "0" * 32, bytes(64)))), 4400),
    ("an append that is cut off", client_frame(b"\x15abc"), 4400),
]


@pytest.mark.parametrize(("data", "code"), [case[1:] for case in FAULTS], ids=[case[0] for case in FAULTS])
def test_faults_end_the_connection_with_their_code(office: Office, data: bytes, code: int) -> None:
    """RLY-3, RLY-4."""
    with ready(office) as opened:
        opened.sendall(data)
        assert close_code_of(opened) == code


def test_fragments_that_grow_too_large_end_the_connection(office: Office) -> None:
    """RLY-4."""
    with ready(office) as opened:
        piece = bytes(MAX_FRAME_BYTES // 2 + 1)
        # The mask of zeros leaves the bytes as they are: masking them one by one takes longer than the test.
        head = b"\xff" + len(piece).to_bytes(8, "big") + bytes(4)
        opened.sendall(b"\x02" + head + piece)
        opened.sendall(b"\x80" + head)
        assert close_code_of(opened) == 1009


def in_fragments(data: bytes) -> list[bytes]:
    """Return a message in three fragments with a ping between."""
    return [
        client_frame(data[:2], 0x02),
        client_frame(b"alive?", 0x89),
        client_frame(data[2:5], 0x00),
        client_frame(data[5:], 0x80),
    ]


def test_fragments_are_put_together_around_control_frames(office: Office) -> None:
    """RLY-3."""
    with ready(office) as opened:
        opened.sendall(b"".join(in_fragments(PING)))
        assert read_frame(opened) == (0x8A, b"alive?")
        assert frame_of(opened) == Pong(7)
        assert is_answered(opened)


@pytest.mark.parametrize("step", [1, 7])
def test_a_trickle_is_taken_in_order(office: Office, step: int) -> None:
    """RLY-3."""
    with ready(office) as opened:
        opened.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        data = b"".join(client_frame(encode_frame(Ping(number))) for number in range(20))
        for place in range(0, len(data), step):
            opened.sendall(data[place : place + step])
        assert [frame_of(opened) for _ in range(20)] == [Pong(number) for number in range(20)]


def test_closing_is_answered(office: Office) -> None:
    """RLY-3."""
    with ready(office) as opened:
        opened.sendall(client_frame(b"\x03\xe8", 0x88))
        assert close_code_of(opened) == 1000


def without_proof(_: Hello, office: Office) -> Frame:
    return Ping(1)


def with_another_key(hello: Hello, office: Office) -> Frame:
    proof = greet(office.people["olive"].laptop, hello)
    return Auth(proof.version, office.people["edith"].laptop.device, proof.signature)


def as_another_device(hello: Hello, office: Office) -> Frame:
    return greet(office.people["olive"].laptop, hello)


def for_another_nonce(hello: Hello, office: Office) -> Frame:
    return greet(office.people["edith"].laptop, Hello(1, 1, bytes(32), hello.key, hello.max_frame, hello.time))


def for_another_relay(hello: Hello, office: Office) -> Frame:
    return greet(office.people["edith"].laptop, Hello(1, 1, hello.nonce, bytes(32), hello.max_frame, hello.time))


PROOFS: list[tuple[Callable[[Hello, Office], Frame], int]] = [
    (without_proof, 4400),
    (with_another_key, 4401),
    (as_another_device, 4401),
    (for_another_nonce, 4401),
    (for_another_relay, 4401),
]


@pytest.mark.parametrize(("answer", "code"), PROOFS)
def test_only_the_device_of_the_session_gets_in(
    office: Office, answer: Callable[[Hello, Office], Frame], code: int
) -> None:
    """RLY-5, PRO-34."""
    opened, hello = greeted(office)
    with opened:
        opened.sendall(client_frame(encode_frame(answer(hello, office))))
        assert isinstance(frame_of(opened), Failure)
        assert close_code_of(opened) == code


def test_random_streams_harm_nobody(office: Office) -> None:
    """RLY-4."""
    rng = random.Random(5)
    with ready(office) as neighbour:
        for number in range(300):
            opened = ready(office) if number % 10 == 0 else raw_socket(office.relay.url, token(office))
            with opened:
                junk = rng.randbytes(rng.randrange(1, 400))
                opened.sendall(junk if number % 2 else client_frame(junk, rng.randrange(256), rng.randbytes(4)))
                if number % 3 == 0:
                    opened.shutdown(socket.SHUT_WR)
        assert is_answered(neighbour)
    assert office.relay.call("GET", "/server").status_code == 200
