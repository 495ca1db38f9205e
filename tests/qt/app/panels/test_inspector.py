from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.inspector import Inspector
from app.panels.inspector_state import InspectorState, PageState
from tests.qt.app.screens import RECTANGLE


@pytest.fixture
def inspector(qtbot: QtBot) -> Inspector:
    made = Inspector(["Inter"])
    qtbot.addWidget(made)
    made.resize(264, 800)
    made.show()
    return made


def test_nothing_selected_shows_the_page(inspector: Inspector) -> None:
    inspector.show_page(PageState("One", grid_size=25.0))
    assert inspector.title.text() == "Page"
    assert inspector.page.isVisible()
    assert inspector.page.grid_size.value == 25.0
    assert not inspector.arrange.isVisible()
    assert not inspector.lock.isVisible()


def test_a_selection_shows_its_sections(inspector: Inspector) -> None:
    inspector.show_selection(RECTANGLE)
    assert inspector.title.text() == "Rounded rectangle"
    assert inspector.arrange.isVisible()
    assert inspector.fill.isVisible()
    assert not inspector.page.isVisible()
    inspector.show_selection(InspectorState("Image", 1, values={"x": 1.0}))
    assert not inspector.fill.isVisible()


def test_edits_of_every_section_come_out(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.show_selection(RECTANGLE)
    seen: list[str] = []
    inspector.edited.connect(lambda key, _value: seen.append(key))
    inspector.page_edited.connect(lambda key, _value: seen.append(f"page.{key}"))
    inspector.arrange.edited.emit("x", 1.0)
    inspector.fill.edited.emit("style.fill", "none")
    inspector.stroke.edited.emit("style.stroke", "none")
    inspector.text.edited.emit("style.bold", True)
    inspector.page.edited.emit("grid", True)
    assert seen == ["x", "style.fill", "style.stroke", "style.bold", "page.grid"]


def test_what_is_locked_can_only_be_unlocked(qtbot: QtBot, inspector: Inspector) -> None:
    inspector.show_selection(replace(RECTANGLE, locked=True))
    assert inspector.lock.accessibleName() == "Unlock"
    assert not inspector.fill.isEnabled()
    with qtbot.waitSignal(inspector.lock_requested) as requested:
        qtbot.mouseClick(inspector.lock, Qt.MouseButton.LeftButton)
    assert requested.args == [False]
    inspector.show_selection(RECTANGLE)
    assert inspector.fill.isEnabled()


def test_tabs(qtbot: QtBot, inspector: Inspector) -> None:
    with qtbot.waitSignal(inspector.tab_changed) as changed:
        qtbot.mouseClick(inspector.tabs.button("comments"), Qt.MouseButton.LeftButton)
    assert changed.args == ["comments"]
    assert not inspector.page.isVisible()
    inspector.show_tab("design")
    assert inspector.page.isVisible()


def test_the_menu_orders(qtbot: QtBot, inspector: Inspector) -> None:
    seen: list[str] = []
    inspector.order_requested.connect(seen.append)
    for action in inspector.menu().actions():
        action.trigger()
    assert seen == ["forward", "backward"]
