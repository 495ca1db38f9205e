"""Fills, strokes, gradients, shadows and pictures of the display list as SVG markup."""

from __future__ import annotations

import base64
from typing import TypeAlias

from canvas.drawing.display_list import Fill, Gradient, ImageItem, PathItem, Stroke
from canvas.drawing.pictures import BYTE_LIMIT, PIXEL_LIMIT, data_uri_bytes, picture_type, pixel_size
from canvas.drawing.shadow import COLOR, LAYERS
from canvas.drawing.svg_filter import filtered_svg
from canvas.formats.svg.markup import attributes, number
from canvas.formats.svg.options import SvgOptions
from canvas.geometry.box import Box
from canvas.geometry.crop import NO_CROP, whole
from canvas.geometry.path import Path

MITER_LIMIT = "10"
MISSING_COLOR = "#b3b3b3"
_ENDS = {
    "south": (0.5, 0.0, 0.5, 1.0),
    "north": (0.5, 1.0, 0.5, 0.0),
    "east": (0.0, 0.5, 1.0, 0.5),
    "west": (1.0, 0.5, 0.0, 0.5),
}
"""Start and end of a linear gradient as fractions of its box."""


class Definitions:
    """Gradients and clips, each written once and named in order of first use."""

    def __init__(self) -> None:
        self._names: dict[object, str] = {}
        self._markup: list[str] = []

    def gradient(self, gradient: Gradient, box: Box | None) -> str:
        """Return the reference to a gradient over a box (None: over whatever it fills)."""
        key = (gradient, box)
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = f"g{len(self._names) + 1}"
            self._markup.append(_gradient(name, gradient, box))
        return f"url(#{name})"

    def clip(self, box: Box) -> str:
        """Return the reference to a rectangular clip."""
        name = self._names.get(box)
        if name is None:
            name = self._names[box] = f"c{len(self._names) + 1}"
            rect = f"<rect{attributes(x=box.x, y=box.y, width=box.w, height=box.h)}/>"
            self._markup.append(f'<clipPath id="{name}">{rect}</clipPath>')
        return f"url(#{name})"

    def clip_to(self, path: Path) -> str:
        """Return the reference to a clip by an outline."""
        name = self._names.get(path)
        if name is None:
            name = self._names[path] = f"c{len(self._names) + 1}"
            self._markup.append(f'<clipPath id="{name}"><path{attributes(d=path_data(path))}/></clipPath>')
        return f"url(#{name})"

    def markup(self) -> str:
        """Return the <defs> element, or nothing."""
        return f"<defs>{''.join(self._markup)}</defs>\n" if self._markup else ""


def _gradient(name: str, gradient: Gradient, box: Box | None) -> str:
    stops = (
        f"<stop{attributes(offset='0', stop_color=gradient.start)}/>"
        f"<stop{attributes(offset='1', stop_color=gradient.end)}/>"
    )
    # A unit square stretched over the box serves linear and radial gradients alike.
    matrix = None if box is None else f"matrix({' '.join(number(v) for v in (box.w, 0, 0, box.h, box.x, box.y))})"
    units = None if box is None else "userSpaceOnUse"
    common = attributes(id=name, gradientUnits=units, gradientTransform=matrix)
    if gradient.direction == "radial":
        return f"<radialGradient{common}{attributes(cx='0.5', cy='0.5', r='0.5')}>{stops}</radialGradient>"
    x1, y1, x2, y2 = _ENDS.get(gradient.direction, _ENDS["south"])
    return f"<linearGradient{common}{attributes(x1=x1, y1=y1, x2=x2, y2=y2)}>{stops}</linearGradient>"


def path_data(path: Path) -> str:
    """Return the `d` attribute of a path."""
    return " ".join(command[0] + " ".join(number(v) for v in command[1:]) for command in path.commands)


Values: TypeAlias = dict[str, str | float | None]
"""Attributes by name, as `markup.attributes` takes them."""


def fill_values(fill: Fill | None, box: Box | None, definitions: Definitions) -> Values:
    """Return the attributes of a fill."""
    if fill is None:
        return {"fill": "none"}
    paint = definitions.gradient(fill.gradient, box) if fill.gradient else fill.color
    return {"fill": paint, "fill_opacity": None if fill.opacity >= 1 else fill.opacity}


