from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

from canvas.qt.regions import area, clusters, merged, next_strip, next_tile

PICTURE = QRect(0, 0, 1000, 600)


def test_many_near_regions_become_one_and_far_ones_stay_apart() -> None:
    crowded = [QRect(40 * column, 40 * row, 20, 20) for column in range(8) for row in range(8)]
    assert clusters(crowded) == [QRect(0, 0, 300, 300)]
    far = [QRect(0, 0, 20, 20), QRect(1500, 900, 20, 20), QRect(30, 0, 20, 20)]
    assert sorted(rect.width() for rect in clusters(far)) == [20, 50]
    assert clusters([]) == []


def test_tiles_cover_all_that_is_pending_once_from_the_middle_outwards() -> None:
    pending = QRegion(PICTURE)
    tiles: list[QRect] = []
    while not pending.isEmpty():
        tile = next_tile(pending, 192, PICTURE)
        assert PICTURE.contains(tile)
        tiles.append(tile)
        pending -= tile
    assert sum(tile.width() * tile.height() for tile in tiles) == 1000 * 600
    assert tiles[0].contains(PICTURE.center())
    away = [(tile.center() - PICTURE.center()).manhattanLength() for tile in tiles]
    assert max(away[:5]) < min(away[-5:])


def test_a_tile_larger_than_the_picture_is_cut_to_what_is_pending() -> None:
    assert next_tile(QRegion(20, 30, 40, 50), 5000, PICTURE) == QRect(20, 30, 40, 50)


def test_a_strip_lies_nearest_to_the_middle() -> None:
    assert next_strip(QRegion(PICTURE), 20, PICTURE) == QRect(0, 289, 1000, 20)
    assert next_strip(QRegion(0, 0, 1000, 10), 20, PICTURE) == QRect(0, 0, 1000, 10)


def test_what_nearly_fills_its_bounds_is_painted_as_one() -> None:
    corner = QRegion(0, 0, 100, 100) + QRegion(100, 0, 100, 90)
    assert merged(corner) == [QRect(0, 0, 200, 100)]
    far = QRegion(0, 0, 10, 10) + QRegion(500, 500, 10, 10)
    assert len(merged(far)) == 2
    assert area(far) == 200
    assert merged(QRegion()) == []
