from __future__ import annotations

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.home.entries import HomeSection
from app.home.header import HomeHeader


@pytest.mark.parametrize(
    ("section", "count", "searching", "texts"),
    [
        (HomeSection.RECENT, 12, False, ["Recent", "12 diagrams on this device · all available offline"]),
        (HomeSection.RECENT, 1, False, ["Recent", "One diagram on this device · available offline"]),
        (HomeSection.STARRED, 0, False, ["Starred", ""]),
        (HomeSection.TRASH, 3, False, ["Trash", "3 deleted diagrams"]),
        (HomeSection.RECENT, 2, True, ["Search", "2 found"]),
        (HomeSection.TRASH, 0, True, ["Search", "Nothing found"]),
    ],
)
def test_the_place_is_told(qtbot: QtBot, section: HomeSection, count: int, searching: bool, texts: list[str]) -> None:
    header = HomeHeader()
    header.show_place(section, count, searching)
    assert [each.text() for each in header.findChildren(QLabel)] == texts


def test_the_query_has_no_stray_spaces(qtbot: QtBot) -> None:
    header = HomeHeader()
    header.search.setText("  two   words ")
    assert header.query() == "two words"
