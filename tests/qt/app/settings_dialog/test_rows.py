"""Rows show what is in force, tell what was changed, and are found by their words."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.settings_dialog.rows import SettingRow, SettingsPage, choice, segments, switch
from app.widgets.check_box import CheckBox
from app.widgets.combo_box import ComboBox
from app.widgets.labels import label
from app.widgets.segmented import Segment, SegmentedControl

STATE = {"on": False, "side": "a"}


def test_a_switch_is_named_and_tells_and_follows(qtbot: QtBot) -> None:
    told: list[bool] = []
    row = switch("Snap", "To the grid", lambda: STATE["on"] is True, told.append)
    qtbot.addWidget(row)
    box = row.control
    assert isinstance(box, CheckBox)
    assert (box.accessibleName(), box.isChecked()) == ("Snap", False)
    box.click()
    assert told == [True]
    row.refresh()
    assert not box.isChecked()


def test_choices_tell_their_ids_and_show_what_is_in_force(qtbot: QtBot) -> None:
    told: list[str] = []
    few = segments("Side", "", (Segment("a", "A"), Segment("b", "B")), lambda: "b", told.append)
    many = choice("Size", "", (("1", "One"), ("2", "Two")), lambda: "2", told.append)
    for row in (few, many):
        qtbot.addWidget(row)
    assert isinstance(few.control, SegmentedControl)
    assert isinstance(many.control, ComboBox)
    assert (few.control.current(), many.control.current()) == ("b", "2")
    few.show()
    qtbot.mouseClick(few.control.button("a"), Qt.MouseButton.LeftButton)
    many.control.activated.emit(0)
    assert told == ["a", "1"]


def test_a_page_shows_what_answers_and_hides_headings_without_rows(qtbot: QtBot) -> None:
    one, two = SettingRow("Theme", "Light or dark", label("x"), "colours"), SettingRow("Motion", "", label("y"))
    page = SettingsPage("Looks", (("Colours", (one,)), ("Moves", (two,))))
    qtbot.addWidget(page)
    page.show()
    assert page.narrow("colours DARK") == 1
    assert (one.isVisible(), two.isVisible(), two.parentWidget().isVisible()) == (True, False, False)
    assert page.narrow("looks") == 2
    assert page.narrow("zeppelin") == 0
    assert page.narrow("") == 2
