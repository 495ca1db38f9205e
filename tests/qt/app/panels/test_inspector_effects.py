from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_effects import EffectsSection
from app.panels.inspector_state import InspectorState

STATE = InspectorState(
    "Rectangle",
    1,
    values={
        "style.opacity": 80.0,
        "style.shadow": True,
        "style.sketch": False,
        "style.glass": False,
        "param.jiggle": 1.0,
        "param.fill_style": "hachure",
        "param.hachure_angle": -41.0,
    },
)


@pytest.fixture
def section(qtbot: QtBot) -> EffectsSection:
    made = EffectsSection()
    qtbot.addWidget(made)
    made.show_state(STATE)
    made.show()
    return made


def test_what_is_set_is_shown(section: EffectsSection) -> None:
    assert section.opacity.value == 80.0
    assert (section.shadow.isChecked(), section.sketch.isChecked()) == (True, False)
    assert not section.roughness.isVisible()
    assert section.gap.value == 4.0
    section.show_state(InspectorState("2 selected", 2, mixed=frozenset(STATE.values)))
    assert (section.opacity.value, section.shadow.mixed, section.hatching.current()) == (None, True, None)
    assert section.roughness.isVisible()
    section.show_state(InspectorState("Image", 1))
    assert section.isHidden()


def test_every_control_edits_its_key(qtbot: QtBot, section: EffectsSection) -> None:
    seen: list[tuple[str, object]] = []
    section.edited.connect(lambda key, value: seen.append((key, value)))
    for box in (section.shadow, section.sketch, section.glass):
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.keyClick(section.opacity.edit, Qt.Key.Key_Down)
    qtbot.keyClick(section.roughness.edit, Qt.Key.Key_Up)
    qtbot.keyClick(section.hatching, Qt.Key.Key_Down)
    qtbot.keyClick(section.gap.edit, Qt.Key.Key_Up)
    qtbot.keyClick(section.angle.edit, Qt.Key.Key_Up)
    assert seen == [
        ("style.shadow", False),
        ("style.sketch", True),
        ("style.glass", True),
        ("style.opacity", 79.0),
        ("param.jiggle", 1.1),
        ("param.fill_style", "cross-hatch"),
        ("param.hachure_gap", 5.0),
        ("param.hachure_angle", -40.0),
    ]
