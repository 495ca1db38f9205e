"""The system's clipboard and copied styles, by keys."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage

from canvas.editor.payload import MIME_TYPE
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
