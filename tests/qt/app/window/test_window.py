"""Tabs, the state of the window, the truth about saving, files, palette, sheet, and a name for everything."""

from __future__ import annotations

import gc
import random
import weakref
from pathlib import Path
from typing import Any

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QTabBar,
    QTextEdit,
)
from pytestqt.qtbot import QtBot

from app.actions.shortcuts_sheet import ShortcutsSheet
from app.exporting.options import ExportOptions
from app.exporting.reading import read_snapshot
from app.palette.palette import CommandPalette
from app.session_state import decode_state, encode_state
from app.theme.theme import ThemeChoice
from app.widgets.key_caps import KeyCaps
from tests.support.stage import CTRL, SHIFT, Stage


def limit_disk(stage: Stage, pages: int | None) -> None:
    """Let the database grow to so many pages; None for not at all."""

    def limit(store: Any) -> None:
        (now,) = store.connection.row("PRAGMA page_count")
        store.connection.row(f"PRAGMA max_page_count = {now if pages is None else pages}")

    stage.desktop.session.library.submit(limit).result()


# ---------------------------------------------------------------------------------------------- tabs


def test_tabs_open_change_and_close(stage: Stage) -> None:
    first = stage.tab.id
    a = stage.box()
    second = stage.desktop.session.create("Second")
    stage.window.open_diagram(second)
    tabs = stage.window.workbench.top.tabs
    assert tabs.isVisible()
    assert stage.shapes == []
    stage.window.workbench.tab_chosen.emit(first)
    assert stage.tab.id == first
    assert stage.selected == (a,)
    stage.key(Qt.Key.Key_W, CTRL)
    assert stage.tab.id == second
    assert not tabs.isVisible()
    stage.key(Qt.Key.Key_W, CTRL)
    assert stage.window.front() is None
    assert stage.window.open_diagram(first)
    assert stage.shapes[0].id == a


def test_what_one_types_goes_to_the_tab_in_front_only(stage: Stage) -> None:
    first = stage.editor
    stage.window.open_diagram(stage.desktop.session.create("Second"))
    stage.box()
    assert len(first.records.shapes) == 0


def test_the_state_of_the_window_is_restored(stage: Stage) -> None:
    a = stage.box()
    stage.wheel((300, 300), 2, CTRL)
    stage.do("view.library")
    first, camera = stage.tab.id, stage.editor.camera
    stage.window.open_diagram(stage.desktop.session.create("Second"))
    stage.window.open_diagram(first)
    state = decode_state(encode_state(stage.window.window_state()))
    assert state is not None
    for document in list(stage.window.tabs):
        stage.window.close_tab(document)
    stage.do("view.library")
    stage.window.restore_state(state)
    assert stage.tab.id == first
    assert next(iter(stage.window.tabs)) == first
    assert stage.editor.camera.zoom == camera.zoom
    assert stage.editor.camera.origin == camera.origin
    assert stage.selected == (a,)
    assert stage.window.workbench.dock.isHidden()
    assert stage.window.theme.choice is ThemeChoice.LIGHT


# ---------------------------------------------------------------------------------------------- saving


def test_the_status_says_saved_only_when_it_is(stage: Stage, qtbot: QtBot) -> None:
    status = stage.window.workbench.top.status
    qtbot.waitUntil(lambda: "Saved" in status.text())
    stage.box()
    stage.window.workbench.status.show_now()
    assert status.text().startswith("Saving")
    qtbot.waitUntil(lambda: status.text().startswith("Saved"))
    assert stage.tab.diagram.state.pending == 0


def test_a_full_disk_is_told_and_forgotten_when_it_is_over(stage: Stage, qtbot: QtBot) -> None:
    status = stage.window.workbench.top.status
    stage.desktop.session.library.thread.flush().result()
    limit_disk(stage, None)
    noise = random.Random(7).randbytes(300 * 300 * 4)
    data = QMimeData()
    data.setImageData(QImage(noise, 300, 300, QImage.Format.Format_RGB32))
    QGuiApplication.clipboard().setMimeData(data)
    stage.key(Qt.Key.Key_V, CTRL)
    qtbot.waitUntil(lambda: status.text().startswith("Not saved"))
    assert status.property("pill") == "danger"
    stage.do("file.save")
    assert stage.said[-1].level == "danger"
    limit_disk(stage, 1_000_000)
    stage.do("file.save")
    qtbot.waitUntil(lambda: status.text().startswith("Saved"))
    assert stage.last.kind == "image"


# ---------------------------------------------------------------------------------------------- files


def labelled(stage: Stage) -> None:
    stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("Lighthouse")
    stage.key(Qt.Key.Key_Escape)


def test_a_saved_copy_opens_again_with_everything(stage: Stage, tmp_path: Path) -> None:
    labelled(stage)
    stage.do("page.add")
    stage.answers.path = tmp_path / "copy"
    stage.key(Qt.Key.Key_S, CTRL | SHIFT)
    snapshot = read_snapshot((tmp_path / "copy.drawio").read_bytes(), "copy.drawio")
    assert [s.text for s in snapshot.shapes.values()] == ["Lighthouse"]
    assert len(snapshot.pages) == 2
    assert stage.said[-1].level == "success"


