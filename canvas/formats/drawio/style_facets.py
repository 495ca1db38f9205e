"""The table of `style_map`: every meaning that draw.io's styles and the document share."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.formats.drawio.crop_facet import CROP_KEYS, read_crop, write_crop
from canvas.formats.drawio.facets import Facet, Keys, Values, color, flag, number, text
from canvas.formats.drawio.figure_insets import SIDES, spacing
from canvas.formats.drawio.kinds import FIGURE_KEY, STENCIL, is_figure, own_perimeter, shape_name, stencil_of
from canvas.formats.drawio.style_text import is_on, leading_number, number_text
from canvas.model.records import CONNECTOR
from canvas.model.schema import ALL_SHAPE_KEYS, clean

Changes = Mapping[str, str | None]

_FONT_BITS = (("style.bold", 1), ("style.italic", 2), ("style.underline", 4), ("style.strike", 8))
_ROUTINGS = {
    "orthogonalEdgeStyle": "orthogonal",
    "elbowEdgeStyle": "elbow",
    "sideToSideEdgeStyle": "elbow",
    "topToBottomEdgeStyle": "elbow",
    "segmentEdgeStyle": "segment",
    "entityRelationEdgeStyle": "entity",
    "isometricEdgeStyle": "isometric",
    "loopEdgeStyle": "loop",
}
_EDGE_STYLES = {value: key for key, value in reversed(_ROUTINGS.items())}


def _read_font(keys: Keys) -> Values:
    bits = int(leading_number(keys.get("fontStyle")) or 0)
    return {key: bool(bits & bit) or None for key, bit in _FONT_BITS}


def _write_font(values: Values) -> Changes:
    return {"fontStyle": str(sum(bit for key, bit in _FONT_BITS if values.get(key)))}


def _read_dash(keys: Keys) -> Values:
    if not is_on(keys.get("dashed")):
        return {}
    return {"style.dash": keys.get("dashPattern", "").strip() or "dashed"}


def _write_dash(values: Values) -> Changes:
    dash = str(values.get("style.dash", "solid"))
    pattern = {"dashed": None, "dotted": "1 2", "solid": None}.get(dash, dash)
    return {"dashed": "0" if dash == "solid" else "1", "dashPattern": pattern}


def _read_corners(keys: Keys) -> Values:
    size = leading_number(keys.get("arcSize"))
    if is_on(keys.get("absoluteArcSize")):
        radius = (20.0 if size is None else size) / 2
        return {"style.radius": clean("style.radius", radius, ALL_SHAPE_KEYS)}
    return {"param.arc_size": size}


def _write_corners(values: Values) -> Changes:
    radius, size = values.get("style.radius"), values.get("param.arc_size")
    if radius is not None:
        return {"absoluteArcSize": "1", "arcSize": number_text(radius * 2)}
    return {"absoluteArcSize": None, "arcSize": number_text(size) if isinstance(size, (int, float)) else None}


def _read_wrap(keys: Keys) -> Values:
    return {"style.wrap": keys.get("whiteSpace", "").strip() == "wrap"}


def _write_wrap(values: Values) -> Changes:
    return {"whiteSpace": "wrap" if values.get("style.wrap") else None}


def _read_sketch(keys: Keys) -> Values:
    return {"style.sketch": is_on(keys.get("sketch", keys.get("comic")))}


def _write_sketch(values: Values) -> Changes:
    return {"sketch": "1" if values.get("style.sketch") else "0", "comic": None}


def _perimeter(keys: Keys) -> str:
    name = keys.get("perimeter", "").strip()
    return name.removesuffix("Perimeter") if len(leading_digits(name)) == 0 and name else "none"


def leading_digits(name: str) -> str:
    """Return the digits a word begins with; draw.io writes "0" for no perimeter."""
    return name[: len(name) - len(name.lstrip("0123456789"))]


def _read_kind(keys: Keys) -> Values:
    kind, perimeter = keys[""], _perimeter(keys)
    return {
        "style.perimeter": None if perimeter == own_perimeter(kind) else perimeter,
        "param.stencil": (stencil_of(keys) if kind == STENCIL else "") or None,
        "image": keys.get("image", "").strip() or None,
    }


def _write_kind(values: Values) -> Changes:
    kind = str(values.get("kind", "rect"))
    perimeter = str(values.get("style.perimeter") or own_perimeter(kind))
    image = str(values.get("image") or "")
    return {
        "shape": shape_name(kind, str(values.get("param.stencil", ""))),
        "perimeter": "none" if perimeter == "none" else f"{perimeter.removesuffix('Perimeter')}Perimeter",
        "image": image.replace(";base64,", ",", 1) or None,
        FIGURE_KEY: kind if is_figure(kind) else None,
    }


def _paint_key(keys: Keys, plain: str, picture: str) -> str:
    return keys.get(picture if keys[""] == "image" else plain, "none").strip() or "none"


def _read_body(keys: Keys) -> Values:
    fill, stroke = _paint_key(keys, "fillColor", "imageBackground"), _paint_key(keys, "strokeColor", "imageBorder")
    return {
        "style.fill": None if fill == "default" else fill,
        "style.stroke": None if stroke == "default" else stroke,
    }


def _write_body(values: Values) -> Changes:
    fill, stroke = str(values.get("style.fill", "default")), str(values.get("style.stroke", "default"))
    if values.get("kind") == "image":
        return {"imageBackground": fill, "imageBorder": stroke}
    return {"fillColor": fill, "strokeColor": stroke}


_OWN_ROUTING = "aioRouting"
"""Style key of our own for lines around shapes: draw.io keeps it, and draws them as its orthogonal ones."""


def _read_routing(keys: Keys) -> Values:
    if is_on(keys.get("noEdgeStyle")):
        return {}
    routing = _ROUTINGS.get(keys.get("edgeStyle", "").strip())
    around = routing == "orthogonal" and keys.get(_OWN_ROUTING, "").strip() == "avoid"
    return {"routing": "avoid" if around else routing}


def _write_routing(values: Values) -> Changes:
    routing = str(values.get("routing"))
    around = routing == "avoid"
    style = _EDGE_STYLES.get("orthogonal" if around else routing, "none")
    return {"edgeStyle": style, "noEdgeStyle": None, _OWN_ROUTING: "avoid" if around else None}


def _end(name: str, prefix: str) -> Facet:
    """Join the fixed port of one connector end."""
    keys = tuple(prefix + part for part in ("X", "Y", "Dx", "Dy", "Perimeter"))

    def read(style: Keys) -> Values:
        x, y, dx, dy = (leading_number(style.get(key)) for key in keys[:4])
        if x is None or y is None:
            return {}
        port = clean(f"{name}.port", (x, y), ALL_SHAPE_KEYS)
        offset = clean(f"{name}.offset", (dx or 0.0, dy or 0.0), ALL_SHAPE_KEYS)
        return {
            f"{name}.port": port,
            f"{name}.offset": offset if offset != (0.0, 0.0) else None,
            f"{name}.perimeter": is_on(style.get(keys[4], "1")),
        }

    def write(values: Values) -> Changes:
        port, offset = values.get(f"{name}.port"), values.get(f"{name}.offset") or (0.0, 0.0)
        if port is None:
            return dict.fromkeys(keys)
        texts = [number_text(v) for v in (*port, *offset)]
        return dict(zip(keys, [*texts, "1" if values.get(f"{name}.perimeter", True) else "0"], strict=True))

    return Facet((f"{name}.port", f"{name}.offset", f"{name}.perimeter"), keys, read, write)


SHARED_FACETS: tuple[Facet, ...] = (
    color("gradientColor", "style.gradient"),
    text("gradientDirection", "style.gradient_direction"),
    number("strokeWidth", "style.stroke_width"),
    number("opacity", "style.opacity"),
    number("fillOpacity", "style.fill_opacity"),
    number("strokeOpacity", "style.stroke_opacity"),
    number("textOpacity", "style.text_opacity"),
    flag("rounded", "style.rounded"),
    flag("shadow", "style.shadow"),
    flag("glass", "style.glass"),
    text("fontFamily", "style.font_family"),
    number("fontSize", "style.font_size"),
    color("fontColor", "style.font_color"),
    text("align", "style.align"),
    text("verticalAlign", "style.valign"),
    text("labelPosition", "style.label_h"),
    text("verticalLabelPosition", "style.label_v"),
    number("labelWidth", "style.label_width"),
    color("labelBackgroundColor", "style.label_background"),
    color("labelBorderColor", "style.label_border"),
    flag("noLabel", "style.text_hidden"),
    flag("horizontal", "style.horizontal"),
    text("overflow", "style.overflow"),
    number("spacing", "style.spacing"),
    *(spacing(side) for side in range(len(SIDES))),
    flag("locked", "locked"),
    Facet(tuple(key for key, _ in _FONT_BITS), ("fontStyle",), _read_font, _write_font),
    Facet(("style.dash",), ("dashed", "dashPattern"), _read_dash, _write_dash),
    Facet(("style.radius", "param.arc_size"), ("arcSize", "absoluteArcSize"), _read_corners, _write_corners),
    Facet(("style.wrap",), ("whiteSpace",), _read_wrap, _write_wrap),
    Facet(("style.sketch",), ("sketch", "comic"), _read_sketch, _write_sketch),
)

VERTEX_FACETS: tuple[Facet, ...] = (
    Facet(
        ("kind", "style.perimeter", "param.stencil", "image"),
        ("shape", "perimeter", "image", FIGURE_KEY),
        _read_kind,
        _write_kind,
    ),
    Facet(
        ("kind", "style.fill", "style.stroke"),
        ("fillColor", "strokeColor", "imageBackground", "imageBorder"),
        _read_body,
        _write_body,
    ),
    text("direction", "style.direction"),
    number("perimeterSpacing", "style.perimeter_spacing"),
    text("imageAlign", "style.image_align"),
    text("imageVerticalAlign", "style.image_valign"),
    flag("imageAspect", "style.image_aspect"),
    number("imageWidth", "style.image_width"),
    number("imageHeight", "style.image_height"),
    Facet(CROP_KEYS, ("clipPath",), read_crop, write_crop),
    number("rotation", "rotation"),
    flag("flipH", "flip_h"),
    flag("flipV", "flip_v"),
    flag("container", "container"),
    flag("clipChildren", "clip"),  # Ours: draw.io cannot do it and keeps the word.
)

EDGE_FACETS: tuple[Facet, ...] = (
    color("fillColor", "style.fill"),
    color("strokeColor", "style.stroke"),
    text("direction", "style.direction"),
    text("startArrow", "style.start_arrow", "none"),
    text("endArrow", "style.end_arrow", "none"),
    flag("startFill", "style.start_fill"),
    flag("endFill", "style.end_fill"),
    number("startSize", "style.start_size"),
    number("endSize", "style.end_size"),
    flag("curved", "style.curved"),
    text("jumpStyle", "style.jump"),
    number("jumpSize", "style.jump_size"),
    number("perimeterSpacing", "style.perimeter_spacing"),
    number("sourcePerimeterSpacing", "style.source_spacing"),
    number("targetPerimeterSpacing", "style.target_spacing"),
    Facet(("routing",), ("edgeStyle", "noEdgeStyle", _OWN_ROUTING), _read_routing, _write_routing),
    _end("source", "exit"),
    _end("target", "entry"),
    Facet(
        ("param.shape",),
        ("shape",),
        lambda keys: {"param.shape": None if keys.get("shape") == CONNECTOR else keys.get("shape", "").strip() or None},
        lambda values: {"shape": str(values.get("param.shape", CONNECTOR))},
    ),
)

__all__ = ["EDGE_FACETS", "SHARED_FACETS", "STENCIL", "VERTEX_FACETS"]
