from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.collaboration.room_state import Comparing, Guest, RoomState
from app.collaboration.team_state import Reach, TeamPerson, TeamState
from app.dialogs.sharing.share import ShareDialog
from app.widgets.buttons import Button
from sync.protocol.roles import Role

OPEN = RoomState(True, "A3F9", "aiocanvas:room#abc")


@pytest.fixture
def dialog(qtbot: QtBot) -> ShareDialog:
    made = ShareDialog("Harbour")
    qtbot.addWidget(made)
    made.show()
    return made


def click(button: Button) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def texts(dialog: ShareDialog) -> set[str]:
    return {label.text() for label in dialog.findChildren(QLabel) if label.isVisible()}


def test_every_way_says_who_can_read(dialog: ShareDialog) -> None:
    for way in (dialog.network, dialog.relay, dialog.file):
        assert "read" in way.readers.text()


def test_the_relay_is_reached_by_signing_in_or_says_why_not(dialog: ShareDialog, qtbot: QtBot) -> None:
    assert dialog.relay.button.text() == "Sign in…"
    with qtbot.waitSignal(dialog.sign_in_wanted):
        click(dialog.relay.button)
    dialog.show_team(TeamState(Reach.AWAY, "The relay cannot be reached now."))
    assert not dialog.relay.button.isEnabled()
    assert "The relay cannot be reached now." in texts(dialog)


def test_a_diagram_goes_into_a_team_or_a_new_one(dialog: ShareDialog, qtbot: QtBot) -> None:
    dialog.show_team(TeamState(Reach.ALONE, targets=(("aa" * 16, "Harbour"),)))
    with qtbot.waitSignal(dialog.relay_wanted) as wanted:
        click(dialog.relay.button)
    assert wanted.args[0] == "aa" * 16
    dialog.show_team(TeamState(Reach.ALONE))
    dialog.team_name.setText("Port")
    with qtbot.waitSignal(dialog.relay_wanted) as wanted:
        click(dialog.relay.button)
    assert wanted.args == ["", "Port"]
    dialog.show_team(TeamState(Reach.SHARED, people=(TeamPerson("aa" * 16, "Ana", Role.OWNER, own=True),)))
    assert dialog.panel.isVisible()
    with qtbot.waitSignal(dialog.team_wanted):
        click(dialog.relay.button)


def test_a_room_is_opened_and_stopped_by_one_button(dialog: ShareDialog, qtbot: QtBot) -> None:
    with qtbot.waitSignal(dialog.open_wanted):
        click(dialog.network.button)
    dialog.show_room(OPEN)
    assert dialog.network.button.text() == "Stop sharing"
    assert dialog.code.text == OPEN.ticket
    assert "Room A3F9" in texts(dialog)
    with qtbot.waitSignal(dialog.stop_wanted):
        click(dialog.network.button)
    dialog.show_room(RoomState())
    assert not dialog.code.isVisible()


def test_digits_stand_in_place_of_the_code(dialog: ShareDialog, qtbot: QtBot) -> None:
    dialog.show_room(RoomState(True, "A3F9", "x", Comparing("q", "482913", "Ana")))
    assert dialog.comparing.isVisible()
    assert not dialog.code.isVisible()
    with qtbot.waitSignal(dialog.answered) as answer:
        click(dialog.comparing.match)
    assert answer.args == ["q", True]


def test_who_came_is_listed_with_how_that_is_known(dialog: ShareDialog) -> None:
    dialog.show_room(
        RoomState(True, "A3F9", "x", None, (Guest("a", "Ana", "digits"), Guest("b", "Ben", "code", False)))
    )
    assert {"Ana", "Digits compared", "Ben", "Came with your code · not here now"} <= texts(dialog)
    dialog.show_room(RoomState(True, "A3F9", "x"))
    assert "Ana" not in texts(dialog)


def test_a_problem_is_said(dialog: ShareDialog) -> None:
    dialog.show_room(RoomState(problem="There is no network."))
    assert "There is no network." in texts(dialog)


@pytest.mark.parametrize(
    ("press", "signal"),
    [
        (lambda d: d.renew, lambda d: d.ticket_wanted),
        (lambda d: d.file.button, lambda d: d.export_wanted),
    ],
)
def test_other_buttons_do_what_they_say(
    dialog: ShareDialog,
    qtbot: QtBot,
    press: Callable[[ShareDialog], Button],
    signal: Callable[[ShareDialog], object],
) -> None:
    dialog.show_room(OPEN)
    with qtbot.waitSignal(signal(dialog)):
        click(press(dialog))


def test_the_code_can_be_copied(dialog: ShareDialog) -> None:
    dialog.show_room(OPEN)
    click(dialog.copy)
    assert QGuiApplication.clipboard().text() == OPEN.ticket
    assert dialog.copy.text() == "Copied"


def test_after_sharing_the_keyboard_is_where_somebody_is_let_in(dialog: ShareDialog) -> None:
    owner = TeamPerson("aa" * 16, "Ana", Role.OWNER, own=True)
    dialog.show_team(TeamState(Reach.ALONE))
    dialog.show_team(TeamState(Reach.ALONE, busy=True))
    dialog.show_team(TeamState(Reach.SHARED, people=(owner,), own_role=Role.OWNER))
    assert dialog.focusWidget() is dialog.panel.invite
