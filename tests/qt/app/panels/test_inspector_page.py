from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_page import PageSection, size_id
from app.panels.inspector_state import PageState


@pytest.mark.parametrize(
    ("width", "height", "name"), [(827, 1169, "a4"), (1169, 827, "a4"), (850, 1100, "letter"), (1, 2, "custom")]
)
def test_sheet_sizes_in_both_directions(width: float, height: float, name: str) -> None:
    assert size_id(width, height) == name


def test_a_page_is_shown(qtbot: QtBot) -> None:
    section = PageSection()
    with qtbot.assertNotEmitted(section.edited):
        section.show_page(PageState("One", False, 20.0, "#ffffff", 827.0, 1169.0, True))
    assert not section.grid.isChecked()
    assert section.grid_size.value == 20.0
    assert section.background.color == "#ffffff"
    assert section.page_view.isChecked()
    assert section.sheet_size.current() == "a4"


def test_the_page_is_edited(qtbot: QtBot) -> None:
    section = PageSection()
    qtbot.addWidget(section)
    seen: list[tuple[str, object]] = []
    section.edited.connect(lambda key, value: seen.append((key, value)))
    qtbot.mouseClick(section.grid, Qt.MouseButton.LeftButton)
    qtbot.keyClick(section.grid_size.edit, Qt.Key.Key_Up)
    section.background.color_committed.emit("#eeeeee")
    qtbot.mouseClick(section.page_view, Qt.MouseButton.LeftButton)
    section.sheet_size.chosen.emit("a5")
    section.sheet_size.chosen.emit("custom")
    assert seen == [
        ("grid", False),
        ("grid_size", 11.0),
        ("background", "#eeeeee"),
        ("page_view", True),
        ("width", 583.0),
        ("height", 827.0),
    ]