def test_exports_are_written_and_are_what_they_say(stage: Stage, tmp_path: Path) -> None:
    labelled(stage)
    for kind, start in (("svg", b"<"), ("png", b"\x89PNG"), ("pdf", b"%PDF"), ("drawio", b"<")):
        stage.answers.options = ExportOptions(kind, embed=kind == "svg")
        stage.answers.path = tmp_path / f"out.{kind}"
        stage.key(Qt.Key.Key_E, CTRL | SHIFT)
        assert stage.answers.path.read_bytes().startswith(start)
    assert b"Lighthouse" in (tmp_path / "out.svg").read_bytes()
    assert QImage(str(tmp_path / "out.png")).width() >= 120
    again = read_snapshot((tmp_path / "out.svg").read_bytes(), "out.svg")
    assert [s.text for s in again.shapes.values()] == ["Lighthouse"]


def test_a_file_that_cannot_be_written_is_told(stage: Stage, tmp_path: Path) -> None:
    stage.answers.options = ExportOptions("svg")
    stage.answers.path = tmp_path / "no" / "such" / "folder.svg"
    stage.do("file.export")
    assert stage.answers.problems
    assert stage.answers.problems[0].title


def test_a_given_up_export_writes_nothing(stage: Stage, tmp_path: Path) -> None:
    stage.answers.options = None
    stage.answers.path = tmp_path / "never.svg"
    stage.do("file.export")
    assert list(tmp_path.glob("never*")) == []


# ---------------------------------------------------------------------------------------------- palette and sheet


def test_the_palette_finds_runs_and_gives_the_keyboard_back(stage: Stage) -> None:
    stage.box()
    stage.key(Qt.Key.Key_K, CTRL)
    palette = stage.window.findChild(CommandPalette)
    assert isinstance(palette, CommandPalette)
    assert palette.search.hasFocus()
    stage.type("dupl")
    stage.key(Qt.Key.Key_Return)
    assert len(stage.shapes) == 2
    assert stage.view.hasFocus()


def test_the_palette_goes_by_escape_by_its_own_keys_and_by_a_click_beside_it(stage: Stage) -> None:
    for leave in ("key", "own keys", "click"):
        stage.key(Qt.Key.Key_K, CTRL)
        palette = next(p for p in stage.window.findChildren(CommandPalette) if p.isVisible())
        if leave == "key":
            stage.key(Qt.Key.Key_Escape)
        elif leave == "own keys":
            stage.key(Qt.Key.Key_K, CTRL)
        else:
            QTest.mouseClick(palette, Qt.MouseButton.LeftButton, pos=QPoint(5, 5))
        assert not palette.isVisible()
        assert stage.view.hasFocus()
    assert stage.shapes == []


def test_the_sheet_tells_every_key_and_is_searched(stage: Stage) -> None:
    sheet = ShortcutsSheet(stage.window.registry, stage.window)
    sheet.show()
    texts = {text.text() for text in sheet.findChildren(QLabel) if text.isVisible()}
    assert {"Duplicate", "Nudge by 1 or by a grid step"} <= texts
    keys = {cap.accessibleName() for cap in sheet.findChildren(KeyCaps)}
    assert {
        key for action in stage.window.registry.bound() for key in stage.window.registry.keys(action.id)[:1]
    } <= keys
    sheet.search.setText("dupl")
    assert [text.text() for text in sheet._scroll.findChildren(QLabel) if text.isVisible()][1:2] == ["Duplicate"]
    sheet.search.setText("zeppelin")
    assert sheet._nothing.isVisible()
    sheet.close()
    sheet.deleteLater()


def test_a_question_mark_shows_the_sheet(stage: Stage) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, QDialog):
            seen.append(type(dialog).__name__)
            dialog.reject()

    QTimer.singleShot(0, look)
    stage.key(Qt.Key.Key_F1)
    assert seen == ["ShortcutsSheet"]


# ---------------------------------------------------------------------------------------------- accessibility

INTERACTIVE = (QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTabBar, QTextEdit)


def test_everything_one_can_use_in_the_window_has_a_name(stage: Stage) -> None:
    stage.box()
    stage.window.open_diagram(stage.desktop.session.create("Second"))
    found = [w for kind in INTERACTIVE for w in stage.window.findChildren(kind)]
    nameless = [
        f"{type(w).__name__} in {type(w.parentWidget()).__name__}"
        for w in found
        if not w.accessibleName().strip()
        and not (isinstance(w, QAbstractButton) and w.text().strip())
        and not (w.parentWidget() and isinstance(w.parentWidget(), (QTabBar, QComboBox)))
    ]
    assert len(found) > 60
    assert nameless == []
    assert stage.view.accessibleName()


def test_every_action_of_the_menus_is_in_the_catalogue_and_enabled_truly(stage: Stage) -> None:
    registry = stage.window.registry
    assert not registry.action("edit.copy").isEnabled()
    stage.box()
    assert registry.action("edit.copy").isEnabled()
    assert not registry.action("arrange.group").isEnabled()
    stage.window.show_home()
    assert not registry.action("edit.copy").isEnabled()
    assert not registry.action("file.export").isEnabled()


def test_nothing_of_a_diagram_stays_in_memory_once_its_tab_is_closed(stage: Stage) -> None:
    stage.box()
    records, editor = weakref.ref(stage.editor.records), weakref.ref(stage.editor)
    stage.window.close_tab(stage.tab.id)
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, int(QEvent.Type.DeferredDelete.value))
    gc.collect()
    assert editor() is None
    assert records() is None
