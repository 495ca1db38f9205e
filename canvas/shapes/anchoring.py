"""Where connectors meet a placed shape: floating ends on its perimeter, fixed ports, and the ports it offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from canvas.geometry.box import Box
from canvas.geometry.matrix import apply, inverse
from canvas.geometry.vec import ORIGIN, Vec, rotate
from canvas.model.records import Value
from canvas.shapes.definition import OUTLINE, Perimeter, ShapeBox, ShapeKind, parameters
from canvas.shapes.orientation import own_size, own_to_local
from canvas.shapes.own_ports import own_ports
from canvas.shapes.perimeters import on_outline, perimeter
from canvas.shapes.registry import kind


@dataclass(frozen=True, slots=True)
class Anchor:
    """A placed shape as connectors see it.

    Attributes:
        box: unrotated box, scene space.
        kind: its kind.
        params: the kind's parameters.
        rotation: degrees clockwise about the box's centre.
        flip_h: mirrored left to right.
        flip_v: mirrored top to bottom.
        direction: of the figure in its box.
        perimeter: name of the perimeter, "" for the kind's own.
        spacing: kept between perimeter and line, scene units.
    """

    box: Box
    kind: ShapeKind
    params: Mapping[str, Value]
    rotation: float = 0.0
    flip_h: bool = False
    flip_v: bool = False
    direction: str = "east"
    perimeter: str = ""
    spacing: float = 0.0


def anchor_of(values: Mapping[str, Value], box: Box) -> Anchor:
    """Return the anchor of a shape's document values at a place."""
    get = values.get
    return Anchor(
        box,
        kind(str(get("kind", "rect"))),
        parameters(values),
        float(get("rotation", 0.0)),
        bool(get("flip_h", False)),
        bool(get("flip_v", False)),
        str(get("style.direction", "east")),
        str(get("style.perimeter", "")),
        float(get("style.perimeter_spacing", 0.0)),
    )


def touch(anchor: Anchor, toward: Vec, orthogonal: bool, spacing: float = 0.0) -> Vec:
    """Return where a line that goes to `toward` touches the shape.

    Args:
        anchor: the shape.
        toward: next point of the line, scene space.
        orthogonal: keep the way horizontal or vertical where that is possible; turned shapes cannot.
        spacing: more distance from the outline.
    """
    if anchor.rotation:
        toward = rotate(toward, -anchor.rotation, anchor.box.center)
        orthogonal = False
    found = _unrotated(anchor, toward, orthogonal, anchor.spacing + spacing)
    return rotate(found, anchor.rotation, anchor.box.center)


def _unrotated(anchor: Anchor, toward: Vec, orthogonal: bool, spacing: float) -> Vec:
    box = anchor.box.inflated(spacing) if spacing else anchor.box
    if box.w <= 0 and box.h <= 0:
        return box.center
    figure = _perimeter(anchor)
    if not anchor.flip_h and not anchor.flip_v and anchor.direction == "east":
        x, y = figure(ShapeBox(box.w, box.h, anchor.params), Vec(toward[0] - box.x, toward[1] - box.y), orthogonal)
        return Vec(box.x + x, box.y + y)
    m = own_to_local(box.w, box.h, anchor.direction)
    own = ShapeBox(*own_size(box.w, box.h, anchor.direction), anchor.params)
    local = _flipped(anchor, box, Vec(toward[0] - box.x, toward[1] - box.y))
    x, y = _flipped(anchor, box, apply(m, figure(own, apply(inverse(m), local), orthogonal)))
    return Vec(box.x + x, box.y + y)


def _perimeter(anchor: Anchor) -> Perimeter:
    own = anchor.kind.perimeter_name
    if own == OUTLINE and anchor.perimeter in {"", OUTLINE}:
        return on_outline(anchor.kind.outline)
    return perimeter(anchor.perimeter, own)


def _flipped(anchor: Anchor, box: Box, p: Vec) -> Vec:
    return Vec(box.w - p.x if anchor.flip_h else p.x, box.h - p.y if anchor.flip_v else p.y)


def port_point(anchor: Anchor, port: Vec, offset: Vec = ORIGIN, on_perimeter: bool = True) -> Vec:
    """Return the scene point of a fixed port.

    Args:
        anchor: the shape.
        port: fractions of the figure's own box, so that ports turn with `direction`.
        offset: added in scene units before any turn.
        on_perimeter: move the point onto the outline along the line from the centre; else it stays where it is.
    """
    box = anchor.box
    w, h = own_size(box.w, box.h, anchor.direction)
    own = Vec(port[0] * w + offset[0], port[1] * h + offset[1])
    local = apply(own_to_local(box.w, box.h, anchor.direction), own)
    p = Vec(box.x + local.x, box.y + local.y)
    if on_perimeter:
        p = _unrotated(anchor, p, False, anchor.spacing)
    elif anchor.flip_h or anchor.flip_v:
        q = _flipped(anchor, box, Vec(p.x - box.x, p.y - box.y))
        p = Vec(box.x + q.x, box.y + q.y)
    return rotate(p, anchor.rotation, box.center)


def port_at(anchor: Anchor, point: Vec) -> Vec:
    """Return the port at a scene point: what `port_point` puts there without moving it onto the perimeter."""
    box = anchor.box
    p = rotate(point, -anchor.rotation, box.center)
    local = _flipped(anchor, box, Vec(p.x - box.x, p.y - box.y))
    own = apply(inverse(own_to_local(box.w, box.h, anchor.direction)), local)
    w, h = own_size(box.w, box.h, anchor.direction)
    return Vec(own.x / w if w else 0.5, own.y / h if h else 0.5)


def offered_ports(anchor: Anchor) -> tuple[tuple[Vec, Vec], ...]:
    """Return the ports as (fractions, scene point): the shape's own, else those of its kind."""
    rule = anchor.kind.ports_of
    ports = own_ports(anchor.params)
    if ports is None:
        ports = (rule(anchor.params) if rule is not None else ()) or anchor.kind.ports
    return tuple((port, port_point(anchor, port, on_perimeter=False)) for port in ports)
