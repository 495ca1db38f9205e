from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.theme.tokens import LIGHT
from app.widgets.buttons import GAP, Button, ToolButton, with_key


def test_a_tool_button_is_named(qapp: object) -> None:
    button = ToolButton("undo-2", "Undo", shortcut="Ctrl+Z")
    assert button.accessibleName() == "Undo"
    assert button.toolTip() == "Undo  Ctrl+Z"
    button.set_name("Undo move")
    assert button.accessibleName() == "Undo move"
    assert with_key("Redo", "") == "Redo"


def test_a_reason_that_is_told_again_costs_nothing(qapp: object) -> None:
    for button in (ToolButton("undo-2", "Undo"), Button("Undo")):
        for _ in range(2):
            button.set_reason("Nothing was done yet")
            assert (button.isEnabled(), "Nothing was done yet" in button.toolTip()) == (False, True)
        button.setToolTip("")
        button.set_reason("Nothing was done yet")
        assert not button.toolTip()
        button.setEnabled(True)
        button.set_reason("Nothing was done yet")
        assert not button.isEnabled()
        button.set_reason("")
        assert (button.isEnabled(), button.accessibleDescription()) == (True, "")


def test_clicking_a_tool_leaves_the_keyboard_where_it_is(qapp: object) -> None:
    assert ToolButton("plus", "Add").focusPolicy() == Qt.FocusPolicy.TabFocus


def test_there_is_room_between_icon_and_text(qtbot: QtBot) -> None:
    plain, with_icon, alone = Button("New"), Button("New", icon_name="plus"), Button("", icon_name="plus")
    assert with_icon.sizeHint().width() - plain.sizeHint().width() == 16 + GAP
    assert alone.sizeHint().width() == 16 + 24


def test_the_primary_button_has_light_text_on_accent(qtbot: QtBot) -> None:
    button = Button("New diagram", kind="primary")
    qtbot.addWidget(button)
    button.resize(button.sizeHint())
    picture = button.grab().toImage()
    colors = {picture.pixelColor(x, y).name() for x in range(picture.width()) for y in range(picture.height())}
    assert LIGHT.accent.lower() in colors
    assert any(QColor(name).lightness() > 240 for name in colors)


def test_enter_and_clicks_press_it(qtbot: QtBot) -> None:
    button = Button("Go")
    qtbot.addWidget(button)
    with qtbot.waitSignal(button.clicked):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(button.clicked):
        qtbot.keyClick(button, Qt.Key.Key_Space)


def test_return_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    button, pressed = Button("Open a room", parent=window), list[bool]()
    button.clicked.connect(lambda: pressed.append(True))
    window.show()
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        QTest.keyPress(button, key)
    assert len(pressed) == 2
