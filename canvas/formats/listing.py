"""What was painted, as plain data for programs: every shape of a page with its box, text, line and colours.

Everything is taken from the display entries and the text engine's layout, not from the document, so that a listing tells what a
reader of the picture sees. Only the names of arrowheads and the shapes at a connector's ends come from the records: a picture
does not spell them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from canvas.drawing.display_list import DisplayEntry, Fill, PathItem, Placement, Stroke, TextItem
from canvas.drawing.placement import to_scene, unflipped
from canvas.drawing.text import TextBlock, TextEngine, TextLayout
from canvas.formats.drawio import foreign_keys
from canvas.geometry.box import Box, from_points, union
from canvas.geometry.vec import rotate
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot, plain_text


class ListedRecords(Protocol):
    """Where a listing reads records."""

    @property
    def pages(self) -> Mapping[str, PageRecord]:
        """Pages by id."""
        ...

    @property
    def layers(self) -> Mapping[str, LayerRecord]:
        """Layers by id."""
        ...

    @property
    def shapes(self) -> Mapping[str, ShapeRecord]:
        """Shapes by id."""
        ...


class ListedScene(Protocol):
    """What a listing needs of a page scene (see canvas.scene.page_scene.PageScene)."""

    @property
    def records(self) -> ListedRecords:
        """Where the scene reads records."""
        ...

    @property
    def engine(self) -> TextEngine:
        """Lays out the text, as it was for the picture."""
        ...

    @property
    def page_id(self) -> str:
        """The page's id."""
        ...


def cells_listing(pages: Iterable[tuple[ListedScene, Sequence[DisplayEntry]]]) -> dict[str, Any]:
    """Return {"pages": [{"name", "cells": [...]}]} of painted pages; all places in page coordinates.

    Args:
        pages: each page's scene and the entries that were painted, back to front.
    """
    return {"pages": [_page(scene, entries) for scene, entries in pages]}


def _page(scene: ListedScene, entries: Sequence[DisplayEntry]) -> dict[str, Any]:
    page = scene.records.pages.get(scene.page_id)
    return {
        "name": page.name if page is not None else "",
        "cells": [_cell(scene, entry) for entry in entries],
    }


def file_id(record: ShapeRecord) -> str:
    """Return the id a shape has in the file it came from, its own for new shapes."""
    return foreign_keys.text_of(record.values, foreign_keys.ID) or record.id


def _cell(scene: ListedScene, entry: DisplayEntry) -> dict[str, Any]:
    record = scene.records.shapes[entry.id]
    cell: dict[str, Any] = {"id": file_id(record)}
    if record.is_connector:
        cell.update(_line(scene, record, entry))
    else:
        cell.update(type="vertex", kind=entry.kind, bbox=_rounded(entry.placement.box))
        if entry.placement.rotation:
            cell["rotation"] = entry.placement.rotation
    cell.update(_paint(entry, record.is_connector))
    cell.update(_text(scene.engine, entry, labelled=bool(record.label) and not record.get("style.text_hidden", False)))
    return cell


def _line(scene: ListedScene, record: ShapeRecord, entry: DisplayEntry) -> dict[str, Any]:
    points = [[round(p.x, 2), round(p.y, 2)] for p in entry.points]
    found: dict[str, Any] = {"type": "edge", "kind": entry.kind, "points": points}
    for end, arrow, absent in (("source", "start", "none"), ("target", "end", "classic")):
        glued = scene.records.shapes.get(str(record.get(end, "")))
        if glued is not None:
            found[end] = file_id(glued)
        name = record.get(f"style.{arrow}_arrow", absent)
        if name != "none":
            found[f"{arrow}Arrow"] = name
    return found


def _paint(entry: DisplayEntry, connector: bool) -> dict[str, Any]:
    """Return the colours of the first paths that have them; arrowheads do not count as a connector's fill."""
    paths = [item for item in entry.items if isinstance(item, PathItem)]
    fill = next((item.fill for item in paths if item.fill is not None), None)
    stroke = next((item.stroke for item in paths if item.stroke is not None), None)
    return {
        "fill": None if connector else _fill_color(fill),
        "stroke": None if stroke is None else stroke.color,
        "dashed": _is_dashed(stroke),
    }


def _fill_color(fill: Fill | None) -> str | None:
    return None if fill is None else fill.color


def _is_dashed(stroke: Stroke | None) -> bool:
    return stroke is not None and bool(stroke.dash)


def _text(engine: TextEngine, entry: DisplayEntry, *, labelled: bool) -> dict[str, Any]:
    """Return the label with its place; words that belong to the figure itself are painted below it and do not count."""
    blocks = [item.block for item in entry.items if isinstance(item, TextItem) and item.block.text]
    blocks = blocks[-1:] if labelled else []
    if not blocks:
        return {"text": ""}
    found: dict[str, Any] = {
        "text": " ".join(" ".join(plain_text(block.text).split()) for block in blocks),
        "fontColor": blocks[0].color,
        "fontSize": blocks[0].font.size,
    }
    boxes = [box for block in blocks if (box := text_box(block, engine.layout(block), entry.placement)) is not None]
    around = union(boxes)
    if around is not None:
        found["textBox"] = _rounded(around)
    return found


def text_box(block: TextBlock, layout: TextLayout, placement: Placement) -> Box | None:
    """Return the scene box of a laid out block: around the lines that hold visible text, or what the text is clipped to.

    Returns:
        None when no text is visible.
    """
    lines = [
        line
        for line in layout.lines
        if any(line.y <= run.baseline <= line.y + line.h for run in layout.runs if run.text.strip())
    ]
    around = union(lines)
    if around is None:
        return None
    if block.overflow in _CLIPPING:
        around = block.box
    place = unflipped(placement) if block.upright else placement
    turned = [rotate(p, block.rotation, block.box.center) if block.rotation else p for p in around.corners]
    return from_points(to_scene(place, p) for p in turned)


_CLIPPING = frozenset({"hidden", "fill"})
"""Text of these overflows has the whole box as its area, whatever it fills of it."""


def _rounded(box: Box) -> list[float]:
    return [round(v, 2) for v in (box.x, box.y, box.w, box.h)]


def diagram_info(snapshot: Snapshot) -> dict[str, Any]:
    """Return what is in a diagram, for programs: title and every page with its layers and numbers of shapes."""
    pages = sorted(snapshot.pages.values(), key=lambda page: (page.order, page.id))
    return {
        "title": str(snapshot.meta.get("title", "")),
        "pages": [_page_info(snapshot, page) for page in pages],
    }


def _page_info(snapshot: Snapshot, page: PageRecord) -> dict[str, Any]:
    shapes = [shape for shape in snapshot.shapes.values() if shape.page == page.id]
    connectors = sum(shape.is_connector for shape in shapes)
    layers = sorted((v for v in snapshot.layers.values() if v.page == page.id), key=lambda v: (v.order, v.id))
    return {
        "name": page.name,
        "shapes": len(shapes) - connectors,
        "connectors": connectors,
        "layers": [{"name": v.name, "visible": v.visible, "locked": v.locked} for v in layers],
    }
