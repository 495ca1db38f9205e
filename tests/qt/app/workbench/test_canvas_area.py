from __future__ import annotations

from pytestqt.qtbot import QtBot

from app.panels.pages_bar import PageTab
from app.workbench.canvas_area import CanvasArea


def test_bars_follow_what_they_need_though_nobody_places_them_anew(qtbot: QtBot) -> None:
    area = CanvasArea()
    qtbot.addWidget(area)
    area.resize(900, 600)
    area.pages.set_pages([PageTab("a", "Page-1")], "a")
    area.show()
    before = area.pages.surface_rect().width()
    area.pages.set_pages([PageTab("a", "A page with a long name")], "a")
    qtbot.waitUntil(lambda: area.pages.surface_rect().width() == area.pages.surface_size().width() > before)
