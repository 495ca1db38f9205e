"""Pen, eraser, laser and pictures, by real mouse and keys over the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDropEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from canvas.scene.overlays import LaserTrail
from tests.support.stage import SHIFT, Stage


def test_the_pen_draws_a_line_and_stays_in_hand(stage: Stage) -> None:
    stage.key(Qt.Key.Key_P)
    stage.press((200, 200))
    for i in range(1, 30):
        stage.move((200 + 8 * i, 200 + 40 * (i % 2)))
    assert stage.shapes == []
    stage.release((440, 240))
    (line,) = stage.shapes
    assert line.kind == "freehand"
    assert (stage.editor.tool, stage.selected, stage.steps()) == ("pen", (), 1)
    stage.press((200, 400), SHIFT)
    stage.move((300, 420), SHIFT)
    stage.release((400, 440), SHIFT)
    assert stage.last.get("freehand") == ((0, 0), (1, 1))
    stage.key(Qt.Key.Key_Escape)
    assert stage.editor.tool == "select"


def test_a_drawn_line_is_seen_on_the_canvas(stage: Stage) -> None:
    stage.key(Qt.Key.Key_P)
    stage.drag((200, 200), (400, 200))
    stage.view.settle()
    picture = stage.view.grab().toImage()
    assert QColor(picture.pixel(stage.at((300, 200)))).lightness() < 120


def test_the_eraser_deletes_what_it_passes(stage: Stage) -> None:
    stage.box()
    kept = stage.box((600, 400), (700, 460))
    stage.key(Qt.Key.Key_E)
    stage.drag((150, 230), (260, 230))
    assert [s.id for s in stage.shapes] == [kept]
    assert stage.steps() == 3


def test_the_laser_shines_fades_and_leaves_nothing(stage: Stage, qtbot: QtBot) -> None:
    stage.box()
    steps = stage.steps()
    stage.key(Qt.Key.Key_K)
    stage.drag((200, 400), (500, 420))
    assert any(isinstance(f, LaserTrail) for f in stage.tab.machine.preview.figures)
    qtbot.waitUntil(lambda: not stage.tab.machine.preview.fading, timeout=5000)
    assert stage.tab.machine.preview.figures == ()
    assert (len(stage.shapes), stage.steps()) == (1, steps)


@pytest.fixture
def photo(tmp_path: Path) -> Path:
    path = tmp_path / "photo.png"
    image = QImage(400, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("#3355ff"))
    assert image.save(str(path))
    return path


def test_a_picture_is_chosen_by_its_key_and_lies_in_the_middle(stage: Stage, photo: Path) -> None:
    stage.answers.pictures = [photo]
    stage.key(Qt.Key.Key_I)
    (shape,) = stage.shapes
    assert (shape.kind, shape.w, shape.h) == ("image", 400, 200)
    assert str(shape.get("image")).startswith("data:image/png;base64,")
    middle = stage.editor.camera.visible.center
    assert abs(shape.x + 200 - middle.x) < 1


def test_a_dropped_picture_goes_where_it_fell(stage: Stage, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    at = QPointF(stage.at((500, 300)))
    drop = QDropEvent(at, Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    stage.window.workbench.area.dropEvent(drop)
    (shape,) = stage.shapes
    assert (shape.x + shape.w / 2, shape.y + shape.h / 2) == pytest.approx((500, 300))


def test_what_is_no_picture_is_told(stage: Stage, tmp_path: Path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"\x89PNG\r\n\x1a\n but no more")
    stage.answers.pictures = [broken, tmp_path / "missing.png"]
    stage.do("tool.image")
    assert stage.shapes == []
    assert len(stage.said) == 2
    assert "broken.png" in stage.said[0].text


def test_the_rail_says_why_comments_wait_and_keeps_all_tools_within_reach(stage: Stage) -> None:
    rail = stage.window.workbench.rail
    assert not rail.buttons["comment"].isEnabled()
    assert "shared" in rail.buttons["comment"].toolTip()
    assert rail.more.isHidden()
    stage.window.resize(960, 600)
    QApplication.processEvents()
    assert rail.more.isVisible()
    assert rail.buttons["select"].isVisible()
    assert rail.buttons["laser"].isHidden()
    assert rail.buttons["text"].geometry().bottom() < rail.height()
    stage.key(Qt.Key.Key_K)
    assert rail.more.isChecked()
    menu = rail.menu()
    names = [action.text() for action in menu.actions()]
    assert any("Laser" in name for name in names)
    assert [a.isEnabled() for a in menu.actions() if "Comment" in a.text()] == [False]
    next(a for a in menu.actions() if "Eraser" in a.text()).trigger()
    assert stage.editor.tool == "eraser"


def test_a_place_beyond_the_page_takes_light_too(stage: Stage) -> None:
    stage.key(Qt.Key.Key_K)
    stage.press((-50, -50))
    stage.move((-20, -20))
    stage.release((-20, -20))
    assert stage.tab.machine.preview.fading


def test_a_picture_is_cropped_by_double_click_handles_and_enter(stage: Stage, photo: Path) -> None:
    stage.answers.pictures = [photo]
    stage.do("tool.image")
    (shape,) = stage.shapes
    x, y = shape.x, shape.y
    stage.double_click((x + 200, y + 100))
    assert stage.tab.machine.state == "select.cropping"
    stage.drag((x + 400, y + 100), (x + 300, y + 100))
    stage.view.settle()
    inside, outside = stage.at((x + 250, y + 100)), stage.at((x + 350, y + 50))
    picture = stage.view.grab().toImage()
    assert picture.pixelColor(inside).name() == "#3355ff"
    assert picture.pixelColor(outside).lightness() > QColor("#3355ff").lightness()
    assert stage.last.w == 400
    stage.key(Qt.Key.Key_Return)
    assert (stage.last.w, stage.last.get("crop.right")) == (300, 0.25)
    assert stage.window.registry.action("arrange.uncrop").isEnabled()
    stage.do("arrange.uncrop")
    assert (stage.last.w, stage.last.get("crop.right", 0.0)) == (400, 0.0)
    stage.do("arrange.crop")
    assert stage.tab.machine.state == "select.cropping"
    stage.key(Qt.Key.Key_Escape)
    assert stage.tab.machine.state == "select.idle"


def test_copied_picture_files_are_pasted_as_pictures(stage: Stage, photo: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(photo))])
    data.setText(photo.as_uri())
    assert stage.window.clipboard.insert(stage.editor, data, None)
    assert [s.kind for s in stage.shapes] == ["image"]
