"""What somebody else's state of a diagram leads to: worked out beside the window, which a large one would stop for a third of a second."""

from __future__ import annotations

import sys
from collections.abc import Callable

from PySide6.QtCore import QObject, QProcess, QTimer

from app.collaboration.state_hash_worker import hash_of

LARGE_BYTES = 128 << 10
"""From this size on a process is worth its start; below it takes a frame."""

LIMIT_MS = 60_000
"""A state that takes longer is as good as none."""

Answer = Callable[[bytes], None]


class StateHash(QObject):
    """Answers one question at a time; a new one takes the place of the one before."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Wait for questions.

        Args:
            parent: owner; when it goes, nothing is answered any more.
        """
        super().__init__(parent)
        self._reading: _Reading | None = None

    def ask(self, state: bytes, answer: Answer) -> None:
        """Work out the hash of the records.

        Args:
            state: the whole of a diagram, as one update.
            answer: called once with 32 bytes, or none if it is no diagram; at once for a small one. Not after `drop`.
        """
        self.drop()
        if len(state) < LARGE_BYTES:
            answer(hash_of(state))
        else:
            self._reading = _Reading(state, answer, self)
            self._reading.start()

    def drop(self) -> None:
        """Take the question back."""
        if self._reading is not None:
            self._reading.cancel()
            self._reading = None


class _Reading(QObject):
    """One question, and the process that works at it."""

    def __init__(self, state: bytes, answer: Answer, parent: QObject) -> None:
        super().__init__(parent)
        self._state, self._answer = state, answer
        self._over = False
        self._process = QProcess(self)
        self._process.finished.connect(self._on_finished)
        self._process.errorOccurred.connect(self._on_error)
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        # A process that is killed has finished, without an answer.
        self._limit.timeout.connect(self._process.kill)

    def start(self) -> None:
        self._limit.start(LIMIT_MS)
        # -P: a folder named "app" where the user happens to be must not be run instead of ours.
        self._process.start(sys.executable, ["-P", "-m", "app.collaboration.state_hash_worker"])
        self._process.write(self._state)
        self._process.closeWriteChannel()

    def cancel(self) -> None:
        if self._end():
            self._process.kill()
            self._process.waitForFinished(1000)

    def _end(self) -> bool:
        """Return whether it was still on; it is over now."""
        if self._over:  # Qt may have deleted what belongs to it.
            return False
        self._over = True
        self._limit.stop()
        self.deleteLater()
        return True

    def _on_finished(self, code: int, status: QProcess.ExitStatus) -> None:
        if self._end():
            well = status is QProcess.ExitStatus.NormalExit and code == 0
            self._answer(bytes(self._process.readAllStandardOutput().data()) if well else b"")

    def _on_error(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart and self._end():
            self._answer(hash_of(self._state))
