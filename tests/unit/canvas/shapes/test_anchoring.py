from __future__ import annotations

import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.records import Value
from canvas.shapes.anchoring import Anchor, anchor_of, offered_ports, port_at, port_point, touch

PLACE = Box(200.0, 100.0, 100.0, 60.0)


def anchor(**values: Value) -> Anchor:
    return anchor_of({k.replace("__", "."): v for k, v in values.items()}, PLACE)


def test_floating_end_of_a_plain_box() -> None:
    assert touch(anchor(), Vec(500, 130), False) == (300, 130)
    assert touch(anchor(), Vec(500, 130), False, spacing=5) == (305, 130)
    assert touch(anchor(style__perimeter_spacing=3.0), Vec(500, 130), False, spacing=5) == (308, 130)


def test_turned_shapes_are_met_on_their_turned_outline() -> None:
    a = anchor(rotation=90.0)
    assert touch(a, Vec(500, 130), False) == pytest.approx((280, 130))
    assert touch(a, Vec(500, 120), True) != pytest.approx((280, 120))


def test_direction_and_flip_move_the_tip_of_a_triangle() -> None:
    assert touch(anchor(kind="triangle"), Vec(900, 130), False) == pytest.approx((300, 130))
    assert touch(anchor(kind="triangle", style__direction="south"), Vec(250, 900), False) == pytest.approx((250, 160))
    # Flipped, the side of the triangle that is left of the tip's half height is on the right.
    plain = touch(anchor(kind="triangle"), Vec(225, 900), True)
    flipped = touch(anchor(kind="triangle", flip_h=True), Vec(275, 900), True)
    assert plain == pytest.approx((225, 152.5))
    assert flipped == pytest.approx((275, 152.5))


def test_the_shapes_own_perimeter_gives_way_to_a_named_one() -> None:
    assert touch(anchor(kind="ellipse", style__perimeter="rectanglePerimeter"), Vec(400, 190), False) == (300, 150)
    assert touch(anchor(style__perimeter="none"), Vec(400, 230), False) == (250, 130)


@pytest.mark.parametrize(
    ("values", "port", "point"),
    [
        ({}, (1, 0.5), (300, 130)),
        ({}, (0.25, 0), (225, 100)),
        ({"rotation": 90.0}, (1, 0.5), (250, 180)),
        ({"flip_h": True}, (1, 0.5), (200, 130)),
        ({"style.direction": "south"}, (1, 0.5), (250, 160)),
        ({"style.direction": "north"}, (1, 0.5), (250, 100)),
    ],
)
def test_fixed_ports(values: dict[str, Value], port: tuple[float, float], point: tuple[float, float]) -> None:
    assert port_point(anchor_of(values, PLACE), Vec(*port), on_perimeter=False) == pytest.approx(point)


def test_a_port_is_moved_onto_the_outline_unless_told_not_to() -> None:
    ellipse = anchor(kind="ellipse")
    assert port_point(ellipse, Vec(1, 1), on_perimeter=False) == (300, 160)
    x, y = port_point(ellipse, Vec(1, 1))
    assert ((x - 250) / 50) ** 2 + ((y - 130) / 30) ** 2 == pytest.approx(1)


def test_offsets_are_scene_units_before_the_turn() -> None:
    assert port_point(anchor(), Vec(0, 0), Vec(10, 5), False) == (210, 105)
    assert port_point(anchor(rotation=180.0), Vec(0, 0), Vec(10, 5), False) == pytest.approx((290, 155))


def test_offered_ports_are_those_of_the_kind() -> None:
    ports = dict(offered_ports(anchor(kind="ellipse")))
    assert ports[Vec(0.5, 0.0)] == (250, 100)
    assert len(ports) == 4


def test_a_shape_without_size_is_met_in_its_middle() -> None:
    assert touch(anchor_of({}, Box(5, 5, 0, 0)), Vec(100, 0), True) == (5, 5)


@pytest.mark.parametrize("more", [{}, {"rotation": 30.0}, {"flip_h": True}, {"style.direction": "south"}])
def test_a_port_is_found_where_it_was_put(more: dict[str, object]) -> None:
    anchor = anchor_of({"kind": "rect", **more}, Box(10, 20, 200, 100))
    found = port_at(anchor, port_point(anchor, Vec(0.25, 0.1), on_perimeter=False))
    assert found == pytest.approx((0.25, 0.1))


def test_ports_of_a_shapes_own_stand_for_those_of_its_kind() -> None:
    anchor = anchor_of({"kind": "rect", "param.points": "[[0.3,0]]"}, Box(0, 0, 100, 50))
    assert offered_ports(anchor) == (((0.3, 0), (30, 0)),)
