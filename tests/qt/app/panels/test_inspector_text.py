from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

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
