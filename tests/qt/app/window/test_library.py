"""The shape library in the real window: search, drop, replace, scratchpad, own libraries, by mouse and keys."""

from __future__ import annotations

import json
from pathlib import Path
from xml.sax.saxutils import escape

import pytest
from PySide6.QtCore import QByteArray, QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.library.shape_libraries import SCRATCHPAD
from app.panels.library_panel import LibraryPanel
from app.panels.shape_grid import MIME_TYPE
from canvas.editor.payload import encode
from canvas.formats.library_file import read_library
from canvas.kernels.copying import copy_of
from tests.support.diagram_files import BOX
from tests.support.named import Named
from tests.support.stage import CTRL, LEFT, NO, Stage


@pytest.fixture
def named(stage: Stage) -> Named:
    answers = Named()
    stage.window.shapes.link._ask = answers
    return answers


@pytest.fixture
def panel(stage: Stage) -> LibraryPanel:
    return stage.window.workbench.library


def drag(stage: Stage, entry: str, at: QPoint, flags: Qt.KeyboardModifier = NO, *, let_go: bool = True) -> None:
    area, copy = stage.window.workbench.area, Qt.DropAction.CopyAction
    data = QMimeData()
    data.setData(MIME_TYPE, QByteArray(entry.encode()))
    QApplication.sendEvent(area, QDragEnterEvent(at, copy, data, LEFT, flags))
    QApplication.sendEvent(area, QDragMoveEvent(at, copy, data, LEFT, flags))
    if let_go:
        QApplication.sendEvent(area, QDropEvent(QPointF(at), copy, data, LEFT, flags))


def test_a_found_shape_is_inserted_by_a_click_and_is_recent_then(stage: Stage, panel: LibraryPanel) -> None:
    QTest.keyClicks(panel.search, "firewall")
    index = next(i for i, shape in enumerate(panel.results.shapes) if shape.kind == "aio.network.firewall")
    QTest.mouseClick(panel.results, LEFT, pos=panel.results.cell(index).center())
    assert stage.last.kind == "aio.network.firewall"
    assert stage.steps() == 1
    panel.search.clear()
    panel.open_category("recent")
    assert [shape.kind for shape in panel.category_view("recent").grid.shapes] == ["aio.network.firewall"]


def test_dragging_shows_the_shape_and_writes_nothing(stage: Stage) -> None:
    ghost = stage.window.shapes.drop.ghost
    drag(stage, "aio.bpmn.pool", stage.at((300, 200)), let_go=False)
    assert ghost.isVisible()
    assert ghost.target is None
    assert stage.shapes == []
    QApplication.sendEvent(stage.window.workbench.area, QDragLeaveEvent())
    assert not ghost.isVisible()
    drag(stage, "aio.bpmn.pool", stage.at((300, 200)))
    assert not ghost.isVisible()
    assert [s.kind for s in stage.shapes] == ["swimlane"] * 3
    assert stage.steps() == 1


def test_dropping_on_a_shape_replaces_it_and_ctrl_lays_it_on_top(stage: Stage) -> None:
    drag(stage, "rect", stage.at((300, 200)))
    box = stage.last
    drag(stage, "aio.basic.heart", stage.at((300, 200)), let_go=False)
    assert stage.window.shapes.drop.ghost.target is not None
    assert stage.shape(box.id).kind == "rect"
    drag(stage, "aio.basic.heart", stage.at((300, 200)))
    assert [(s.id, s.kind) for s in stage.shapes] == [(box.id, "aio.basic.heart")]
    drag(stage, "aio.basic.star4", stage.at((300, 200)), CTRL)
    assert [s.kind for s in stage.shapes] == ["aio.basic.heart", "aio.basic.star4"]
    assert stage.steps() == 3


def test_dropping_into_a_lane_makes_a_child(stage: Stage) -> None:
    drag(stage, "aio.bpmn.pool", stage.at((400, 250)))
    drag(stage, "aio.bpmn.task", stage.at((400, 200)))
    task = next(s for s in stage.shapes if s.kind == "aio.bpmn.task")
    assert stage.shape(task.parent).text == "Lane"


