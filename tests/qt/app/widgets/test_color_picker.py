from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app.widgets.color_picker import MOST_RECENT, ColorPicker, RecentColors
from app.widgets.color_picking import ColorPicking, pick_with_popup
from app.widgets.color_wish import ColorWish
from canvas.drawing.color import adapt

LEFT = Qt.MouseButton.LeftButton
THEME = [(f"#{n:02x}{n:02x}ff", f"Blue {n}") for n in range(20)]


@dataclass
class Heard:
    said: list[tuple[str, object]] = field(default_factory=list)

    def wish(self, current: str = "#3366cc", **more: object) -> ColorWish:
        say = self.said.append
        made = ColorWish(
            current,
            lambda color: say(("previewed", color)),
            lambda: say(("ended", None)),
            lambda color: say(("done", color)),
            60.0,
            lambda percent: say(("opacity?", percent)),
            lambda percent: say(("opacity", percent)),
            "#15171c",
        )
        return replace(made, **more)  # type: ignore[arg-type]

    def of(self, kind: str) -> list[object]:
        return [value for name, value in self.said if name == kind]


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def picker(qtbot: QtBot, heard: Heard) -> Iterator[ColorPicker]:
    button = QPushButton("Colour")
    qtbot.addWidget(button)
    button.show()
    recent = RecentColors()
    recent.remember(["#111111", "#222222"], lambda _colors: None)
    made = ColorPicker(heard.wish(), THEME, recent, button)
    made.open_beside(button)
    yield made
    button.close()


def test_it_shows_the_colour_everywhere(picker: ColorPicker) -> None:
    body = picker.body
    assert body.hex_edit.text() == "3366CC"
    assert [body.channels[tag].value for tag in "RGB"] == [0x33, 0x66, 0xCC]
    assert body.percent == 60.0
    assert len(body.theme) == 2
    assert body.dark.fill == "#3366cc" != adapt("#3366cc")
    assert picker.geometry().intersects(picker.screen().availableGeometry())


def test_a_drag_previews_and_one_drop_is_final(picker: ColorPicker, heard: Heard) -> None:
    plane = picker.body.plane
    QTest.mousePress(plane, LEFT, pos=QPoint(40, 40))
    QTest.mouseMove(plane, QPoint(90, 60))
    QTest.mouseMove(plane, QPoint(120, 80))
    assert heard.of("done") == []
    assert len(heard.of("previewed")) >= 2
    QTest.mouseRelease(plane, LEFT, pos=QPoint(120, 80))
    assert heard.of("done") == [picker.body.color]


def test_the_hue_keeps_saturation_and_brightness(picker: ColorPicker, heard: Heard) -> None:
    before = (picker.body.plane.across, picker.body.plane.down)
    QTest.mouseClick(picker.body.hue, LEFT, pos=QPoint(9, 7))
    assert (picker.body.plane.across, picker.body.plane.down) == before
    assert heard.of("done") == [picker.body.color]
    red, green, blue = (picker.body.channels[tag].value or 0 for tag in "RGB")
    assert red > green
    assert red > blue


def test_escape_during_a_drag_takes_it_back(picker: ColorPicker, heard: Heard) -> None:
    QTest.mousePress(picker.body.plane, LEFT, pos=QPoint(40, 40))
    QTest.keyClick(picker.body.plane, Qt.Key.Key_Escape)
    assert picker.body.color == "#3366cc"
    assert heard.said[-1] == ("ended", None)
    assert heard.of("done") == []


@pytest.mark.parametrize(("text", "color"), [("0f0", "#00ff00"), ("rgb(1,2,3)", "#010203"), ("teal", "#008080")])
def test_typing(picker: ColorPicker, heard: Heard, text: str, color: str) -> None:
    picker.body.hex_edit.selectAll()
    QTest.keyClicks(picker.body.hex_edit, text)
    QTest.keyClick(picker.body.hex_edit, Qt.Key.Key_Return)
    assert heard.of("done") == [color]


