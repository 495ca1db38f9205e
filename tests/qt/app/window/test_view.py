"""Looking around: wheel, keys, drags, focus mode, theme, the bar beside the selection."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.theme.theme import ThemeChoice
from app.workbench.context_bar_link import CALM_MS
from canvas.editor.camera import to_scene
from canvas.geometry.vec import Vec
from canvas.model.document import Document
from canvas.model.plan import PAGES, Create, Origin, Plan, Set
from canvas.model.records import plain
from tests.support.stage import CTRL, NO, SHIFT, Stage


def test_the_wheel_pans_and_shift_pans_sideways(stage: Stage) -> None:
    stage.wheel((300, 300), -1)
    assert stage.editor.camera.origin == Vec(0, 60)
    stage.wheel((300, 300), -1, SHIFT)
    assert stage.editor.camera.origin == Vec(60, 60)


def test_control_and_wheel_zooms_at_the_pointer(stage: Stage) -> None:
    at = stage.at((300, 200))
    stage.wheel((300, 200), 3, CTRL)
    assert stage.editor.camera.zoom > 1.2
    under = to_scene(stage.editor.camera, Vec(at.x(), at.y()))
    assert under.x == pytest.approx(300)
    assert under.y == pytest.approx(200)
    assert stage.window.workbench.area.zoom.findChild(object) is not None


def test_zoom_by_keys(stage: Stage) -> None:
    stage.box()
    stage.key(Qt.Key.Key_Equal, CTRL)
    assert stage.editor.camera.zoom == pytest.approx(1.1)
    stage.key(Qt.Key.Key_Minus, CTRL)
    stage.key(Qt.Key.Key_Minus, CTRL)
    assert stage.editor.camera.zoom == pytest.approx(0.9)
    stage.key(Qt.Key.Key_0, CTRL)
    assert stage.editor.camera.zoom == 1.0
    stage.key(Qt.Key.Key_Exclam, SHIFT)
    stage.do("view.fit")
    assert stage.editor.camera.visible.contains(stage.editor.scene.content_bounds().center)
    stage.do("view.fit_selection")
    assert stage.editor.camera.zoom == pytest.approx(4.0)


def test_space_and_drag_pans(stage: Stage) -> None:
    a = stage.box()
    QTest.keyPress(stage.view, Qt.Key.Key_Space)
    stage.press((260, 230))
    stage.move((300, 260))
    stage.release((340, 290))
    QTest.keyRelease(stage.view, Qt.Key.Key_Space)
    assert stage.editor.camera.origin != Vec(0, 0)
    assert stage.shape(a).x == 200


def test_the_hand_pans_and_a_shape_under_it_stays(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_H)
    stage.drag((260, 230), (360, 330))
    assert stage.editor.camera.origin.x < 0
    assert stage.shape(a).x == 200


def test_the_crisp_picture_comes_by_itself_after_a_zoom(stage: Stage, qtbot: QtBot) -> None:
    stage.box()
    stage.wheel((260, 230), 4, CTRL)
    assert stage.view._surface.pending
    qtbot.waitUntil(lambda: not stage.view._surface.pending)


def test_focus_mode_hides_all_but_the_canvas_and_gives_it_back(stage: Stage) -> None:
    bench = stage.window.workbench
    stage.do("view.library")
    stage.key(Qt.Key.Key_F11)
    shown = [w for w in (bench.top, bench.rail, bench.dock, bench.inspector) if w.isVisible()]
    assert shown == []
    stage.key(Qt.Key.Key_F11)
    assert bench.top.isVisible()
    assert bench.inspector.isVisible()
    assert not bench.dock.isVisible()


def test_the_theme_repaints_canvas_and_panels(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_Escape)
    stage.hover((800, 600))
    stage.view.settle()
    inside, paper = stage.at((230, 215)), QPoint(700, 503)
    light = stage.view.grab().toImage()
    stage.key(Qt.Key.Key_D, CTRL | SHIFT)
    stage.view.settle()
    dark = stage.view.grab().toImage()
    assert light.pixelColor(paper).lightness() > 240
    assert dark.pixelColor(paper) == QColor(stage.window.theme.tokens.canvas)
    assert dark.pixelColor(inside).lightness() < light.pixelColor(inside).lightness() - 80
    assert stage.shape(a).get("style.fill") == "#e6e7fd"
    panel = stage.window.workbench.inspector.grab().toImage()
    assert panel.pixelColor(20, 300).lightness() < 60
    stage.window.theme.choose(ThemeChoice.LIGHT)
    stage.view.settle()
    assert stage.view.grab().toImage() == light


# ---------------------------------------------------------------------------------------------- menus and bars

POPUP = pytest.mark.qt_log_ignore("does not support grabbing the keyboard", extend=True)
"""The offscreen platform says so of every popup."""


def right_click(stage: Stage, place: tuple[float, float]) -> None:
    local = QPointF(stage.at(place))
    for kind, held in ((QEvent.Type.MouseButtonPress, True), (QEvent.Type.MouseButtonRelease, False)):
        button = Qt.MouseButton.RightButton
        buttons = button if held else Qt.MouseButton.NoButton
        event = QMouseEvent(kind, local, stage.view.mapToGlobal(local), button, buttons, NO)
        QApplication.sendEvent(stage.view, event)


@POPUP
def test_a_right_click_selects_and_opens_the_menu(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_Escape)
    right_click(stage, (260, 230))
    menu = stage.window.context_menu
    assert menu.isVisible()
    assert stage.selected == (a,)
    enabled = {action.objectName() for action in menu.actions() if action.isEnabled() and action.objectName()}
    assert {"edit.copy", "edit.delete", "edit.text"} <= enabled
    assert "arrange.group" not in enabled
    menu.close()
    stage.view.setFocus()
    stage.click((700, 600))
    right_click(stage, (700, 600))
    assert not stage.window.registry.action("edit.copy").isEnabled()
    offered = [action for action in menu.actions() if action.objectName()]
    assert {"edit.paste", "edit.select_all", "view.fit"} <= {action.objectName() for action in offered}
    assert all(action.isEnabled() for action in offered)
    menu.close()


@POPUP
def test_the_menu_pastes_where_it_was_asked_for(stage: Stage) -> None:
    stage.box()
    stage.key(Qt.Key.Key_C, CTRL)
    stage.key(Qt.Key.Key_Escape)
    right_click(stage, (700, 500))
    stage.do("edit.paste_here")
    stage.window.context_menu.close()
    assert (stage.last.x + stage.last.w / 2, stage.last.y + stage.last.h / 2) == (700, 500)


def test_only_what_holds_something_can_be_ungrouped(stage: Stage) -> None:
    a, b = stage.box(), stage.box((500, 200), (620, 260))
    ungroup = stage.window.registry.action("arrange.ungroup")
    stage.editor.select((a, b))
    assert not ungroup.isEnabled()
    stage.do("arrange.group")
    assert ungroup.isEnabled()
    stage.do("arrange.ungroup")
    assert set(stage.selected) == {a, b}


@POPUP
def test_the_menu_key_opens_the_menu(stage: Stage) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(20, 20), stage.view.mapToGlobal(QPoint(20, 20)))
    QApplication.sendEvent(stage.view, event)
    assert stage.window.context_menu.isVisible()
    stage.window.context_menu.close()


def view_rect(stage: Stage, shape: str) -> QRect:
    box = stage.editor.scene.bounds(shape)
    return QRect(stage.at((box.x, box.y)), stage.at((box.right, box.bottom)))


def test_the_bar_beside_the_selection_hides_nothing(stage: Stage, qtbot: QtBot) -> None:
    a = stage.box((400, 300), (520, 360))
    above = stage.box((400, 200), (520, 260))
    bar = stage.window.context_bar.bar
    stage.editor.select((a,))
    qtbot.waitUntil(lambda: bar.isVisible())
    for shape in (a, above):
        assert not bar.surface_rect().intersects(view_rect(stage, shape))
    stage.press((460, 330))
    stage.move((470, 330))
    assert not bar.isVisible()
    stage.move((600, 500))
    stage.release((600, 500))
    qtbot.waitUntil(lambda: bar.isVisible())
    assert not bar.surface_rect().intersects(view_rect(stage, a))
    stage.key(Qt.Key.Key_Escape)
    assert not bar.isVisible()


def test_the_bar_makes_room_for_what_others_draw_a_while_later(stage: Stage, qtbot: QtBot) -> None:
    a = stage.box((400, 300), (520, 360))
    link = stage.window.context_bar
    qtbot.waitUntil(lambda: link.bar.isVisible() and not link._soon.isActive())
    mine, bar = stage.tab.diagram.document, link.bar.surface_rect()
    theirs = Document(99, [mine.state()])
    theirs.on_update(lambda update, _origin: mine.apply_update(update, Origin.REMOTE))
    home = {key: stage.editor.records.shapes[a].values[key] for key in ("page", "layer", "order")}
    place = to_scene(stage.editor.camera, Vec(bar.x(), bar.y()))
    size = {"kind": "rect", "x": place.x, "y": place.y, "w": float(bar.width()), "h": float(bar.height())}
    theirs.apply(Plan("Theirs", (Create("new", {**home, **size}, plain("")),)))
    assert link._soon.remainingTime() > CALM_MS / 2
    assert link.bar.surface_rect() == bar
    qtbot.waitUntil(lambda: not link._soon.isActive())
    assert not link.bar.surface_rect().intersects(view_rect(stage, "new"))


def test_the_bar_does_what_its_buttons_say(stage: Stage, qtbot: QtBot) -> None:
    stage.box((400, 300), (520, 360))
    bar = stage.window.context_bar.bar
    qtbot.waitUntil(lambda: bar.isVisible())
    assert not bar.buttons["arrange.group"].isVisible()
    qtbot.mouseClick(bar.buttons["edit.duplicate"], Qt.MouseButton.LeftButton)
    assert len(stage.shapes) == 2
    qtbot.mouseClick(bar.buttons["edit.delete"], Qt.MouseButton.LeftButton)
    assert len(stage.shapes) == 1
    assert stage.view.hasFocus()


def test_escape_backs_out_step_by_step(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_F2)
    assert stage.tab.machine.editing == a
    stage.key(Qt.Key.Key_Escape)
    assert stage.tab.machine.editing == ""
    assert stage.selected == (a,)
    stage.key(Qt.Key.Key_Escape)
    assert stage.selected == ()
    stage.key(Qt.Key.Key_R)
    stage.key(Qt.Key.Key_Escape)
    assert stage.editor.tool == "select"


def test_another_colour_and_grid_of_the_page_are_seen_at_once(stage: Stage) -> None:
    def plain_place() -> str:
        stage.view.settle()
        return stage.view.grab().toImage().pixelColor(stage.at((345, 345))).name()

    editor = stage.editor
    editor.apply(Plan("Grid", (Set(editor.page, "grid", False, PAGES),)))
    before = plain_place()
    editor.apply(Plan("Colour", (Set(editor.page, "background", "#336699", PAGES),)))
    assert plain_place() != before
    assert editor.undo() is not None
    assert plain_place() == before
