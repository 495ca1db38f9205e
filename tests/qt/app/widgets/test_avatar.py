from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.theme.person_color import presence_color
from app.widgets.avatar import Avatar
from app.widgets.face import initials


@pytest.mark.parametrize(
    ("name", "letters"), [("Maya Kern", "MK"), ("ada", "AD"), ("", "?"), ("A b c", "AC"), ("Ø", "Ø")]
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_an_avatar_is_a_disc_in_that_colour(qtbot: QtBot) -> None:
    avatar = Avatar("Maya Kern", "person-1")
    qtbot.addWidget(avatar)
    picture = avatar.grab().toImage()
    assert picture.pixelColor(13, 2).name() == QColor(presence_color("person-1")).name()
    assert picture.pixelColor(0, 0).name() != QColor(presence_color("person-1")).name()
    assert avatar.accessibleName() == "Maya Kern"