def test_nonsense_puts_the_old_text_back(picker: ColorPicker, heard: Heard) -> None:
    picker.body.hex_edit.selectAll()
    QTest.keyClicks(picker.body.hex_edit, "zzz")
    QTest.keyClick(picker.body.hex_edit, Qt.Key.Key_Return)
    assert picker.body.hex_edit.text() == "3366CC"
    assert heard.of("done") == []


def test_a_channel_is_typed_and_dragged(picker: ColorPicker, heard: Heard) -> None:
    green = picker.body.channels["G"]
    green.edit.setFocus()
    green.edit.selectAll()
    QTest.keyClicks(green.edit, "0")
    QTest.keyClick(green.edit, Qt.Key.Key_Return)
    assert heard.of("done") == ["#3300cc"]
    green.previewed.emit(255.0)
    assert heard.of("previewed") == ["#33ffcc"]


def test_swatches_and_opacity(picker: ColorPicker, heard: Heard) -> None:
    QTest.mouseClick(picker.body.theme[1].buttons[3], LEFT)
    QTest.mouseClick(picker.body.recent.buttons[0], LEFT)
    assert heard.of("done") == [THEME[13][0], "#111111"]
    QTest.mousePress(picker.body.opacity, LEFT, pos=QPoint(picker.body.opacity.width() // 2, 7))
    assert heard.of("opacity?") == [50.0]
    QTest.mouseRelease(picker.body.opacity, LEFT, pos=QPoint(0, 7))
    assert heard.of("opacity") == [0.0]


@pytest.mark.parametrize(("name", "value"), [("none", "none"), ("automatic", "default")])
def test_no_colour_and_the_theme_s_close_the_picker(picker: ColorPicker, heard: Heard, name: str, value: str) -> None:
    QTest.mouseClick(getattr(picker.body, name), LEFT)
    assert heard.of("done") == [value]
    assert not picker.isVisible()


@pytest.mark.parametrize(
    ("color", "verdict"), [("#ffffff", "easy to read"), ("#6b6b6b", "large text only"), ("#222222", "hard to read")]
)
def test_contrast_is_said_in_words(picker: ColorPicker, color: str, verdict: str) -> None:
    picker.body._pick(color)
    assert verdict in picker.body.reads.text()


def test_closing_ends_a_preview_and_remembers(qtbot: QtBot, heard: Heard) -> None:
    button = QPushButton("Colour")
    qtbot.addWidget(button)
    button.show()
    told: list[tuple[str, ...]] = []
    picking = ColorPicking(lambda: THEME)
    picking.recent.remember((), told.append)
    picking(button, heard.wish(automatic=False, opacity=None))
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, ColorPicker)
    assert picker.body.automatic.isHidden()
    assert picker.body.opacity.isHidden()
    QTest.mouseClick(picker.body.theme[0].buttons[0], LEFT)
    QTest.keyClick(picker, Qt.Key.Key_Escape)
    assert not picker.isVisible()
    assert heard.said[-1] == ("ended", None)
    assert picking.recent.colors == (THEME[0][0],)
    assert told == [(THEME[0][0],)]


def test_recent_colours_are_few_and_each_once() -> None:
    recent = RecentColors()
    for n in range(2 * MOST_RECENT):
        recent.add(f"#0000{n:02x}")
    recent.add("#000013")
    recent.add("#000010")
    assert recent.colors[0] == "#000010"
    assert len(recent.colors) == len(set(recent.colors)) == MOST_RECENT


def test_a_picker_needs_no_theme(qtbot: QtBot, heard: Heard) -> None:
    button = QPushButton("Colour")
    qtbot.addWidget(button)
    button.show()
    pick_with_popup(button, heard.wish())
    picker = QApplication.activePopupWidget()
    assert isinstance(picker, ColorPicker)
    assert picker.body.theme == []
    picker.close()
