"""The inspector and the shape library, working on the diagram in front."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.panels.shape_grid import MIME_TYPE, ShapeGrid
from app.widgets.number_field import NumberField
from app.workbench.shape_library import categories
from tests.support.diagram_files import SHOP
from tests.support.stage import CTRL, Stage


def write(field: NumberField, text: str) -> None:
    field.edit.setFocus()
    field.edit.selectAll()
    QTest.keyClicks(field.edit, text)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)


@pytest.mark.parametrize(("key", "value"), [("x", 40.0), ("y", 55.0), ("w", 300.0), ("h", 90.0)])
def test_numbers_of_the_frame_move_and_resize(stage: Stage, key: str, value: float) -> None:
    a = stage.box()
    fields = stage.window.workbench.inspector.arrange.fields
    write(fields[key], f"{value:g}")
    assert stage.shape(a).get(key) == value
    stage.key(Qt.Key.Key_Z, CTRL, stage.view)
    assert stage.shape(a).get(key) != value


def test_sums_are_worked_out_and_rotation_turns(stage: Stage) -> None:
    a = stage.box()
    fields = stage.window.workbench.inspector.arrange.fields
    write(fields["x"], "200+2*25")
    assert stage.shape(a).x == 250
    write(fields["rotation"], "45")
    assert stage.shape(a).rotation == 45


def test_several_shapes_are_edited_at_once_and_differences_are_said(stage: Stage) -> None:
    a, b = stage.box(), stage.box((500, 260), (620, 360))
    stage.editor.select((a, b))
    stage.settle()
    inspector = stage.window.workbench.inspector
    assert "2" in inspector.title.text()
    inspector.edited.emit("style.stroke", "#c2242a")
    assert {stage.shape(s).get("style.stroke") for s in (a, b)} == {"#c2242a"}
    before = stage.steps()
    stage.editor.select((a, b))
    write(inspector.arrange.fields["w"], "840")
    assert stage.steps() == before + 1
    assert stage.shape(a).w == 240


def test_the_inspector_follows_the_selection(stage: Stage) -> None:
    stage.box()
    inspector = stage.window.workbench.inspector
    assert inspector.title.text() == "Rounded rectangle"
    assert inspector.arrange.fields["x"].edit.text() == "200"
    stage.key(Qt.Key.Key_Escape)
    assert inspector.title.text() == "Page"
    stage.draw(Qt.Key.Key_A, (200, 400), (400, 500))
    assert inspector.title.text() == "Connector"
    assert inspector.fill.isHidden()
    stage.draw(Qt.Key.Key_F, (300, 400), (500, 600))
    assert inspector.title.text() == "Frame"
    stage.key(Qt.Key.Key_Escape)
    stage.draw(Qt.Key.Key_N, (600, 400), (700, 500))
    assert inspector.title.text() == "Note"


def test_a_dragged_number_is_shown_before_it_is_written(stage: Stage) -> None:
    a = stage.box()
    field = stage.window.workbench.inspector.stroke.width_field
    field.previewed.emit(9.0)
    assert stage.view._live.hidden == {a}
    assert stage.shape(a).get("style.stroke_width") == 1.5
    field.committed.emit(9.0)
    assert stage.shape(a).get("style.stroke_width") == 9.0
    assert stage.view._live.is_empty


def test_marks_and_places_of_the_text(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type("Quay")
    stage.key(Qt.Key.Key_Escape)
    stage.key(Qt.Key.Key_B, CTRL)
    stage.window.workbench.inspector.edited.emit("style.align", "left")
    stage.window.workbench.inspector.edited.emit("style.font_size", 20.0)
    shape = stage.shape(a)
    assert (shape.get("style.align"), shape.get("style.font_size")) == ("left", 20.0)
    assert shape.get("style.bold") is True or any(dict(run.marks).get("bold") for run in shape.label)


def test_the_page_is_set_when_nothing_is_selected(stage: Stage) -> None:
    inspector = stage.window.workbench.inspector
    stage.view.settle()
    inspector.page_edited.emit("background", "#ffe0e0")
    stage.view.settle()
    assert stage.view.grab().toImage().pixelColor(703, 303).name() == "#ffe0e0"
    inspector.page_edited.emit("grid", False)
    assert not stage.window.registry.action("view.grid").isChecked()


def test_arrange_buttons_align_and_reorder(stage: Stage) -> None:
    a, b = stage.box(), stage.box((500, 260), (620, 320))
    stage.editor.select((a, b))
    stage.settle()
    stage.window.workbench.inspector.arrange.align_buttons["top"].click()
    assert stage.shape(a).y == stage.shape(b).y
    stage.editor.select((a,))
    stage.window.workbench.inspector.arrange.front.click()
    assert stage.shapes[-1].id == a


# ---------------------------------------------------------------------------------------------- library


def grids(stage: Stage) -> list[ShapeGrid]:
    return [grid for grid in stage.window.workbench.library.findChildren(ShapeGrid) if grid.isVisible()]


def test_a_click_in_the_library_puts_a_shape_into_the_view(stage: Stage) -> None:
    grid = grids(stage)[0]
    wanted = [shape.kind for shape in grid.shapes].index("ellipse")
    for _ in range(2):
        QTest.mouseClick(grid, Qt.MouseButton.LeftButton, pos=grid.cell(wanted).center())
    assert [s.kind for s in stage.shapes] == ["ellipse", "ellipse"]
    assert (stage.shapes[0].x, stage.shapes[0].y) != (stage.shapes[1].x, stage.shapes[1].y)
    assert stage.view.hasFocus()


def test_what_the_library_shows_is_what_it_inserts(stage: Stage) -> None:
    stage.window.workbench.insert_shape("rect")
    stage.window.workbench.insert_shape("roundRect")
    assert [(s.kind, bool(s.get("style.rounded"))) for s in stage.shapes] == [("rect", False), ("rect", True)]


def test_every_entry_of_the_library_can_be_inserted(stage: Stage) -> None:
    # A sample of each library; tests/unit/canvas/shapes/library looks at every entry.
    kinds = [shape.kind for category in categories() for shape in category.all()[::20]]
    for kind in kinds:
        stage.window.workbench.insert_shape(kind)
    assert len(stage.shapes) >= len(kinds) > 20
    assert all(s.kind for s in stage.shapes)


def drop(stage: Stage, data: QMimeData, at: QPoint) -> None:
    area, left, none = stage.window.workbench.area, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    entered = QDragEnterEvent(at, copy, data, left, none)
    QApplication.sendEvent(area, entered)
    assert entered.isAccepted()
    QApplication.sendEvent(area, QDropEvent(QPointF(at), copy, data, left, none))


def test_a_shape_of_the_library_is_dropped_where_one_lets_go(stage: Stage) -> None:
    data = QMimeData()
    data.setData(MIME_TYPE, b"cylinder3")
    drop(stage, data, QPoint(400, 300))
    (shape,) = stage.shapes
    assert shape.kind == "cylinder3"
    assert (shape.x + shape.w / 2, shape.y + shape.h / 2) == (400, 300)


def test_a_shape_dropped_into_a_frame_goes_into_it(stage: Stage) -> None:
    frame = stage.draw(Qt.Key.Key_F, (200, 200), (600, 500))
    data = QMimeData()
    data.setData(MIME_TYPE, b"ellipse")
    drop(stage, data, QPoint(400, 350))
    assert stage.editor.view.parent(stage.last.id) == frame


def test_a_drawio_file_is_dropped_and_opened(stage: Stage, qtbot: QtBot, tmp_path: Path) -> None:
    path = tmp_path / "shop.drawio"
    path.write_text(SHOP)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    drop(stage, data, QPoint(400, 300))
    qtbot.waitUntil(lambda: len(stage.window.tabs) == 2)
    assert stage.tab.diagram.title == "shop"
    assert "Customer database" in [s.text for s in stage.shapes]


def test_dropped_text_becomes_a_shape(stage: Stage) -> None:
    data = QMimeData()
    data.setText("from the browser")
    drop(stage, data, QPoint(400, 300))
    assert stage.last.text == "from the browser"


def test_searching_the_library_and_inserting_what_was_found(stage: Stage) -> None:
    panel = stage.window.workbench.library
    panel.search.setFocus()
    stage.type("cyl")
    QTest.mouseClick(panel.results, Qt.MouseButton.LeftButton, pos=panel.results.cell(0).center())
    assert stage.last.kind == "cylinder3"
