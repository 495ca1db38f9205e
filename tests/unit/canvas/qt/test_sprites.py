from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage, QPainter

from canvas.drawing.display_list import DisplayEntry, Fill, PathItem, Stroke
from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord
from canvas.qt.painter import PaintTools
from canvas.qt.sprites import SPRITE_SIDE, Sprites
from tests.support.painted import label, record_of, rectangle, vertex


def shape(x: float, text: str, fill: str = "#ff0000") -> PathItem:
    return PathItem(rectangle(60, 40), Fill(fill), Stroke("#000000"))


def made(tools: PaintTools, *entries: DisplayEntry) -> tuple[Sprites, list[ShapeRecord]]:
    by_id = {entry.id: entry for entry in entries}
    return Sprites(lambda shape_id: tools.compiled(by_id[shape_id])), [record_of(entry) for entry in entries]


def stamped(tools: PaintTools, painter: QPainter, entry: DisplayEntry, zoom: float, x: int, y: int) -> bool:
    sprites, (record,) = made(tools, entry)
    return sprites.stamp(painter, record, entry.placement.box, zoom, x, y)


def test_shapes_that_differ_in_place_and_text_share_one_sprite(tools: PaintTools) -> None:
    first = vertex("a", Box(10, 10, 60, 40), shape(0, ""), label("one", 60, 40))
    second = vertex("b", Box(300.5, 10, 60, 40), shape(0, ""), label("two", 60, 40))
    other = vertex("c", Box(10, 10, 60, 40), shape(0, "", "#00ff00"))
    sprites, records = made(tools, first, second, other)
    keys = [sprites.look(record).key for record in records]
    assert keys[0] == keys[1] != keys[2]


def test_a_changed_shape_gets_another_look(tools: PaintTools) -> None:
    sprites, (record,) = made(tools, vertex("a", Box(10, 10, 60, 40), shape(0, "")))
    before = sprites.look(record).key
    changed = replace(record, values={**record.values, "style.fill": "#00ff00"})
    assert sprites.look(changed).key == before
    sprites.forget("a")
    assert sprites.look(changed).key != before


def test_tables_share_no_sprite_because_their_lines_follow_what_they_hold(tools: PaintTools) -> None:
    sprites, (one, two) = made(tools, vertex("a", Box(0, 0, 60, 40)), vertex("b", Box(0, 0, 60, 40)))
    tables = [replace(record, values={**record.values, "kind": "table"}) for record in (one, two)]
    first, second = (sprites.look(record).key for record in tables)
    assert first != second
    sprites.forget("a")
    assert sprites.look(tables[0]).key not in {first, second}


def test_values_of_other_programs_do_not_matter(tools: PaintTools) -> None:
    sprites, (record,) = made(tools, vertex("a", Box(10, 10, 60, 40), shape(0, "")))
    odd = replace(record, values={**record.values, "foreign": [1]})
    assert sprites.look(odd).sample.entry.id == "a"


def test_a_sprite_covers_its_shape_at_whole_pixels(tools: PaintTools) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    entry = vertex("a", Box(40, 40, 60, 40), shape(0, ""))
    assert stamped(tools, painter, entry, 0.3, 2, 2)
    painter.end()
    assert QColor(image.pixel(10 + 9, 10 + 6)).name() == "#ff0000"
    assert QColor(image.pixel(10 + 25, 10 + 6)).name() == "#ffffff"


def test_opacity_is_in_the_sprite(tools: PaintTools) -> None:
    image = QImage(60, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    entry = replace(vertex("a", Box(40, 40, 60, 40), shape(0, "")), opacity=0.5)
    assert stamped(tools, painter, entry, 0.3, 2, 2)
    painter.end()
    assert 120 <= QColor(image.pixel(19, 16)).green() <= 135


def test_large_shapes_are_left_to_the_caller(tools: PaintTools) -> None:
    image = QImage(10, 10, QImage.Format.Format_RGB32)
    painter = QPainter(image)
    side = SPRITE_SIDE / 0.3 + 10
    entry = vertex("a", Box(0, 0, side, side), PathItem(rectangle(side, side), Fill("#ff0000")))
    assert not stamped(tools, painter, entry, 0.3, 0, 0)
    painter.end()