def stroke_values(stroke: Stroke | None) -> Values:
    """Return the attributes of a stroke, nothing for none."""
    if stroke is None or stroke.width <= 0:
        return {}
    dash = " ".join(number(v) for v in stroke.dash) if stroke.dash and sum(stroke.dash) > 0 else None
    return {
        "stroke": stroke.color,
        "stroke_width": None if stroke.width == 1 else stroke.width,
        "stroke_opacity": None if stroke.opacity >= 1 else stroke.opacity,
        "stroke_dasharray": dash,
        "stroke_linecap": None if stroke.cap == "butt" else stroke.cap,
        "stroke_linejoin": None if stroke.join == "miter" else stroke.join,
        "stroke_miterlimit": MITER_LIMIT if stroke.join == "miter" else None,
    }


def path_markup(item: PathItem, definitions: Definitions) -> str:
    """Return a path element, without its shadow."""
    values = fill_values(item.fill, item.box, definitions)
    values |= {"fill_rule": "evenodd" if item.even_odd else None, **stroke_values(item.stroke)}
    return f'<path d="{path_data(item.path)}"{attributes(**values)}/>'


def shadow_markup(item: PathItem) -> str:
    """Return the layers of an item's shadow, not yet offset."""
    width = item.stroke.width if item.stroke is not None else 0.0
    strength = max(item.fill.opacity if item.fill else 0.0, item.stroke.opacity if item.stroke else 0.0)
    data = path_data(item.path)
    parts: list[str] = []
    for layer in LAYERS:
        opacity = layer.opacity * strength
        values: Values = {"fill": COLOR, "fill_opacity": opacity} if item.fill is not None else {"fill": "none"}
        values |= stroke_values(Stroke(COLOR, width + layer.spread, opacity, join="round"))
        parts.append(f'<path d="{data}"{attributes(**values)}/>')
    return "".join(parts)


def image_markup(item: ImageItem, options: SvgOptions, definitions: Definitions) -> str:
    """Return an <image> with its data inside, or the missing-picture mark; nothing outside the file is ever named."""
    box = item.box
    data = _harmless(options.blob(item.source) if item.source.startswith("sha256:") else data_uri_bytes(item.source))
    if data is None:
        return _missing(box)
    kind = picture_type(data)
    mime = "svg+xml" if kind == "svg" else kind
    flip = None
    if item.flip_h or item.flip_v:
        sx, sy = (-1 if item.flip_h else 1), (-1 if item.flip_v else 1)
        x, y = box.center
        flip = f"translate({number(x)} {number(y)}) scale({sx} {sy}) translate({number(-x)} {number(-y)})"
    around = whole(box, item.crop)
    image = "<image" + attributes(
        x=around.x,
        y=around.y,
        width=around.w,
        height=around.h,
        opacity=None if item.opacity >= 1 else item.opacity,
        preserveAspectRatio=None if item.keep_aspect else "none",
        transform=flip,
        href=f"data:image/{mime};base64,{base64.b64encode(data).decode('ascii')}",
    ) + "/>"  # fmt: skip
    if item.crop == NO_CROP:
        return image
    return f"<g{attributes(clip_path=definitions.clip(box))}>{image}</g>"


def _harmless(data: bytes | None) -> bytes | None:
    """Return a picture as it may be passed on to other programs, or None: filtered, and of a size that can be decoded."""
    if not data or len(data) > BYTE_LIMIT:
        return None
    kind = picture_type(data)
    if kind == "svg":
        return filtered_svg(data)
    width, height = pixel_size(data) or (0, 0)
    return data if kind and width * height <= PIXEL_LIMIT else None


def _missing(box: Box) -> str:
    x, y, r, b = (number(v) for v in (box.x, box.y, box.right, box.bottom))
    data = f"M{x} {y} L{r} {y} L{r} {b} L{x} {b} Z M{x} {y} L{r} {b} M{r} {y} L{x} {b}"
    return f'<path d="{data}" fill="none" stroke="{MISSING_COLOR}"/>'
