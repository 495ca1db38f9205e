from __future__ import annotations

import random

import pytest

from canvas.geometry.box import Box
from canvas.geometry.spatial_index import SpatialIndex


def test_rows_stay_and_freed_rows_are_used_again() -> None:
    index = SpatialIndex()
    first = index.put("a", Box(0, 0, 1, 1))
    index.put("b", Box(5, 5, 1, 1))
    assert index.put("a", Box(9, 9, 1, 1)) == first
    index.remove("a")
    index.remove("never there")
    assert "a" not in index
    assert index.id_at(first) is None
    assert index.put("c", Box(0, 0, 1, 1)) == first
    assert len(index) == 2


def test_rows_of_many_ids_come_in_their_order() -> None:
    index = SpatialIndex()
    rows = index.put_many([(i, Box(0, 0, 1, 1)) for i in "abc"])
    assert index.rows(("c", "a")).tolist() == [rows[2], rows[0]]
    assert index.rows(()).tolist() == []
    with pytest.raises(KeyError):
        index.rows(("a", "gone"))


def test_the_box_around_some() -> None:
    index = SpatialIndex()
    index.put_many([("a", Box(0, 5, 10, 10)), ("b", Box(-3, 7, 2, 20)), ("c", Box(500, 500, 1, 1))])
    assert index.around(("b", "a")) == Box(-3, 5, 13, 22)
    assert index.around(("c",)) == index.box("c")
    assert index.around(()) is None


def test_touching_counts() -> None:
    index = SpatialIndex()
    index.put_many([("a", Box(0, 0, 10, 10)), ("b", Box(20, 0, 10, 10))])
    assert index.query(Box(10, 10, 5, 5)) == ["a"]
    assert index.query(Box(10.5, 3, 5, 5)) == []


def test_extent_and_empty() -> None:
    index = SpatialIndex()
    assert index.extent() is None
    assert index.query(Box(-1e9, -1e9, 2e9, 2e9)) == []
    index.put("a", Box(-5, 2, 1, 1))
    index.put("b", Box(7, 9, 3, 1))
    index.remove("b")
    assert index.extent() == Box(-5, 2, 1, 1)
    with pytest.raises(KeyError):
        index.box("b")


def test_agrees_with_a_plain_search_after_many_changes() -> None:
    rng = random.Random(5)
    index, plain = SpatialIndex(), {}
    for step in range(600):
        name = f"s{rng.randrange(150)}"
        if rng.random() < 0.2:
            index.remove(name)
            plain.pop(name, None)
        else:
            plain[name] = Box(rng.uniform(-99, 99), rng.uniform(-99, 99), rng.uniform(0, 30), rng.uniform(0, 30))
            index.put(name, plain[name])
        if step % 20 == 0:
            area = Box(rng.uniform(-99, 99), rng.uniform(-99, 99), 40, 40)
            assert set(index.query(area)) == {i for i, b in plain.items() if b.intersects(area)}
            assert all(index.box(i) == pytest.approx(b) for i, b in plain.items())


def test_far_coordinates_keep_their_precision() -> None:
    index = SpatialIndex()
    index.put("a", Box(9_000_000.25, 0, 0.5, 0.5))
    assert index.query(Box(9_000_000.8, 0, 1, 1)) == []
    assert index.query(Box(9_000_000.7, 0, 1, 1)) == ["a"]


def test_who_reaches_the_rim() -> None:
    index = SpatialIndex()
    assert index.at_the_rim() == []
    index.put("a", Box(0, 0, 10, 10))
    index.put("b", Box(3, 3, 2, 2))
    index.put("c", Box(5, 5, 20, 2))
    assert sorted(index.at_the_rim()) == ["a", "c"]
