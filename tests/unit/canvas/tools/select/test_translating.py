"""Tests of dragging the selection."""

from __future__ import annotations

from canvas.scene.overlays import GapLine, GuideLine, TargetOutline
from canvas.tools.events import PRESS, RELEASE, KeyEvent
from tests.support.test_editor import TestEditor


def test_the_document_is_untouched_until_the_button_comes_up_then_written_once() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0), t.shape(300, 0)
    line = t.connector(a, b)
    before = t.steps()
    t.updates.clear()
    t.drag_to((50, 30), (80, 90))
    assert t.state == "select.translating"
    assert t.updates == []
    shown = {entry.id: entry for entry in t.editor.scene.preview(t.preview.overrides)}
    assert shown[a].placement.box[:2] == (30, 60)
    assert line in shown
    t.pointer_up()
    assert t.at(a) == (30, 60)
    assert len(t.updates) == 1
    assert (t.steps(), t.state) == (before + 1, "select.idle")


def test_escape_leaves_everything_where_it_was() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.drag_to((50, 30), (80, 90)).key("Escape")
    t.pointer_up()
    assert t.at(a) == (0, 0)
    assert t.steps() == 1


def test_shift_keeps_to_one_direction() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.hold(shift=True).drag((50, 30), (80, 45))
    assert t.at(a) == (30, 0)
    t.drag((80, 30), (90, 90))
    assert t.at(a) == (30, 60)


def test_snapping_to_the_grid_to_others_and_not_with_ctrl() -> None:
    t = TestEditor(snap=True)
    a = t.shape(0, 0)
    t.shape(403, 300)
    t.drag((50, 30), (54, 87))
    assert t.at(a) == (0, 60)
    t.drag_to((50, 90), (451, 90))
    assert t.figures(GuideLine)
    t.pointer_up()
    assert t.at(a) == (403, 60)
    t.hold(ctrl=True).drag((450, 90), (457, 91))
    assert t.at(a) == (410, 61)


def test_alt_drags_a_copy_away() -> None:
    t = TestEditor()
    a = t.shape(0, 0, text="A")
    t.hold(alt=True).drag_to((50, 30), (250, 30))
    assert t.preview.originals_stay
    t.pointer_up()
    (copy,) = t.selection
    assert (t.at(a), t.at(copy)) == ((0, 0), (200, 0))
    assert t.record(copy).text == "A"


def test_alt_may_come_later() -> None:
    t = TestEditor()
    t.shape(0, 0)
    t.drag_to((50, 30), (250, 30))
    t.machine.handle(KeyEvent(PRESS, "Alt"))
    assert t.preview.originals_stay
    t.machine.handle(KeyEvent(RELEASE, "Alt"))
    assert not t.preview.originals_stay


def test_dropping_into_a_container() -> None:
    t = TestEditor()
    box, a = t.container(400, 400), t.shape(0, 0)
    t.drag_to((50, 30), (500, 500))
    assert t.figures(TargetOutline) == [TargetOutline(t.box(box))]
    t.pointer_up()
    assert t.editor.view.parent(a) == box
    assert t.at(a) == (450, 470)
    t.drag((500, 500), (50, 30))
    assert t.editor.view.parent(a) == ""


def test_a_shape_deleted_elsewhere_ends_the_drag() -> None:
    t = TestEditor()
    t.shape(500, 500)
    t.shape(0, 0)
    t.drag_to((50, 30), (80, 90))
    t.history.undo()
    assert t.state == "select.idle"
    t.pointer_up()
    assert len(t.shapes()) == 1


def test_a_modifier_counts_at_once() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.drag_to((50, 30), (90, 130))
    t.key_down("Shift")
    assert t.preview.overrides[a]["x"] == 0
    t.key_up("Shift")
    assert t.preview.overrides[a]["x"] == 40
    t.key_down("Alt")
    assert t.preview.originals_stay
    t.key("Escape")
    assert t.at(a) == (0, 0)


def test_copies_keep_the_distance_of_their_originals() -> None:
    t = TestEditor(snap=True)
    t.editor.snap_grid = False
    t.shape(0, 0)
    b = t.shape(130, 0)
    t.hold(alt=True).drag_to((180, 30), (313, 32))
    t.pointer_move(313, 32)
    assert {f.text for f in t.figures(GapLine)} == {"30"}
    t.pointer_up()
    assert (t.at(b), t.at(t.newest())) == ((130, 0), (260, 0))
