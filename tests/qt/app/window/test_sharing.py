"""The Share button: every way is there, with who can read it; what does not work yet says so."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.collaboration.room_state import Comparing, RoomState
from app.dialogs.sharing.join import JoinDialog
from app.dialogs.sharing.share import ShareDialog
from app.widgets.buttons import Button
from app.workbench.share_link import tell_reopened
from tests.support.stage import Stage


def opened(stage: Stage) -> ShareDialog:
    stage.do("file.share")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ShareDialog)
    return dialog


def test_without_an_account_the_relay_asks_to_sign_in(stage: Stage) -> None:
    dialog = opened(stage)
    assert "Harbour" in dialog.windowTitle()
    assert dialog.network.button.isEnabled()
    assert dialog.relay.button.text() == "Sign in…"
    dialog.reject()
    assert QApplication.activeModalWidget() is None


def test_a_file_can_be_sent(stage: Stage) -> None:
    stage.box()
    QTest.mouseClick(opened(stage).file.button, Qt.MouseButton.LeftButton)
    assert stage.answers.asked == 1


def test_from_home_there_is_nothing_to_share(stage: Stage) -> None:
    stage.window.show_home()
    assert not stage.window.registry.action("file.share").isEnabled()


def test_joining_looks_for_rooms_only_while_its_dialog_is_open(stage: Stage) -> None:
    stage.do("file.join")
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, JoinDialog)
    dialog.code.setText("nonsense")
    QTest.mouseClick(dialog.enter, Qt.MouseButton.LeftButton)
    assert dialog.problem.isVisible()
    dialog.reject()
    assert QApplication.activeModalWidget() is None


def test_one_can_join_from_home_before_anything_was_opened(qapp: QApplication, tmp_path: Path) -> None:
    stage = Stage(tmp_path / "profile")
    assert stage.window.registry.action("file.join").isEnabled()
    stage.end()


def test_a_room_that_opened_again_is_told_and_can_be_ended(stage: Stage, qtbot: QtBot) -> None:
    together = stage.window.sharing.together()
    document = stage.tab.id
    stage.desktop.browser.refresh()
    qtbot.waitUntil(lambda: any(entry.id == document for entry in stage.desktop.browser.entries))
    together.open_room(document, lambda _state: None)
    qtbot.waitUntil(lambda: together.room_of(document).open, timeout=10_000)
    tell_reopened(stage.window, document)
    assert "“Harbour” can be joined in this network again" in stage.said[-1].text
    QApplication.processEvents()
    (end,) = [one for one in stage.window.workbench.area.findChildren(Button) if one.text() == "Stop sharing"]
    QTest.mouseClick(end, Qt.MouseButton.LeftButton)
    assert together.room(document) is None


def test_somebody_who_waits_at_a_room_whose_dialog_is_closed_is_told_of_once_and_let_to_the_digits(
    stage: Stage,
) -> None:
    together, document = stage.window.sharing.together(), stage.tab.id
    state = RoomState(True, "A3F9", "x", Comparing("q", "482913"))
    for _ in range(2):
        together.show_room(document, state)
    (told,) = [message for message in stage.said if "compare six digits" in message.text]
    assert told.stays
    assert told.run is not None
    stage.window.show_home()
    told.run()
    dialog = QApplication.activeModalWidget()
    assert isinstance(dialog, ShareDialog)
    assert "Harbour" in dialog.windowTitle()
    together.show_room(document, state)
    assert dialog.comparing.isVisible()
    dialog.reject()


def test_that_somebody_waits_at_a_room_is_not_told_of_any_more_when_he_has_left(stage: Stage) -> None:
    together, toasts = stage.window.sharing.together(), stage.window.workbench.area.toasts
    together.show_room(stage.tab.id, RoomState(True, "A3F9", "x", Comparing("q", "482913")))
    assert toasts.toast is not None
    together.show_room(stage.tab.id, RoomState(True, "A3F9", "x"))
    assert toasts.toast is None
    stage.window.say("Saved")
    together.show_room(stage.tab.id, RoomState(True, "A3F9", "x"))
    assert toasts.toast is not None
