"""A presentation by real keys and mouse over the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.presenting.presentation import Presentation
from canvas.model.plan import Create, Plan
from tests.support.stage import Stage


@pytest.fixture
def show(stage: Stage, qtbot: QtBot) -> Presentation:
    """A running presentation of three frames."""
    editor = stage.editor
    home = {"page": editor.page, "layer": editor.layer, "kind": "rect", "frame": True, "container": True}
    frames = [
        Create(f"f{i}", {**home, "order": f"a{i}V", "x": 500.0 * i, "y": 0.0, "w": 400.0, "h": 300.0}) for i in range(3)
    ]
    editor.apply(Plan("Frames", tuple(frames)))
    stage.window.registry.refresh()
    stage.window.registry.action("view.present").trigger()
    found = stage.window.showing.presentation
    assert found is not None
    qtbot.waitExposed(found)
    return found


def test_keys_turn_the_slides_and_stop_at_the_ends(show: Presentation) -> None:
    seen = []
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Space, Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_End):
        QTest.keyClick(show, key)
        seen.append(show.at)
    assert seen == [1, 2, 2, 1, 0, 2]


def test_clicks_turn_on_and_back(show: Presentation) -> None:
    QTest.mouseClick(show, Qt.MouseButton.LeftButton)
    assert show.at == 1
    QTest.mouseClick(show, Qt.MouseButton.RightButton)
    assert show.at == 0


def test_the_laser_leaves_light_and_nothing_in_the_document(show: Presentation, stage: Stage) -> None:
    before = dict(stage.editor.records.shapes)
    QTest.keyClick(show, Qt.Key.Key_L)
    assert show.has_laser
    dark = show.grab().toImage()
    QTest.mousePress(show, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    for x in (150, 200, 250):
        QTest.mouseMove(show, QPoint(x, 100))
    QApplication.processEvents()
    assert show.grab().toImage() != dark
    QTest.mouseRelease(show, Qt.MouseButton.LeftButton, pos=QPoint(250, 100))
    assert show.at == 0
    assert dict(stage.editor.records.shapes) == before


def test_the_screen_can_be_black_for_a_while(show: Presentation) -> None:
    QTest.keyClick(show, Qt.Key.Key_B)
    assert show.is_black
    assert show.grab().toImage().pixelColor(show.width() // 2, show.height() // 2).name() == "#000000"
    QTest.keyClick(show, Qt.Key.Key_Right)
    assert not show.is_black


def test_escape_ends_and_gives_the_keyboard_back(show: Presentation, stage: Stage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(show.ended):
        QTest.keyClick(show, Qt.Key.Key_Escape)
    assert stage.window.showing.presentation is None
    assert stage.window.focusWidget() is stage.view


def test_what_is_shown_is_told_to_those_who_cannot_see_it(show: Presentation) -> None:
    QTest.keyClick(show, Qt.Key.Key_Right)
    assert show.accessibleDescription().startswith("Slide 2 of 3")


def test_an_empty_diagram_cannot_be_presented_and_says_why(stage: Stage) -> None:
    stage.window.registry.refresh()
    assert not stage.window.registry.action("view.present").isEnabled()
    assert "nothing" in stage.window.registry.reason("view.present").lower()
