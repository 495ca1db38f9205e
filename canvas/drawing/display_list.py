"""The display list: what is painted, in order, as plain data.

Screen, PNG, PDF, SVG, thumbnails and the `--cells-json` listing are all made from it, so what is exported is what is drawn.
Items of a vertex are in its *local* space: (0, 0) is the top left corner of its box before flip and rotation; the entry's
placement takes them to the scene. Items of a connector are in scene space and its placement is the identity.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

from canvas.drawing.text import TextBlock
from canvas.geometry.box import Box
from canvas.geometry.crop import NO_CROP, Crop
from canvas.geometry.path import Path
from canvas.geometry.vec import Vec


@dataclass(frozen=True, slots=True)
class Gradient:
    """A linear gradient from one colour to another across the shape's box ("north" "south" "east" "west" or "radial")."""

    start: str
    end: str
    direction: str = "south"


@dataclass(frozen=True, slots=True)
class Fill:
    """Paint for the inside of a path; opacity 0..1."""

    color: str
    opacity: float = 1.0
    gradient: Gradient | None = None


@dataclass(frozen=True, slots=True)
class Stroke:
    """Paint for an outline.

    Attributes:
        width: scene units.
        dash: lengths of dashes and gaps in scene units, empty for a solid line.
    """

    color: str
    width: float = 1.0
    opacity: float = 1.0
    dash: tuple[float, ...] = ()
    cap: str = "butt"
    join: str = "miter"


@dataclass(frozen=True, slots=True)
class PathItem:
    """A path filled, then stroked. `box` is the reference box of a gradient (local space)."""

    path: Path
    fill: Fill | None = None
    stroke: Stroke | None = None
    box: Box | None = None
    even_odd: bool = False
    shadow: bool = False


@dataclass(frozen=True, slots=True)
class TextItem:
    """A block of text laid out by the text engine inside `block.box`."""

    block: TextBlock


@dataclass(frozen=True, slots=True)
class ImageItem:
    """A picture.

    Attributes:
        box: where it goes.
        source: "sha256:<hex>" of a blob or a data: URI; anything else is never fetched and paints the missing-picture mark.
        keep_aspect: fit inside the box, else stretch.
        crop: what of the picture is cut off: the box then shows what is left, and the whole reaches beyond it.
    """

    box: Box
    source: str
    keep_aspect: bool = True
    opacity: float = 1.0
    flip_h: bool = False
    flip_v: bool = False
    crop: Crop = NO_CROP


Item: TypeAlias = PathItem | TextItem | ImageItem


@dataclass(frozen=True, slots=True)
class Placement:
    """How local space lies in the scene: flip inside the box, rotate clockwise about its centre, then move to `box`."""

    box: Box = field(default_factory=lambda: Box(0.0, 0.0, 0.0, 0.0))
    rotation: float = 0.0
    flip_h: bool = False
    flip_v: bool = False


@dataclass(frozen=True, slots=True)
class DisplayEntry:
    """All that one shape or connector paints.

    Attributes:
        id: shape id.
        kind: what was really drawn ("rect", "ellipse", "image", "generic"...), for listings and tests.
        placement: local space to scene.
        items: back to front.
        bounds: scene-space box of everything painted, strokes, arrowheads and text included.
        opacity: of the whole entry, 0..1.
        points: for a connector, the routed polyline in scene space with both ends; else empty.
        clips: outlines in scene space; nothing is painted beyond any of them.
    """

    id: str
    kind: str
    placement: Placement
    items: tuple[Item, ...]
    bounds: Box
    opacity: float = 1.0
    points: tuple[Vec, ...] = ()
    clips: tuple[Path, ...] = ()
