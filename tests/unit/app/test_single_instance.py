"""A second start hands its files to the first over a real local socket."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QProcess
from PySide6.QtNetwork import QLocalSocket
from pytestqt.qtbot import QtBot

from app.single_instance import InstanceServer, _parse, _server_name, hand_over


@pytest.fixture
def server(qapp: object, tmp_path: Path) -> Iterator[InstanceServer]:
    listening = InstanceServer(tmp_path)
    yield listening
    listening.close()


def test_without_a_running_window_nothing_is_handed_over(qapp: object, tmp_path: Path) -> None:
    assert hand_over(tmp_path, [Path("a.drawio")]) is False


def test_the_first_window_gets_the_files_of_the_second_start(
    qtbot: QtBot, server: InstanceServer, tmp_path: Path
) -> None:
    assert server.listening
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication; QCoreApplication([]);"
        "from app.single_instance import hand_over; sys.exit(0 if hand_over(Path(sys.argv[1]), [Path(sys.argv[2])]) else 3)"
    )
    second = QProcess()
    with qtbot.waitSignal(server.requested, timeout=10_000) as request:
        second.start(sys.executable, ["-c", code, str(tmp_path), str(tmp_path / "x.drawio")])
    assert request.args == [[tmp_path / "x.drawio"]]
    assert second.waitForFinished(10_000)
    assert second.exitCode() == 0


@pytest.mark.parametrize("line", [b"\xff\n", b"{}\n", b"[1]\n", b'"x"\n', b"nonsense\n"])
def test_a_request_that_is_none_is_refused(line: bytes) -> None:
    assert _parse(line) is None


def test_too_long_a_request_ends_the_connection(qtbot: QtBot, server: InstanceServer, tmp_path: Path) -> None:
    asked: list[object] = []
    server.requested.connect(asked.append)
    socket = QLocalSocket()
    socket.connectToServer(_server_name(tmp_path))
    assert socket.waitForConnected(2000)
    socket.write(b"[" + b" " * 200_000)
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState, timeout=5000)
    assert asked == []
