"""The home screen and the library, joined: by real clicks, keys and drops."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.home.home_view import HomeView
from app.library.session import LibrarySession
from app.library_browser.attach import attach_home
from app.library_browser.browser import LibraryBrowser
from tests.support.diagram_files import SHOP
from tests.support.session import snapshot_with


def joined(qtbot: QtBot, browser: LibraryBrowser) -> HomeView:
    view = HomeView(lambda: 1_700_000_000_000)
    qtbot.addWidget(view)
    with qtbot.waitSignal(browser.listed):
        attach_home(view, browser, lambda: False)
    view.resize(1200, 800)
    view.show()
    return view


def test_what_is_in_the_library_is_shown(qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession) -> None:
    session.add(snapshot_with("Pier"), "Coast")
    view = joined(qtbot, browser)
    assert view.model.rowCount() == 1
    entry = view.model.entry(view.model.index(0))
    assert entry is not None
    assert entry.title == "Coast"
    qtbot.waitUntil(lambda: view.model.thumbnail(entry) is not None)


def test_a_search_finds_text_inside(qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession) -> None:
    session.add(snapshot_with("The lighthouse keeper"), "Coast")
    session.create("Plan")
    view = joined(qtbot, browser)
    view.focus_search()
    with qtbot.waitSignal(browser.found):
        qtbot.keyClicks(view.header.search, "keeper")
    assert view.model.rowCount() == 1


def test_the_button_makes_a_diagram(qtbot: QtBot, browser: LibraryBrowser) -> None:
    view = joined(qtbot, browser)
    with qtbot.waitSignals([browser.open_requested, browser.listed]):
        qtbot.mouseClick(view.blank, Qt.MouseButton.LeftButton)
    assert view.model.rowCount() == 1


def test_a_file_dropped_on_home_is_imported_and_shown(qtbot: QtBot, browser: LibraryBrowser, tmp_path: Path) -> None:
    view = joined(qtbot, browser)
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)), QUrl("https://example.org/far.drawio")])
    buttons, keys, actions = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(20, 20), actions, data, buttons, keys)
    QApplication.sendEvent(view, enter)
    assert enter.isAccepted()
    drop = QDropEvent(QPointF(20, 20), actions, data, buttons, keys)
    with qtbot.waitSignals([browser.open_requested, browser.import_finished]):
        QApplication.sendEvent(view, drop)


def test_the_layout_is_remembered(qtbot: QtBot, browser: LibraryBrowser, session: LibrarySession) -> None:
    view = joined(qtbot, browser)
    view._on_layout("rows")
    session.library.thread.flush().result()
    again = joined(qtbot, browser)
    qtbot.waitUntil(lambda: again.layout_switch.current() == "rows")
