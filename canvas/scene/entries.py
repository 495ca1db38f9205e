"""Display entries of single shapes and connectors, and their bounds before there is an entry."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from canvas.drawing.display_list import DisplayEntry, Placement, TextItem
from canvas.drawing.style import ColorScheme, resolve
from canvas.drawing.text import TextEngine
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.vec import Vec
from canvas.kernels.arrangement import LANE
from canvas.model.records import CONNECTOR, ShapeRecord, Value
from canvas.scene import extent
from canvas.scene.clipping import clip_path, clipped
from canvas.scene.connector_paint import paint_connector
from canvas.scene.jumps import jumps
from canvas.scene.kept_entries import Made
from canvas.scene.layout import Layout
from canvas.scene.table_lines import TABLE, table_lines
from canvas.shapes.painting import paint_shape

LinesBehind = Callable[[str, Layout], Sequence[Sequence[Vec]]]
_PLACE = frozenset({"x", "y"})
_MISSING = object()


def entry_of(
    record: ShapeRecord,
    layout: Layout,
    engine: TextEngine,
    scheme: ColorScheme,
    behind: LinesBehind | None = None,
    before: Made | None = None,
) -> DisplayEntry:
    """Return what a shape or connector paints where the layout has it.

    Args:
        record: the shape or connector.
        layout: where everything lies.
        engine: lays out text.
        scheme: colours.
        behind: returns the lines that a connector may cross and hop over.
        before: what was painted of this shape or an earlier state of it, in the same colours: a shape that only moved shows the same.
    """
    entry = _again(record, layout, engine, before) if before is not None else None
    if entry is None:
        entry = _whole(record, layout, engine, scheme, behind)
    # Most shapes lie on the layer itself, and this runs for each of them.
    return clipped(entry, _clips(record.id, layout, scheme)) if layout.parent(record.id) else entry


def _again(record: ShapeRecord, layout: Layout, engine: TextEngine, before: Made) -> DisplayEntry | None:
    """Return what a shape showed, where it is now; None unless it shows the same."""
    if record.is_connector or record.kind == TABLE or record.label != before.record.label:
        return None
    box, shown = layout.box(record.id), before.entry
    at = shown.placement
    if at.box[2:] != box[2:] or not _same_but_place(record.values, before.record.values):
        return None
    placement = Placement(box, at.rotation, at.flip_h, at.flip_v)
    bounds = extent.exact(shown.items, placement, engine)
    return DisplayEntry(record.id, shown.kind, placement, shown.items, bounds, shown.opacity)


def _same_but_place(a: Mapping[str, Value], b: Mapping[str, Value]) -> bool:
    return len(a) == len(b) and all(value == b.get(key, _MISSING) for key, value in a.items() if key not in _PLACE)


def _clips(shape_id: str, layout: Layout, scheme: ColorScheme) -> tuple[Path, ...]:
    """Return the outlines beyond which nothing of a shape is seen."""
    boxes = ((holder, layout.box(holder.id)) for holder in layout.clipping(shape_id))
    return tuple(clip_path(sized(holder, box), box, scheme) for holder, box in boxes)


def _whole(
    record: ShapeRecord, layout: Layout, engine: TextEngine, scheme: ColorScheme, behind: LinesBehind | None
) -> DisplayEntry:
    style = resolve(record.values, scheme)
    if record.is_connector:
        points = layout.points(record.id)
        crossed = behind(record.id, layout) if behind is not None and points and jumps(record) else ()
        items = paint_connector(record, style, points, crossed) if points else ()
        placement = Placement()
        bounds = extent.exact(items, placement, engine) if items else layout.box(record.id)
        return DisplayEntry(record.id, CONNECTOR, placement, items, bounds, style.opacity, points)
    box = layout.box(record.id)
    if (own := sized(record, box)) is not record:
        record, style = own, resolve(own.values, scheme)
    kind, items = paint_shape(record, style)
    lines = table_lines(record, layout, style)
    if lines:
        labels = tuple(item for item in items if isinstance(item, TextItem))
        items = (*(item for item in items if not isinstance(item, TextItem)), *lines, *labels)
    get = record.get
    placement = Placement(box, record.rotation, bool(get("flip_h", False)), bool(get("flip_v", False)))
    return DisplayEntry(record.id, kind, placement, items, extent.exact(items, placement, engine), style.opacity)


def sized(record: ShapeRecord, box: Box) -> ShapeRecord:
    """Return a record that says the size it is painted with, which for folded and arranged shapes is not its own."""
    values = record.values
    if values.get("collapsed") and record.kind == LANE and not values.get("style.horizontal", True) and box.w > box.h:
        # A shut lane is a strip across its pool: nothing but a head, with its title along it.
        values = {**values, "style.horizontal": True, "param.start_size": box.h}
    if values is record.values and record.w == box.w and record.h == box.h:
        return record
    return ShapeRecord(record.id, {**values, "w": box.w, "h": box.h}, record.label)


def rough_bounds(record: ShapeRecord, layout: Layout, shapes: Mapping[str, ShapeRecord]) -> Box:
    """Return a scene box that surely holds what a record paints, without routing or laying out text."""
    if record.values.get("kind") == CONNECTOR:
        return _rough_line(record, layout, shapes)
    parent = layout.parent(record.id)
    holder = shapes.get(parent) if parent else None
    if holder is None or holder.values.get("kind") != CONNECTOR:
        return extent.rough_shape(record, layout.box(record.id))
    # A label on a line: anywhere along it, at its distance.
    get = record.values.get
    line = _rough_line(holder, layout, shapes)
    away = abs(get("y", 0.0)) + max(abs(get("dx", 0.0)), abs(get("dy", 0.0))) + max(record.w, record.h)
    w, h = extent.rough_text(record, record.w if get("style.wrap") else 0.0)
    past = max(0.0, abs(get("x", 0.0)) - 1.0) * 2 * (line.w + line.h)
    around = line.inflated(away + past + max(w, h))
    if record.rotation:
        # It turns about its own middle, wherever that is, and not about the middle of all these places.
        around = around.inflated(record.w + record.h + w + h)
        record = ShapeRecord(record.id, {**record.values, "rotation": 0.0}, record.label)
    return extent.rough_shape(record, around)


def _rough_line(record: ShapeRecord, layout: Layout, shapes: Mapping[str, ShapeRecord]) -> Box:
    values = record.values
    box = None if not _POINTS.isdisjoint(values) else _rough_between(record, layout, shapes)
    if box is None:
        box = _rough_around(record, layout, shapes)
    if box is None:
        return layout.box(record.id)
    if record.label:
        get = values.get
        w, h = extent.rough_text(record, 0.0)
        away = abs(get("y", 0.0)) + max(abs(get("dx", 0.0)), abs(get("dy", 0.0)))
        past = max(0.0, abs(get("x", 0.0)) - 1.0) * 2 * (box.w + box.h)
        box = box.inflated(max(w, h) + away + past)
    return box


_POINTS = frozenset({"source.point", "target.point", "waypoints"})


def _rough_between(record: ShapeRecord, layout: Layout, shapes: Mapping[str, ShapeRecord]) -> Box | None:
    """Return the rough box of a line without points from one shape to another, which most are; None for others."""
    source, target = layout.visible_ends(record.id)
    a, b = shapes.get(source), shapes.get(target)
    if a is None or b is None or a.is_connector or b.is_connector:
        return None
    between = _around(a, layout.box(source)).united(_around(b, layout.box(target)))
    return extent.around_line(record.values, between)


def _rough_around(record: ShapeRecord, layout: Layout, shapes: Mapping[str, ShapeRecord]) -> Box | None:
    get = record.values.get
    points = [p for key in ("source.point", "target.point") if (p := get(key)) is not None]
    points.extend(get("waypoints", ()))
    if points:
        origin = layout.origin(record.id)
        points = [Vec(p[0] + origin.x, p[1] + origin.y) for p in points]
    ends = [i for i in layout.visible_ends(record.id) if i]
    if any((shape := shapes.get(i)) is not None and shape.is_connector for i in ends):
        # Where another line's middle is nobody knows without routing it.
        holds = [layout.box(record.id)]
    else:
        holds = [_around(shapes[i], layout.box(i)) for i in ends if i in shapes]
    return extent.rough_connector(record.values, holds, points)


def _around(record: ShapeRecord, box: Box) -> Box:
    """Return a box that holds a turned shape whatever its angle."""
    if not record.values.get("rotation"):
        return box
    c, r = box.center, 2 * (box.w + box.h)
    return Box(c.x - r, c.y - r, 2 * r, 2 * r)
