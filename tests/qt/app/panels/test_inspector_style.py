from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_state import InspectorState
from app.panels.inspector_style import StyleSection
from app.widgets.quick_styles import QuickStyle

STYLES = [QuickStyle(f"c{n}", f"Colour {n}", f"#{n}{n}0000", "#00ff00", "#0000ff") for n in range(3)]


def test_the_style_of_the_selection_is_marked_and_a_click_asks_for_another(qtbot: QtBot) -> None:
    section = StyleSection(STYLES)
    qtbot.addWidget(section)
    own = {"style.fill": "#110000", "style.stroke": "#00ff00", "style.font_color": "#0000ff"}
    section.show_state(InspectorState("Rectangle", 1, values=own))
    assert [b.isChecked() for b in section.quick.buttons] == [False, True, False]
    section.show_state(InspectorState("Rectangle", 1, values={**own, "style.fill": "#123456"}))
    assert not any(b.isChecked() for b in section.quick.buttons)
    with qtbot.waitSignal(section.quick_chosen) as chosen:
        qtbot.mouseClick(section.quick.buttons[2], Qt.MouseButton.LeftButton)
    assert chosen.args == ["c2"]


def test_another_palette(qtbot: QtBot) -> None:
    section = StyleSection(STYLES)
    qtbot.addWidget(section)
    section.set_styles([QuickStyle(s.id, "Other", "#abcdef", s.stroke, s.text) for s in STYLES])
    assert {b.accessibleName() for b in section.quick.buttons} == {"Other"}
