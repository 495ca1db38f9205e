from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.widgets.labels import ElidedLabel, label, paragraph


def test_markup_is_shown_as_it_is(qapp: object) -> None:
    assert label("<b>x</b>").textFormat() == Qt.TextFormat.PlainText
    assert paragraph("<b>x</b>").textFormat() == Qt.TextFormat.PlainText
    assert ElidedLabel("<b>x</b>").textFormat() == Qt.TextFormat.PlainText


def test_what_does_not_fit_is_in_the_tooltip(qtbot: QtBot) -> None:
    shown = ElidedLabel("A title that is far too long for its place")
    qtbot.addWidget(shown)
    shown.resize(80, 20)
    shown.grab()
    assert shown.toolTip() == "A title that is far too long for its place"
    shown.resize(600, 20)
    shown.grab()
    assert shown.toolTip() == ""
