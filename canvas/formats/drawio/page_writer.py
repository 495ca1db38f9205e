"""The records of one page -> <mxGraphModel>, in the order the file had."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Protocol

from lxml import etree

from canvas.errors import FormatError
from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.cell_source import CELL, CellSource
from canvas.formats.drawio.cell_values import OWN
from canvas.formats.drawio.cell_writer import kept_sources, write_cell, xml_text
from canvas.formats.drawio.container import MODEL
from canvas.formats.drawio.guarded_xml import drop_attribute, parse_xml
from canvas.formats.drawio.page_reader import page_values
from canvas.formats.drawio.style_text import is_on, number_text, patched
from canvas.model.records import LayerRecord, PageRecord, ShapeRecord, Snapshot, Value
from canvas.model.schema import PAGE_KEYS

_NEW_MODEL = (
    '<mxGraphModel dx="0" dy="0" grid="1" gridSize="10" guides="1" tooltips="1" connect="1" arrows="1" fold="1" page="1" '
    'pageScale="1" pageWidth="850" pageHeight="1100" math="0" shadow="0"/>'
)
_ATTRIBUTES = {
    "background": "background",
    "width": "pageWidth",
    "height": "pageHeight",
    "grid_size": "gridSize",
    "grid": "grid",
    "grid_kind": "aioGridKind",
    "page_view": "page",
    "math": "math",
}


class PageGraph(Protocol):
    """What writing asks of the repaired view (see canvas.model.view.GraphView)."""

    def parent(self, shape_id: str) -> str:
        """Return the parent's id or ""."""
        ...

    def place(self, shape_id: str) -> tuple[str, str]:
        """Return the ids of page and layer."""
        ...

    def ends(self, shape_id: str) -> tuple[str, str]:
        """Return the ids of the shapes at both ends, "" for free ones."""
        ...

    def layers(self, page_id: str) -> tuple[str, ...]:
        """Return a page's layers, back to front."""
        ...

    def paint_order(self, page_id: str) -> tuple[str, ...]:
        """Return all shapes of a page, back to front."""
        ...


def kept_xml(values: Mapping[str, Value], key: str, tag: str) -> etree._Element | None:
    """Return a kept element, None when there is none of that tag or it cannot be read any more."""
    text = foreign_keys.text_of(values, key)
    if not text:
        return None
    try:
        element = parse_xml(text)
    except FormatError:
        return None
    return element if element.tag == tag else None


def write_page(snapshot: Snapshot, view: PageGraph, page_id: str) -> etree._Element:
    """Return the <mxGraphModel> of a page."""
    page = snapshot.pages.get(page_id) or PageRecord(page_id)
    model = _model(page)
    _PageWriter(snapshot, view, page).write_into(etree.SubElement(model, "root"))
    return model


def _model(page: PageRecord) -> etree._Element:
    model = kept_xml(page.values, foreign_keys.MODEL, MODEL)
    if model is None:
        model = parse_xml(_NEW_MODEL)
    was = page_values(model)
    for key, name in _ATTRIBUTES.items():
        now = page.get(key)
        default = PAGE_KEYS[key].default
        if (default if now is None else now) != was.get(key, default):
            model.set(name, xml_text(_attribute_text(default if now is None else now)))
    guides = page.get("guides") or ()
    if tuple(guides) != was.get("guides", ()):
        if guides:
            model.set(OWN, json.dumps({"guides": [list(line) for line in guides]}))
        else:
            drop_attribute(model, OWN)
    return model


def _attribute_text(value: Value) -> str:
    if isinstance(value, bool):
        return "1" if value else "0"
    return number_text(value) if isinstance(value, float) else str(value)


