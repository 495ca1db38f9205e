"""The line in the top bar keeps up with what is true, and does not say what has passed before anybody could read it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sync.store.writer import SaveFailure
from tests.support.stage import Stage


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.begin()
    made.desktop.session.library.thread.flush().result()
    QApplication.processEvents()
    made.window.workbench.status.show_now()
    yield made
    made.end()


def says(stage: Stage) -> tuple[str, str]:
    status = stage.window.workbench.top.status
    return status.text(), str(status.property("pill"))


def test_an_edit_that_is_saved_soon_is_not_said_to_be_on_its_way(stage: Stage, qtbot: QtBot) -> None:
    pending: set[int] = set()
    said = {says(stage)}
    stage.tab.diagram.subscribe(lambda state: pending.add(state.pending))
    stage.tab.diagram.subscribe(lambda _state: said.add(says(stage)))
    stage.box()
    stage.desktop.session.library.thread.flush().result()
    qtbot.waitUntil(lambda: not stage.tab.diagram.state.pending)
    stage.window.workbench.status.show_now()
    assert pending == {0, 1}
    assert said | {says(stage)} == {("Saved on this device", "ok")}


def test_an_edit_that_waits_for_the_disk_is_said(stage: Stage, qtbot: QtBot) -> None:
    gate = Event()
    stage.desktop.session.library.submit(lambda _store: gate.wait())
    stage.box()
    qtbot.waitUntil(lambda: says(stage) == ("Saving…", "busy"))
    gate.set()
    qtbot.waitUntil(lambda: says(stage) == ("Saved on this device", "ok"))
    assert not stage.tab.diagram.state.pending


def test_a_refusal_of_the_disk_is_said_at_once(stage: Stage) -> None:
    gate = Event()
    stage.desktop.session.library.submit(lambda _store: gate.wait())
    stage.box()
    stage.tab.diagram.note_failure(SaveFailure(OSError("the disk is full"), 1))
    assert says(stage) == ("Not saved: the disk is full", "danger")
    gate.set()
