"""What was pressed before panels and actions had followed the canvas means what is selected now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.workbench.calm_refresh import NEXT_MS
from tests.support.stage import CTRL, LEFT, SHIFT, Stage


@pytest.fixture
def stage(qapp: QApplication, tmp_path: Path) -> Iterator[Stage]:
    made = Stage(tmp_path)
    made.begin()
    yield made
    made.end()


def two(stage: Stage) -> tuple[str, str]:
    """Draw two shapes and let everything around the canvas show that none is selected."""
    a, b = stage.box((300, 200), (400, 260)), stage.box((500, 260), (620, 320))
    stage.editor.select(())
    stage.settle()
    return a, b


def test_the_panels_follow_by_themselves(stage: Stage) -> None:
    a, b = two(stage)
    title = stage.window.workbench.inspector.title
    stage.editor.select((a, b))
    assert "2" not in title.text()
    assert stage.window.workbench._calm.waits_ms == NEXT_MS
    stage.window.workbench._calm._timer.timeout.emit()
    assert "2" in title.text()


def test_a_press_finds_the_panels_as_they_should_be(stage: Stage) -> None:
    a, b = two(stage)
    stage.editor.select((a, b))
    stage.settle()
    button = stage.window.workbench.inspector.arrange.align_buttons["top"]
    place = button.mapTo(stage.window, button.rect().center())
    stage.editor.select((a,))
    stage.settle()
    assert not button.isEnabled() or not button.isVisible()
    stage.editor.select((a, b))
    QTest.mousePress(stage.window.windowHandle(), LEFT, pos=QPoint(5, 300))
    QTest.mouseRelease(stage.window.windowHandle(), LEFT, pos=QPoint(5, 300))
    assert "2" in stage.window.workbench.inspector.title.text()
    QTest.mouseClick(stage.window.windowHandle(), LEFT, pos=place)
    assert stage.shape(a).y == stage.shape(b).y


def test_a_key_runs_what_is_possible_now(stage: Stage) -> None:
    a, b = two(stage)
    registry = stage.window.registry
    assert not registry._actions["arrange.group"].isEnabled()
    stage.editor.select((a, b))
    QTest.keyClick(stage.view, Qt.Key.Key_G, CTRL)
    assert len(stage.selected) == 1
    QTest.keyClick(stage.view, Qt.Key.Key_G, CTRL | SHIFT)
    assert set(stage.selected) == {a, b}
