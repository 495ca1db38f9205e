from __future__ import annotations

import numpy as np

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.qt.lod import LINE, RECT, Swatch
from canvas.qt.lod_columns import LodColumns


def columns(points: dict[str, tuple[Vec, ...]], asked: list[str]) -> LodColumns:
    def swatch(shape_id: str) -> Swatch:
        asked.append(shape_id)
        return Swatch(LINE if shape_id in points else RECT, 1, 2)

    return LodColumns(swatch, lambda _: Box(1, 2, 3, 4), lambda shape_id: points[shape_id])


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
