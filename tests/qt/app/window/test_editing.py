"""Selecting, moving, resizing, turning, connecting and deleting by hand."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.workbench.calm_refresh import MANY
from canvas.geometry.vec import Vec
from canvas.model.plan import Create, Plan
from canvas.scene.overlays import HandleMark
from canvas.tools.quick_connect import dots
from canvas.tools.select.handles import figures
from tests.support.stage import ALT, CTRL, NO, SHIFT, Place, Stage

A = (260, 230)
B = (560, 230)


def two(stage: Stage) -> tuple[str, str]:
    """Draw two rectangles with the middles A and B; nothing is selected."""
    both = stage.box(), stage.box((500, 200), (620, 260))
    stage.key(Qt.Key.Key_Escape)
    return both


def handle(stage: Stage, name: str) -> Place:
    point = next(f.point for f in figures(stage.editor) if isinstance(f, HandleMark) and f.name == name)
    return (point.x, point.y)


# ---------------------------------------------------------------------------------------------- selecting


def test_clicks_select_and_shift_adds_and_takes_away(stage: Stage) -> None:
    a, b = two(stage)
    stage.click(A)
    assert stage.selected == (a,)
    stage.click(B, SHIFT)
    assert stage.selected == (a, b)
    stage.click(A, SHIFT)
    assert stage.selected == (b,)
    stage.click((700, 500))
    assert stage.selected == ()


def test_a_rubber_band_selects_what_it_touches_and_with_control_what_it_holds(stage: Stage) -> None:
    a, b = two(stage)
    stage.drag((150, 150), (520, 300))
    assert set(stage.selected) == {a, b}
    stage.drag((150, 150), (520, 300), CTRL)
    assert stage.selected == (a,)


def test_the_panels_wait_for_the_end_of_a_rubber_band_over_many_shapes(stage: Stage) -> None:
    with_many = [
        Create(f"many{n}", {"kind": "rect", "page": stage.editor.page, "layer": stage.editor.layer, "order": f"b{n:03}V",
                            "x": 30.0 * (n % 20), "y": 30.0 * (n // 20), "w": 20.0, "h": 20.0})
        for n in range(MANY + 20)
    ]  # fmt: skip
    stage.editor.apply(Plan("Many", tuple(with_many)))
    shown: list[int] = []
    stage.window.workbench.state_changed.connect(lambda: shown.append(len(stage.selected)))
    stage.press((-20, -20))
    stage.move((100, 60))
    assert shown[-1] == len(stage.selected) > 0
    stage.move((700, 300))
    assert shown[-1] < len(stage.selected) == MANY + 20
    stage.release((700, 300))
    assert shown[-1] == MANY + 20


def test_tab_walks_through_the_shapes(stage: Stage) -> None:
    a, b = two(stage)
    stage.key(Qt.Key.Key_Tab)
    first = stage.selected
    stage.key(Qt.Key.Key_Tab)
    assert {first, stage.selected} == {(a,), (b,)}
    stage.key(Qt.Key.Key_Backtab, SHIFT)
    assert stage.selected == first


def test_select_all_by_key(stage: Stage) -> None:
    both = two(stage)
    stage.key(Qt.Key.Key_A, CTRL)
    assert set(stage.selected) == set(both)


# ---------------------------------------------------------------------------------------------- moving


def test_a_move_is_a_preview_and_then_one_step(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_Escape)
    before = stage.steps()
    written: list[object] = []
    stage.editor.on_document.subscribe(written.append)
    stage.press(A)
    for x in range(270, 370, 10):
        stage.move((x, 290))
    assert written == []
    assert stage.shape(a).x == 200
    assert stage.view._live.hidden == {a}
    stage.release((360, 290))
    assert (stage.shape(a).x, stage.shape(a).y) == (300, 260)
    assert len(written) == 1
    assert stage.steps() == before + 1


def test_alt_drag_leaves_the_original_and_moves_a_copy(stage: Stage) -> None:
    a = stage.box()
    stage.drag(A, (460, 330), ALT)
    assert len(stage.shapes) == 2
    assert stage.shape(a).x == 200
    assert (stage.shape(stage.selected[0]).x, stage.shape(stage.selected[0]).y) == (400, 300)


def test_shift_keeps_the_direction(stage: Stage) -> None:
    a = stage.box()
    stage.drag(A, (400, 245), SHIFT)
    assert stage.shape(a).x > 300
    assert stage.shape(a).y == 200


@pytest.mark.parametrize(
    ("key", "flags", "by"),
    [
        (Qt.Key.Key_Right, NO, (1, 0)),
        (Qt.Key.Key_Up, NO, (0, -1)),
        (Qt.Key.Key_Left, SHIFT, (-10, 0)),
        (Qt.Key.Key_Down, SHIFT, (0, 10)),
    ],
    ids=["right", "up", "shift-left", "shift-down"],
)
def test_arrow_keys_nudge(stage: Stage, key: Qt.Key, flags: Qt.KeyboardModifier, by: Place) -> None:
    a = stage.box()
    stage.key(key, flags)
    assert (stage.shape(a).x - 200, stage.shape(a).y - 200) == by


def test_escape_lets_a_drag_go(stage: Stage) -> None:
    a = stage.box()
    stage.press(A)
    stage.move((400, 400))
    stage.key(Qt.Key.Key_Escape)
    stage.release((400, 400))
    assert stage.shape(a).x == 200
    assert stage.view._live.is_empty


def test_many_shapes_move_as_one_picture_and_connectors_follow(stage: Stage) -> None:
    a = stage.box()
    for _ in range(6):
        stage.key(Qt.Key.Key_A, CTRL)
        stage.key(Qt.Key.Key_D, CTRL)
    outside = stage.box((900, 600), (980, 640))
    line = stage.draw(Qt.Key.Key_A, (940, 620), A)
    tied = next(end for end in stage.editor.view.ends(line) if end != outside)
    stage.editor.select(s.id for s in stage.shapes if s.id not in {outside, line})
    assert len(stage.selected) == 64
    route = stage.editor.scene.points(line)
    stage.press(A)
    stage.move((300, 230))
    stage.move((360, 330))
    assert stage.view._live.hidden >= {a, tied, line}
    assert stage.editor.scene.points(line) == route
    picture = stage.view.grab().toImage()
    stage.release((360, 330))
    stage.view.settle()
    assert stage.shape(a).x == 300
    assert stage.editor.scene.points(line) != route
    # What was dragged lies where the picture showed it.
    inside = stage.at((302, 330))
    assert picture.pixelColor(inside) == stage.view.grab().toImage().pixelColor(inside)


# ---------------------------------------------------------------------------------------------- resizing and turning


def test_a_handle_resizes_and_the_size_is_shown_meanwhile(stage: Stage) -> None:
    a = stage.box()
    stage.press(handle(stage, "se"))
    stage.move((360, 300))
    stage.move((400, 320))
    badges = [f.text for f in stage.tab.machine.preview.figures if hasattr(f, "text")]
    assert badges == ["200 × 120"]
    assert stage.shape(a).w == 120
    stage.release((400, 320))
    assert (stage.shape(a).w, stage.shape(a).h) == (200, 120)


def test_shift_keeps_the_proportions_while_resizing(stage: Stage) -> None:
    a = stage.box()
    stage.drag(handle(stage, "se"), (440, 270), SHIFT)
    assert stage.shape(a).w / stage.shape(a).h == pytest.approx(2.0)


def test_the_round_handle_turns(stage: Stage) -> None:
    a = stage.box()
    stage.drag(handle(stage, "rotate"), (360, 230), SHIFT)
    assert stage.shape(a).rotation == 90


def test_the_rotation_handle_and_the_dots_do_not_touch(stage: Stage) -> None:
    stage.box()
    at = handle(stage, "rotate")
    apart = [((d.point.x - at[0]) ** 2 + (d.point.y - at[1]) ** 2) ** 0.5 for d in dots(stage.editor)]
    assert min(apart) >= 16


# ---------------------------------------------------------------------------------------------- connecting


def connected(stage: Stage) -> tuple[str, str, str]:
    a, b = two(stage)
    return a, b, stage.draw(Qt.Key.Key_A, A, B)


def test_a_dot_connects_by_a_drag(stage: Stage) -> None:
    a, b = two(stage)
    stage.click(A)
    dot = next(d.point for d in dots(stage.editor) if d.point.x > 320)
    stage.drag((dot.x, dot.y), B)
    assert stage.editor.view.ends(stage.selected[0]) == (a, b)


def test_a_click_on_a_dot_adds_a_connected_copy(stage: Stage) -> None:
    a = stage.box()
    dot = next(d.point for d in dots(stage.editor) if d.point.x > 320)
    stage.click((dot.x, dot.y))
    assert len(stage.shapes) == 3
    line = next(s for s in stage.shapes if s.is_connector)
    assert stage.editor.view.ends(line.id)[0] == a


def test_an_end_is_taken_to_another_shape_or_let_go(stage: Stage) -> None:
    a, b, line = connected(stage)
    c = stage.box((500, 400), (620, 460))
    stage.editor.select((line,))
    stage.drag(handle(stage, "target"), (560, 430))
    assert stage.editor.view.ends(line) == (a, c)
    stage.drag(handle(stage, "target"), (760, 560), CTRL)
    assert stage.editor.view.ends(line) == (a, "")
    stage.key(Qt.Key.Key_Z, CTRL)
    stage.key(Qt.Key.Key_Z, CTRL)
    assert stage.editor.view.ends(line) == (a, b)


def test_a_connector_follows_the_shape_while_it_is_dragged(stage: Stage) -> None:
    _, b, line = connected(stage)
    stage.editor.select((b,))
    stage.press(B)
    stage.move((580, 330))
    stage.move((600, 430))
    live = {entry.id: entry for entry in stage.view._live._entries}
    assert max(p.y for p in live[line].points) > 350
    assert max(p.y for p in stage.editor.scene.points(line)) < 300
    stage.release((600, 430))
    assert max(p.y for p in stage.editor.scene.points(line)) > 350


def test_a_straight_line_is_bent_and_straightened_again(stage: Stage) -> None:
    line = stage.draw(Qt.Key.Key_L, (200, 200), (400, 200))
    stage.drag((300, 200), (300, 300))
    assert stage.shape(line).get("waypoints") == ((300.0, 300.0),)
    stage.drag((300, 300), (320, 340))
    assert stage.shape(line).get("waypoints") == ((320.0, 340.0),)
    stage.double_click((320, 340))
    assert not stage.shape(line).get("waypoints")


# ---------------------------------------------------------------------------------------------- groups, deleting, undo


def test_group_and_ungroup_by_keys(stage: Stage) -> None:
    a, b = two(stage)
    stage.key(Qt.Key.Key_A, CTRL)
    stage.key(Qt.Key.Key_G, CTRL)
    (group,) = stage.selected
    assert stage.editor.view.parent(a) == group
    stage.key(Qt.Key.Key_Escape)
    stage.click(A)
    assert stage.selected == (group,)
    stage.double_click(A)
    assert stage.selected == (a,)
    stage.editor.select((group,))
    stage.key(Qt.Key.Key_G, CTRL | SHIFT)
    assert stage.editor.view.parent(a) == ""
    assert group not in stage.editor.records.shapes
    assert {a, b} <= set(stage.editor.records.shapes)


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace], ids=["delete", "backspace"])
def test_delete_and_undo_by_keys(stage: Stage, key: Qt.Key) -> None:
    a = stage.box()
    stage.key(key)
    assert stage.shapes == []
    stage.key(Qt.Key.Key_Z, CTRL)
    assert [s.id for s in stage.shapes] == [a]
    stage.key(Qt.Key.Key_Z, CTRL | SHIFT)
    assert stage.shapes == []


def test_undo_of_a_selected_new_shape_and_redo(stage: Stage) -> None:
    stage.box()
    stage.key(Qt.Key.Key_Z, CTRL)
    assert stage.shapes == []
    assert stage.selected == ()
    stage.key(Qt.Key.Key_Y, CTRL)
    assert len(stage.shapes) == 1


def test_the_top_bar_tells_what_can_be_undone(stage: Stage) -> None:
    top = stage.window.workbench.top
    assert not top.undo.isEnabled()
    stage.box()
    assert top.undo.isEnabled()
    top.undo.click()
    assert stage.shapes == []
    assert top.redo.isEnabled()


def test_order_by_keys(stage: Stage) -> None:
    a, b = stage.box(), stage.box((260, 220), (380, 280))
    stage.editor.select((a,))
    stage.key(Qt.Key.Key_F, CTRL | SHIFT)
    assert [s.id for s in stage.shapes] == [b, a]
    stage.key(Qt.Key.Key_B, CTRL | SHIFT)
    assert [s.id for s in stage.shapes] == [a, b]


def test_a_locked_shape_stays_and_says_so(stage: Stage) -> None:
    a = stage.box()
    stage.key(Qt.Key.Key_L, CTRL | SHIFT)
    stage.drag(A, (500, 500))
    assert stage.shape(a).x == 200
    assert "locked" in stage.said[-1].text


def test_hovering_outlines_and_costs_nothing_where_nothing_changes(stage: Stage) -> None:
    two(stage)
    stage.hover((262, 230))
    outlined = stage.tab.machine.preview
    assert any(type(f).__name__ == "HoverOutline" for f in outlined.figures)
    stage.hover((266, 232))
    assert stage.tab.machine.preview is outlined
    stage.hover((420, 500))
    assert stage.tab.machine.preview.figures == ()


def test_the_picture_is_the_same_as_painted_anew(stage: Stage) -> None:
    connected(stage)
    stage.drag(A, (300, 420))
    stage.hover((700, 600))
    QApplication.processEvents()
    kept = stage.view.grab().toImage()
    stage.view._surface.invalidate()
    stage.view.settle()
    assert kept == stage.view.grab().toImage()
    assert stage.editor.camera.origin == Vec(0.0, 0.0)
