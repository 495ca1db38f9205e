"""Schema version 1: names, types and defaults of the document's flat keys.

Every value read from a Y.Doc passes `clean`, because peers and old files may hold anything. An absent key means its
default; defaults equal draw.io's, so that an imported file writes only what it states.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from canvas.model.records import Value

SCHEMA_VERSION = 1
LABEL = "label"
FOREIGN = "x."
"""Prefix of keys that we keep for a round trip without understanding them; any JSON value."""
PARAM = "param."
"""Prefix of a shape kind's own parameters (number, string or boolean), for example "param.size"."""
LOOK = "look."
"""Prefix of meta keys that hold looks, flat: "look.<id>.name", "look.<id>.style.fill"; see `canvas.kernels.named_looks`."""
COORDINATE_LIMIT = 1e7
"""Greatest absolute value of a coordinate or length in scene units."""


@dataclass(frozen=True, slots=True)
class KeySpec:
    """How one key is read.

    Attributes:
        type: "number", "string", "bool", "points" (a list of [x, y]), "point" or "json".
        default: what an absent key means.
        low: least number accepted; smaller ones are raised to it.
        high: greatest number accepted.
    """

    type: str
    default: Value = None
    low: float = -COORDINATE_LIMIT
    high: float = COORDINATE_LIMIT


def _n(default: float | None = 0.0, low: float = -COORDINATE_LIMIT, high: float = COORDINATE_LIMIT) -> KeySpec:
    return KeySpec("number", default, low, high)


def _s(default: str | None = "") -> KeySpec:
    return KeySpec("string", default)


def _b(default: bool = False) -> KeySpec:
    return KeySpec("bool", default)


def _end(name: str) -> dict[str, KeySpec]:
    """Keys of one connector end: glued shape, fixed port (fractions of its box), offset, perimeter use, free point."""
    return {
        name: _s(),
        f"{name}.port": KeySpec("point"),
        f"{name}.offset": KeySpec("point"),
        f"{name}.perimeter": _b(True),
        f"{name}.point": KeySpec("point"),
    }


SHAPE_KEYS: dict[str, KeySpec] = {
    "kind": _s("rect"),
    "page": _s(),
    "layer": _s(),
    "parent": _s(),
    "order": _s(),
    "x": _n(),
    "y": _n(),
    "w": _n(0.0, 0.0),
    "h": _n(0.0, 0.0),
    "rotation": _n(0.0, -36000.0, 36000.0),
    "flip_h": _b(),
    "flip_v": _b(),
    "relative": _b(),
    "dx": _n(),
    "dy": _n(),
    "hidden": _b(),
    "locked": _b(),
    "collapsed": _b(),
    "container": _b(),
    "clip": _b(),
    "folded_w": _n(None, 0.0),
    "folded_h": _n(None, 0.0),
    "arrangement": _s(),
    "frame": _b(),
    "link": _s(),
    "tooltip": _s(),
    "tags": _s(),
    "look": _s(),
    "image": _s(),
    **_end("source"),
    **_end("target"),
    "waypoints": KeySpec("points", ()),
    "routing": _s("straight"),
    "freehand": KeySpec("points", ()),
    "crop.left": _n(0.0, 0.0, 0.99),
    "crop.top": _n(0.0, 0.0, 0.99),
    "crop.right": _n(0.0, 0.0, 0.99),
    "crop.bottom": _n(0.0, 0.0, 0.99),
}
"""`image`: "sha256:<hex>" of a blob, or a data: URI. `routing`: straight, avoid (orthogonal around all shapes), orthogonal (around the two ends
only, as draw.io does), elbow, segment, entity, isometric, loop; curved lines set style.curved on any of them. `freehand`: points of a line
drawn by hand, fractions of its box. `look`: id of the named look that the shape follows. `w`, `h`: always the size when open; `folded_w`,
`folded_h`: the size while `collapsed`, so that shutting is one key and merges with a change of size. `arrangement`: "stack" (lanes lie one
after the other) or "table" (cells lie in rows and columns): children are placed by their order and sizes, whatever their x and y say
(canvas.kernels.arrangement). `frame`: a named region, listed for presenting.
`link`: a URL, or "page:<id>". `tags`: words separated by spaces.
`crop`: shares of the whole picture that are cut off; the picture itself stays as it is."""

