"""Lines around shapes in draw.io: it cannot find such ways, so the file says the way that we paint.

The bends of the way become way points, and an end that floats becomes a fixed one where the line touches the shape. A mark beside
them tells our reader to take all of that away again. Whoever bends the line in draw.io or moves its ends breaks the mark, so that
the line stays as it was made there.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from canvas.formats.drawio.style_text import number_text
from canvas.geometry.vec import Vec
from canvas.model.records import ShapeRecord, Snapshot, Value
from canvas.model.view import GraphView
from canvas.scene.avoiding import is_avoiding
from canvas.scene.layout import Layout
from canvas.scene.page_layout import page_layout
from canvas.shapes.anchoring import port_at

MARK = "param.aio_way"
_MARK = re.compile("way-(s?)(t?)-([0-9a-f]{12})")
_ENDS = {"s": "source", "t": "target"}


def drawn_ways(snapshot: Snapshot, view: GraphView) -> dict[str, ShapeRecord]:
    """Return the connectors that keep clear of shapes, each with the way that is painted, by id.

    Args:
        snapshot: the diagram.
        view: its graph.
    """
    found: dict[str, ShapeRecord] = {}
    for page in view.pages():
        lines = [i for i in view.paint_order(page) if i in snapshot.shapes and is_avoiding(snapshot.shapes[i])]
        if not lines:
            continue
        layout = page_layout(snapshot, view, page)
        for line in lines:
            drawn = _drawn(snapshot.shapes[line], layout, view)
            if drawn is not None:
                found[line] = drawn
    return found


def without_way(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return a connector's values as they were before `drawn_ways`, if nobody has changed its way since."""
    if MARK not in values:
        return values
    rest = {key: value for key, value in values.items() if key != MARK}
    mark = _MARK.fullmatch(str(values[MARK]))
    if mark is None or values.get("routing") != "avoid" or mark[3] != _digest(rest):
        return rest
    floating = [_ENDS[letter] for letter in mark[1] + mark[2]]
    gone = {"waypoints", *(f"{end}.{part}" for end in floating for part in ("port", "offset", "perimeter"))}
    return {key: value for key, value in rest.items() if key not in gone}


def _drawn(record: ShapeRecord, layout: Layout, view: GraphView) -> ShapeRecord | None:
    """Return a connector with its way; None for one that something else leads, or that ends at what a shut container hides."""
    glued = view.ends(record.id)
    ends = layout.ends_around(record.id)
    points = layout.points(record.id)
    if ends is None or ends[0] != glued or len(points) < 2:
        return None
    origin = layout.origin(record.id)
    values: dict[str, Value] = {"waypoints": tuple((_cut(p.x - origin.x), _cut(p.y - origin.y)) for p in points[1:-1])}
    flags = ""
    for (letter, end), shape, point in zip(_ENDS.items(), glued, (points[0], points[-1]), strict=True):
        if shape and record.get(f"{end}.port") is None:
            values |= _port(end, layout, shape, point)
            flags += letter
    if not flags and not values["waypoints"]:
        return None
    drawn = {**record.values, **values}
    return replace(record, values={**drawn, MARK: f"way-{flags}-{_digest(drawn)}"})


def _port(end: str, layout: Layout, shape: str, point: Vec) -> dict[str, Value]:
    port = port_at(layout.anchor(shape), point)
    return {f"{end}.port": (_cut(port.x), _cut(port.y)), f"{end}.offset": None, f"{end}.perimeter": False}


def _cut(value: float) -> float:
    return round(value, 5)


def _digest(values: Mapping[str, Value]) -> str:
    """Return a short name of a way: its way points and fixed ends."""
    told = [_numbers(p) for p in values.get("waypoints") or ()]
    told += [_numbers(values.get(f"{end}.port") or ()) for end in _ENDS.values()]
    told += [_numbers(values.get(f"{end}.offset") or ()) for end in _ENDS.values()]
    return hashlib.sha256("|".join(told).encode()).hexdigest()[:12]


def _numbers(numbers: Sequence[float]) -> str:
    return " ".join(number_text(v) for v in numbers)
