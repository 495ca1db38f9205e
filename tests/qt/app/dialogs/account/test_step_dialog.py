from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.account.steps import Ask, Kind, Step
from app.dialogs.account.step_dialog import StepDialog
from app.widgets.check_box import CheckBox
from app.widgets.qr_code import QrCode
from app.widgets.text_fields import SecretField

STEP = Step(
    "who",
    "Who is it?",
    "Tell.",
    (
        Ask("email", "Mail", text="me@example.org"),
        Ask("secret", "Password", Kind.SECRET),
        Ask("note", "Note", optional=True),
    ),
    "Go",
    (("other", "Something else"),),
)


@pytest.fixture
def dialog(qtbot: QtBot) -> StepDialog:
    made = StepDialog()
    qtbot.addWidget(made)
    made.show_step(STEP)
    made.show()
    made.activateWindow()
    return made


def test_the_main_button_waits_for_what_is_needed_and_hands_it_over(dialog: StepDialog) -> None:
    given: list[tuple[str, dict[str, str]]] = []
    dialog.submitted.connect(lambda step, values: given.append((step, values)))
    assert not dialog.confirm.isEnabled()
    secret = dialog.fields["secret"]
    assert isinstance(secret, SecretField)
    assert secret.edit.echoMode() is QLineEdit.EchoMode.Password
    QTest.keyClicks(secret.edit, "s3cret")
    assert dialog.confirm.isEnabled()
    QTest.keyClick(secret.edit, Qt.Key.Key_Return)
    assert given == [("who", {"email": "me@example.org", "secret": "s3cret", "note": ""})]


def test_links_hand_over_what_was_typed_as_well(dialog: StepDialog) -> None:
    chosen: list[tuple[str, str]] = []
    dialog.chosen.connect(lambda link, values: chosen.append((link, values["email"])))
    QTest.mouseClick(dialog.links["other"], Qt.MouseButton.LeftButton)
    assert chosen == [("other", "me@example.org")]


def test_a_problem_is_said_and_the_secret_is_typed_anew(dialog: StepDialog) -> None:
    dialog.set_busy(True)
    assert dialog.waiting.isVisible()
    assert not dialog.fields["email"].isEnabled()
    dialog.show_problem("That is not right.")
    assert dialog.problem.isVisible()
    assert dialog.fields["email"].isEnabled()
    assert not dialog.waiting.isVisible()
    dialog.set_busy(True)
    assert not dialog.problem.isVisible()


def test_a_tick_has_to_be_set_and_enter_does_nothing_dangerous(dialog: StepDialog) -> None:
    dialog.show_step(Step("sure", "Sure?", asks=(Ask("yes", "I am", Kind.TICK),), confirm="Do it", dangerous=True))
    tick = dialog.fields["yes"]
    assert isinstance(tick, CheckBox)
    assert not dialog.confirm.isEnabled()
    tick.setChecked(True)
    assert dialog.confirm.isEnabled()
    assert not dialog.confirm.isDefault()
    assert dialog.values() == {"yes": "yes"}


def test_what_is_shown_can_be_read_copied_and_scanned(dialog: StepDialog) -> None:
    dialog.show_step(Step("code", "Your code", shown="AAAA-BBBB", shown_name="Code", code="aiocanvas:x"))
    texts = [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]
    assert "AAAA-BBBB" in texts
    (square,) = (each for each in dialog.findChildren(QrCode) if each.text)
    assert square.text == "aiocanvas:x"
    assert not dialog.confirm.isVisible()
    copy = next(
        each for each in dialog.findChildren(type(dialog.cancel)) if each.text() == "Copy" and not each.isHidden()
    )
    QTest.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "AAAA-BBBB"
    assert "AAAA-BBBB" not in repr(dialog._step)
