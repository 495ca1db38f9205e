"""The system's clipboard and copied styles, by keys."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QImage

from canvas.commands.create import create_connector
from canvas.editor.camera import to_scene
from canvas.editor.payload import MIME_TYPE
from canvas.geometry.vec import Vec
from canvas.kernels.connect import EndPoint
from canvas.model.document import Document
from canvas.model.plan import Origin, Plan, Set
from tests.support.stage import ALT, CTRL, Stage


def labelled(stage: Stage, text: str = "Quay") -> str:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    stage.type(text)
    stage.key(Qt.Key.Key_Escape)
    return a


def test_a_copy_offers_our_shapes_a_drawing_a_picture_and_text(stage: Stage) -> None:
    labelled(stage)
    stage.key(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.hasFormat(MIME_TYPE)
    svg = bytes(data.data("image/svg+xml").data()).decode()
    assert "<svg" in svg
    assert "Quay" in svg
    picture = QImage.fromData(data.data("image/png"), "PNG")
    assert picture.width() > 240
    assert data.text() == "Quay"


def test_a_copied_line_runs_around_what_somebody_has_just_put_in_its_way(stage: Stage) -> None:
    a, b, wall = stage.box((0, 0), (100, 60)), stage.box((400, 0), (500, 60)), stage.box((220, 300), (280, 400))
    line = create_connector(stage.editor, "connector", EndPoint(Vec(0.0, 0.0), a), EndPoint(Vec(0.0, 0.0), b))
    stage.editor.apply(Plan("Avoid", (Set(line, "routing", "avoid"),)))
    straight = stage.editor.scene.points(line)
    mine = stage.tab.diagram.document
    theirs = Document(99, [mine.state()])
    theirs.on_update(lambda update, _origin: mine.apply_update(update, Origin.REMOTE))
    theirs.apply(Plan("Theirs", (Set(wall, "y", -20.0),)))
    assert stage.editor.scene.points(line) == straight
    stage.editor.select((line,))
    stage.key(Qt.Key.Key_C, CTRL)
    assert stage.editor.scene.is_settled
    assert stage.editor.scene.points(line) != straight


def test_paste_puts_copies_beside_each_other(stage: Stage) -> None:
    a = labelled(stage)
    stage.key(Qt.Key.Key_C, CTRL)
    stage.key(Qt.Key.Key_V, CTRL)
    stage.key(Qt.Key.Key_V, CTRL)
    assert [s.text for s in stage.shapes] == ["Quay"] * 3
    assert len({(s.x, s.y) for s in stage.shapes}) == 3
    assert a not in stage.selected


def test_cut_and_paste_on_another_page(stage: Stage) -> None:
    labelled(stage)
    stage.key(Qt.Key.Key_X, CTRL)
    assert stage.shapes == []
    stage.do("page.add")
    stage.key(Qt.Key.Key_V, CTRL)
    assert [s.text for s in stage.shapes] == ["Quay"]


def test_text_from_elsewhere_becomes_a_shape(stage: Stage) -> None:
    QGuiApplication.clipboard().setText("from a mail")
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.last.text == "from a mail"


def test_a_picture_from_elsewhere_becomes_a_shape(stage: Stage) -> None:
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    data = QMimeData()
    data.setImageData(image)
    QGuiApplication.clipboard().setMimeData(data)
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.last.kind == "image"
    assert (stage.last.w, stage.last.h) == (40, 30)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><rect width="40" height="30"/></svg>'
DRAWIO = (
    '<mxGraphModel><root><mxCell id="0"/><mxCell id="1" parent="0"/>'
    '<mxCell id="2" value="Pier" style="ellipse" vertex="1" parent="1"><mxGeometry x="40" y="60" width="80" height="50" '
    'as="geometry"/></mxCell></root></mxGraphModel>'
)


def put_text(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


@pytest.mark.parametrize(
    "text", [SVG, f'<?xml version="1.0"?>\n<!-- drawn -->\n<!-- by hand -->\n<!DOCTYPE svg>\n{SVG}']
)
def test_a_drawing_copied_as_text_becomes_a_picture(stage: Stage, text: str) -> None:
    put_text(text)
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.last.kind == "image"
    assert (stage.last.w, stage.last.h) == (40, 30)


def test_a_drawing_of_another_program_becomes_a_picture(stage: Stage) -> None:
    data = QMimeData()
    data.setData("image/svg+xml", SVG.encode())
    QGuiApplication.clipboard().setMimeData(data)
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.last.kind == "image"


def test_a_drawing_that_cannot_be_shown_stays_text(stage: Stage) -> None:
    put_text("<svg")
    stage.key(Qt.Key.Key_V, CTRL)
    assert (stage.last.kind, stage.last.text) == ("text", "<svg")


@pytest.mark.timeout(60)
def test_comments_before_what_is_no_drawing_are_read_once(stage: Stage) -> None:
    put_text("<!---->" * 60 + "x")
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.last.kind == "text"


@pytest.mark.parametrize("text", [DRAWIO, quote(DRAWIO, safe="")])
def test_shapes_copied_in_draw_io_are_shapes_here(stage: Stage, text: str) -> None:
    put_text(text)
    stage.key(Qt.Key.Key_V, CTRL)
    assert [(s.kind, s.text, s.x, s.y) for s in stage.shapes] == [("ellipse", "Pier", 40, 60)]
    stage.key(Qt.Key.Key_Z, CTRL)
    assert stage.shapes == []


@pytest.mark.parametrize("text", ["<mxGraphModel><root>", "<mxfile></mxfile>"])
def test_damaged_shapes_of_draw_io_are_refused_with_words(stage: Stage, text: str) -> None:
    put_text(text)
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.shapes == []
    assert stage.said[-1].level == "danger"


def test_cells_of_a_spreadsheet_become_a_table(stage: Stage) -> None:
    put_text("Name\tCity\nAnna\tBern")
    stage.key(Qt.Key.Key_V, CTRL)
    (table,) = stage.selected
    assert stage.shape(table).kind == "table"
    assert {"Name", "City", "Anna", "Bern"} <= {s.text for s in stage.shapes}


def test_hostile_shapes_are_refused_with_words(stage: Stage) -> None:
    data = QMimeData()
    data.setData(MIME_TYPE, b'{"shapes": 1')
    QGuiApplication.clipboard().setMimeData(data)
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.shapes == []
    assert stage.said[-1].level == "danger"


def test_an_empty_clipboard_pastes_nothing(stage: Stage) -> None:
    QGuiApplication.clipboard().clear()
    stage.key(Qt.Key.Key_V, CTRL)
    assert stage.shapes == []


def test_a_style_goes_from_one_shape_to_another(stage: Stage) -> None:
    a, b = stage.box(), stage.box((500, 200), (620, 260))
    stage.editor.select((a,))
    stage.window.workbench.inspector.edited.emit("style.fill", "#ff0000")
    stage.key(Qt.Key.Key_C, CTRL | ALT)
    stage.editor.select((b,))
    stage.key(Qt.Key.Key_V, CTRL | ALT)
    assert stage.shape(b).get("style.fill") == "#ff0000"
    assert stage.shape(b).x == 500


def test_copying_in_a_text_field_copies_the_text(stage: Stage) -> None:
    labelled(stage)
    stage.key(Qt.Key.Key_F2)
    stage.key(Qt.Key.Key_A, CTRL)
    stage.key(Qt.Key.Key_C, CTRL)
    data = QGuiApplication.clipboard().mimeData()
    assert data.text() == "Quay"
    assert not data.hasFormat(MIME_TYPE)


def test_what_another_program_copied_lands_under_the_pointer_and_our_own_where_it_was(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = QPoint(300, 250)
    monkeypatch.setattr(stage.view, "underMouse", lambda: True)
    monkeypatch.setattr(QCursor, "pos", lambda: stage.view.mapToGlobal(place))
    QGuiApplication.clipboard().setText("from a mail")
    stage.key(Qt.Key.Key_V, CTRL)
    (pasted,) = stage.editor.selection
    at = to_scene(stage.editor.camera, Vec(300.0, 250.0))
    middle = stage.editor.scene.box(pasted).center
    assert abs(middle.x - at.x) < 1
    assert abs(middle.y - at.y) < 1
    stage.key(Qt.Key.Key_C, CTRL)
    stage.key(Qt.Key.Key_V, CTRL)
    (again,) = stage.editor.selection
    assert stage.editor.scene.box(again).center != middle
