from __future__ import annotations

from canvas.geometry.path import Path


def test_equal_paths_are_one_key() -> None:
    a, b = Path((("M", 0, 0), ("L", 1, 1))), Path((("M", 0, 0), ("L", 1, 1)))
    assert {a: 1}[b] == 1
    assert Path() != a
