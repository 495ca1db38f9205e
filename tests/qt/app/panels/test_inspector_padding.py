from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_padding import ALL, SIDES, PaddingFields
from app.panels.inspector_state import InspectorState


def test_each_side_comes_out_when_asked_for_or_when_it_has_padding(qtbot: QtBot) -> None:
    fields = PaddingFields()
    qtbot.addWidget(fields)
    fields.show()
    fields.show_state(InspectorState("Rectangle", 1, values={ALL: 2.0, **dict.fromkeys(SIDES, 0.0)}))
    assert fields.all.value == 2.0
    assert not fields.sides[SIDES[0]].isVisible()
    qtbot.mouseClick(fields.more, Qt.MouseButton.LeftButton)
    assert fields.sides[SIDES[0]].isVisible()
    qtbot.mouseClick(fields.more, Qt.MouseButton.LeftButton)
    fields.show_state(InspectorState("Rectangle", 1, values={ALL: 2.0, SIDES[2]: 5.0}))
    assert fields.sides[SIDES[2]].isVisible()


def test_every_field_edits_its_key(qtbot: QtBot) -> None:
    fields = PaddingFields()
    qtbot.addWidget(fields)
    fields.show_state(InspectorState("Rectangle", 1, values={ALL: 2.0, **dict.fromkeys(SIDES, 0.0)}))
    seen: list[tuple[str, object]] = []
    fields.edited.connect(lambda key, value: seen.append((key, value)))
    for field in (fields.all, *fields.sides.values()):
        qtbot.keyClick(field.edit, Qt.Key.Key_Up)
    assert seen == [(ALL, 3.0), *((key, 1.0) for key in SIDES)]