def test_the_selection_goes_into_the_scratchpad_and_comes_back(stage: Stage, panel: LibraryPanel) -> None:
    drag(stage, "aio.bpmn.pool", stage.at((400, 250)))
    view = panel.category_view(SCRATCHPAD)
    QTest.mouseClick(view.add_button, LEFT)
    QApplication.processEvents()
    view = panel.category_view(SCRATCHPAD)
    (kept,) = view.grid.shapes
    assert kept.title == "Pool"
    QTest.mouseClick(view.grid, LEFT, pos=view.grid.cell(0).center())
    assert len(stage.shapes) == 6
    stage.editor.select(())
    QTest.mouseClick(panel.category_view(SCRATCHPAD).add_button, LEFT)
    assert len(panel.category_view(SCRATCHPAD).grid.shapes) == 1
    assert stage.said[-1].text


def test_dragging_the_selection_onto_the_scratchpad_keeps_it_and_moves_nothing(
    stage: Stage, panel: LibraryPanel
) -> None:
    drag(stage, "rect", stage.at((300, 200)))
    before = stage.last
    view = panel.category_view(SCRATCHPAD)
    over = stage.view.mapFromGlobal(view.mapToGlobal(view.rect().center()))
    stage.press((300, 200))
    stage.move((320, 210))
    stage.mouse(QEvent.Type.MouseMove, over, held=True)
    stage.mouse(QEvent.Type.MouseButtonRelease, over, held=False)
    QApplication.processEvents()
    assert len(panel.category_view(SCRATCHPAD).grid.shapes) == 1
    assert stage.shape(before.id) == before
    assert stage.steps() == 1


def test_a_library_is_made_filled_exported_deleted_and_imported(
    stage: Stage, panel: LibraryPanel, named: Named, tmp_path: Path
) -> None:
    link = stage.window.shapes.link
    named.names, named.target = ["Mine", "Ours"], tmp_path / "ours.aiolib"
    menu = link.more_menu()
    menu.actions()[0].trigger()
    library = stage.window.shapes.libraries.all()[1].id
    drag(stage, "aio.basic.heart", stage.at((300, 200)))
    QTest.mouseClick(panel.category_view(library).add_button, LEFT)
    add, export, rename, delete = link.library_menu(library).actions()
    rename.trigger()
    export.trigger()
    assert read_library(named.target.read_bytes()).name == "Ours"
    add.trigger()
    delete.trigger()
    assert [one.id for one in stage.window.shapes.libraries.all()] == [SCRATCHPAD]
    named.files = [named.target]
    menu.actions()[1].trigger()
    imported = stage.window.shapes.libraries.all()[1]
    assert (imported.name, len(imported.shapes)) == ("Ours", 1)
    assert stage.answers.problems == []


def test_a_library_of_drawio_is_imported_and_a_damaged_one_is_told(stage: Stage, named: Named, tmp_path: Path) -> None:
    good, bad, gone = tmp_path / "hub.xml", tmp_path / "bad.xml", tmp_path / "gone.xml"
    good.write_text(f"<mxlibrary>{escape(json.dumps([{'xml': BOX, 'w': 80, 'h': 40, 'title': 'Hub'}]))}</mxlibrary>")
    bad.write_text("<mxlibrary>[3]</mxlibrary>")
    stage.window.shapes.link.import_files([good, bad, gone])
    libraries = stage.window.shapes.libraries.all()
    assert [one.name for one in libraries[1:]] == ["hub"]
    assert len(stage.answers.problems) == 2
    stage.window.workbench.insert_shape(libraries[1].shapes[0].id)
    assert {s.kind for s in stage.shapes} == {"rect", "ellipse", "connector"}


def test_own_shapes_are_renamed_and_removed(stage: Stage, named: Named) -> None:
    drag(stage, "rect", stage.at((300, 200)))
    link, libraries = stage.window.shapes.link, stage.window.shapes.libraries
    assert link.add_selection()
    (kept,) = libraries.all()[0].shapes
    named.names = ["Better"]
    menu = link.shape_menu(kept.id)
    assert menu is not None
    insert, rename, remove = menu.actions()
    rename.trigger()
    assert libraries.all()[0].shapes[0].title == "Better"
    insert.trigger()
    assert len(stage.shapes) == 2
    remove.trigger()
    assert libraries.all()[0].shapes == ()
    assert link.shape_menu("rect") is None


def test_what_is_kept_survives_the_program(stage: Stage, qtbot: QtBot) -> None:
    drag(stage, "rect", stage.at((300, 200)))
    copied = copy_of(stage.editor.graph, stage.editor.selection)
    assert copied is not None
    stage.window.shapes.link.add_selection()
    raw = stage.window.session.library.submit(lambda store: store.settings.get("shape_library:scratchpad")).result()
    assert isinstance(raw, dict)
    assert encode(copied).decode() in json.dumps(raw, ensure_ascii=False).encode().decode("unicode_escape")
