from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.panels.library_category import CategoryView, LibraryCategory
from app.panels.shape_grid import LibraryShape
from tests.qt.app.screens import paint_preview

CLOUD = LibraryShape("cloud", "Cloud")


def shown(qtbot: QtBot, category: LibraryCategory, opened: bool) -> CategoryView:
    view = CategoryView(category, opened, paint_preview)
    qtbot.addWidget(view)
    view.resize(224, 120)
    view.show()
    return view


def test_shapes_are_loaded_when_they_are_first_seen(qtbot: QtBot) -> None:
    asked: list[int] = []

    def load() -> tuple[LibraryShape, ...]:
        asked.append(1)
        return (CLOUD,)

    view = shown(qtbot, LibraryCategory("net", "Network", load=load), opened=False)
    assert not asked
    qtbot.mouseClick(view.header, Qt.MouseButton.LeftButton)
    assert view.grid.shapes == (CLOUD,)
    view.header.toggle()
    view.header.toggle()
    assert len(asked) == 1


def test_ones_own_category_says_what_it_is_for_and_can_be_filled(qtbot: QtBot) -> None:
    view = shown(qtbot, LibraryCategory("own", "Mine", own=True, hint="Drop shapes here"), opened=True)
    assert view.hint.isVisible()
    assert not view.grid.isVisible()
    with qtbot.waitSignal(view.add_requested):
        qtbot.mouseClick(view.add_button, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(view.menu_requested) as asked:
        qtbot.mouseClick(view.menu_button, Qt.MouseButton.LeftButton)
    assert isinstance(asked.args[0], QPoint)
    assert view.add_button.accessibleName()


def test_others_have_no_buttons_and_a_shape_has_a_menu(qtbot: QtBot) -> None:
    view = shown(qtbot, LibraryCategory("basic", "Basic", (CLOUD,)), opened=True)
    assert not hasattr(view, "add_button")
    at = view.grid.cell(0).center()
    with qtbot.waitSignal(view.shape_menu_requested) as asked:
        QApplication.sendEvent(
            view.grid, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, view.grid.mapToGlobal(at))
        )
    assert asked.args[0] == "cloud"


def test_a_mark_is_painted(qtbot: QtBot) -> None:
    view = shown(qtbot, LibraryCategory("own", "Mine", own=True), opened=True)
    plain = view.grab().toImage()
    view.mark(True)
    assert view.grab().toImage() != plain
    view.mark(False)
    assert view.grab().toImage() == plain
