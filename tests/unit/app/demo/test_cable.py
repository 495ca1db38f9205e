"""The cable of the demo, between real sockets."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator

import pytest

from app.demo.cable import Cable


@pytest.fixture
def echo() -> Iterator[int]:
    """Serve whatever comes back, on a thread; return the port."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                threading.Thread(target=answer, args=(connection,), daemon=True).start()

        def answer(connection: socket.socket) -> None:
            with connection:
                while data := connection.recv(1024):
                    connection.sendall(data)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield server.getsockname()[1]
        server.shutdown(socket.SHUT_RDWR)
    thread.join(60)


@pytest.fixture
def cable(echo: int) -> Iterator[Cable]:
    laid = Cable(echo)
    yield laid
    laid.close()


def next_word(line: socket.socket) -> bytes:
    """Return what comes next.

    Raises:
        ConnectionError: the connection has ended.
    """
    word = line.recv(1024)
    if not word:
        raise ConnectionResetError
    return word


def said_back(port: int, text: bytes) -> bytes:
    """Say something over the cable and return what comes back."""
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(text)
        return next_word(line)


def test_what_goes_in_comes_out_at_the_target(cable: Cable) -> None:
    assert said_back(cable.port, b"hello") == b"hello"


def test_a_cut_ends_what_is_open_and_lets_nothing_in_until_it_is_healed(cable: Cable) -> None:
    port = cable.port
    with socket.create_connection(("127.0.0.1", port), 10) as line:
        line.sendall(b"one")
        assert line.recv(1024) == b"one"
        cable.cut()
        line.settimeout(10)
        with pytest.raises(ConnectionError):
            next_word(line)
    with pytest.raises(ConnectionError):
        said_back(port, b"three")
    cable.heal()
    assert cable.port == port
    assert said_back(port, b"four") == b"four"


def test_a_target_that_is_not_there_ends_the_connection() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        nobody = taken.getsockname()[1]
    laid = Cable(nobody)
    try:
        with socket.create_connection(("127.0.0.1", laid.port), 10) as line, pytest.raises(ConnectionError):
            next_word(line)
    finally:
        laid.close()
