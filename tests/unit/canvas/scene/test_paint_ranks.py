from __future__ import annotations

import random

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.spatial_index import SpatialIndex
from canvas.scene.paint_ranks import PaintRanks


class Order:
    """An order with hidden members, and ranks of the others."""

    def __init__(self, ids: list[str]) -> None:
        self.ids = ids
        self.hidden: set[str] = set()
        self.index = SpatialIndex()
        self.ranks = PaintRanks(self.index)
        self.show(ids)
        self.ranks.number(self.painted())

    def show(self, ids: list[str]) -> None:
        self.index.put_many((i, Box(0, 0, 1, 1)) for i in ids)

    def painted(self) -> list[str]:
        return [i for i in self.ids if i not in self.hidden]

    def behind(self, shape_id: str) -> str:
        place = self.ids.index(shape_id)
        return self.ids[place - 1] if place else ""

    def ranked(self) -> list[str]:
        rows = np.array([self.index.row(i) for i in self.painted()], np.intp)
        return list(self.index.named(self.ranks.back_to_front(rows)))


def test_what_comes_in_takes_its_place() -> None:
    order = Order(list("abc"))
    order.ids = list("xaybzc")
    order.show(list("xyz"))
    assert order.ranks.insert({"x", "y", "z"}, order.behind)
    assert order.ranked() == order.ids
    assert order.ranks.of("a") < order.ranks.of("y") < order.ranks.of("b")


def test_unpainted_neighbours_are_passed_over() -> None:
    order = Order(list("abc"))
    order.ids, order.hidden = list("ahxbc"), {"h"}
    order.show(["x"])
    assert order.ranks.insert(["x"], order.behind)
    assert order.ranked() == list("axbc")


def test_many_inserts_at_one_place_end_in_numbering_anew() -> None:
    order = Order(list("ab"))
    renumbered = 0
    for number in range(60):
        order.ids.insert(1, f"n{number}")
        order.show([f"n{number}"])
        if not order.ranks.insert([f"n{number}"], order.behind):
            order.ranks.number(order.painted())
            renumbered += 1
        assert order.ranked() == order.ids
    assert 1 <= renumbered <= 5


def test_many_moved_at_once_are_left_to_numbering() -> None:
    order = Order([f"n{number}" for number in range(1000)])
    random.Random(1).shuffle(order.ids)
    assert not order.ranks.insert(order.ids[::2], order.behind)
    order.ranks.number(order.painted())
    assert order.ranked() == order.ids
