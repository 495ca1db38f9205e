from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector_paint import FillSection, StrokeSection, swatch_names
from app.panels.inspector_state import InspectorState
from tests.qt.app.screens import RECTANGLE


def test_a_quick_colour_fills(qtbot: QtBot) -> None:
    section = FillSection()
    qtbot.addWidget(section)
    section.show_state(RECTANGLE)
    assert section.palette_row.buttons[7].isChecked()
    with qtbot.waitSignal(section.edited) as edited:
        qtbot.mouseClick(section.palette_row.buttons[5], Qt.MouseButton.LeftButton)
    assert edited.args == ["style.fill", "#ddf3e4"]


def test_fill_keys(qtbot: QtBot) -> None:
    section = FillSection()
    section.show_state(RECTANGLE)
    seen: list[tuple[str, object]] = []
    section.edited.connect(lambda key, value: seen.append((key, value)))
    section.color.color_committed.emit("#010203")
    section.color.opacity_committed.emit(50.0)
    assert seen == [("style.fill", "#010203"), ("style.fill_opacity", 50.0)]


def test_stroke_keys(qtbot: QtBot) -> None:
    section = StrokeSection()
    qtbot.addWidget(section)
    section.show_state(RECTANGLE)
    seen: list[tuple[str, object]] = []
    section.edited.connect(lambda key, value: seen.append((key, value)))
    section.color.color_committed.emit("none")
    section.color.opacity_committed.emit(20.0)
    section.width_field.edit.setFocus()
    qtbot.keyClick(section.width_field.edit, Qt.Key.Key_Up)
    qtbot.keyClick(section.dash, Qt.Key.Key_Down)
    assert seen == [
        ("style.stroke", "none"),
        ("style.stroke_opacity", 20.0),
        ("style.stroke_width", 2.0),
        ("style.dash", "dashed"),
    ]


def test_sections_that_do_not_apply_are_not_shown(qtbot: QtBot) -> None:
    fill, stroke = FillSection(), StrokeSection()
    for section in (fill, stroke):
        section.show_state(InspectorState("Image", 1, values={"x": 0.0}))
    assert fill.isHidden()
    assert stroke.isHidden()


def test_every_quick_colour_has_a_name(qapp: object) -> None:
    assert len({name for _color, name in swatch_names()}) == 10


GRADIENT = {
    "style.fill": "#ffffff",
    "fill.kind": "linear",
    "style.gradient": "#8f90d6",
    "style.gradient_direction": "east",
    "style.font_color": "#15171c",
}


def test_gradients(qtbot: QtBot) -> None:
    section = FillSection()
    qtbot.addWidget(section)
    section.show()
    section.show_state(InspectorState("Rectangle", 1, values=GRADIENT))
    assert (section.kind.current(), section.direction.current(), section.end.color) == ("linear", "east", "#8f90d6")
    assert section.color.against == "#15171c"
    seen: list[tuple[str, object]] = []
    section.edited.connect(lambda key, value: seen.append((key, value)))
    qtbot.mouseClick(section.direction.button("north"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(section.kind.button("radial"), Qt.MouseButton.LeftButton)
    section.end.color_committed.emit("#010203")
    assert seen == [("style.gradient_direction", "north"), ("fill.kind", "radial"), ("style.gradient", "#010203")]
    section.show_state(InspectorState("Rectangle", 1, values={**GRADIENT, "fill.kind": "radial"}))
    assert not section.direction.isVisible()
    section.show_state(InspectorState("Rectangle", 1, values={**GRADIENT, "fill.kind": "solid"}))
    assert not section.end.isVisible()
    section.show_state(InspectorState("2 selected", 2, mixed=frozenset(GRADIENT)))
    assert (section.kind.current(), section.color.color) == (None, None)


def test_quick_colours_of_a_palette(qtbot: QtBot) -> None:
    section = FillSection()
    qtbot.addWidget(section)
    section.set_palette([(f"#0000{n}0", f"Blue {n}") for n in range(10)])
    with qtbot.waitSignal(section.edited) as edited:
        qtbot.mouseClick(section.palette_row.buttons[3], Qt.MouseButton.LeftButton)
    assert edited.args == ["style.fill", "#000030"]
