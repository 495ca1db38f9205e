from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_state import InspectorState
from app.panels.inspector_text import TextSection
from tests.qt.app.screens import MIXED, RECTANGLE


@pytest.fixture
def section(qtbot: QtBot) -> TextSection:
    made = TextSection(["Inter", "Arimo"])
    qtbot.addWidget(made)
    made.show_state(RECTANGLE)
    return made


def test_what_is_set_is_shown(section: TextSection) -> None:
    assert section.family.current() == "Inter"
    assert section.font_size.value == 13.0
    assert section.emphasis.button("style.bold").isChecked()
    assert section.align.current() == "center"
    assert section.valign.current() == "middle"
    section.show_state(MIXED)
    assert section.family.current() is None
    assert not section.emphasis.button("style.bold").isChecked()


def test_every_control_edits_its_key(qtbot: QtBot, section: TextSection) -> None:
    seen: list[tuple[str, object]] = []
    section.edited.connect(lambda key, value: seen.append((key, value)))
    qtbot.keyClick(section.family, Qt.Key.Key_Down)
    qtbot.keyClick(section.font_size.edit, Qt.Key.Key_Up)
    for button in (
        section.emphasis.button("style.bold"),
        section.emphasis.button("style.italic"),
        section.align.button("left"),
        section.valign.button("top"),
    ):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    section.color.color_committed.emit("#ff0000")
    assert seen == [
        ("style.font_family", "Arimo"),
        ("style.font_size", 14.0),
        ("style.bold", False),
        ("style.italic", True),
        ("style.align", "left"),
        ("style.valign", "top"),
        ("style.font_color", "#ff0000"),
    ]


def test_marks_of_whole_labels(qtbot: QtBot, section: TextSection) -> None:
    assert not section.lists.isEnabled()
    assert section.lists.toolTip() == "There is no text yet"
    values = {**RECTANGLE.values, "text.any": True, "mark.script": "sup", "mark.line_height": 1.5, "text.weight": 500.0}
    section.show_state(InspectorState("Rectangle", 1, values=values, mixed=frozenset({"mark.list"})))
    assert section.marks.button("sup").isChecked()
    assert not section.marks.button("sub").isChecked()
    assert section.lists.button("bullet").accessibleDescription() == "Mixed"
    assert (section.line_height.value, section.weight.current(), section.highlight.color) == (1.5, "500", "none")
    seen: list[tuple[str, object]] = []
    section.edited.connect(lambda key, value: seen.append((key, value)))
    for button in (
        section.marks.button("sup"),
        section.marks.button("sub"),
        section.marks.button("code"),
        section.lists.button("ordered"),
    ):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.keyClick(section.line_height.edit, Qt.Key.Key_Up)
    section.highlight.color_committed.emit("#ffff00")
    section.weight.chosen.emit("700")
    section.position.chosen.emit("above")
    section.flow.chosen.emit("clip")
    section.padding.edited.emit("style.spacing", 4.0)
    assert seen == [
        ("mark.script", ""),
        ("mark.script", "sub"),
        ("mark.code", True),
        ("mark.list", "ordered"),
        ("mark.line_height", 1.6),
        ("mark.background", "#ffff00"),
        ("text.weight", 700.0),
        ("text.position", "above"),
        ("text.flow", "clip"),
        ("style.spacing", 4.0),
    ]


def test_emphasis_that_differs_is_said(section: TextSection) -> None:
    section.show_state(
        InspectorState("2 selected", 2, values=dict(RECTANGLE.values), mixed=frozenset({"style.bold", "text.weight"}))
    )
    assert section.emphasis.button("style.bold").accessibleDescription() == "Mixed"
    assert section.weight.current() is None
