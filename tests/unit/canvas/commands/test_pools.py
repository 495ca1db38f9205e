"""Tests of pools with lanes."""

from __future__ import annotations

from canvas.commands import arrange, pools
from canvas.commands.group import set_collapsed, toggle_collapsed
from canvas.commands.pools import BREADTH, LENGTH, POOL_HEAD
from canvas.geometry.vec import Vec
from canvas.kernels import lanes
from tests.support.test_editor import TestEditor


def pool() -> tuple[TestEditor, str, list[str]]:
    t = TestEditor()
    made = pools.insert(t.editor, 3, at=Vec(400, 300))
    return t, made, held(t, made)


def held(t: TestEditor, made: str) -> list[str]:
    return [lane.id for lane in lanes.ordered(t.graph, made)]


def test_a_new_pool_is_one_step_and_holds_its_lanes() -> None:
    t, made, (a, b, c) = pool()
    assert t.steps() == 1
    assert (t.box(made).w, t.box(made).h) == (POOL_HEAD + LENGTH, 3 * BREADTH)
    assert [t.box(lane).y - t.box(made).y for lane in (a, b, c)] == [0, BREADTH, 2 * BREADTH]
    assert t.record(b).text == "Lane 2"


def test_lanes_come_go_and_close_up() -> None:
    t, made, (a, b, c) = pool()
    t.select(a)
    new = pools.add_lane(t.editor)
    assert held(t, made) == [a, new, b, c]
    assert t.record(new).text == "Lane 4"
    assert t.box(made).h == 4 * BREADTH
    assert pools.delete_lane(t.editor)
    assert held(t, made) == [a, b, c]
    t.select(made)
    last = pools.add_lane(t.editor)
    assert held(t, made)[-1] == last


def test_lanes_change_places_with_what_is_on_them() -> None:
    t, made, (a, b, c) = pool()
    on_b = t.shape(50, 20, parent=b)
    at = t.at(on_b)
    assert pools.move_lane(t.select(b).editor, -1)
    assert held(t, made) == [b, a, c]
    assert t.at(on_b) == (at[0], at[1] - BREADTH)
    assert not pools.move_lane(t.editor, -1)


def test_a_shut_lane_takes_less_room() -> None:
    t, _made, (a, b, _) = pool()
    before = t.box(b).y
    assert set_collapsed(t.editor, a, True)
    assert t.box(b).y < before
    assert toggle_collapsed(t.select(a).editor)
    assert t.box(b).y == before


def test_resizing_the_pool_shares_its_length_among_the_lanes() -> None:
    t, made, (a, b, c) = pool()
    t.select(made)
    assert arrange.set_size(t.editor, w=800, h=6 * BREADTH)
    assert [round(t.box(lane).h) for lane in (a, b, c)] == [280, 280, 280]
    assert t.box(a).w == 800 - POOL_HEAD
    t.select(b)
    assert arrange.set_size(t.editor, h=100)
    assert t.box(b).h == 100
    assert t.box(made).h == 660


def test_a_swimlane_from_elsewhere_becomes_a_pool_with_its_first_lane() -> None:
    t = TestEditor()
    plain_one = t.shape(0, 0, 300, 200, kind="swimlane", param__start_size=30.0)
    lane = pools.add_lane(t.select(plain_one).editor)
    assert t.box(lane) == (0, 30, 300, 170)
    second = pools.add_lane(t.editor)
    assert t.box(second).x == 300


def test_lanes_of_a_foreign_pool_keep_the_sequence_in_which_they_lie() -> None:
    t = TestEditor()
    made = t.shape(0, 0, 400, 200, kind="swimlane", style__horizontal=False, param__start_size=20.0)
    low = t.shape(20, 100, 380, 100, kind="swimlane", parent=made)
    high = t.shape(20, 0, 380, 100, kind="swimlane", parent=made)
    assert held(t, made) == [high, low]
    t.select(high)
    new = pools.add_lane(t.editor)
    assert held(t, made) == [high, new, low]
    assert [t.box(i).y for i in (high, new, low)] == [0, 100, 200]


def test_what_is_no_pool_has_no_lanes() -> None:
    t = TestEditor()
    a = t.shape(0, 0)
    t.select(a)
    assert pools.add_lane(t.editor) == ""
    assert not pools.delete_lane(t.editor)
    assert not pools.move_lane(t.editor, 1)


def test_a_read_only_pool_stays() -> None:
    t, _made, (a, _, _) = pool()
    t.editor.read_only = True
    before = t.snapshot()
    t.select(a)
    assert pools.add_lane(t.editor) == ""
    assert not pools.delete_lane(t.editor)
    assert not pools.move_lane(t.editor, 1)
    assert pools.insert(t.editor) == ""
    assert t.snapshot() == before
