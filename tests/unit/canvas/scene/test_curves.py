from __future__ import annotations

import pytest

from canvas.geometry.polyline import distance_to
from canvas.geometry.vec import Vec, add, distance
from canvas.model.records import ShapeRecord
from canvas.scene.curves import drawn_points, is_curved, pulled

CURVED = ShapeRecord("l", {"kind": "connector", "style.curved": True})
POINTS = (Vec(0, 0), Vec(100, 200), Vec(200, -50), Vec(300, 120), Vec(400, 0))


def test_a_curve_is_told_from_its_corners() -> None:
    assert is_curved(CURVED)
    assert not is_curved(ShapeRecord("l", {"kind": "connector"}))
    assert not is_curved(ShapeRecord("s", {"kind": "rect", "style.curved": True}))
    drawn = drawn_points(CURVED, POINTS)
    assert (drawn[0], drawn[-1]) == (POINTS[0], POINTS[-1])
    assert min(p.y for p in drawn) > -50
    assert max(p.y for p in drawn) < 200
    assert drawn_points(CURVED, POINTS[:2]) == POINTS[:2]
    assert drawn_points(ShapeRecord("l", {"kind": "connector"}), POINTS) == POINTS


@pytest.mark.parametrize("points", [POINTS, POINTS[:4], POINTS[:3]])
def test_every_corner_pulls_at_a_place_of_the_curve(points: tuple[Vec, ...]) -> None:
    by = Vec(16.0, -24.0)
    for corner in range(1, len(points) - 1):
        place, share = pulled(points, corner)
        assert distance_to(drawn_points(CURVED, points), place) < 0.3
        moved = [add(p, by) if i == corner else p for i, p in enumerate(points)]
        now, _ = pulled(moved, corner)
        assert distance(now, add(place, Vec(by.x * share, by.y * share))) == pytest.approx(0.0)
