from __future__ import annotations

from canvas.geometry.box import Box
from canvas.scene.delta import EXACT_LIMIT, SceneDelta, dirty_of


def test_nothing_happened() -> None:
    delta = SceneDelta()
    assert not (delta.dirty)
    assert not (delta.changed)
    assert not (delta.removed)
    assert not (delta.added)


def test_old_and_new_places_are_dirty_and_of_very_many_all_around_them() -> None:
    old, new = [Box(0.0, 0.0, 1.0, 1.0)], [Box(5.0, 0.0, 1.0, 1.0), Box(0.0, 0.0, 1.0, 1.0)]
    assert dirty_of(old, new) == (old[0], new[0])
    assert dirty_of(old, new * EXACT_LIMIT) == (Box(0.0, 0.0, 6.0, 1.0),)
    assert dirty_of((), ()) == ()
