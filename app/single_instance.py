"""One window per profile: a second start hands its files to the first and ends.

The two talk over a local socket that only this user can open. What arrives is a list of paths and links of the program,
bounded and checked.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from app.links import is_own_link

MAX_MESSAGE_BYTES = 64 * 1024
WAIT_MS = 1000


def _server_name(profile: Path) -> str:
    digest = hashlib.sha256(str(profile.resolve()).encode()).hexdigest()[:24]
    return f"aio-canvas-{digest}"


def hand_over(profile: Path, files: Sequence[Path]) -> bool:
    """Ask a running window to open files and come to the front.

    Returns:
        True when a window took them; False when there is none.
    """
    socket = QLocalSocket()
    socket.connectToServer(_server_name(profile))
    if not socket.waitForConnected(WAIT_MS):
        return False
    socket.write(json.dumps([_word(path) for path in files]).encode() + b"\n")
    taken = socket.waitForBytesWritten(WAIT_MS) and socket.waitForReadyRead(WAIT_MS)
    socket.disconnectFromServer()
    return bool(taken)


def _word(path: Path) -> str:
    """Return a path as every process finds it, or a link as it is."""
    return str(path) if is_own_link(str(path)) else str(path.resolve())


class InstanceServer(QObject):
    """Listens for later starts of the program.

    Signals:
        requested(list[Path]): files to open; empty means only "come to the front".
    """

    requested = Signal(list)

    def __init__(self, profile: Path, parent: QObject | None = None) -> None:
        """Start to listen; a socket left by a killed process is taken over, which the profile's lock makes safe."""
        super().__init__(parent)
        self._sockets: list[QLocalSocket] = []
        name = _server_name(profile)
        QLocalServer.removeServer(name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._accept)
        self.listening = self._server.listen(name)

    def close(self) -> None:
        """Stop to listen and let go of everybody."""
        self._server.close()
        for socket in self._sockets:
            socket.abort()
        self._drop_finished()

    # Slots are methods, not lambdas: Qt disconnects a method when its object goes, a lambda would still be called.

    def _accept(self) -> None:
        socket = self._server.nextPendingConnection()
        self._sockets.append(socket)
        socket.readyRead.connect(self._read_all)
        socket.disconnected.connect(self._drop_finished)
        self._read(socket)

    def _drop_finished(self) -> None:
        unconnected = QLocalSocket.LocalSocketState.UnconnectedState
        for socket in [one for one in self._sockets if one.state() == unconnected]:
            self._sockets.remove(socket)
            socket.deleteLater()

    def _read_all(self) -> None:
        for socket in list(self._sockets):
            self._read(socket)

    def _read(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > MAX_MESSAGE_BYTES:
            socket.abort()
            return
        if not socket.canReadLine():
            return
        files = _parse(bytes(socket.readLine(MAX_MESSAGE_BYTES).data()))
        if files is None:
            socket.abort()
            return
        socket.write(b"ok\n")
        socket.flush()
        self.requested.emit(files)


def _parse(line: bytes) -> list[Path] | None:
    """Return the paths of a request, or None when it is not one."""
    try:
        words = json.loads(line)
    except ValueError:
        return None
    if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
        return None
    return [Path(word) for word in words]
