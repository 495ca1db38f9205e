from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.theme.tokens import LIGHT
from app.widgets.badge import Pill


def test_the_ground_tells_the_level(qtbot: QtBot) -> None:
    pill = Pill("Saved locally", "ok")
    qtbot.addWidget(pill)
    pill.resize(pill.sizeHint())
    assert pill.grab().toImage().pixelColor(6, 9).name() == LIGHT.success_subtle.lower()
    assert pill.show_status("Cannot save", "danger")
    assert not pill.show_status("Cannot save", "danger")
    assert pill.text() == "Cannot save"
    assert pill.grab().toImage().pixelColor(6, 9).name() == LIGHT.danger_subtle.lower()
