"""What waits for Qt in tests, longer than pytest-qt does: a condition that holds ends the wait, however long it may last."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import SignalBlocker

from tests.support.loop import PATIENCE_S

PATIENCE_MS = int(1000 * PATIENCE_S)


class PatientBot(QtBot):
    """Waits as long as everything else in the tests does, also where a test names less."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:
        super().waitUntil(callback, timeout=max(timeout, PATIENCE_MS))

    def waitSignal(
        self, signal: Any, *, timeout: int = PATIENCE_MS, raising: bool | None = None, check_params_cb: Any = None
    ) -> SignalBlocker:
        # Who does not want to hear of it being late waits for something that shall not come.
        patient = timeout if raising is False else max(timeout, PATIENCE_MS)
        return super().waitSignal(signal, timeout=patient, raising=raising, check_params_cb=check_params_cb)