class _PageWriter:
    def __init__(self, snapshot: Snapshot, view: PageGraph, page: PageRecord) -> None:
        self._view = view
        self._page = page
        layers = view.layers(page.id)
        self._layers = {i: snapshot.layers.get(i) or LayerRecord(i, {"page": page.id}) for i in layers}
        self._shapes = {i: snapshot.shapes[i] for i in view.paint_order(page.id)}
        self._root = self._root_cell()
        self._root_id = self._root.get("id") or "0"
        self._ids: dict[str, str] = {}
        self._records: dict[str, str] = {}
        self._name_cells()
        self._kept = kept_sources([*self._layers.values(), *self._shapes.values()])

    def write_into(self, root: etree._Element) -> None:
        """Append all cells, and what stood between them, to <root>."""
        root.append(self._root)
        extras = self._extras()
        for text in extras.pop("", ()):
            root.append(text)
        for record in self._in_file_order():
            root.append(self._layer(record) if isinstance(record, LayerRecord) else self._shape(record))
            for element in extras.pop(record.order, ()):
                root.append(element)
        for elements in extras.values():
            root.extend(elements)

    def _root_cell(self) -> etree._Element:
        text = foreign_keys.text_of(self._page.values, foreign_keys.ROOT)
        try:
            element = parse_xml(text) if text else etree.Element(CELL, {"id": "0"})
        except FormatError:
            element = etree.Element(CELL, {"id": "0"})
        return element

    def _extras(self) -> dict[str, list[etree._Element]]:
        found: dict[str, list[etree._Element]] = {}
        kept = self._page.get(foreign_keys.EXTRAS, ())
        for item in kept if isinstance(kept, (list, tuple)) else ():
            if isinstance(item, (list, tuple)) and len(item) == 2 and all(isinstance(v, str) for v in item):
                # A comment is no document of its own, so every kept piece is read inside an element.
                try:
                    found.setdefault(item[0], []).extend(parse_xml(f"<extra>{item[1]}</extra>"))
                except FormatError:
                    continue  # A peer wrote something unreadable there; it was never part of the picture.
        return found

    def _name_cells(self) -> None:
        """Give every record the id it had in the file; of two with the same one the copy gets its own."""
        taken = {self._root_id}
        records: list[LayerRecord | ShapeRecord] = [*self._layers.values(), *self._shapes.values()]
        records.sort(key=lambda record: not _is_original(record))
        for record in records:
            name = xml_text(foreign_keys.text_of(record.values, foreign_keys.ID)) or xml_text(record.id) or "cell"
            while name in taken:
                name = xml_text(record.id) if name != xml_text(record.id) and xml_text(record.id) else name + "_"
            taken.add(name)
            self._ids[record.id] = name
            self._records[name] = record.id

    def _in_file_order(self) -> Iterable[LayerRecord | ShapeRecord]:
        """Yield layers and shapes by their order keys; a parent comes first unless the file itself had it later."""
        records: dict[str, LayerRecord | ShapeRecord] = {**self._layers, **self._shapes}
        done: set[str] = set()
        for start in sorted(records.values(), key=lambda record: (record.order, record.id)):
            waiting = [start.id]
            while waiting:
                current = waiting[-1]
                above = "" if current in self._layers else self._above(current)
                if current in done:
                    waiting.pop()
                elif above and above not in done and above not in waiting and not self._had_parent(current, above):
                    waiting.append(above)
                else:
                    done.add(waiting.pop())
                    yield records[current]

    def _above(self, shape_id: str) -> str:
        """Return the shape or layer that holds a shape."""
        return self._view.parent(shape_id) or self._view.place(shape_id)[1]

    def _had_parent(self, shape_id: str, parent: str) -> bool:
        source = self._kept.get(shape_id)
        return source is not None and source.cell.get("parent") == self._ids.get(parent)

    def _layer(self, record: LayerRecord) -> etree._Element:
        source = self._kept.get(record.id)
        if source is None:
            fresh = etree.Element(CELL, {"id": ""})
            source = CellSource(fresh, fresh, "", "")
        cell = source.cell
        self._set_id(source.outer, record.id)
        cell.set("parent", self._root_id)
        style = foreign_keys.text_of(record.values, foreign_keys.STYLE)
        if is_on(_style_flag(style, "locked")) != record.locked:
            style = patched(style, {"locked": "1" if record.locked else None})
        _write_unless_empty(cell, "style", style)
        _write_unless_empty(source.outer, "value" if source.wrapper is None else "label", record.name)
        if (cell.get("visible") != "0") != record.visible:
            cell.set("visible", "1" if record.visible else "0")
        return source.outer

    def _shape(self, record: ShapeRecord) -> etree._Element:
        source = write_cell(record, self._kept.get(record.id))
        self._set_id(source.outer, record.id)
        self._set_parent(source.cell, record)
        if source.is_edge:
            for end, glued in zip(("source", "target"), self._view.ends(record.id), strict=True):
                self._set_end(source.cell, record, end, glued)
        return source.outer

    def _set_id(self, outer: etree._Element, record_id: str) -> None:
        name = self._ids[record_id]
        unnamed = "id" not in outer.attrib and name == xml_text(record_id)
        if not unnamed:
            outer.set("id", name)

    def _set_parent(self, cell: etree._Element, record: ShapeRecord) -> None:
        written = cell.get("parent")
        # What the file put under the root itself, or under a cell that it lacks, stays there until it is moved.
        at_default = not record.parent and record.layer == next(iter(self._layers), "")
        if at_default and written is not None and written not in self._records:
            return
        # The view may cut a circle of parents; what nobody edited is written as it was.
        if written is not None and record.parent and self._records.get(written) == record.parent:
            return
        wanted = self._ids.get(self._above(record.id), self._root_id)
        if written != wanted:
            cell.set("parent", wanted)

    def _set_end(self, cell: etree._Element, record: ShapeRecord, end: str, glued: str) -> None:
        written, raw = cell.get(end), str(record.get(end, ""))
        if (
            written is not None
            and (self._records.get(written, "") if raw or written in self._shape_names() else "") == raw
        ):
            return
        if glued:
            cell.set(end, self._ids[glued])
        else:
            drop_attribute(cell, end)

    def _shape_names(self) -> frozenset[str]:
        return frozenset(self._ids[i] for i in self._shapes)


def _is_original(record: LayerRecord | ShapeRecord) -> bool:
    """Tell whether a record is the one that was read, not a copy made of it later."""
    name = foreign_keys.text_of(record.values, foreign_keys.ID)
    return bool(name) and record.id.partition("-")[2] == name


def _style_flag(style: str, key: str) -> str | None:
    return next((piece.partition("=")[2] for piece in style.split(";") if piece.partition("=")[0].strip() == key), None)


def _write_unless_empty(element: etree._Element, name: str, value: str) -> None:
    if value or name in element.attrib:
        element.set(name, xml_text(value))
