"""One <mxGraphModel> -> the records of a page."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from canvas.errors import LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio import foreign_keys
from canvas.formats.drawio.cell_source import CellSource, cell_source, shell, without_long_values
from canvas.formats.drawio.cell_values import OWN, has_placeholders, label_hash, own_label, own_values
from canvas.formats.drawio.container import PageSource, bare_xml
from canvas.formats.drawio.guarded_xml import compact_text
from canvas.formats.drawio.kinds import stencil_of
from canvas.formats.drawio.placeholders import expanded
from canvas.formats.drawio.style_text import effective, is_on, leading_number
from canvas.model.ordering import many_between
from canvas.model.records import LayerRecord, PageRecord, RichText, ShapeRecord, Value, plain_text
from canvas.model.schema import PAGE_KEYS, clean

_PLAIN_ID = re.compile(r"[A-Za-z0-9_.~:-]+")


@dataclass(slots=True)
class Room:
    """What the pages of one file may still hold together."""

    cells: int = limits.CELLS
    labels: int = limits.LABELS_CHARS

    def take_cells(self, count: int) -> None:
        """Count cells."""
        self.cells -= count
        if self.cells < 0:
            raise LimitExceeded("the number of cells", limits.CELLS)

    def take_label(self, chars: int) -> None:
        """Count the characters of a label."""
        self.labels -= chars
        if self.labels < 0:
            raise LimitExceeded("the length of all labels", limits.LABELS_CHARS)


@dataclass(slots=True)
class PageContent:
    """The records of one page."""

    page: PageRecord
    layers: dict[str, LayerRecord] = field(default_factory=dict)
    shapes: dict[str, ShapeRecord] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Cell:
    """A cell with the id and order its record gets."""

    source: CellSource
    id: str
    order: str


def read_page(source: PageSource, number: int, order: str, known: Mapping[str, str], room: Room) -> PageContent:
    """Return the records of a page.

    Args:
        source: the page as the file has it.
        number: of the page in the file, from 0; part of all ids, since cells of several pages share theirs.
        order: the page's order key.
        known: values of placeholders.
        room: what the file may still hold.

    Raises:
        LimitExceeded: too many cells, or one of them is too large.
    """
    return _PageReader(source, number, order, known, room).read()


class _PageReader:
    def __init__(self, source: PageSource, number: int, order: str, known: Mapping[str, str], room: Room) -> None:
        self._source = source
        self._number = number
        self._order = order
        self._known = known
        self._room = room
        self._page_id = f"{number}"
        self._cells: list[_Cell] = []
        self._by_id: dict[str, _Cell] = {}
        self._extras: list[tuple[str, str]] = []
        self._root: _Cell | None = None
        self._layers: dict[str, LayerRecord] = {}
        self._layer_by_cell: dict[str, str] = {}

    def read(self) -> PageContent:
        self._collect()
        self._find_layers()
        page = PageRecord(self._page_id, self._page_values())
        content = PageContent(page, self._layers)
        for cell in self._cells:
            if cell is not self._root and cell.id not in self._layers:
                content.shapes[cell.id] = self._shape(cell)
        return content

    def _collect(self) -> None:
        root = self._source.model.find("root")
        elements = [] if root is None else list(root)
        self._room.take_cells(len(elements))
        orders = many_between(None, None, len(elements) + 1, lambda n: n // 2)
        for element, order in zip(elements, orders, strict=False):
            source = cell_source(element)
            if source is None:
                self._extras.append((self._cells[-1].order if self._cells else "", compact_text(element)))
                continue
            self._room.take_label(len(source.label))
            cell = _Cell(source, self._record_id(source.id), order)
            self._cells.append(cell)
            if source.id:
                self._by_id.setdefault(source.id, cell)
        self._last_order = orders[-1]

    def _record_id(self, cell_id: str) -> str:
        """Return an id that is unique in the diagram: a second cell of the same id gets one of its own."""
        if not cell_id:
            return f"{self._number}-#{len(self._cells)}"
        plain = len(cell_id) <= limits.CELL_ID_CHARS and _PLAIN_ID.fullmatch(cell_id)
        text = cell_id if plain else hashlib.sha256(cell_id.encode("utf-8", "replace")).hexdigest()[:32]
        return f"{self._number}-{text}" + (f"#{len(self._cells)}" if cell_id in self._by_id else "")

    def _find_layers(self) -> None:
        """Find the root cell and its layers; a page without a layer gets one."""
        bare = [c for c in self._cells if not c.source.is_edge and not c.source.is_vertex]
        self._root = next((c for c in bare if c.source.cell.get("parent") is None), None)
        for cell in bare:
            parent = self._by_id.get(cell.source.cell.get("parent") or "")
            if self._root is not None and parent is self._root and cell is not self._root:
                self._layers[cell.id] = self._layer(cell)
        if not self._layers:
            values: dict[str, Value] = {"page": self._page_id, "order": self._last_order}
            self._layers[f"{self._number}-layer"] = LayerRecord(f"{self._number}-layer", values)

    def _layer(self, cell: _Cell) -> LayerRecord:
        source = cell.source
        values: dict[str, Value] = {"page": self._page_id, "order": cell.order}
        if source.label:
            values["name"] = source.label
        if source.cell.get("visible") == "0":
            values["visible"] = False
        if is_on(effective(source.style, edge=False).get("locked")):
            values["locked"] = True
        values.update(_kept(source, source.style))
        return LayerRecord(cell.id, values)

    def _parent(self, cell: _Cell) -> _Cell | None:
        return self._by_id.get(cell.source.cell.get("parent") or "")

    def _ancestors(self, cell: _Cell) -> Iterator[_Cell]:
        """Yield a cell and those above it; a circle ends where it closes."""
        seen: set[str] = set()
        current: _Cell | None = cell
        while current is not None and current.id not in seen and len(seen) <= limits.PARENTS:
            seen.add(current.id)
            yield current
            current = self._parent(current)

    def _layer_of(self, cell: _Cell) -> str:
        """Return the layer above a cell; the first one for a cell in a circle or under nothing."""
        path: list[str] = []
        current: _Cell | None = cell
        found = ""
        while current is not None and not found and current.id not in self._layer_by_cell:
            self._layer_by_cell[current.id] = ""  # A circle comes back here and finds no layer.
            path.append(current.id)
            found = current.id if current.id in self._layers else ""
            current = self._parent(current)
        if not found and current is not None:
            found = self._layer_by_cell[current.id]
        found = found or next(iter(self._layers))
        self._layer_by_cell.update(dict.fromkeys(path, found))
        return found

    def _place(self, cell: _Cell) -> dict[str, Value]:
        parent = self._parent(cell)
        values: dict[str, Value] = {
            "page": self._page_id,
            "layer": self._layer_of(cell),
            "order": cell.order,
        }
        if parent is not None and parent is not self._root and parent.id not in self._layers and parent is not cell:
            values["parent"] = parent.id
        return values

    def _ends(self, cell: _Cell) -> dict[str, Value]:
        found = {end: self._by_id.get(cell.source.cell.get(end) or "") for end in ("source", "target")}
        return {
            end: other.id
            for end, other in found.items()
            if other is not None and other is not self._root and other.id not in self._layers
        }

    def _shape(self, cell: _Cell) -> ShapeRecord:
        source = cell.source
        values = {**own_values(source), **self._place(cell)}
        if source.is_edge:
            values.update(self._ends(cell))
        figure = stencil_of(effective(source.style, edge=False)) if "stencil(" in source.style else ""
        style = without_long_values(source.style, str(values.get("image", "")), figure)
        values.update(_kept(source, style))
        label = self._label(cell, values)
        return ShapeRecord(cell.id, values, label)

    def _label(self, cell: _Cell, values: dict[str, Value]) -> RichText:
        """Return the label, and keep its spelling in `values` where the text alone does not give it back."""
        source = cell.source
        if has_placeholders(source):
            holders = (
                dict(above.source.outer.attrib) for above in self._ancestors(cell) if above.source.wrapper is not None
            )
            label = own_label(source, values, expanded(source.label, source.id, holders, self._known))
            values[foreign_keys.SHOWN] = label_hash(label)
        else:
            label = own_label(source, values)
        if source.label and (source.label != plain_text(label) or any(run.marks for run in label)):
            values[foreign_keys.LABEL] = source.label
        return label

    def _page_values(self) -> dict[str, Value]:
        model, source = self._source.model, self._source
        values: dict[str, Value] = {"name": source.name or f"Page-{self._number + 1}", "order": self._order}
        values.update(page_values(model))
        values[foreign_keys.MODEL] = bare_xml(model)
        if source.diagram:
            values[foreign_keys.DIAGRAM] = source.diagram
        if source.compressed:
            values[foreign_keys.COMPRESSED] = True
        if self._root is not None:
            values[foreign_keys.ROOT] = compact_text(self._root.source.outer)
        if self._extras:
            values[foreign_keys.EXTRAS] = self._extras
        return values


def _kept(source: CellSource, style: str) -> dict[str, Value]:
    """Return a cell's own spelling under the keys that are kept for writing."""
    values: dict[str, Value] = {foreign_keys.CELL: shell(source)}
    if source.id:
        values[foreign_keys.ID] = source.id
    if style:
        values[foreign_keys.STYLE] = style
    return values


