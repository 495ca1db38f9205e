from __future__ import annotations

import itertools
import math

import pytest

from canvas.geometry import bezier
from canvas.geometry.vec import Vec, distance

ARC = (Vec(1, 0), Vec(1, bezier.KAPPA), Vec(bezier.KAPPA, 1), Vec(0, 1))


@pytest.mark.parametrize("t", [0.0, 0.25, 0.5, 0.9, 1.0])
def test_kappa_draws_a_circle(t: float) -> None:
    assert distance(bezier.point_at(*ARC, t), Vec(0, 0)) == pytest.approx(1, abs=3e-4)


def test_split_halves_meet_and_keep_the_curve() -> None:
    first, second = bezier.split(*ARC, 0.4)
    assert first[3] == second[0] == pytest.approx(bezier.point_at(*ARC, 0.4))
    assert bezier.point_at(*first, 0.5) == pytest.approx(bezier.point_at(*ARC, 0.2))
    assert bezier.point_at(*second, 0.5) == pytest.approx(bezier.point_at(*ARC, 0.7))


def test_extrema_of_an_s_curve() -> None:
    times = bezier.extrema(0, 2, -1, 1)
    assert len(times) == 2
    assert bezier.extrema(0, 1, 2, 3) == []


def test_flatten_stays_within_the_tolerance() -> None:
    big = tuple(Vec(p.x * 500, p.y * 500) for p in ARC)
    points = [big[0], *bezier.flatten(*big, 0.25)]
    middles = [Vec((a.x + b.x) / 2, (a.y + b.y) / 2) for a, b in itertools.pairwise(points)]
    assert all(abs(math.hypot(*m) - 500) < 0.5 for m in middles)
    assert points[-1] == big[3]


def test_a_quadratic_as_cubic_goes_the_same_way() -> None:
    c1, c2 = bezier.from_quadratic(Vec(0, 0), Vec(6, 12), Vec(12, 0))
    assert bezier.point_at(Vec(0, 0), c1, c2, Vec(12, 0), 0.5) == pytest.approx((6, 6))
