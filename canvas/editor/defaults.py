"""What new shapes look like: values per tool, and what the user last chose for them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.model.records import CONNECTOR, Value
from canvas.shapes import registry

_TEXT: dict[str, Value] = {
    "style.font_family": "Inter",
    "style.font_size": 13.0,
    "style.font_color": "#15171c",
    "style.wrap": True,
}
SHAPE: dict[str, Value] = {
    **_TEXT,
    "style.fill": "#e6e7fd",
    "style.stroke": "#8f90d6",
    "style.stroke_width": 1.5,
    "style.font_weight": 500.0,
}
ROUNDED: dict[str, Value] = {"style.rounded": True, "style.radius": 8.0}
CONTAINER: dict[str, Value] = {**SHAPE, "style.fill": "#f4f5f7", "style.stroke": "#c3c8d2"}
NOTE: dict[str, Value] = {
    **_TEXT,
    "kind": "rect",
    "style.fill": "#fff6bf",
    "style.stroke": "#e6d98c",
    "style.shadow": True,
    "style.spacing": 8.0,
}
TEXT: dict[str, Value] = {**_TEXT, "kind": "text", "style.fill": "none", "style.stroke": "none", "style.align": "left"}
FRAME: dict[str, Value] = {
    **_TEXT,
    "kind": "rect",
    "container": True,
    "style.fill": "#ffffff",
    "style.fill_opacity": 60.0,
    "style.stroke": "#c3c8d2",
    "style.dash": "3 2",
    "style.rounded": True,
    "style.radius": 10.0,
    "style.align": "left",
    "style.valign": "top",
    "style.spacing": 6.0,
    "style.font_size": 12.0,
    "style.font_weight": 500.0,
    "style.font_color": "#535a69",
}
LINE: dict[str, Value] = {
    "kind": CONNECTOR,
    "routing": "straight",
    "style.stroke": "#8a8f9c",
    "style.stroke_width": 1.5,
    "style.end_arrow": "none",
    "style.font_family": "Inter",
    "style.font_size": 12.0,
    "style.font_color": "#535a69",
    "style.label_background": "default",
}
PEN: dict[str, Value] = {
    **_TEXT,
    "kind": "freehand",
    "style.fill": "none",
    "style.stroke": "#3b3f4a",
    "style.stroke_width": 2.5,
}
ARROW: dict[str, Value] = {
    **LINE,
    "routing": "orthogonal",
    "style.rounded": True,
    "style.end_arrow": "block",
}
SIZES: dict[str, tuple[float, float]] = {"note": (150.0, 110.0), "text": (80.0, 24.0), "frame": (360.0, 240.0)}
"""Width and height that a click places, scene units; other shapes have their kind's own."""

_TOOLS: dict[str, Mapping[str, Value]] = {
    "note": NOTE,
    "text": TEXT,
    "frame": FRAME,
    "line": LINE,
    "connector": ARROW,
    "pen": PEN,
    "rect": {**SHAPE, **ROUNDED, "kind": "rect"},
    "diamond": {**SHAPE, "kind": "rhombus"},
}
_KINDS: dict[str, Mapping[str, Value]] = {
    "roundRect": _TOOLS["rect"],
    "text": TEXT,
}
"""Entries of the shape library that are a kind with a look of its own, by the name after "shape:"."""
_NOT_REMEMBERED = ("kind", "container", "routing")


@dataclass(slots=True)
class Defaults:
    """Values of new shapes by tool name; `chosen` holds what the user set as the default, above ours."""

    chosen: dict[str, dict[str, Value]] = field(default_factory=dict)

    def values(self, tool: str) -> dict[str, Value]:
        """Return kind and style of what a tool makes.

        Args:
            tool: a tool's name, or "shape:<kind>" for any kind of the shape library.
        """
        name = tool.removeprefix("shape:")
        known = _TOOLS.get(name) if tool == name else _KINDS.get(name)
        own = dict(known) if known is not None else _of_kind(name)
        return {**own, **self.chosen.get(tool, {})}

    def size(self, tool: str) -> tuple[float, float]:
        """Return the size that a click with a tool places, scene units."""
        if tool in SIZES:
            return SIZES[tool]
        return registry.kind(str(self.values(tool)["kind"])).size

    def remember(self, tool: str, values: Mapping[str, Value]) -> None:
        """Make styles the default of a tool from now on; anything but "style." keys is left out."""
        kept = {k: v for k, v in values.items() if k.startswith("style.") and k not in _NOT_REMEMBERED}
        self.chosen[tool] = {**self.chosen.get(tool, {}), **kept}


def _of_kind(name: str) -> dict[str, Value]:
    kind = registry.kind(name)
    base = CONTAINER if kind.container else SHAPE
    return {**base, "kind": name}
