from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.widgets.color_field import ColorField
from app.widgets.color_text import parse_hex
from app.widgets.color_wish import ColorWish


@pytest.mark.parametrize(
    ("text", "color"),
    [("E6E7FD", "#e6e7fd"), ("#abc", "#aabbcc"), (" #FFFFFF ", "#ffffff"), ("12345", None), ("red", None), ("", None)],
)
def test_hex_digits(text: str, color: str | None) -> None:
    assert parse_hex(text) == color


def pick_red(_field: QWidget, wish: ColorWish) -> None:
    wish.previewed("#00ff00")
    wish.done("#ff0000")


@pytest.fixture
def field(qtbot: QtBot) -> ColorField:
    made = ColorField("Fill", pick=pick_red)
    qtbot.addWidget(made)
    made.show()
    made.set_color("#e6e7fd")
    made.set_opacity(100.0)
    return made


def commits(field: ColorField) -> list[str]:
    seen: list[str] = []
    field.color_committed.connect(seen.append)
    return seen


def test_typed_digits_are_committed(qtbot: QtBot, field: ColorField) -> None:
    seen = commits(field)
    assert field.hex_edit.text() == "E6E7FD"
    field.hex_edit.selectAll()
    qtbot.keyClicks(field.hex_edit, "0f0")
    qtbot.keyClick(field.hex_edit, Qt.Key.Key_Return)
    assert seen == ["#00ff00"]
    assert field.hex_edit.text() == "00FF00"


def test_nonsense_and_escape_put_the_old_colour_back(qtbot: QtBot, field: ColorField) -> None:
    seen = commits(field)
    field.hex_edit.selectAll()
    qtbot.keyClicks(field.hex_edit, "zz")
    qtbot.keyClick(field.hex_edit, Qt.Key.Key_Return)
    assert field.hex_edit.text() == "E6E7FD"
    qtbot.keyClicks(field.hex_edit, "1")
    qtbot.keyClick(field.hex_edit, Qt.Key.Key_Escape)
    assert field.hex_edit.text() == "E6E7FD"
    assert seen == []


def test_the_eye_hides_and_brings_back(qtbot: QtBot, field: ColorField) -> None:
    seen = commits(field)
    qtbot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.hex_edit.text() == "None"
    qtbot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert seen == ["none", "#e6e7fd"]


def test_the_sample_opens_the_dialog(qtbot: QtBot, field: ColorField) -> None:
    seen = commits(field)
    qtbot.mouseClick(field.sample, Qt.MouseButton.LeftButton)
    assert seen == ["#ff0000"]


def test_opacity(qtbot: QtBot, field: ColorField) -> None:
    field.opacity.edit.selectAll()
    qtbot.keyClicks(field.opacity.edit, "250")
    field.set_opacity(40.0)
    with qtbot.waitSignal(field.opacity_committed) as committed:
        field.opacity.edit.selectAll()
        qtbot.keyClicks(field.opacity.edit, "55%")
        qtbot.keyClick(field.opacity.edit, Qt.Key.Key_Return)
    assert committed.args == [55.0]


def test_colours_that_differ_and_automatic_ones(field: ColorField) -> None:
    field.set_color(None)
    assert field.hex_edit.placeholderText() == "Mixed"
    assert field.hex_edit.text() == ""
    field.set_color("default")
    assert field.hex_edit.text() == "Automatic"
