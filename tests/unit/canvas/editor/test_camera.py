"""Tests of the camera."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from canvas.editor.camera import (
    GREATEST_ZOOM,
    LEAST_ZOOM,
    ZOOM_STEPS,
    Camera,
    centred,
    clamped_zoom,
    fitted,
    next_zoom,
    panned,
    resized,
    revealing,
    to_scene,
    to_view,
    zoomed,
)
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec

VIEW = Camera(2.0, Vec(10, 20), 800, 600)


def test_scene_and_view_are_two_sides_of_one_map() -> None:
    assert to_view(VIEW, Vec(11, 22)) == Vec(2, 4)
    assert to_scene(VIEW, Vec(2, 4)) == Vec(11, 22)
    assert VIEW.visible == Box(10, 20, 400, 300)
    assert VIEW.middle == Vec(400, 300)


@given(st.floats(0.001, 200), st.floats(-900, 900), st.floats(-900, 900))
def test_zooming_keeps_the_point_under_the_cursor(zoom: float, x: float, y: float) -> None:
    kept = to_scene(VIEW, Vec(x, y))
    camera = zoomed(VIEW, zoom, Vec(x, y))
    assert LEAST_ZOOM <= camera.zoom <= GREATEST_ZOOM
    assert to_view(camera, kept) == (pytest.approx(x, abs=1e-6), pytest.approx(y, abs=1e-6))


def test_the_zoom_has_limits() -> None:
    assert clamped_zoom(0.0) == 0.01
    assert clamped_zoom(1e9) == 64.0


def test_zoom_steps_lead_from_end_to_end() -> None:
    zoom = LEAST_ZOOM
    seen = [zoom]
    while zoom < GREATEST_ZOOM:
        zoom = next_zoom(zoom, closer=True)
        seen.append(zoom)
    assert tuple(seen) == ZOOM_STEPS
    assert next_zoom(GREATEST_ZOOM, closer=True) == GREATEST_ZOOM
    assert next_zoom(LEAST_ZOOM, closer=False) == LEAST_ZOOM
    assert next_zoom(1.05, closer=False) == 1.0


def test_the_content_follows_a_pan() -> None:
    assert panned(VIEW, 4, -2).origin == Vec(8, 21)


def test_another_size_keeps_the_corner() -> None:
    assert resized(VIEW, 100, -5) == Camera(2.0, Vec(10, 20), 100, 0)


def test_fitting_shows_all_in_the_middle() -> None:
    camera = fitted(VIEW, Box(0, 0, 2000, 100))
    assert camera.zoom == pytest.approx((800 - 96) / 2000)
    assert camera.visible.center == (pytest.approx(1000), pytest.approx(50))


def test_fitting_something_small_or_empty_does_not_fill_the_view() -> None:
    assert fitted(VIEW, Box(0, 0, 10, 10)).zoom == 1.0
    assert fitted(VIEW, Box(5, 5, 0, 0), greatest=2.0).zoom == 2.0
    assert centred(VIEW, Vec(0, 0)).origin == Vec(-200, -150)


def test_revealing_moves_as_little_as_possible() -> None:
    assert revealing(VIEW, Box(100, 100, 50, 50)) == VIEW
    assert revealing(VIEW, Box(0, 100, 50, 50)).origin.x == -12
    assert revealing(VIEW, Box(500, 100, 50, 50)).origin == Vec(162, 20)
    assert revealing(VIEW, Box(500, 100, 5000, 50)).origin.x == 488
