"""What a shape kind is: data and pure functions, all in the shape's own space.

Own space: (0, 0) is the top left corner, before `direction`, flips and rotation; for direction north or south width and height
are those of the box turned by 90 degrees. `canvas.shapes.painting` and `canvas.shapes.anchoring` do the turning for all kinds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TypeAlias

from canvas.drawing.display_list import Item
from canvas.drawing.style import Style
from canvas.geometry.box import Box
from canvas.geometry.crop import NO_CROP, Crop
from canvas.geometry.path import Path
from canvas.geometry.vec import Vec
from canvas.model.records import RichText, Value
from canvas.model.schema import PARAM


@dataclass(frozen=True, slots=True)
class ShapeBox:
    """One shape as its kind sees it.

    Attributes:
        w: width in own space, scene units.
        h: height in own space.
        params: the kind's own parameters by name without "param." ("size", "arc_size", ...).
        style: resolved style.
        image: source of a picture, "" for none.
        label: the rich label; kinds do not paint it, a few place things by it.
        collapsed: the container is shut.
        points: of a line drawn by hand, fractions of the box.
        crop: what is cut off the picture.
    """

    w: float
    h: float
    params: Mapping[str, Value] = field(default_factory=dict)
    style: Style = field(default_factory=Style)
    image: str = ""
    label: RichText = ()
    collapsed: bool = False
    points: tuple[tuple[float, float], ...] = ()
    crop: Crop = NO_CROP

    def number(self, name: str, default: float) -> float:
        """Return a numeric parameter, or the default when it is absent or not a number."""
        value = self.params.get(name, default)
        if isinstance(value, str):
            try:
                value = float(value)
            except ValueError:
                return default
        if isinstance(value, (bool, int, float)) and value == value and abs(value) < 1e7:
            return float(value)
        return default

    def flag(self, name: str, default: bool = False) -> bool:
        """Return a boolean parameter; numbers and "0"/"1" count too."""
        value = self.params.get(name, default)
        if isinstance(value, str):
            return value.strip().lower() not in {"", "0", "false"}
        return bool(value)

    def text(self, name: str, default: str = "") -> str:
        """Return a string parameter."""
        value = self.params.get(name, default)
        return value if isinstance(value, str) else default


_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")


@lru_cache(maxsize=1024)
def parameter_name(key: str) -> str:
    """Return the snake_case name of a parameter's document key: "param.arcSize" and "param.arc_size" give "arc_size"."""
    return _HUMP.sub("_", key.removeprefix(PARAM)).lower()


def parameters(values: Mapping[str, Value]) -> Mapping[str, Value]:
    """Return the parameters among a record's document values, by name."""
    return {parameter_name(k): v for k, v in values.items() if k.startswith(PARAM)}


Outline: TypeAlias = Callable[[ShapeBox], Path]
Paint: TypeAlias = Callable[[ShapeBox], tuple[Item, ...]]
TextBoxRule: TypeAlias = Callable[[ShapeBox], Box]
Perimeter: TypeAlias = Callable[[ShapeBox, Vec, bool], Vec]
"""(shape, toward in own space, keep the way to `toward` horizontal or vertical if possible) -> point on the outline, own space."""

OUTLINE = "outline"
"""Name of the perimeter that is the kind's own outline."""

PortsRule: TypeAlias = Callable[[Mapping[str, Value]], tuple[Vec, ...]]
"""Parameters by name -> connection points, fractions of the box."""

SIDE_PORTS: tuple[Vec, ...] = (Vec(0.5, 0.0), Vec(1.0, 0.5), Vec(0.5, 1.0), Vec(0.0, 0.5))


@dataclass(frozen=True, slots=True)
class ShapeKind:
    """One kind of shape.

    Attributes:
        name: stored in the document's "kind"; draw.io's name without "mxgraph." where it has one.
        title: shown in the shape library.
        family: group in the shape library ("basic", "flowchart", "uml", "container", "arrow", "table", "misc"); "" is not offered there.
        outline: what hit testing uses and simple kinds paint.
        paint: all paths and pictures, back to front, without the label.
        text_box: where the label goes, before spacing.
        perimeter_name: where a floating connector touches, OUTLINE or a key of `canvas.shapes.perimeters.PERIMETERS`.
        ports: connection points offered, fractions of the box.
        size: width and height of a new one, scene units.
        search: more words that find it.
        container: children move with it and are clipped from view when it is collapsed.
        ports_of: connection points that depend on the shape's parameters; none of them means `ports`.
    """

    name: str
    title: str
    family: str
    outline: Outline
    paint: Paint
    text_box: TextBoxRule
    perimeter_name: str = "rectangle"
    ports: tuple[Vec, ...] = SIDE_PORTS
    size: tuple[float, float] = (120.0, 60.0)
    search: tuple[str, ...] = ()
    container: bool = False
    ports_of: PortsRule | None = None
