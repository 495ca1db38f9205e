from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.panels.inspector_section import InspectorSection
from app.widgets.check_box import CheckBox
from app.widgets.color_field import ColorField
from app.widgets.combo_box import ComboBox
from app.widgets.number_field import NumberField


def test_controls_say_their_keys(qtbot: QtBot) -> None:
    section = InspectorSection()
    qtbot.addWidget(section)
    said: list[tuple[str, str, object]] = []
    section.edited.connect(lambda key, value: said.append(("edited", key, value)))
    section.previewed.connect(lambda key, value: said.append(("previewed", key, value)))
    section.preview_ended.connect(lambda: said.append(("ended", "", None)))
    number = section.bind_number(NumberField("Number"), "n")
    color = section.bind_color(ColorField("Colour"), "c", "o")
    check = section.bind_check(CheckBox("Check"), "b")
    choice = ComboBox("Choice", (("one", "One"),))
    section.bind_choice(choice, "k")
    number.previewed.emit(1.0)
    number.committed.emit(2.0)
    color.color_previewed.emit("#111111")
    color.color_committed.emit("#222222")
    color.opacity_previewed.emit(10.0)
    color.opacity_committed.emit(20.0)
    color.preview_ended.emit()
    check.click()
    choice.chosen.emit("one")
    assert said == [
        ("previewed", "n", 1.0),
        ("edited", "n", 2.0),
        ("previewed", "c", "#111111"),
        ("edited", "c", "#222222"),
        ("previewed", "o", 10.0),
        ("edited", "o", 20.0),
        ("ended", "", None),
        ("edited", "b", True),
        ("edited", "k", "one"),
    ]
