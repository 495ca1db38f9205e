"""All that a shape paints, in local space: its kind's paths and pictures turned by `direction`, and its label."""

from __future__ import annotations

from canvas.drawing.display_list import Item, TextItem
from canvas.drawing.style import Style
from canvas.geometry.crop import NO_CROP, Crop
from canvas.geometry.matrix import IDENTITY
from canvas.geometry.path import Path
from canvas.geometry.path_ops import transformed
from canvas.model.records import ShapeRecord
from canvas.shapes.definition import ShapeBox, ShapeKind, parameters
from canvas.shapes.generic import GENERIC, generic_kind
from canvas.shapes.labels import label_block
from canvas.shapes.orientation import own_size, own_to_local, turned
from canvas.shapes.registry import kind
from canvas.shapes.sketch import sketched
from canvas.shapes.stencil import STENCIL
from canvas.shapes.stencil_source import figure_of


def own_shape(record: ShapeRecord, style: Style) -> ShapeBox:
    """Return a record as its kind sees it."""
    w, h = own_size(record.w, record.h, style.direction)
    image = record.get("image", "")
    return ShapeBox(
        w,
        h,
        parameters(record.values),
        style,
        image if isinstance(image, str) else "",
        record.label,
        bool(record.get("collapsed", False)),
        record.get("freehand", ()) or (),
        _crop(record) if image else NO_CROP,
    )


def _crop(record: ShapeRecord) -> Crop:
    get = record.get
    return Crop(get("crop.left", 0.0), get("crop.top", 0.0), get("crop.right", 0.0), get("crop.bottom", 0.0))


def drawn_kind(name: str, own: ShapeBox) -> ShapeKind:
    """Return the kind that paints a shape: a generic one for unknown names and for inline stencils that cannot be drawn."""
    drawn = kind(name)
    if drawn is STENCIL and figure_of(own.text(STENCIL.name)) is None:
        return GENERIC
    return generic_kind(name.removeprefix("mxgraph.")) if drawn is GENERIC else drawn


def paint_shape(record: ShapeRecord, style: Style) -> tuple[str, tuple[Item, ...]]:
    """Return the name of the kind really drawn and the items, back to front, in local space."""
    own = own_shape(record, style)
    drawn = drawn_kind(record.kind, own)
    items = drawn.paint(own)
    if style.sketch:
        items = sketched(items, own, record.id)
    m = own_to_local(record.w, record.h, style.direction)
    if m != IDENTITY:
        items = tuple(turned(item, m, style.direction) for item in items)
    flips = (bool(record.get("flip_h", False)), bool(record.get("flip_v", False)))
    label = label_block(drawn, own, (record.w, record.h), flips)
    return drawn.name, (items if label is None else (*items, TextItem(label)))


def outline(record: ShapeRecord, style: Style) -> Path:
    """Return the outline used for hit testing, in local space."""
    drawn: ShapeKind = kind(record.kind)
    return transformed(drawn.outline(own_shape(record, style)), own_to_local(record.w, record.h, style.direction))
