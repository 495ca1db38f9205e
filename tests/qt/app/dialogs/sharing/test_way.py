from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.dialogs.sharing.way import Way
from app.widgets.buttons import Button


def test_a_way_that_is_not_open_says_why_where_it_is_seen(qtbot: QtBot) -> None:
    way = Way("wifi", "This network", "Only people in it can read.", Button("Open"))
    qtbot.addWidget(way)
    assert way.reason.isHidden()
    way.set_reason("There is no network.")
    assert not way.button.isEnabled()
    assert way.reason.text() == "There is no network."
    assert not way.reason.isHidden()
    way.set_reason("")
    assert way.button.isEnabled()
    assert (way.accessibleName(), way.accessibleDescription()) == ("This network", "Only people in it can read.")
