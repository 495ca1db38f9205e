from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.zoom_bar import LEVELS, ZoomBar
from canvas.editor.camera import GREATEST_ZOOM, LEAST_ZOOM


def test_buttons(qtbot: QtBot) -> None:
    bar = ZoomBar()
    qtbot.addWidget(bar)
    pairs = (
        (bar.smaller, bar.zoom_out_requested),
        (bar.larger, bar.zoom_in_requested),
        (bar.fit, bar.fit_requested),
    )
    for button, signal in pairs:
        with qtbot.waitSignal(signal):
            qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_the_level_is_shown_and_named(qtbot: QtBot) -> None:
    bar = ZoomBar()
    bar.set_zoom(0.784)
    assert bar.percent.text() == "78%"
    assert bar.percent.accessibleName() == "Zoom level 78%"


@pytest.mark.parametrize("zoom", [LEAST_ZOOM, 1.0, GREATEST_ZOOM])
def test_every_level_is_shown_in_full(qtbot: QtBot, zoom: float) -> None:
    bar = ZoomBar()
    qtbot.addWidget(bar)
    bar.set_zoom(zoom)
    bar.settle()
    assert bar.percent.width() >= bar.percent.sizeHint().width()


def test_the_menu_of_levels(qtbot: QtBot) -> None:
    bar = ZoomBar()
    seen: list[float] = []
    bar.zoom_requested.connect(seen.append)
    actions = [action for action in bar.menu().actions() if not action.isSeparator()]
    for action in actions[: len(LEVELS)]:
        action.trigger()
    assert tuple(seen) == LEVELS
    with qtbot.waitSignal(bar.fit_selection_requested):
        actions[-1].trigger()
