"""A window never comes back where nobody can reach it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRect

from app.workbench.window_session import reachable

MAIN, SECOND = QRect(0, 0, 1920, 1080), QRect(1920, 0, 1280, 1024)


@pytest.mark.parametrize("place", [QRect(100, 100, 1440, 900), QRect(2000, 40, 1000, 700), QRect(-1300, 20, 1440, 900)])
def test_what_can_be_reached_stays(place: QRect) -> None:
    assert reachable(place, [MAIN, SECOND]) == place


@pytest.mark.parametrize("place", [QRect(2000, 40, 1000, 700), QRect(100, -2000, 800, 600), QRect(100, 1100, 800, 600)])
def test_what_lies_beside_all_screens_comes_to_the_main_one(place: QRect) -> None:
    moved = reachable(place, [MAIN])
    assert MAIN.contains(moved)
    assert moved.size() == place.size()


def test_a_window_larger_than_the_screen_is_made_smaller() -> None:
    assert reachable(QRect(5000, 5000, 3840, 2160), [MAIN]) == MAIN


def test_without_screens_nothing_is_moved() -> None:
    assert reachable(QRect(5000, 5000, 800, 600), []) == QRect(5000, 5000, 800, 600)
