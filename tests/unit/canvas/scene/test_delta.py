from __future__ import annotations

from canvas.scene.delta import SceneDelta


def test_nothing_happened() -> None:
    delta = SceneDelta()
    assert not (delta.dirty)
    assert not (delta.changed)
    assert not (delta.removed)
    assert not (delta.added)