_PAGE_NUMBERS = {"width": "pageWidth", "height": "pageHeight", "grid_size": "gridSize"}
_PAGE_FLAGS = {"grid": "grid", "page_view": "page", "math": "math"}


def page_values(model: etree._Element) -> dict[str, Value]:
    """Return the document values of an <mxGraphModel>'s attributes; defaults are left out."""
    values: dict[str, Value] = {}
    background = (model.get("background") or "none").strip()
    values["background"] = background if background not in {"", "transparent"} else "none"
    for key, name in _PAGE_NUMBERS.items():
        number = leading_number(model.get(name))
        values[key] = None if number is None else clean(key, number, PAGE_KEYS)
    for key, name in _PAGE_FLAGS.items():
        values[key] = None if model.get(name) is None else is_on(model.get(name))
    values["grid_kind"] = kind if (kind := model.get("aioGridKind")) in {"dots", "lines"} else None
    values["guides"] = page_guides(model)
    return {k: v for k, v in values.items() if v is not None and v != PAGE_KEYS[k].default}


def page_guides(model: etree._Element) -> tuple[tuple[float, float], ...]:
    """Return the lines across a page, which draw.io does not know: they stand in an attribute of ours."""
    try:
        found: Any = json.loads(model.get(OWN) or "{}")
    except (ValueError, RecursionError):
        return ()
    lines: Value = clean("guides", found.get("guides") if isinstance(found, dict) else (), PAGE_KEYS)
    return tuple(lines)
