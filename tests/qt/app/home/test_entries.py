from __future__ import annotations

import pytest
from PySide6.QtCore import QDateTime, QLocale

from app.home.entries import DiagramEntry, HomeSection, edited_text, in_section, with_title

MINUTE = 60_000
HOUR = 60 * MINUTE
DAY = 24 * HOUR
NOON = QDateTime.fromString("2026-06-17T12:00:00", "yyyy-MM-ddTHH:mm:ss").toMSecsSinceEpoch()

ENTRIES = (
    DiagramEntry("1", "Zebra", 100),
    DiagramEntry("2", "apple", 300, starred=True),
    DiagramEntry("3", "Mango", 200, trashed=True, starred=True),
)


@pytest.mark.parametrize(
    ("section", "ids"),
    [
        (HomeSection.RECENT, ["2", "1"]),
        (HomeSection.STARRED, ["2"]),
        (HomeSection.TRASH, ["3"]),
        (HomeSection.PERSONAL, ["2", "1"]),
    ],
)
def test_sections(section: HomeSection, ids: list[str]) -> None:
    assert [entry.id for entry in in_section(ENTRIES, section)] == ids


def test_titles_are_found_outside_the_trash() -> None:
    assert [entry.id for entry in with_title(ENTRIES, "A")] == ["2", "1"]
    assert with_title(ENTRIES, "mango") == []


@pytest.mark.parametrize(
    ("age", "text"),
    [
        (10, "Edited just now"),
        (-5 * MINUTE, "Edited just now"),
        (2 * MINUTE, "Edited 2 min ago"),
        (5 * HOUR, "Edited 5 h ago"),
        (DAY, "Yesterday"),
        (3 * DAY, "Sunday"),
        (20 * DAY, "28 May"),
        (400 * DAY, "13 May 2025"),
    ],
)
def test_ages(age: int, text: str) -> None:
    before = QLocale()
    QLocale.setDefault(QLocale("en"))
    try:
        assert edited_text(NOON - age, NOON) == text
    finally:
        QLocale.setDefault(before)


def test_a_diagram_of_which_nothing_has_come_yet_says_so() -> None:
    assert DiagramEntry("a", "Plan", 0).shown_title == "Plan"
    assert DiagramEntry("a", "", 0).shown_title == "Not received yet"
