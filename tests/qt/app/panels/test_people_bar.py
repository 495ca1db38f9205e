from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.panels.people_bar import MOST_SHOWN, PeopleBar, PersonEntry


def entries(count: int, followed: str = "") -> list[PersonEntry]:
    return [PersonEntry(f"d{i}", f"Ana {i}", "#D13438", "", f"d{i}" == followed) for i in range(count)]


def test_nobody_takes_no_room(qtbot: QtBot) -> None:
    bar = PeopleBar()
    qtbot.addWidget(bar)
    assert bar.isHidden()
    bar.set_people(entries(1))
    assert not bar.isHidden()
    bar.set_people(())
    assert bar.isHidden()


def test_a_click_chooses_and_the_ring_is_the_owners_affair(qtbot: QtBot) -> None:
    bar = PeopleBar()
    qtbot.addWidget(bar)
    bar.set_people(entries(2))
    with qtbot.waitSignal(bar.chosen) as chosen:
        QTest.mouseClick(bar.buttons["d1"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["d1"]
    assert not bar.buttons["d1"].isChecked()
    bar.set_people(entries(2, "d1"))
    assert bar.buttons["d1"].isChecked()
    assert "stop" in bar.buttons["d1"].toolTip()


def test_more_people_than_discs_are_in_a_menu(qtbot: QtBot) -> None:
    bar = PeopleBar()
    qtbot.addWidget(bar)
    bar.set_people(entries(MOST_SHOWN + 2))
    assert len(bar.buttons) == MOST_SHOWN - 1
    assert bar.more is not None
    assert bar.more.accessibleName() == "3 more people"
    menu = bar.menu()
    with qtbot.waitSignal(bar.chosen) as chosen:
        menu.actions()[-1].trigger()
    assert chosen.args == [f"d{MOST_SHOWN + 1}"]


def test_a_disc_has_the_persons_colour_name_and_note(qtbot: QtBot) -> None:
    bar = PeopleBar()
    qtbot.addWidget(bar)
    bar.set_people([PersonEntry("d", "<b>Ana</b>", "#0070D1", "Is typing")])
    button = bar.buttons["d"]
    picture = button.grab().toImage()
    assert picture.pixelColor(16, 6).name() == QColor("#0070D1").name()
    assert (button.accessibleName(), button.accessibleDescription()) == ("<b>Ana</b>", "Is typing")
    assert "<b>" not in button.toolTip()


def test_the_focus_stays_with_the_person(qtbot: QtBot) -> None:
    bar = PeopleBar()
    qtbot.addWidget(bar)
    bar.set_people(entries(3))
    bar.show()
    with qtbot.waitActive(bar):
        bar.activateWindow()
    bar.buttons["d1"].setFocus()
    bar.set_people(entries(3, "d1"))
    assert bar.buttons["d1"].hasFocus()
