"""draw.io's shape libraries: <mxlibrary> around a JSON list whose entries hold a diagram each, or a picture.

A library comes from strangers: one budget counts for all its diagrams together, and what cannot be read is refused as a whole.
"""

from __future__ import annotations

import json
from typing import Any

from lxml import etree

from canvas.errors import LimitExceeded, MalformedFile
from canvas.formats import limits
from canvas.formats.drawio.container import MODEL
from canvas.formats.drawio.guarded_xml import XmlBudget, element_text, parse_xml
from canvas.formats.drawio.packing import unpack
from canvas.formats.drawio.reader import read_drawio
from canvas.formats.library_file import MOST_ITEMS, LibraryFile, LibraryItem, bounded, clean_title
from canvas.geometry.box import Box
from canvas.kernels.copying import Copied
from canvas.model.records import ShapeRecord, Snapshot, Value
from canvas.model.schema import FOREIGN

LIBRARY = "mxlibrary"
_MOST_SHAPES = 20_000
"""Of all entries together."""
_PICTURE = 80.0
_PLACE = ("page", "layer")


def is_library(data: bytes) -> bool:
    """Tell whether a file begins like a library of draw.io."""
    return data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<mxlibrary")


def read_drawio_library(data: bytes, name: str = "") -> LibraryFile:
    """Return the library in a file.

    Args:
        data: the whole file.
        name: what the library is called, usually the file's name without its ending.

    Raises:
        MalformedFile: no library, or a damaged one.
        LimitExceeded: larger, deeper or more than we accept.
    """
    if len(data) > limits.FILE_BYTES:
        raise LimitExceeded("the size of the file in bytes", limits.FILE_BYTES)
    budget = XmlBudget()
    root = parse_xml(data, budget)
    if root.tag != LIBRARY:
        raise MalformedFile("this is no shape library of draw.io")
    try:
        entries: Any = json.loads(root.text or "[]")
    except (ValueError, RecursionError) as error:
        raise MalformedFile("the list in the shape library cannot be read") from error
    if not isinstance(entries, list):
        raise MalformedFile("the list in the shape library cannot be read")
    if len(entries) > MOST_ITEMS:
        raise LimitExceeded("the number of shapes in a library", MOST_ITEMS)
    items = [item for entry in entries if (item := _item(entry, budget)) is not None]
    if sum(len(item.shapes.shapes) for item in items) > _MOST_SHAPES:
        raise LimitExceeded("the number of shapes in a library", _MOST_SHAPES)
    return LibraryFile(clean_title(name), bounded(items))


def _item(entry: object, budget: XmlBudget) -> LibraryItem | None:
    """Return an entry, None for one that holds neither a diagram nor a picture that is brought along."""
    if not isinstance(entry, dict):
        raise MalformedFile("an entry of the shape library cannot be read")
    title = clean_title(entry.get("title"))
    w, h = (_length(entry.get(key)) for key in ("w", "h"))
    xml, picture = entry.get("xml"), entry.get("data")
    if isinstance(xml, str) and xml.strip():
        return LibraryItem(title, _shapes(xml, budget))
    if isinstance(picture, str) and picture.startswith("data:image/"):
        values: dict[str, Value] = {"kind": "image", "image": picture, "order": "a", "x": 0.0, "y": 0.0, "w": w, "h": h}
        values.update({"style.fill": "none", "style.stroke": "none"})
        return LibraryItem(title, Copied((ShapeRecord("0", values),), Box(0.0, 0.0, w, h)))
    return None


def _length(value: object) -> float:
    known = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < 1e5
    return float(value) if known else _PICTURE  # type: ignore[arg-type] # `known` says it is a number.


def _shapes(xml: str, budget: XmlBudget) -> Copied:
    model = parse_xml(unpack(xml, budget), budget)
    if model.tag != MODEL:
        raise MalformedFile(
            f"an entry of the shape library holds <{etree.QName(model).localname[:40]}> instead of shapes"
        )
    return copied_of(read_drawio(element_text(model).encode()))


def copied_of(snapshot: Snapshot) -> Copied:
    """Return the shapes of a snapshot as a copy; what only matters for a round trip of its file is left out."""
    shapes: list[ShapeRecord] = []
    known: set[str] = set()
    waiting = list(snapshot.shapes.values())
    while waiting:
        ready = [s for s in waiting if not s.parent or s.parent in known or s.parent not in snapshot.shapes]
        if not ready:
            break
        for shape in ready:
            values = {k: v for k, v in shape.values.items() if k not in _PLACE and not k.startswith(FOREIGN)}
            if values.get("parent") not in known:
                values.pop("parent", None)
            shapes.append(ShapeRecord(shape.id, values, shape.label))
        known.update(shape.id for shape in ready)
        waiting = [shape for shape in waiting if shape.id not in known]
    return Copied(tuple(shapes), _around([shape for shape in shapes if not shape.parent]))


def _around(roots: list[ShapeRecord]) -> Box:
    """Return the box around outermost shapes and the free ends of outermost lines."""
    points = [p for s in roots if not s.is_connector for p in ((s.x, s.y), (s.x + s.w, s.y + s.h))]
    points += [s.get(key) for s in roots if s.is_connector for key in ("source.point", "target.point") if s.get(key)]
    if not points:
        return Box(0.0, 0.0, 0.0, 0.0)
    left, top = min(p[0] for p in points), min(p[1] for p in points)
    return Box(left, top, max(p[0] for p in points) - left, max(p[1] for p in points) - top)
