from __future__ import annotations

from collections import defaultdict

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.lod import LINE, RECT, Swatch
from canvas.qt.lod_columns import LodColumns
from tests.support.painted import HandPlaces


def columns(points: dict[str, tuple[Vec, ...]], asked: list[str]) -> LodColumns:
    def swatch(shape_id: str) -> Swatch:
        asked.append(shape_id)
        return Swatch(LINE if shape_id in points else RECT, 1, 2)

    return LodColumns(swatch, HandPlaces(defaultdict(lambda: Box(1, 2, 3, 4)), points))


def test_rows_are_filled_once_until_they_are_forgotten() -> None:
    asked: list[str] = []
    table = columns({}, asked)
    rows = np.array([3, 700])
    table.ensure(rows, lambda row: f"s{row}")
    table.ensure(rows, lambda row: f"s{row}")
    assert asked == ["s3", "s700"]
    assert table.box[:, 700].tolist() == [1, 2, 4, 6]
    table.forget("s3")
    table.ensure(rows, lambda row: f"s{row}")
    assert asked == ["s3", "s700", "s3"]


def test_segments_come_with_their_owner_and_follow_changes() -> None:
    points = {"s0": (Vec(0, 0), Vec(1, 0), Vec(1, 1)), "s1": (Vec(5, 5), Vec(6, 6))}
    table = columns(points, [])
    rows = np.array([0, 1])
    table.ensure(rows, lambda row: f"s{row}")
    segments, owner = table.segments(rows)
    assert segments.tolist() == [[0, 0, 1, 0], [1, 0, 1, 1], [5, 5, 6, 6]]
    assert owner.tolist() == [0, 0, 1]
    points["s1"] = tuple(Vec(x, 0) for x in range(4))
    table.forget("s1")
    table.ensure(rows, lambda row: f"s{row}")
    segments, owner = table.segments(np.array([1, 0]))
    assert owner.tolist() == [0, 0, 0, 1, 1]
    assert segments[:, 0].tolist() == [0, 1, 2, 0, 1]


def test_many_segments_make_the_table_grow() -> None:
    points = {f"s{n}": tuple(Vec(n, x) for x in range(9)) for n in range(400)}
    table = columns(points, [])
    rows = np.arange(400)
    table.ensure(rows, lambda row: f"s{row}")
    segments, owner = table.segments(rows)
    assert len(segments) == 3200
    assert (segments[:, 0] == owner).all()


def test_plain_lines_are_drawn_from_the_boxes_of_their_ends_unseen_or_not() -> None:
    boxes = {"s0": Box(0, 0, 10, 10), "s1": Box(30, 0, 10, 20)}

    def swatch(shape_id: str) -> Swatch:
        return Swatch(RECT if shape_id in boxes else LINE, 1, 2)

    table = LodColumns(swatch, HandPlaces(boxes, {}, {"s2": (0, 1, True)}))
    table.ensure(np.array([2]), lambda row: f"s{row}")
    segments, owner = table.segments(np.array([2]))
    assert segments.tolist() == [[10, 5, 20, 5], [20, 5, 20, 10], [20, 10, 30, 10]]
    assert owner.tolist() == [0, 0, 0]
    boxes["s1"] = Box(0, 30, 10, 20)
    for shape_id in ("s1", "s2"):
        table.forget(shape_id)
    table.ensure(np.array([2]), lambda row: f"s{row}")
    assert table.segments(np.array([2]))[0].tolist()[-1] == [5, 20, 5, 30]
