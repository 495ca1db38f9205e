from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from app.widgets.layout import column, holder
from app.widgets.number_field import NumberField, NumberSpec, _Handle

Make = Callable[[NumberSpec], NumberField]


@pytest.fixture
def make(qtbot: QtBot) -> Make:
    """Show a field beside another thing that can take the keyboard."""

    windows: list[QWidget] = []  # qtbot holds widgets only weakly.

    def build(spec: NumberSpec) -> NumberField:
        field = NumberField("Width", spec)
        window = holder(column(field, QLineEdit()))
        windows.append(window)
        qtbot.addWidget(window)
        window.resize(140, 80)
        with qtbot.waitActive(window):
            window.show()
            window.activateWindow()
        field.set_value(120.0)
        return field

    return build


def type_into(qtbot: QtBot, field: NumberField, text: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, text)


def commits(field: NumberField) -> list[float]:
    seen: list[float] = []
    field.committed.connect(seen.append)
    return seen


def test_enter_commits_a_sum(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec(suffix=" px"))
    seen = commits(field)
    assert field.edit.text() == "120 px"
    type_into(qtbot, field, "120*2")
    assert seen == []
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert seen == [240.0]
    assert field.edit.text() == "240 px"


def test_leaving_the_field_commits(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec())
    seen = commits(field)
    type_into(qtbot, field, "7,5")
    other = field.window().findChildren(QLineEdit)[-1]
    other.setFocus()
    assert seen == [7.5]


def test_names_in_sums(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec())
    field.set_names({"w": 120.0})
    seen = commits(field)
    type_into(qtbot, field, "=w/3")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert seen == [40.0]


def test_escape_puts_the_old_number_back(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec())
    seen = commits(field)
    type_into(qtbot, field, "999")
    qtbot.keyClick(field.edit, Qt.Key.Key_Escape)
    assert field.edit.text() == "120"
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert seen == []


def test_nonsense_stays_to_be_mended_and_changes_nothing(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec())
    seen = commits(field)
    type_into(qtbot, field, "12x")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.edit.property("invalid") is True
    assert field.edit.text() == "12x"
    field.window().findChildren(QLineEdit)[-1].setFocus()
    assert field.edit.text() == "120"
    assert not field.edit.property("invalid")
    assert seen == []


def test_limits(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec(low=0.0, high=100.0, decimals=0))
    seen = commits(field)
    type_into(qtbot, field, "1000")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    type_into(qtbot, field, "-3")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert seen == [100.0, 0.0]


def test_arrows_step_and_shift_steps_further(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec(step=0.5))
    seen = commits(field)
    field.edit.setFocus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    qtbot.keyClick(field.edit, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    assert seen == [120.5, 115.5]


def test_mixed_values(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec())
    seen = commits(field)
    field.set_mixed()
    assert field.value is None
    assert field.edit.text() == ""
    assert field.edit.placeholderText() == "Mixed"
    field.edit.setFocus()
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert seen == []
    type_into(qtbot, field, "8")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert seen == [8.0]


def test_a_value_that_does_not_apply_takes_no_input(make: Make) -> None:
    field = make(NumberSpec())
    field.set_blank()
    assert not field.isEnabled()
    field.set_value(3.0)
    assert field.isEnabled()


def test_typing_is_not_disturbed_by_news(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec())
    type_into(qtbot, field, "55")
    field.set_value(130.0)
    assert field.edit.text() == "55"


def drag(qtbot: QtBot, handle: QWidget, distance: int, modifier: Qt.KeyboardModifier) -> None:
    """Press, move and release: qtbot.mouseMove carries no buttons, the handle keeps its own state."""
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, modifier, QPoint(10, 10))
    to = QPointF(10 + distance, 10)
    move = QMouseEvent(
        QEvent.Type.MouseMove,
        to,
        handle.mapToGlobal(to),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        modifier,
    )
    QApplication.sendEvent(handle, move)
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, modifier, QPoint(10 + distance, 10))


@pytest.mark.parametrize(
    ("modifier", "value"), [(Qt.KeyboardModifier.NoModifier, 145.0), (Qt.KeyboardModifier.ShiftModifier, 370.0)]
)
def test_dragging_the_label(qtbot: QtBot, make: Make, modifier: Qt.KeyboardModifier, value: float) -> None:
    field = make(NumberSpec("W"))
    seen = commits(field)
    previews: list[float] = []
    field.previewed.connect(previews.append)
    drag(qtbot, field.findChildren(_Handle)[0], 25, modifier)
    assert previews == [value]
    assert seen == [value]


def test_clicking_the_label_goes_into_the_field(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec("W"))
    seen = commits(field)
    qtbot.mouseClick(field.findChildren(_Handle)[0], Qt.MouseButton.LeftButton)
    assert field.edit.hasFocus()
    assert field.edit.selectedText() == "120"
    assert seen == []


def test_what_is_typed_after_a_click_replaces_the_number(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec("W"))
    seen = commits(field)
    field.edit.clearFocus()
    qtbot.mouseClick(field.edit, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(field.edit, "75")
    qtbot.keyClick(field.edit, Qt.Key.Key_Return)
    assert seen == [75.0]


def test_a_second_click_places_the_caret(qtbot: QtBot, make: Make) -> None:
    field = make(NumberSpec("W"))
    field.edit.clearFocus()
    for _ in range(2):
        qtbot.mouseClick(field.edit, Qt.MouseButton.LeftButton, pos=QPoint(field.edit.width() - 4, 10))
    assert not field.edit.hasSelectedText()
    qtbot.keyClicks(field.edit, "0")
    assert field.edit.text() == "1200"
