from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.panels.library_panel import LibraryCategory, LibraryPanel, find_shapes
from app.panels.shape_grid import LibraryShape, ShapeGrid
from app.widgets.section import Disclosure
from tests.qt.app.screens import paint_preview

CLOUD = LibraryShape("cloud", "Cloud", "network internet")
ACTOR = LibraryShape("actor", "Actor", "person user")
CATEGORIES = (
    LibraryCategory("basic", "Basic", (CLOUD, ACTOR)),
    LibraryCategory("uml", "UML", (ACTOR,), opened=False),
)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [("clo", ["cloud"]), ("USER", ["actor"]), ("uml", ["actor"]), ("cloud user", []), ("internet cloud", ["cloud"])],
)
def test_shapes_are_found_by_every_word(text: str, kinds: list[str]) -> None:
    assert [shape.kind for shape in find_shapes(CATEGORIES, text)] == kinds


@pytest.fixture
def panel(qtbot: QtBot) -> LibraryPanel:
    made = LibraryPanel(paint_preview)
    qtbot.addWidget(made)
    made.resize(244, 600)
    made.set_categories(CATEGORIES)
    made.show()
    return made


def test_categories_open_and_close(qtbot: QtBot, panel: LibraryPanel) -> None:
    basic, uml = panel.findChildren(Disclosure)
    grids = {grid.accessibleName(): grid for grid in panel.findChildren(ShapeGrid)}
    assert grids["Basic"].isVisible()
    assert not grids["UML"].isVisible()
    with qtbot.waitSignal(panel.opened_changed) as changed:
        qtbot.mouseClick(uml, Qt.MouseButton.LeftButton)
    assert changed.args == ["uml", True]
    assert grids["UML"].isVisible()
    assert basic.isChecked()


def test_search_shows_what_it_finds(qtbot: QtBot, panel: LibraryPanel) -> None:
    qtbot.keyClicks(panel.search, "person")
    assert panel.results.isVisible()
    assert panel.results.shapes == (ACTOR,)
    assert not panel.findChildren(Disclosure)[0].isVisible()
    with qtbot.waitSignal(panel.shape_inserted) as inserted:
        qtbot.mouseClick(panel.results, Qt.MouseButton.LeftButton, pos=panel.results.cell(0).center())
    assert inserted.args == ["actor"]


def test_nothing_found_offers_a_way_back(qtbot: QtBot, panel: LibraryPanel) -> None:
    qtbot.keyClicks(panel.search, "zzz")
    assert panel.nothing.isVisible()
    assert panel.nothing.button is not None
    qtbot.mouseClick(panel.nothing.button, Qt.MouseButton.LeftButton)
    assert panel.search.text() == ""
    assert not panel.nothing.isVisible()


def test_enter_inserts_what_was_found_first(qtbot: QtBot, panel: LibraryPanel) -> None:
    qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    qtbot.keyClicks(panel.search, CATEGORIES[0].shapes[1].title)
    with qtbot.waitSignal(panel.shape_inserted) as told:
        qtbot.keyClick(panel.search, Qt.Key.Key_Return)
    assert told.args == [panel.results.shapes[0].kind]


def test_new_categories_replace_the_old(qtbot: QtBot, panel: LibraryPanel) -> None:
    panel.set_categories(CATEGORIES[:1])
    qtbot.waitUntil(lambda: len(panel.findChildren(Disclosure)) == 1)
