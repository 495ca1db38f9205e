"""Entries of the shape library as shapes outside any document, ready to be put onto a page or to be previewed."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.editor.defaults import Defaults
from canvas.geometry.box import Box
from canvas.kernels.copying import Copied
from canvas.model.ordering import many_between
from canvas.model.records import CONNECTOR, LayerRecord, PageRecord, ShapeRecord, Snapshot, Value, plain
from canvas.shapes.library import catalogue
from canvas.shapes.library.catalogue import Entry
from canvas.shapes.library.form import PartForm
from canvas.shapes.library.looks import values_of


def fragment_of(name: str, defaults: Defaults) -> Copied:
    """Return the shapes that an entry of the library makes, with its top left corner at the origin.

    Args:
        name: of an entry, or of a kind that is offered as it is.
        defaults: what new shapes look like.
    """
    entry = catalogue.entry(name)
    if entry is not None and entry.parts:
        return _structure(entry, defaults)
    tool = f"shape:{name}"
    w, h = defaults.size(tool)
    values = {**defaults.values(tool), "order": many_between(None, None, 1)[0], "x": 0.0, "y": 0.0, "w": w, "h": h}
    label = plain(entry.label) if entry is not None else ()
    return Copied((ShapeRecord("0", values, label),), Box(0.0, 0.0, w, h))


def _structure(entry: Entry, defaults: Defaults) -> Copied:
    orders = many_between(None, None, len(entry.parts))
    shapes = [_part(part, order, defaults) for part, order in zip(entry.parts, orders, strict=True)]
    w, h = entry.size or (0.0, 0.0)
    return Copied(tuple(shapes), Box(0.0, 0.0, w, h))


def _part(part: PartForm, order: str, defaults: Defaults) -> ShapeRecord:
    base = defaults.values("connector") if part.kind == CONNECTOR else defaults.values(f"shape:{part.kind}")
    values: dict[str, Value] = {**base, "order": order, **values_of(part.look, part.style, part.params)}
    if part.parent:
        values["parent"] = part.parent
    if part.container:
        values["container"] = True
    values.update(_line(part) if part.kind == CONNECTOR else _box(part))
    return ShapeRecord(part.id, values, plain(part.label))


def _box(part: PartForm) -> Mapping[str, Value]:
    (x, y), (w, h) = part.at, part.size
    return {"x": x, "y": y, "w": w, "h": h}


def _line(part: PartForm) -> Mapping[str, Value]:
    """Return the ends of a connector: glued to parts, or free."""
    values: dict[str, Value] = {}
    ends = {"source": part.at, "target": (part.at[0] + part.size[0], part.at[1] + part.size[1])}
    for end, point in ends.items():
        glued = getattr(part, end)
        if glued:
            values[end] = glued
        else:
            values[f"{end}.point"] = point
    if part.waypoints:
        values["waypoints"] = part.waypoints
    return values


def page_of(copied: Copied) -> Snapshot:
    """Return shapes on a page of their own, for painting them."""
    page, layer = PageRecord("p", {"name": "Page-1", "order": "a"}), LayerRecord("l", {"page": "p", "order": "a"})
    shapes = {s.id: ShapeRecord(s.id, {**s.values, "page": "p", "layer": "l"}, s.label) for s in copied.shapes}
    return Snapshot({}, {"p": page}, {"l": layer}, shapes)
