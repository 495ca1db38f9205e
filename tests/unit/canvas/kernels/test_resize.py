"""Tests of resizing."""

from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, distance, rotate
from canvas.kernels.resize import HANDLES, LEAST_SIZE, anchored, dragged_frame, fit_frame, frame, resize, scaled_box
from tests.support.test_editor import TestEditor

BOX = Box(100, 100, 200, 100)


@pytest.mark.parametrize(
    ("handle", "box"),
    [
        ("nw", Box(110, 120, 190, 80)),
        ("n", Box(100, 120, 200, 80)),
        ("ne", Box(100, 120, 210, 80)),
        ("e", Box(100, 100, 210, 100)),
        ("se", Box(100, 100, 210, 120)),
        ("s", Box(100, 100, 200, 120)),
        ("sw", Box(110, 100, 190, 120)),
        ("w", Box(110, 100, 190, 100)),
    ],
)
def test_each_handle_moves_its_sides(handle: str, box: Box) -> None:
    assert dragged_frame(BOX, 0, handle, Vec(10, 20)) == box


def test_a_frame_never_turns_inside_out() -> None:
    assert dragged_frame(BOX, 0, "se", Vec(-900, -900)) == Box(100, 100, LEAST_SIZE, LEAST_SIZE)
    assert dragged_frame(BOX, 0, "nw", Vec(900, 900)) == Box(300 - LEAST_SIZE, 200 - LEAST_SIZE, LEAST_SIZE, LEAST_SIZE)


@pytest.mark.parametrize(
    ("handle", "by", "size"),
    [("se", Vec(200, 10), (400, 200)), ("e", Vec(100, 0), (300, 150)), ("s", Vec(0, 100), (400, 200))],
)
def test_shift_keeps_the_ratio(handle: str, by: Vec, size: tuple[float, float]) -> None:
    found = dragged_frame(BOX, 0, handle, by, keep_ratio=True)
    assert (found.w, found.h) == size
    assert (dragged_frame(BOX, 0, handle, Vec(-999, -999), keep_ratio=True).h) >= LEAST_SIZE


def test_alt_keeps_the_centre() -> None:
    found = dragged_frame(BOX, 0, "se", Vec(10, 20), from_centre=True)
    assert found == Box(90, 80, 220, 140)


@pytest.mark.parametrize("handle", HANDLES)
@pytest.mark.parametrize("rotation", [30.0, 90.0, 200.0])
def test_the_opposite_corner_of_a_turned_frame_stays(handle: str, rotation: float) -> None:
    sx, sy = HANDLES[handle]
    found = dragged_frame(BOX, rotation, handle, Vec(15, 25))

    def opposite(box: Box) -> Vec:
        return rotate(Vec(box.center.x - sx * box.w / 2, box.center.y - sy * box.h / 2), rotation, box.center)

    assert distance(opposite(found), opposite(BOX)) < 1e-9


def test_an_anchor_stays_where_it_is() -> None:
    assert anchored(BOX, 0, 100, 50, Vec(1, 1)) == Box(200, 150, 100, 50)


def test_the_frame_of_one_shape_is_turned_that_of_several_upright() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 50, rotation=90.0), t.shape(200, 0)
    line = t.connector(source__point=(0, 0), target__point=(500, 0))
    assert frame(t.graph, (a,)) == (Box(0, 0, 100, 50), 90.0)
    both = frame(t.graph, (a, b))
    assert both is not None
    assert [round(v) for v in both[0]] == [25, -25, 275, 100]
    assert frame(t.graph, (line,)) is None
    assert frame(t.graph, ()) is None


def test_several_shapes_keep_their_share() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 100), t.shape(100, 100, 100, 100)
    edits = resize(t.graph, (a, b), "se", Vec(200, 0))
    assert edits[a] == {"w": 200.0, "h": 100.0, "x": 0.0, "y": 0.0}
    assert edits[b] == {"w": 200.0, "h": 100.0, "x": 200.0, "y": 100.0}


def test_a_shape_on_its_side_grows_along_the_scene() -> None:
    found = scaled_box(Box(0, 0, 100, 50), 90.0, Box(0, 0, 200, 200), Box(0, 0, 400, 200))
    assert (round(found.w, 6), round(found.h, 6)) == (100.0, 100.0)


def test_what_is_in_a_group_scales_with_it() -> None:
    t = TestEditor()
    group = t.shape(100, 100, 200, 100, kind="group")
    child = t.shape(20, 10, 40, 20, parent=group)
    line = t.connector(parent=group, source__point=(0, 0), target__point=(100, 50), waypoints=((10, 10),))
    edits = resize(t.graph, (group,), "se", Vec(200, 100))
    assert edits[child] == {"w": 80.0, "h": 40.0, "x": 40.0, "y": 20.0}
    assert edits[line]["target.point"] == (200.0, 100.0)
    assert edits[line]["waypoints"] == ((20.0, 20.0),)


def test_what_is_in_a_container_stays_in_the_scene() -> None:
    t = TestEditor()
    box = t.container(100, 100, 300, 200)
    child = t.shape(50, 50, parent=box)
    pinned = t.shape(0.5, 0.5, parent=box, relative=True)
    line = t.connector(parent=box, source__point=(0, 0), target__point=(10, 0))
    edits = resize(t.graph, (box,), "nw", Vec(-100, -50))
    assert edits[child] == {"x": 150.0, "y": 100.0}
    assert edits[line] == {"source.point": (100.0, 50.0), "target.point": (110.0, 50.0)}
    assert pinned not in edits


def test_bends_between_scaled_shapes_follow() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 100), t.shape(300, 0, 100, 100)
    line = t.connector(a, b, waypoints=((200, 50),))
    edits = fit_frame(t.graph, (a, b), Box(0, 0, 800, 100))
    assert edits[line] == {"waypoints": ((400.0, 50.0),)}


def test_a_selected_line_scales_with_the_shapes() -> None:
    t = TestEditor()
    a = t.shape(0, 0, 100, 100)
    line = t.connector(source__point=(0, 0), target__point=(100, 100))
    assert fit_frame(t.graph, (a, line), Box(0, 0, 200, 200))[line]["target.point"] == (200.0, 200.0)


def test_nothing_to_resize() -> None:
    t = TestEditor()
    line = t.connector(source__point=(0, 0), target__point=(100, 100))
    assert resize(t.graph, (line,), "se", Vec(1, 1)) == {}
    assert fit_frame(t.graph, (), Box(0, 0, 1, 1)) == {}


def test_a_side_without_length_is_not_scaled() -> None:
    t = TestEditor()
    a, b = t.shape(0, 0, 100, 0), t.shape(200, 0, 100, 0)
    assert fit_frame(t.graph, (a, b), Box(0, 0, 600, 50))[a]["w"] == 200.0
