from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_arrange import ALIGNMENTS, DISTRIBUTIONS, ArrangeSection
from app.panels.inspector_state import InspectorState
from tests.qt.app.screens import MIXED, RECTANGLE


@pytest.fixture
def section(qtbot: QtBot) -> ArrangeSection:
    made = ArrangeSection()
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.parametrize(
    ("key", "value"), [("x", 12.0), ("y", -3.0), ("w", 80.0), ("rotation", 45.0), ("style.radius", 6.0)]
)
def test_fields_edit_the_flat_keys(qtbot: QtBot, section: ArrangeSection, key: str, value: float) -> None:
    section.show_state(RECTANGLE)
    edit = section.fields[key].edit
    edit.setFocus()
    edit.selectAll()
    with qtbot.waitSignal(section.edited) as edited:
        qtbot.keyClicks(edit, str(value))
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edited.args == [key, value]


def test_sums_may_name_the_size(qtbot: QtBot, section: ArrangeSection) -> None:
    section.show_state(RECTANGLE)
    edit = section.fields["h"].edit
    edit.selectAll()
    with qtbot.waitSignal(section.edited) as edited:
        qtbot.keyClicks(edit, "=w/2")
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    assert edited.args == ["h", 75.0]


@pytest.mark.parametrize(("count", "align", "distribute"), [(1, False, False), (2, True, False), (3, True, True)])
def test_aligning_needs_company(section: ArrangeSection, count: int, align: bool, distribute: bool) -> None:
    section.show_state(InspectorState("", count, values=RECTANGLE.values))
    assert {button.isEnabled() for button in section.align_buttons.values()} == {align}
    assert {button.isEnabled() for button in section.distribute_buttons.values()} == {distribute}


def test_buttons_say_what_they_do(qtbot: QtBot, section: ArrangeSection) -> None:
    section.show_state(MIXED)
    said: list[str] = []
    for signal in (section.align_requested, section.distribute_requested, section.order_requested):
        signal.connect(said.append)
    for button in (*section.align_buttons.values(), *section.distribute_buttons.values(), section.front, section.back):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert said == [*ALIGNMENTS, *DISTRIBUTIONS, "front", "back"]
