from __future__ import annotations

from canvas.geometry.vec import Vec
from canvas.kernels.routing.elbow import elbow_bends, entity_bends, loop_bends
from canvas.kernels.routing.terminal import Options, free_end
from tests.support.terminals import box_end

A, B = box_end(0, 0), box_end(300, 200)


def test_across_in_the_middle_of_the_gap() -> None:
    assert elbow_bends(A, B, [], vertical=False) == [(200, 30), (200, 230)]
    assert elbow_bends(A, B, [], vertical=True) == [(50, 130), (350, 130)]


def test_a_waypoint_moves_the_stretch_across() -> None:
    assert elbow_bends(A, B, [Vec(150, 100)], vertical=False) == [(150, 30), (150, 230)]


def test_a_waypoint_above_both_shapes_turns_the_line_upright() -> None:
    assert elbow_bends(A, B, [Vec(150, -50)], vertical=False) == [(50, -50), (350, -50)]


def test_shapes_beside_each_other_share_one_bend_in_their_common_strip() -> None:
    bends = elbow_bends(A, box_end(300, 0), [], vertical=False)
    assert {p.x for p in bends} == {200}


def test_fixed_and_free_ends_are_points() -> None:
    assert elbow_bends(box_end(0, 0, fixed=(100, 10)), free_end(Vec(300, 90)), [], vertical=False) == [
        (200, 10),
        (200, 90),
    ]


def test_entity_lines_leave_and_arrive_sideways() -> None:
    assert entity_bends(A, B, Options()) == [(130, 30), (270, 230)]
    assert entity_bends(B, A, Options(segment=10)) == [(290, 230), (110, 30)]


def test_entity_lines_between_overlapping_columns_go_around_on_one_side() -> None:
    # The target is neither left nor right of the source: both leave to the right.
    assert entity_bends(A, box_end(20, 200), Options()) == [(150, 30), (150, 230)]


def test_allowed_sides_of_entities() -> None:
    bends = entity_bends(box_end(0, 0, sides=frozenset("W")), B, Options())
    assert bends[0] == (-30, 30)


def test_loops_stand_off_on_the_side_asked_for() -> None:
    assert loop_bends(A, A, [], Options(same=True)) == [(120, 20), (120, 40)]
    assert loop_bends(A, A, [], Options(loop_side="north", segment=20)) == [(30, -40), (70, -40)]
    assert loop_bends(A, A, [], Options(loop_side="south")) == [(40, 80), (60, 80)]
    assert loop_bends(A, A, [], Options(loop_side="east")) == [(-20, 20), (-20, 40)]


def test_a_waypoint_pulls_a_loop_out() -> None:
    assert loop_bends(A, A, [Vec(180, 30)], Options()) == [(180, 20), (180, 40)]
    assert loop_bends(A, A, [Vec(80, 120)], Options()) == [(20, 120), (80, 120)]
    assert loop_bends(A, A, [Vec(50, 30)], Options()) == loop_bends(A, A, [], Options())


def test_loops_with_two_ports_follow_their_waypoints() -> None:
    fixed = box_end(0, 0, fixed=(100, 30))
    assert loop_bends(fixed, fixed, [Vec(1, 2), Vec(3, 4)], Options()) == [(1, 2), (3, 4)]
