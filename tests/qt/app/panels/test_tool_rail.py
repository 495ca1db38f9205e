from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.tool_rail import ToolRail
from tests.qt.app.screens import RAIL_ACTIONS, TOOLS


def test_one_tool_is_in_hand(qtbot: QtBot) -> None:
    rail = ToolRail(TOOLS, RAIL_ACTIONS)
    qtbot.addWidget(rail)
    with qtbot.assertNotEmitted(rail.tool_chosen):
        rail.set_current("select")
        rail.set_current("unknown")
    with qtbot.waitSignal(rail.tool_chosen) as chosen:
        qtbot.mouseClick(rail.buttons["rect"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["rect"]
    assert [id_ for id_, button in rail.buttons.items() if button.isChecked()] == ["rect"]


def test_names_keys_and_actions(qtbot: QtBot) -> None:
    rail = ToolRail(TOOLS, RAIL_ACTIONS)
    qtbot.addWidget(rail)
    assert rail.buttons["rect"].toolTip() == "Rectangle  R"
    assert not rail.buttons["theme"].isCheckable()
    with qtbot.waitSignal(rail.action_triggered) as triggered:
        qtbot.mouseClick(rail.buttons["theme"], Qt.MouseButton.LeftButton)
    assert triggered.args == ["theme"]
