"""Tests of overlay figures: plain values that compare."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.scene.overlays import Badge, SelectionBox, TextField


def test_figures_are_values() -> None:
    assert SelectionBox(Box(0, 0, 1, 1)) == SelectionBox(Box(0, 0, 1, 1), 0.0, whole=True, locked=False)
    assert TextField("a", Box(0, 0, 1, 1)).text is None
    with pytest.raises(FrozenInstanceError):
        Badge("1", Vec(0, 0)).text = "2"  # type: ignore[misc]
