from __future__ import annotations

import gc
import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from app import window_collector
from app.window_collector import WindowCollector

MANY = 100_000


class Knot(QDialog):
    """A dialog that holds itself and tells on which thread it dies."""

    def __init__(self, told: list[int]) -> None:
        super().__init__()
        self.told, self.held = told, self

    def __del__(self) -> None:
        self.told.append(threading.get_ident())


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    enabled = gc.isenabled()
    gc.enable()
    yield
    if not enabled:
        gc.disable()


def test_a_dialog_in_a_cycle_dies_on_the_thread_of_the_window(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(window_collector, "LOOK_MS", 0)
    owner = QObject()
    WindowCollector(owner)
    told: list[int] = []
    Knot(told)
    made: list[list[int]] = []
    busy = threading.Thread(target=lambda: made.extend([number] for number in range(MANY)))
    busy.start()
    busy.join()
    assert not told
    qtbot.waitUntil(lambda: bool(told))
    assert told == [threading.get_ident()]
    owner.deleteLater()
