"""Guides, rulers and exact placing, by real mouse and keys over the real window."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.theme.theme import ThemeChoice
from canvas.commands.guides import PageGuide, guides_of
from canvas.scene.overlays import GapLine, GuideLine, PageLine
from tests.support.stage import ALT, CTRL, LEFT, NO, SHIFT, Place, Stage


def figures(stage: Stage, kind: type) -> list[object]:
    return [f for f in stage.tab.machine.preview.figures if isinstance(f, kind)]


def drag_out(stage: Stage, number: int, place: Place) -> None:
    ruler = stage.view.rulers.both[number]
    start = QPoint(300, 8) if ruler.level else QPoint(8, 300)
    end = ruler.mapFrom(stage.view, stage.at(place))
    QTest.mousePress(ruler, LEFT, NO, start)
    for part in (0.5, 1.0):
        QTest.mouseMove(ruler, start + (end - start) * part)
    QTest.mouseRelease(ruler, LEFT, NO, end)


@pytest.fixture
def ruled(stage: Stage) -> Stage:
    stage.do("view.snap")
    stage.do("view.rulers")
    return stage


def test_rulers_are_shown_with_a_key_in_every_tab_and_after_a_restart(stage: Stage) -> None:
    horizontal, vertical = stage.view.rulers.both
    assert not horizontal.isVisible()
    stage.key(Qt.Key.Key_R, SHIFT)
    assert horizontal.isVisible()
    assert vertical.isVisible()
    assert horizontal.width() == stage.view.width()
    assert stage.window.workbench.area.pages.x() > vertical.geometry().right() - 12
    assert stage.window.registry.action("view.rulers").isChecked()
    state = stage.window.window_state()
    stage.do("view.rulers")
    assert not vertical.isVisible()
    stage.window.restore_state(state)
    assert stage.view.rulers.both[0].isVisible()


@pytest.mark.parametrize("theme", [ThemeChoice.LIGHT, ThemeChoice.DARK])
def test_a_ruler_has_the_colours_of_the_theme_and_sharp_marks(ruled: Stage, theme: ThemeChoice) -> None:
    ruled.window.theme.choose(theme)
    ruler = ruled.view.rulers.both[0]
    ruled.editor.set_camera(type(ruled.editor.camera)(1.0, ruled.editor.camera.origin._replace(x=-0.0), 800, 600))
    picture = ruler.grab().toImage()
    ground = QColor(ruled.window.theme.tokens.panel)
    mark = QColor(ruled.window.theme.tokens.border_strong)
    row = [picture.pixelColor(x, ruler.height() - 3) for x in range(30, 300)]
    assert {c.name() for c in row} == {ground.name(), mark.name()}


def test_guides_are_dragged_out_moved_and_thrown_away(ruled: Stage) -> None:
    drag_out(ruled, 0, (400, 250))
    drag_out(ruled, 1, (330, 200))
    assert guides_of(ruled.editor) == (PageGuide(True, 250.0), PageGuide(False, 330.0))
    assert ruled.steps() == 2
    ruled.drag((500, 250), (500, 300))
    assert guides_of(ruled.editor)[0].position == 300
    ruled.key(Qt.Key.Key_Z, CTRL)
    assert guides_of(ruled.editor)[0].position == 250
    ruled.press((500, 250))
    ruled.move((500, 260))
    ruled.release((500, -200))
    assert guides_of(ruled.editor) == (PageGuide(False, 330.0),)
    ruled.do("view.clear_guides")
    assert guides_of(ruled.editor) == ()
    assert not ruled.window.registry.action("view.clear_guides").isEnabled()


def test_a_guide_is_painted_over_the_whole_view_and_can_be_hidden(ruled: Stage) -> None:
    drag_out(ruled, 0, (400, 250))
    ruled.hover((10, 10))
    line = QColor(ruled.view._look.overlay.page_line)
    ruled.view.settle()
    picture = ruled.view.grab().toImage()
    y = ruled.at((0, 250)).y()
    assert [picture.pixelColor(x, y).name() for x in (60, 400, ruled.view.width() - 5)] == [line.name()] * 3
    ruled.do("view.guides")
    assert figures(ruled, PageLine) == []


def test_a_shape_snaps_to_a_guide(ruled: Stage) -> None:
    drag_out(ruled, 1, (500, 200))
    box = ruled.box()
    ruled.drag((260, 230), (563, 330))
    assert ruled.shape(box).x == 500


def test_equal_gaps_are_found_while_moving_and_shown(stage: Stage) -> None:
    stage.do("view.snap")
    stage.box((100, 200), (200, 260))
    stage.box((230, 200), (330, 260))
    third = stage.box((600, 300), (700, 360))
    stage.press((650, 330))
    stage.move((500, 250))
    stage.move((413, 231))
    assert len(figures(stage, GapLine)) == 2
    assert figures(stage, GuideLine)
    stage.release((413, 231))
    assert (stage.shape(third).x, stage.shape(third).y) == (360, 200)
    assert figures(stage, GapLine) == []


def test_control_suspends_snapping_and_shift_keeps_the_direction(stage: Stage) -> None:
    stage.do("view.snap")
    stage.box((100, 200), (200, 260))
    second = stage.box((400, 400), (500, 460))
    stage.drag((450, 430), (152, 500), CTRL)
    assert stage.shape(second).x == 102
    stage.drag((152, 500), (300, 560), SHIFT)
    assert stage.shape(second).y == 470


def test_drawing_and_resizing_snap_too(stage: Stage) -> None:
    stage.do("view.snap")
    stage.box((100, 200), (200, 260))
    box = stage.box((300, 203), (400, 262))
    assert (stage.shape(box).y, stage.shape(box).h) == (200, 60)
    stage.press((400, 260))
    stage.move((480, 300))
    stage.release((480, 300))
    assert stage.shape(box).h == 100


def test_snapping_to_shapes_can_be_switched_off(stage: Stage) -> None:
    stage.do("view.snap")
    stage.do("view.snap_shapes")
    assert not stage.window.registry.action("view.snap_shapes").isChecked()
    stage.box((100, 200), (200, 260))
    assert stage.shape(stage.box((300, 203), (400, 263))).y == 203


def test_same_size_and_quarter_turns(stage: Stage) -> None:
    a = stage.box((100, 200), (200, 260))
    b = stage.box((300, 200), (440, 300))
    stage.editor.select((a, b))
    stage.do("arrange.same_width")
    assert (stage.shape(a).w, stage.shape(a).h) == (140, 60)
    stage.do("arrange.same_height")
    assert stage.shape(a).h == 100
    stage.editor.select((a,))
    stage.do("arrange.turn_right")
    assert stage.shape(a).rotation == 90
    stage.do("arrange.turn_left")
    assert stage.shape(a).rotation == 0
    QApplication.processEvents()


def test_control_click_picks_inside_a_group_and_alt_click_goes_through_the_pile(stage: Stage) -> None:
    a, b = stage.box((100, 200), (200, 260)), stage.box((300, 200), (400, 260))
    stage.editor.select((a, b))
    stage.do("arrange.group")
    (outer,) = stage.selected
    stage.key(Qt.Key.Key_Escape)
    stage.click((150, 230))
    assert stage.selected == (outer,)
    stage.click((150, 230), CTRL)
    assert stage.selected == (a,)
    stage.key(Qt.Key.Key_Escape)
    top = stage.box((120, 210), (220, 270))
    stage.click((180, 240))
    assert stage.selected == (top,)
    stage.click((180, 240), ALT)
    assert stage.selected == (outer,)


def test_a_modifier_pressed_during_a_drag_counts_at_once(stage: Stage) -> None:
    box = stage.box()
    stage.press((260, 230))
    stage.move((300, 330))
    QTest.keyPress(stage.view, Qt.Key.Key_Shift)
    assert stage.tab.machine.preview.overrides[box]["x"] == 200
    QTest.keyRelease(stage.view, Qt.Key.Key_Shift)
    assert stage.tab.machine.preview.overrides[box]["x"] != 200
    stage.release((300, 330))


def test_rotation_keeps_to_steps_of_fifteen_degrees_with_shift(stage: Stage) -> None:
    box = stage.box()
    handle = next(f for f in stage.tab.machine.preview.figures if getattr(f, "name", "") == "rotate")
    stage.drag(handle.point, (300, 190), SHIFT)  # type: ignore[union-attr]
    assert stage.shape(box).rotation % 15 == 0
    assert stage.shape(box).rotation > 0


def test_from_the_middle_with_alt(stage: Stage) -> None:
    stage.do("view.snap")
    stage.key(Qt.Key.Key_R)
    stage.press((300, 300), ALT)
    stage.move((340, 320), ALT)
    stage.move((360, 330), ALT)
    stage.release((360, 330), ALT)
    assert (stage.last.x, stage.last.y, stage.last.w, stage.last.h) == (240, 270, 120, 60)
    stage.press((360, 330))
    stage.move((370, 335), ALT)
    stage.move((380, 350), ALT)
    stage.release((380, 350), ALT)
    assert (stage.last.x, stage.last.y, stage.last.w, stage.last.h) == (220, 250, 160, 100)


def test_a_right_drag_pans_and_opens_no_menu(stage: Stage) -> None:
    stage.box()
    asked: list[object] = []
    stage.view.menu_asked.disconnect()
    stage.view.menu_asked.connect(asked.append)
    right, before = Qt.MouseButton.RightButton, stage.editor.camera.origin
    QTest.mousePress(stage.view, right, NO, stage.at((260, 230)))
    for x in (262, 280, 300):
        place = QPointF(stage.at((x, 230)))
        move = QMouseEvent(
            QEvent.Type.MouseMove, place, stage.view.mapToGlobal(place), Qt.MouseButton.NoButton, right, NO
        )
        QApplication.sendEvent(stage.view, move)
    QTest.mouseRelease(stage.view, right, NO, stage.at((300, 230)))
    assert stage.editor.camera.origin != before
    assert asked == []
    QTest.mouseClick(stage.view, right, NO, QPoint(500, 500))
    assert len(asked) == 1


def test_the_comment_tool_says_why_it_waits(stage: Stage) -> None:
    action = stage.window.registry.action("tool.comment")
    assert not action.isEnabled()
    stage.key(Qt.Key.Key_C)
    assert stage.editor.tool == "select"
