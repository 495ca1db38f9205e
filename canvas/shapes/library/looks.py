"""Looks: named styles that entries of the library wear, as document values above the defaults of new shapes."""

from __future__ import annotations

from collections.abc import Mapping

from canvas.model.records import Value
from canvas.model.schema import ALL_SHAPE_KEYS, clean

_BESIDE: dict[str, Value] = {"style.label_v": "bottom", "style.valign": "top", "style.spacing": 4.0}


def _paint(fill: str, stroke: str) -> dict[str, Value]:
    return {"style.fill": fill, "style.stroke": stroke}


LOOKS: Mapping[str, Mapping[str, Value]] = {
    "blue": _paint("#d8eefe", "#5aa9d6"),
    "green": _paint("#def3e4", "#6bb585"),
    "yellow": _paint("#fff6bf", "#b8962e"),
    "orange": _paint("#ffeed9", "#d99f4f"),
    "red": _paint("#ffe1e1", "#d98383"),
    "purple": _paint("#f1e4fb", "#b07fd6"),
    "indigo": _paint("#e6e7fd", "#8f90d6"),
    "grey": _paint("#f4f5f7", "#c3c8d2"),
    "slate": _paint("#eef0f4", "#7d8493"),
    "white": _paint("#ffffff", "#8a8f9c"),
    "ink": _paint("none", "#535a69"),
    "dark": {**_paint("#535a69", "#535a69"), "style.font_color": "#ffffff"},
    "bare": _paint("none", "none"),
    "round": {"style.rounded": True, "style.radius": 8.0},
    "pill": {"style.rounded": True, "style.radius": 1000.0},
    "square": {"style.rounded": False},
    "dashed": {"style.dash": "dashed"},
    "thin": {"style.stroke_width": 1.0},
    "bold": {"style.font_weight": 700.0},
    "small": {"style.font_size": 11.0},
    "large": {"style.font_size": 16.0},
    "title": {"style.font_size": 20.0, "style.font_weight": 700.0},
    "quiet": {"style.font_color": "#535a69", "style.font_weight": 400.0},
    "left": {"style.align": "left", "style.spacing_left": 6.0},
    "center": {"style.align": "center"},
    "top": {"style.valign": "top"},
    "corner": {"style.align": "left", "style.valign": "top", "style.spacing": 6.0},
    "icon": _BESIDE,
    "note": {**_paint("#fff6bf", "#e6d98c"), "style.shadow": True, "style.spacing": 8.0},
}


def values_of(look: str, style: Mapping[str, Value], params: Mapping[str, Value]) -> dict[str, Value]:
    """Return the document values of looks, of style keys above them, and of parameters.

    Args:
        look: names of LOOKS, separated by blanks; later ones win.
        style: style keys without "style.".
        params: parameters without "param.".

    Raises:
        KeyError: there is no such look or no such style key.
    """
    values: dict[str, Value] = {}
    for name in look.split():
        values.update(LOOKS[name])
    for key, value in style.items():
        full = f"style.{key}" if f"style.{key}" in ALL_SHAPE_KEYS else key
        values[full] = clean(full, _known(full, value), ALL_SHAPE_KEYS)
    values.update({f"param.{key}": value for key, value in params.items()})
    return values


def _known(key: str, value: Value) -> Value:
    """Return the value of a key of the schema.

    Raises:
        KeyError: the schema has no such key.
    """
    if key not in ALL_SHAPE_KEYS:
        raise KeyError(key)
    return value
