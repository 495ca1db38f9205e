"""Where a shape's label is, or would be if it had one: the text editor opens exactly there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from canvas.drawing.display_list import DisplayEntry, Item, TextItem
from canvas.drawing.placement import box_to_scene, unflipped
from canvas.drawing.style import ColorScheme, resolve
from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.model.records import ShapeRecord, plain
from canvas.scene.connector_paint import connector_label
from canvas.scene.entries import sized
from canvas.scene.page_scene import PageScene
from canvas.shapes.labels import block as block_of
from canvas.shapes.painting import paint_shape


def label_place(scene: PageScene, record: ShapeRecord, scheme: ColorScheme) -> tuple[TextBlock, Box]:
    """Return a label's text block, and its box in scene space (before the shape's rotation).

    Args:
        scene: the page the shape is on.
        record: the shape.
        scheme: light or dark colours.
    """
    entry = scene.entry(record.id)
    block = _painted_block(entry) or _would_be_block(scene, record, scheme)
    placement = replace(unflipped(entry.placement), rotation=0.0)
    return block, block.box if record.is_connector else box_to_scene(placement, block.box)


def without_text(entry: DisplayEntry) -> DisplayEntry:
    """Return an entry without its label, for painting a shape under the text editor."""
    return replace(entry, items=tuple(item for item in entry.items if not isinstance(item, TextItem)))


def _painted_block(entry: DisplayEntry) -> TextBlock | None:
    return next((item.block for item in entry.items if isinstance(item, TextItem)), None)


def _would_be_block(scene: PageScene, record: ShapeRecord, scheme: ColorScheme) -> TextBlock:
    style = resolve(record.values, scheme)
    if record.is_connector:
        # Only where the label was put along the line: it may be anywhere on it, and beside it.
        label = connector_label(_lettered(record), style, scene.points(record.id))
        items: Sequence[Item] = () if label is None else (label,)
    else:
        record = sized(record, scene.box(record.id))
        _, items = paint_shape(_lettered(record), style)
    painted = next((item.block for item in items if isinstance(item, TextItem)), None)
    if painted is None:
        return block_of((), style, Box(0.0, 0.0, record.w, record.h))
    return replace(painted, text=())


def _lettered(record: ShapeRecord) -> ShapeRecord:
    """Return a record with a label, so that a place is found for it."""
    return ShapeRecord(record.id, record.values, plain("x"))
