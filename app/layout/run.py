"""One layout that runs in a process of its own while the window goes on, and can be stopped at any time."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QProcess, QTimer, Signal

from app.layout.messages import decode_places, encode_request
from canvas.errors import LayoutFailed
from canvas.kernels.layout.request import Request

LIMIT_MS = 60_000
"""A layout that takes longer is stopped and told as failed."""


class LayoutRun(QObject):
    """Asks the layout process.

    Signals:
        placed(object): the `Places` found.
        failed(str): why there are none; not after `cancel`.
    """

    placed = Signal(object)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a run that has not begun.

        Args:
            parent: owner; when it goes, the process is stopped.
        """
        super().__init__(parent)
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._on_limit)
        self._over = False

    def start(self, request: Request) -> None:
        """Begin.

        Raises:
            LayoutFailed: the request has too many shapes.
        """
        data = encode_request(request)
        self._timer.start(LIMIT_MS)
        # -P: a folder named "app" where the user happens to be must not be run instead of ours.
        self._process.start(sys.executable, ["-P", "-m", "app.layout.worker"])
        self._process.write(data)
        self._process.closeWriteChannel()

    def cancel(self) -> None:
        """Stop the process; nothing is told any more."""
        self._end()
        self._process.kill()
        self._process.waitForFinished(1000)

    def _end(self) -> bool:
        """Return whether the run was still on; it is over now."""
        was_on, self._over = not self._over, True
        self._timer.stop()
        return was_on

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if not self._end():
            return
        if status is QProcess.ExitStatus.CrashExit or code != 0:
            said = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
            self.failed.emit(said.splitlines()[-1] if said else self.tr("The layout process ended without a result."))
            return
        try:
            places = decode_places(bytes(self._process.readAllStandardOutput().data()))
        except LayoutFailed as error:
            self.failed.emit(str(error))
            return
        self.placed.emit(places)

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._end():
            self.failed.emit(self.tr("The layout process could not be started."))

    def _on_limit(self) -> None:
        if self._end():
            self._process.kill()
            self.failed.emit(self.tr("The layout took too long and was stopped."))
