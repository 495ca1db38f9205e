"""<mxGeometry> <-> places in the document."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from lxml import etree

from canvas.errors import LimitExceeded
from canvas.formats import limits
from canvas.formats.drawio.style_text import leading_number, number_text
from canvas.model.records import Value
from canvas.model.schema import ALL_SHAPE_KEYS, clean

Point: TypeAlias = tuple[float, float]

_NUMBERS = {"x": "x", "y": "y", "w": "width", "h": "height"}
_LABEL_PLACE = ("x", "y")
_OTHER = {"w": "folded_w", "h": "folded_h"}
"""The size in the state that the cell is not in: what a shut container has while open is its alternate size in the file."""
_ENDS = {"source.point": "sourcePoint", "target.point": "targetPoint"}
GEOMETRY_KEYS = frozenset({*_NUMBERS, *_OTHER.values(), *_ENDS, "relative", "dx", "dy", "waypoints"})


def geometry_values(geometry: etree._Element | None, *, edge: bool, shut: bool = False) -> dict[str, Value]:
    """Return the document values of a cell's geometry; defaults are left out.

    A connector's x, y and offset place its own label, x and y only where the geometry is relative; its box is not kept,
    since it follows from the route.

    Args:
        geometry: the element.
        edge: the cell is a connector.
        shut: the cell is collapsed, so that its size is the folded one and the alternate one that of the open container.

    Raises:
        LimitExceeded: too many way points.
    """
    if geometry is None:
        return {}
    values: dict[str, Value] = {}
    relative = geometry.get("relative") == "1"
    for key, name in _NUMBERS.items():
        if not edge or (relative and key in _LABEL_PLACE):
            values[key] = clean(key, leading_number(geometry.get(name)), ALL_SHAPE_KEYS)
    offset = _named_point(geometry, "offset")
    values["dx"], values["dy"] = offset or (0.0, 0.0)
    if edge:
        for key, name in _ENDS.items():
            values[key] = _named_point(geometry, name)
        values["waypoints"] = _waypoints(geometry)
    else:
        values["relative"] = relative
        values.update(_sizes(geometry, values, shut=shut))
    return {k: v for k, v in values.items() if v is not None and v != ALL_SHAPE_KEYS[k].default}


def _sizes(geometry: etree._Element, values: Mapping[str, Value], *, shut: bool) -> dict[str, Value]:
    """Return the sizes of a cell that has been folded at least once."""
    other = _alternate(geometry)
    if other is None:
        return {}
    sizes = {key: clean(key, leading_number(other.get(_NUMBERS[key])), ALL_SHAPE_KEYS) for key in _OTHER}
    if not all(sizes.values()):
        return {}
    if not shut:
        return {_OTHER[key]: size for key, size in sizes.items()}
    return {**sizes, **{name: values[key] for key, name in _OTHER.items()}}


def _alternate(geometry: etree._Element) -> etree._Element | None:
    return next((c for c in geometry.iterchildren("mxRectangle") if c.get("as") == "alternateBounds"), None)


def patch_geometry(geometry: etree._Element, now: Mapping[str, Value], *, edge: bool) -> None:
    """Change a cell's <mxGeometry> in place so that it means the values of a record; what means the same stays.

    Args:
        geometry: the element, possibly fresh and empty.
        now: all values of the record.
        edge: the record is a connector.
    """
    if not edge:
        now = _patch_sizes(geometry, now)
    was = geometry_values(geometry, edge=edge)
    _patch_place(geometry, was, now, edge=edge)
    if (was.get("dx"), was.get("dy")) != (now.get("dx"), now.get("dy")):
        _set_named_point(geometry, "offset", (now.get("dx", 0.0), now.get("dy", 0.0)))
    if not edge:
        if was.get("relative") != now.get("relative"):
            geometry.set("relative", "1" if now.get("relative") else "0")
        return
    for key, name in _ENDS.items():
        if was.get(key) != now.get(key):
            _set_named_point(geometry, name, now.get(key))
    if was.get("waypoints", ()) != now.get("waypoints", ()):
        _set_waypoints(geometry, now.get("waypoints", ()))


def _patch_sizes(geometry: etree._Element, now: Mapping[str, Value]) -> Mapping[str, Value]:
    """Write the size in the other state; return the values with w and h as the cell is to have them in its present state."""
    shut = bool(now.get("collapsed"))
    folded = {key: float(now.get(name) or 0.0) for key, name in _OTHER.items()}
    if not all(folded.values()):
        return now
    opened = {key: float(now.get(key, 0.0)) for key in _OTHER}
    other = _alternate(geometry)
    wanted = opened if shut else folded
    if other is None:
        other = etree.SubElement(geometry, "mxRectangle", {"as": "alternateBounds"})
    for key, size in wanted.items():
        if (leading_number(other.get(_NUMBERS[key])) or 0.0) != size:
            other.set(_NUMBERS[key], number_text(size))
    return {**now, **folded} if shut else now


def _patch_place(geometry: etree._Element, was: Mapping[str, Value], now: Mapping[str, Value], *, edge: bool) -> None:
    changed = [key for key in (_LABEL_PLACE if edge else _NUMBERS) if was.get(key) != now.get(key)]
    if edge and changed and geometry.get("relative") != "1":
        # What stood there meant nothing, as it was not relative; from now on both numbers count.
        geometry.set("relative", "1")
        changed = list(_LABEL_PLACE)
    for key in changed:
        geometry.set(_NUMBERS[key], number_text(now.get(key, 0.0)))


def _point(element: etree._Element) -> Point | None:
    x, y = leading_number(element.get("x")) or 0.0, leading_number(element.get("y")) or 0.0
    point: Point | None = clean("source.point", (x, y), ALL_SHAPE_KEYS)
    return point


def _named_point(geometry: etree._Element, name: str) -> Point | None:
    found = next((child for child in geometry.iterchildren("mxPoint") if child.get("as") == name), None)
    return None if found is None else _point(found)


def _waypoint_list(geometry: etree._Element) -> etree._Element | None:
    return next((child for child in geometry.iterchildren("Array") if child.get("as") == "points"), None)


def _waypoints(geometry: etree._Element) -> tuple[Point, ...]:
    array = _waypoint_list(geometry)
    if array is None:
        return ()
    if len(array) > limits.WAYPOINTS:
        raise LimitExceeded("the number of way points of one connector", limits.WAYPOINTS)
    return tuple(p for child in array.iterchildren("mxPoint") if (p := _point(child)) is not None)


def _set_named_point(geometry: etree._Element, name: str, point: Point | None) -> None:
    found = next((child for child in geometry.iterchildren("mxPoint") if child.get("as") == name), None)
    if point is None:
        if found is not None:
            geometry.remove(found)
        return
    if found is None:
        found = etree.SubElement(geometry, "mxPoint", {"as": name})
    found.set("x", number_text(point[0]))
    found.set("y", number_text(point[1]))


def _set_waypoints(geometry: etree._Element, points: tuple[Point, ...]) -> None:
    array = _waypoint_list(geometry)
    if array is None:
        array = etree.SubElement(geometry, "Array", {"as": "points"})
    for child in list(array):
        array.remove(child)
    for x, y in points:
        etree.SubElement(array, "mxPoint", {"x": number_text(x), "y": number_text(y)})
    if not points:
        geometry.remove(array)
