"""What new shapes look like: values per tool in the colours of the document's palette, and the looks chosen for a family of tools."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from canvas.drawing.themes import STANDARD, Palette, palette_of, recolored
from canvas.kernels.looks import Look
from canvas.kernels.named_looks import default_looks
from canvas.model.records import CONNECTOR, ShapeRecord, Value
from canvas.shapes import registry
from canvas.shapes.library import catalogue

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
    "frame": True,
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
    "routing": "avoid",
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
SHAPES, CONTAINERS, TEXTS, CONNECTORS = "shape", "container", "text", "connector"
"""Families: each has a default look of its own. Notes keep theirs: they are notes by their look."""
_TOOLS_OWN = frozenset({"style.rounded", "style.radius", "param.arc_size"})
"""What a tool stands for, whatever the default look: rounded corners of the rectangle tool."""
_LINES_OWN = frozenset({"routing", "style.curved", "style.start_arrow", "style.end_arrow"})


def family(values: Mapping[str, Value]) -> str:
    """Return the family of a shape by its values."""
    kind = str(values.get("kind", "rect"))
    if kind == CONNECTOR:
        return CONNECTORS
    if kind == "text":
        return TEXTS
    return CONTAINERS if values.get("container") or registry.kind(kind).container else SHAPES


@dataclass(frozen=True, slots=True)
class Defaults:
    """Values of new shapes by tool name.

    Attributes:
        looks: what the document has as the default look of a family, above ours.
        palette: ours are given in its colours.
        preferred: what this user prefers, by tool; above ours and below the document's looks.
    """

    looks: Mapping[str, Look] = field(default_factory=dict)
    palette: Palette = field(default_factory=lambda: palette_of(STANDARD))
    preferred: Mapping[str, Mapping[str, Value]] = field(default_factory=dict)

    def values(self, tool: str) -> dict[str, Value]:
        """Return kind and style of what a tool makes.

        Args:
            tool: a tool's name, or "shape:<name>" for any kind, or any entry of the shape library that is one shape.
        """
        name = tool.removeprefix("shape:")
        known = _TOOLS.get(name) if tool == name else _KINDS.get(name)
        own = {**(known if known is not None else _of_kind(name)), **self.preferred.get(tool, {})}
        look = None if tool == "note" else self.looks.get(family(own))
        if look is None:
            return {**own, **recolored(own, palette_of(STANDARD), self.palette)}
        kept = _TOOLS_OWN | (_LINES_OWN if tool == "line" else frozenset()) | _presets_own(name)
        base = {key: value for key, value in own.items() if key not in look.keys or key in kept}
        return {**base, **{key: value for key, value in look.values.items() if key not in kept}}

    def size(self, tool: str) -> tuple[float, float]:
        """Return the size that a click with a tool places, scene units."""
        if tool in SIZES:
            return SIZES[tool]
        entry = catalogue.entry(tool.removeprefix("shape:"))
        if entry is not None and entry.size is not None:
            return entry.size
        return registry.kind(str(self.values(tool)["kind"])).size


def defaults_of(meta: Mapping[str, Value], preferred: Mapping[str, Mapping[str, Value]] | None = None) -> Defaults:
    """Return the defaults of a document for a user who prefers some values of some tools."""
    return Defaults(default_looks(meta), palette_of(meta.get("theme", "")), preferred or {})


def family_of(record: ShapeRecord) -> str:
    """Return the family of a shape."""
    return family(record.values)


def _presets_own(name: str) -> frozenset[str]:
    """Return the keys that an entry of the library stands for, whatever the default look: a green terminator is one by its green."""
    entry = catalogue.entry(name)
    return frozenset(entry.values) if entry is not None else frozenset()


def _of_kind(name: str) -> dict[str, Value]:
    entry = catalogue.entry(name)
    if entry is not None and entry.kind:
        return {**_of_plain_kind(entry.kind), **entry.values}
    return _of_plain_kind(name)


def _of_plain_kind(name: str) -> dict[str, Value]:
    kind = registry.kind(name)
    base = CONTAINER if kind.container else SHAPE
    return {**base, "kind": name}