STYLE_KEYS: dict[str, KeySpec] = {
    "style.fill": _s("#ffffff"),
    "style.fill_opacity": _n(100.0, 0.0, 100.0),
    "style.gradient": _s("none"),
    "style.gradient_direction": _s("south"),
    "style.stroke": _s("#000000"),
    "style.stroke_opacity": _n(100.0, 0.0, 100.0),
    "style.stroke_width": _n(1.0, 0.0, 1000.0),
    "style.dash": _s("solid"),
    "style.opacity": _n(100.0, 0.0, 100.0),
    "style.rounded": _b(),
    "style.radius": _n(None, 0.0, 100000.0),
    "style.shadow": _b(),
    "style.glass": _b(),
    "style.sketch": _b(),
    "style.direction": _s("east"),
    "style.font_family": _s("Helvetica"),
    "style.font_size": _n(12.0, 1.0, 2000.0),
    "style.font_color": _s("#000000"),
    "style.bold": _b(),
    "style.italic": _b(),
    "style.underline": _b(),
    "style.strike": _b(),
    "style.font_weight": _n(None, 100.0, 900.0),
    "style.align": _s("center"),
    "style.valign": _s("middle"),
    "style.label_h": _s("center"),
    "style.label_v": _s("middle"),
    "style.label_width": _n(None, 0.0),
    "style.label_background": _s("none"),
    "style.label_border": _s("none"),
    "style.label_rotation": _n(0.0, -360.0, 360.0),
    "style.text_opacity": _n(100.0, 0.0, 100.0),
    "style.text_hidden": _b(),
    "style.horizontal": _b(True),
    "style.wrap": _b(),
    "style.overflow": _s("visible"),
    "style.spacing": _n(2.0, -1000.0, 10000.0),
    "style.spacing_top": _n(0.0, -10000.0, 10000.0),
    "style.spacing_right": _n(0.0, -10000.0, 10000.0),
    "style.spacing_bottom": _n(0.0, -10000.0, 10000.0),
    "style.spacing_left": _n(0.0, -10000.0, 10000.0),
    "style.start_arrow": _s("none"),
    "style.end_arrow": _s("classic"),
    "style.start_fill": _b(True),
    "style.end_fill": _b(True),
    "style.start_size": _n(6.0, 0.0, 1000.0),
    "style.end_size": _n(6.0, 0.0, 1000.0),
    "style.curved": _b(),
    "style.jump": _s("none"),
    "style.jump_size": _n(6.0, 0.0, 1000.0),
    "style.image_align": _s("center"),
    "style.image_valign": _s("middle"),
    "style.image_aspect": _b(True),
    "style.image_width": _n(None, 0.0),
    "style.image_height": _n(None, 0.0),
    "style.perimeter": _s(""),
    "style.perimeter_spacing": _n(0.0, -1000.0, 1000.0),
    "style.source_spacing": _n(0.0, -1000.0, 1000.0),
    "style.target_spacing": _n(0.0, -1000.0, 1000.0),
}
"""Colours: "#rrggbb", "none" or "default" (black or white, by theme). `dash`: solid, dashed, dotted or "6 3 1 3" in stroke widths.
`radius`: corner radius in scene units; absent with `rounded` set: param.arc_size per cent of the smaller side (15 when absent)."""

PAGE_KEYS: dict[str, KeySpec] = {
    "name": _s("Page"),
    "order": _s(),
    "background": _s("none"),
    "width": _n(850.0, 1.0),
    "height": _n(1100.0, 1.0),
    "grid": _b(True),
    "grid_size": _n(10.0, 1.0, 1000.0),
    "grid_kind": _s("dots"),
    "page_view": _b(),
    "math": _b(),
    "guides": KeySpec("points", ()),
}
"""`guides`: lines laid across the page, each (1, y) for a level one or (0, x) for an upright one."""

LAYER_KEYS: dict[str, KeySpec] = {
    "page": _s(),
    "name": _s(""),
    "order": _s(),
    "visible": _b(True),
    "locked": _b(),
}

META_KEYS: dict[str, KeySpec] = {
    "schema": _n(float(SCHEMA_VERSION), 1.0),
    "title": _s(""),
    "created": _n(0.0, 0.0, 1e14),
    "theme": _s(""),
}
"""`created` is milliseconds since 1970, UTC."""

ALL_SHAPE_KEYS: dict[str, KeySpec] = {**SHAPE_KEYS, **STYLE_KEYS}


def clean_number(value: Any, spec: KeySpec) -> Value:
    """Return a finite number within the limits of a key, or its default."""
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not math.isfinite(value):
        return spec.default
    return min(max(float(value), spec.low), spec.high)


def clean_point(value: Any) -> Value:
    """Return (x, y) or None."""
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return None
    x, y = value
    for v in (x, y):
        if isinstance(v, bool) or not isinstance(v, (int, float)) or not math.isfinite(v) or abs(v) > COORDINATE_LIMIT:
            return None
    return (float(x), float(y))


def clean(key: str, value: Any, specs: Mapping[str, KeySpec]) -> Value:
    """Return a document value that is safe to use for its key; what cannot be used becomes the default.

    Args:
        key: flat document key.
        value: whatever the Y.Doc holds.
        specs: the table of keys the record belongs to. Unknown keys are kept as they are.
    """
    spec = specs.get(key)
    if spec is None or spec.type == "json":
        return value
    if spec.type == "number":
        return clean_number(value, spec)
    if spec.type == "string":
        return value if isinstance(value, str) else spec.default
    if spec.type == "bool":
        return value if isinstance(value, bool) else spec.default
    if spec.type == "point":
        return clean_point(value)
    points = value if isinstance(value, (list, tuple)) else ()
    return tuple(p for v in points if (p := clean_point(v)) is not None)


def default(key: str) -> Value:
    """Return what an absent shape key means."""
    spec = ALL_SHAPE_KEYS.get(key)
    return None if spec is None else spec.default
