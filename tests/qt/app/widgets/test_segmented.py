from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.widgets.segmented import Segment, SegmentedControl, ToggleStrip

SEGMENTS = (Segment("left", "Left", "text-align-start"), Segment("right", "Right"))


def test_exactly_one_is_picked(qtbot: QtBot) -> None:
    control = SegmentedControl("Alignment", SEGMENTS)
    qtbot.addWidget(control)
    assert control.current() is None
    with qtbot.waitSignal(control.chosen) as chosen:
        qtbot.mouseClick(control.button("right"), Qt.MouseButton.LeftButton)
    assert chosen.args == ["right"]
    assert control.current() == "right"


def test_setting_is_silent_and_none_is_possible(qtbot: QtBot) -> None:
    control = SegmentedControl("Alignment", SEGMENTS)
    with qtbot.assertNotEmitted(control.chosen):
        control.set_current("left")
        assert control.current() == "left"
        control.set_current(None)
    assert control.current() is None


def test_an_icon_has_a_name(qapp: object) -> None:
    control = SegmentedControl("Alignment", SEGMENTS)
    assert control.button("left").accessibleName() == "Left"
    assert control.button("left").toolTip() == "Left"
    assert control.button("right").text() == "Right"


def test_toggles_are_independent(qtbot: QtBot) -> None:
    strip = ToggleStrip("Emphasis", SEGMENTS)
    qtbot.addWidget(strip)
    strip.set_states({"left": True})
    with qtbot.waitSignal(strip.toggled) as toggled:
        qtbot.mouseClick(strip.button("right"), Qt.MouseButton.LeftButton)
    assert toggled.args == ["right", True]
    assert strip.button("left").isChecked()
    with qtbot.waitSignal(strip.toggled) as toggled:
        qtbot.mouseClick(strip.button("left"), Qt.MouseButton.LeftButton)
    assert toggled.args == ["left", False]


def test_buttons_of_things_that_differ_bear_a_bar(qtbot: QtBot) -> None:
    strip = ToggleStrip("Emphasis", (Segment("a", "A"), Segment("b", "B")))
    qtbot.addWidget(strip)
    strip.set_states({"b": True}, {"a"})
    assert strip.button("a").accessibleDescription() == "Mixed"
    assert not strip.button("a").isChecked()
    mixed = strip.button("a").grab().toImage()
    strip.set_states({"b": True})
    assert strip.button("a").grab().toImage() != mixed
    assert strip.button("a").accessibleDescription() == ""
