from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.home.entries import HomeSection
from app.home.side_bar import SideBar


def test_every_place_can_be_reached(qtbot: QtBot) -> None:
    bar = SideBar()
    qtbot.addWidget(bar)
    assert bar.buttons[HomeSection.RECENT].isChecked()
    for section, button in bar.buttons.items():
        with qtbot.waitSignal(bar.section_chosen) as chosen:
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert chosen.args == [str(section)]
        assert button.isChecked()


def test_the_relay_is_told(qtbot: QtBot) -> None:
    bar = SideBar()
    assert "No relay: this device only" in [each.text() for each in bar.findChildren(QLabel)]
    bar.show_relay("Relay connected", "ok")
    assert "Relay connected" in [each.text() for each in bar.findChildren(QLabel)]


def test_teams_show_how_many_ask_to_be_let_in(qtbot: QtBot) -> None:
    bar = SideBar()
    qtbot.addWidget(bar)
    bar.show_teams([("a", "Harbour"), ("b", "Pier")], "")
    bar.show_asking({"a": 2, "b": 0})
    assert (bar.asking["a"].text(), bar.asking["a"].isHidden(), bar.asking["b"].isHidden()) == ("2", False, True)
    assert bar.teams["a"].accessibleDescription() == "2 people ask to be let in"
    bar.show_asking({"b": 1})
    assert bar.asking["a"].isHidden()
    assert bar.teams["b"].accessibleDescription() == "One person asks to be let in"
    with qtbot.waitSignal(bar.team_chosen) as chosen:
        qtbot.mouseClick(bar.teams["b"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["b"]


def test_a_long_name_of_a_team_is_shortened_and_told_in_full(qtbot: QtBot) -> None:
    bar = SideBar()
    qtbot.addWidget(bar)
    name = "A team with a name that is much longer than the bar is wide"
    bar.show_teams([("a", name)], "")
    bar.show()
    assert bar.teams["a"].toolTip() == name
    assert bar.teams["a"].geometry().right() <= bar.width()
