"""What the palette offers is what the window can do now."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.actions.registry import ActionRegistry, Binding
from app.home.entries import DiagramEntry
from app.palette.items import PaletteItem
from app.palette.sources import action_items, diagram_items, page_items, shape_items, suggested_actions
from app.panels.library_panel import LibraryCategory
from app.panels.shape_grid import LibraryShape
from canvas.commands import pages
from tests.support.test_editor import TestEditor


@pytest.fixture
def registry(qtbot: QtBot) -> ActionRegistry:
    window = QWidget()
    qtbot.addWidget(window)
    made = ActionRegistry(window, explain=lambda: "Open a diagram first")
    made.bind("help.palette", Binding(lambda: None))
    made.bind("file.new", Binding(lambda: None))
    made.bind("edit.duplicate", Binding(lambda: None, enabled=lambda: False))
    made.refresh()
    return made


def by_id(items: list[PaletteItem]) -> dict[str, PaletteItem]:
    return {item.id: item for item in items}


def test_every_action_but_the_palette_itself_is_listed_with_key_and_reason(registry: ActionRegistry) -> None:
    items = by_id(action_items(registry))
    assert set(items) == {"file.new", "edit.duplicate"}
    assert items["file.new"].key == "Ctrl+N"
    assert items["edit.duplicate"].reason == "Open a diagram first"


def test_suggested_is_what_was_used_last_and_is_possible(registry: ActionRegistry) -> None:
    items = action_items(registry)
    assert [item.id for item in suggested_actions(items, ("edit.duplicate", "file.new"))] == ["file.new"]


def test_shapes_are_listed_once_and_inserted_by_kind() -> None:
    inserted: list[str] = []
    shapes = (LibraryShape("rect", "Rectangle", "box"),)
    items = shape_items([LibraryCategory("a", "Basic", shapes), LibraryCategory("b", "Flow", shapes)], inserted.append)
    assert [item.title for item in items] == ["Rectangle"]
    items[0].run()
    assert inserted == ["rect"]


def test_pages_other_than_the_one_in_front_are_listed() -> None:
    editor = TestEditor().editor
    first = editor.page
    second = pages.add(editor, "Second")
    (item,) = page_items(editor)
    item.run()
    assert (item.id, editor.page) == (first, first)
    assert second


def test_diagrams_are_listed_by_their_last_edit_without_the_trash_and_the_one_in_front() -> None:
    entries = [
        DiagramEntry("a", "Old", 1),
        DiagramEntry("b", "New", 2),
        DiagramEntry("c", "Gone", 3, trashed=True),
        DiagramEntry("d", "In front", 4),
    ]
    assert [item.id for item in diagram_items(entries, "d", lambda _id: None)] == ["b", "a"]
