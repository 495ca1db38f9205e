"""DOC-3: what a value means for its key."""

from __future__ import annotations

import math
from typing import Any

import pytest

from canvas.model.schema import ALL_SHAPE_KEYS, LAYER_KEYS, META_KEYS, PAGE_KEYS, KeySpec, clean, default


@pytest.mark.parametrize(
    ("key", "value", "expected"),
    [
        ("x", 5, 5.0),
        ("x", 1e30, 1e7),
        ("x", math.nan, 0.0),
        ("x", True, 0.0),
        ("x", "5", 0.0),
        ("w", -1.0, 0.0),
        ("style.radius", "big", None),
        ("kind", 5.0, "rect"),
        ("kind", "ellipse", "ellipse"),
        ("flip_h", 1.0, False),
        ("flip_h", True, True),
        ("source.point", [1, 2.5], (1.0, 2.5)),
        ("source.point", [1], None),
        ("source.point", [1, "2"], None),
        ("source.point", [1, True], None),
        ("source.point", [1, math.inf], None),
        ("source.point", [1, 1e8], None),
        ("waypoints", [[1, 2], "x", (3, 4)], ((1.0, 2.0), (3.0, 4.0))),
        ("waypoints", "x", ()),
        ("unknown", [1], [1]),
    ],
)
def test_clean(key: str, value: Any, expected: Any) -> None:
    """DOC-3."""
    cleaned = clean(key, value, ALL_SHAPE_KEYS)
    assert cleaned == expected
    assert type(cleaned) is type(expected)


def test_json_is_kept() -> None:
    assert clean("k", {"a": 1}, {"k": KeySpec("json")}) == {"a": 1}


def test_defaults() -> None:
    assert default("style.fill") == "#ffffff"
    assert default("no such key") is None


@pytest.mark.parametrize("specs", [ALL_SHAPE_KEYS, PAGE_KEYS, LAYER_KEYS, META_KEYS])
def test_every_default_is_clean(specs: dict[str, KeySpec]) -> None:
    """DOC-3."""
    for key, spec in specs.items():
        assert clean(key, spec.default, specs) == spec.default
