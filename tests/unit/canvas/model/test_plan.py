"""Plans are data."""

from __future__ import annotations

import dataclasses

import pytest

from canvas.model.plan import SHAPES, UNSET, Create, Format, Origin, Plan, Set


def test_operations_are_about_shapes_unless_they_say_otherwise() -> None:
    assert Set("s", "x", 1.0).table == SHAPES
    assert Create("s", {}).table == SHAPES
    assert Format("s", 0, 1).marks == {}
    assert Plan("nothing").ops == ()


def test_plans_are_frozen_and_compare_by_content() -> None:
    assert Plan("a", (Set("s", "x", UNSET),)) == Plan("a", (Set("s", "x", UNSET),))
    assert repr(UNSET) == "UNSET"
    with pytest.raises(dataclasses.FrozenInstanceError):
        Plan("a").name = "b"  # type: ignore[misc]


def test_origins_are_the_numbers_that_pycrdt_hands_back() -> None:
    assert [int(origin) for origin in Origin] == [1, 2, 3, 4]
