"""Tests of cropping a picture by hand."""

from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from tests.support.test_editor import TestEditor


def begun(**more: object) -> tuple[TestEditor, str]:
    t = TestEditor()
    a = t.shape(100, 100, 200, 100, kind="image", image="data:,", **more)
    t.double_click(200, 150)
    t.updates.clear()
    assert t.state == "select.cropping"
    return t, a


def test_sides_are_dragged_inwards_and_taken_with_enter() -> None:
    t, a = begun()
    t.drag(t.handle("e"), (250, 150)).drag(t.handle("nw"), (120, 130))
    assert t.updates == []
    assert t.preview.overrides[a]["w"] == 130
    assert len(t.preview.overrides) == 2, "the whole picture is shown behind"
    t.key("Return")
    assert t.box(a) == Box(120, 130, 130, 70)
    assert [t.record(a).get(f"crop.{side}") for side in ("left", "top", "right")] == [0.1, 0.3, 0.25]
    assert len(t.updates) == 1
    assert t.state == "select.idle"
    t.editor.undo()
    assert t.box(a) == Box(100, 100, 200, 100)


def test_what_was_cut_off_can_be_had_back_later() -> None:
    t, a = begun(crop__left=0.5)
    t.drag(t.handle("w"), (-500, 150)).key("Return")
    assert (t.box(a), t.record(a).get("crop.left", 0.0)) == (Box(-100, 100, 400, 100), 0.0)


def test_the_picture_moves_behind_its_frame_as_far_as_it_reaches() -> None:
    t, a = begun(crop__left=0.25, crop__right=0.25)
    t.drag((200, 150), (250, 190)).key("Return")
    assert t.box(a) == Box(100, 100, 200, 100)
    assert (t.record(a).get("crop.left"), t.record(a).get("crop.right")) == (0.125, 0.375)
    t.double_click(200, 150).drag((200, 150), (900, 150)).key("Return")
    assert (t.record(a).get("crop.left", 0.0), t.record(a).get("crop.right")) == (0.0, 0.5)


def test_escape_gives_it_up_and_a_press_beside_takes_it() -> None:
    t, a = begun()
    t.drag(t.handle("e"), (250, 150)).key("Escape")
    assert (t.box(a).w, t.state, t.updates) == (200, "select.idle", [])
    t.double_click(200, 150).drag(t.handle("e"), (250, 150)).click(700, 700)
    assert (t.box(a).w, t.state) == (150, "select.idle")


def test_a_side_stops_before_nothing_is_left() -> None:
    t, a = begun()
    t.drag(t.handle("e"), (-300, 150)).key("Return")
    assert t.box(a).w == 8


def test_a_turned_picture_is_cropped_along_its_own_sides() -> None:
    t, a = begun(rotation=90.0)
    t.drag(t.handle("e"), (200, 200)).key("Return")
    assert t.box(a).w == pytest.approx(150)
    assert t.record(a).get("crop.right") == pytest.approx(0.25)
    assert t.box(a).center == pytest.approx((200, 125))


def test_the_action_begins_it_only_for_one_picture() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, kind="image", image="data:,"), t.shape(300, 0)
    for chosen in ((), (b,), (a, b)):
        t.select(*chosen)
        assert not t.machine.begin_crop()
    t.select(a)
    assert t.machine.begin_crop()
    assert t.state == "select.cropping"


def test_a_picture_that_vanishes_ends_it() -> None:
    t, a = begun()
    t.history.undo()
    assert not t.exists(a)
    assert t.state == "select.idle"
