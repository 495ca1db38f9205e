"""Styles resolved from document values: every key typed, opacities 0..1, colours final for one colour scheme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import Enum
from typing import Any

from canvas.drawing.color import DARK_PAPER, adapt, parse
from canvas.model.records import Value
from canvas.model.schema import STYLE_KEYS

PREFIX = "style."
_CACHE_LIMIT = 8192


class ColorScheme(Enum):
    """Whether the diagram is painted for a light or a dark background."""

    LIGHT = "light"
    DARK = "dark"

    @property
    def paper(self) -> str:
        """Colour of an empty page."""
        return DARK_PAPER if self is ColorScheme.DARK else "#ffffff"


@dataclass(frozen=True, slots=True)
class Style:
    """All style keys of one shape or connector; the fields are the keys of `schema.STYLE_KEYS` without their prefix.

    Colours are "#rrggbb" or None for no paint; opacities are 0..1; lengths are scene units.
    """

    fill: str | None = "#ffffff"
    fill_opacity: float = 1.0
    gradient: str | None = None
    gradient_direction: str = "south"
    stroke: str | None = "#000000"
    stroke_opacity: float = 1.0
    stroke_width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0
    rounded: bool = False
    radius: float | None = None
    shadow: bool = False
    glass: bool = False
    sketch: bool = False
    direction: str = "east"
    font_family: str = "Helvetica"
    font_size: float = 12.0
    font_color: str = "#000000"
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    font_weight: float | None = None
    align: str = "center"
    valign: str = "middle"
    label_h: str = "center"
    label_v: str = "middle"
    label_width: float | None = None
    label_background: str | None = None
    label_border: str | None = None
    label_rotation: float = 0.0
    text_opacity: float = 1.0
    text_hidden: bool = False
    horizontal: bool = True
    wrap: bool = False
    overflow: str = "visible"
    spacing: float = 2.0
    spacing_top: float = 0.0
    spacing_right: float = 0.0
    spacing_bottom: float = 0.0
    spacing_left: float = 0.0
    start_arrow: str = "none"
    end_arrow: str = "classic"
    start_fill: bool = True
    end_fill: bool = True
    start_size: float = 6.0
    end_size: float = 6.0
    curved: bool = False
    jump: str = "none"
    jump_size: float = 6.0
    image_align: str = "center"
    image_valign: str = "middle"
    image_aspect: bool = True
    image_width: float | None = None
    image_height: float | None = None
    perimeter: str = ""
    perimeter_spacing: float = 0.0
    source_spacing: float = 0.0
    target_spacing: float = 0.0
    scheme: ColorScheme = ColorScheme.LIGHT


_COLOR_FIELDS = {
    "fill": True,
    "gradient": True,
    "stroke": False,
    "font_color": False,
    "label_background": True,
    "label_border": False,
}
"""Colour fields, and whether "default" means the paper (True) or the ink (False)."""
_OPACITY_FIELDS = frozenset({"fill_opacity", "stroke_opacity", "opacity", "text_opacity"})
_FIELDS = {f.name for f in fields(Style)}

_cache: dict[tuple[ColorScheme, frozenset[tuple[str, Any]]], Style] = {}


def resolve(values: Mapping[str, Value], scheme: ColorScheme = ColorScheme.LIGHT) -> Style:
    """Return the style of a record's values; equal values give the same object while it is cached.

    Args:
        values: a shape record's document values; keys without "style." are ignored.
        scheme: the colours are final for this scheme.
    """
    key = (scheme, frozenset((k, v) for k, v in values.items() if k.startswith(PREFIX) and k in STYLE_KEYS))
    style = _cache.get(key)
    if style is None:
        if len(_cache) >= _CACHE_LIMIT:
            _cache.clear()
        style = _cache[key] = _resolved(dict(key[1]), scheme)
    return style


def _resolved(values: Mapping[str, Any], scheme: ColorScheme) -> Style:
    given: dict[str, Any] = {}
    for key, spec in STYLE_KEYS.items():
        name = key[len(PREFIX) :]
        value = values.get(key, spec.default)
        if name in _COLOR_FIELDS:
            # An absent colour means "the theme's", which the schema writes as black or white.
            absent = key not in values and value != "none"
            given[name] = color("default" if absent else value, scheme, paper=_COLOR_FIELDS[name])
        elif name in _OPACITY_FIELDS:
            given[name] = float(value) / 100.0
        elif name in _FIELDS:
            given[name] = value
    given["font_color"] = given["font_color"] or color("default", scheme, paper=False)
    given["dash"] = dash_lengths(str(given["dash"]), given["stroke_width"])
    return Style(**given, scheme=scheme)


def color(value: str, scheme: ColorScheme, *, paper: bool) -> str | None:
    """Return a document colour made final for a scheme, or None for no paint.

    Args:
        value: as documents write it, see `canvas.drawing.color.parse`.
        scheme: light or dark.
        paper: "default" means the paper's colour, else the ink's.
    """
    dark = scheme is ColorScheme.DARK
    parsed = parse(value, dark=dark)
    if parsed is None:
        return None
    if parsed == "default":
        return scheme.paper if paper else ("#ffffff" if dark else "#000000")
    return adapt(parsed) if dark and not value.strip().lower().startswith("light-dark") else parsed


def dash_lengths(pattern: str, stroke_width: float) -> tuple[float, ...]:
    """Return dash and gap lengths in scene units of "solid", "dashed", "dotted" or numbers in stroke widths ("6 3 1 3")."""
    text = {"solid": "", "dashed": "3 3", "dotted": "1 2"}.get(pattern, pattern)
    try:
        numbers = [float(part) for part in text.replace(",", " ").split()]
    except ValueError:
        numbers = [3.0, 3.0]
    if not numbers or any(n < 0 or n != n for n in numbers) or sum(numbers) <= 0:
        return ()
    if len(numbers) % 2:
        numbers *= 2
    return tuple(n * max(stroke_width, 0.1) for n in numbers[:16])
