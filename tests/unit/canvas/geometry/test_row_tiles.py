from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from canvas.geometry.box import Box
from canvas.geometry.row_tiles import RowTiles

COUNT = 50_030
GONE = (np.inf, np.inf, -np.inf, -np.inf)


def columns_of(rng: np.random.Generator, count: int, *, scattered: bool) -> NDArray[np.float64]:
    """Boxes in rows of 100, in order or in none; some lie across many others, some are out of use."""
    number = rng.permutation(count) if scattered else np.arange(count)
    left, top = 10.0 * (number % 100), 10.0 * (number // 100)
    found = np.stack([left, top, left + rng.uniform(0, 9, count), top + rng.uniform(0, 9, count)])
    found[2:, ::151] += 400.0
    found[:, ::501] = np.array(GONE)[:, np.newaxis]
    return found


def plainly(columns: NDArray[np.float64], box: Box) -> list[int]:
    left, top, right, bottom = columns
    met = (left <= box.right) & (right >= box.x) & (top <= box.bottom) & (bottom >= box.y)
    return np.flatnonzero(met).tolist()


def somewhere(rng: np.random.Generator, size: float) -> Box:
    return Box(float(rng.uniform(-100, 1000)), float(rng.uniform(-100, 1000)), size, size / 2)


@pytest.mark.parametrize("scattered", [False, True])
@pytest.mark.parametrize("count", [60, 2_500, 2 * COUNT])
def test_it_finds_what_a_plain_scan_finds_while_boxes_come_move_and_go(count: int, scattered: bool) -> None:
    rng = np.random.default_rng(7)
    every, tiles = columns_of(rng, count, scattered=scattered), RowTiles()
    for step in range(150):
        columns = every[:, : count // 2 + step]
        row = int(rng.integers(columns.shape[1]))
        x, y = rng.uniform(-200, 1200, 2)
        columns[:, row] = (x, y, x + 5, y + 5) if step % 3 else GONE
        tiles.changed((row,))
        box = somewhere(rng, 60.0 * (1 + step % 4))
        assert tiles.touching(columns, box).tolist() == plainly(columns, box)


def test_many_changes_at_once_and_twice_as_many_rows() -> None:
    rng = np.random.default_rng(3)
    columns, tiles = columns_of(rng, COUNT, scattered=True), RowTiles()
    for share in (1, 100, 2):
        rows = list(range(0, columns.shape[1], share))
        columns[:, rows] += rng.uniform(-300, 300, (1, len(rows)))
        tiles.changed(rows)
        for box in (somewhere(rng, 200.0) for _ in range(5)):
            assert tiles.touching(columns, box).tolist() == plainly(columns, box)
        columns = np.concatenate([columns, columns + 150.0], axis=1)


def test_a_box_that_is_none_hides_no_other() -> None:
    columns, tiles = columns_of(np.random.default_rng(1), COUNT, scattered=False), RowTiles()
    columns[:, 5] = np.nan
    box = Box(0.0, 0.0, 45.0, 5.0)
    found = tiles.touching(columns, box).tolist()
    assert found == plainly(columns, box)
    assert 4 in found
    assert tiles.touching(columns, Box(-5000.0, -5000.0, 1.0, 1.0)).size == 0


def test_only_few_rows_are_looked_at_wherever_they_lie() -> None:
    columns, tiles = columns_of(np.random.default_rng(2), 100_000, scattered=True), RowTiles()
    tiles.touching(columns, Box(500.0, 500.0, 50.0, 50.0))
    sizes = (tiles._around[2] - tiles._around[0]) * (tiles._around[3] - tiles._around[1])
    assert np.median(sizes) < 100 * 100 * 4
