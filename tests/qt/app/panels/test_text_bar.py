from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.text_bar import TextBar


@pytest.fixture
def bar(qtbot: QtBot) -> TextBar:
    made = TextBar(["Inter", "Arimo"])
    qtbot.addWidget(made)
    made.show()
    return made


def test_every_button_says_its_id_and_has_a_name(qtbot: QtBot, bar: TextBar) -> None:
    said: list[str] = []
    bar.toggled.connect(said.append)
    bar.color_asked.connect(said.append)
    for button in (*bar.buttons.values(), bar.link, bar.clear, bar.color, bar.highlight):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.accessibleName() not in {"", *said}
    assert said == [*bar.buttons, "link", "clear", "color", "background"]
    assert "Ctrl" in bar.buttons["bold"].toolTip()


def test_typeface_and_size(qtbot: QtBot, bar: TextBar) -> None:
    said: list[tuple[str, object]] = []
    bar.mark_chosen.connect(lambda name, value: said.append((name, value)))
    bar.show_text({"bold", "left"}, "Inter", 13.0, {"color": "#ff0000"})
    assert said == []
    assert [id_ for id_, button in bar.buttons.items() if button.isChecked()] == ["bold", "left"]
    qtbot.keyClick(bar.family, Qt.Key.Key_Down)
    qtbot.keyClick(bar.font_size.edit, Qt.Key.Key_Up)
    assert said == [("font", "Arimo"), ("size", 14.0)]


def test_it_fits_beside_both_panels_of_the_smallest_window(bar: TextBar) -> None:
    assert bar.surface_size().width() <= 960 - 48 - 244 - 264
