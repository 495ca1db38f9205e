"""Figures painted over the page while somebody works on it: boxes, handles, guides, ports. Data only, in scene space.

Tools produce them, the widget's overlay paints them. Sizes of marks (handles, dots) are the painter's affair: they do not
grow with the zoom.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.vec import Vec


@dataclass(frozen=True, slots=True)
class SelectionBox:
    """The frame of a selected shape, or of several together.

    Attributes:
        box: before rotation.
        rotation: degrees clockwise about the centre of the box.
        whole: the frame that carries the handles; False for each single shape of a larger selection.
        locked: nothing can be done to it.
    """

    box: Box
    rotation: float = 0.0
    whole: bool = True
    locked: bool = False


@dataclass(frozen=True, slots=True)
class SelectedLine:
    """The route of a selected connector.

    Attributes:
        points: its corners.
        path: the line as it is drawn, in scene space; None when it runs straight from corner to corner.
    """

    points: tuple[Vec, ...]
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class HoverOutline:
    """The shape or connector that a click would select.

    Attributes:
        box: of the shape, or around the connector's line.
        rotation: degrees clockwise.
        points: the line of a connector.
        path: the outline of a shape, or the line of a connector, where it lies in the scene; None when the box or the points
            say it.
    """

    box: Box
    rotation: float = 0.0
    points: tuple[Vec, ...] = ()
    path: Path | None = None


@dataclass(frozen=True, slots=True)
class HandleMark:
    """A thing to drag.

    Attributes:
        name: "nw" "n" "ne" "e" "se" "s" "sw" "w" resize; "rotate"; "source" "target" ends of a connector; "waypoint:N"
            bends it, "segment:N" adds a bend or shifts a stretch, "label:ID" moves a connector's label.
        point: its middle, scene space.
        rotation: degrees clockwise that the mark is turned by.
    """

    name: str
    point: Vec
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class RubberBand:
    """The box dragged over the canvas; `contain` selects what lies wholly inside, else what it touches."""

    box: Box
    contain: bool = False


@dataclass(frozen=True, slots=True)
class GuideLine:
    """A line along which something is aligned."""

    start: Vec
    end: Vec


@dataclass(frozen=True, slots=True)
class GapLine:
    """One of several equal gaps between shapes, with its length in words."""

    start: Vec
    end: Vec
    text: str


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line that the user has laid across the whole page; `position` is its y when it is level, else its x."""

    level: bool
    position: float
    active: bool = False


@dataclass(frozen=True, slots=True)
class PortMark:
    """A connection point of a shape; the active one is what a release would glue to."""

    shape: str
    port: Vec
    point: Vec
    active: bool = False


@dataclass(frozen=True, slots=True)
class TargetOutline:
    """A shape that would take what is dragged: glue a connector's end, or hold the shapes dropped on it."""

    box: Box
    rotation: float = 0.0


@dataclass(frozen=True, slots=True)
class Badge:
    """Numbers beside the thing being changed ("120 × 60", "45°"); `point` is the middle of its top side."""

    text: str
    point: Vec


@dataclass(frozen=True, slots=True)
class Trail:
    """A line that follows the pointer: a stroke being drawn ("pen") or what the eraser passed over ("eraser")."""

    points: tuple[Vec, ...]
    tool: str = "pen"


@dataclass(frozen=True, slots=True)
class LaserTrail:
    """A line of light that fades; `strengths` says for each point how much of it is left, 0 to 1."""

    points: tuple[Vec, ...]
    strengths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class FoldMark:
    """The button that shuts or opens a container; `point` is its middle."""

    shape: str
    point: Vec
    shut: bool = False


@dataclass(frozen=True, slots=True)
class DividerLine:
    """A line between lanes, rows or columns that can be dragged."""

    start: Vec
    end: Vec


@dataclass(frozen=True, slots=True)
class TextField:
    """Where the text editor lies; the shape's own label is to be hidden meanwhile.

    Attributes:
        shape: whose label is edited.
        box: before rotation.
        rotation: degrees clockwise about the centre of the box.
        text: typed character that began the editing and replaces the label; None keeps the label and selects it all.
    """

    shape: str
    box: Box
    rotation: float = 0.0
    text: str | None = None


Figure: TypeAlias = (
    SelectionBox
    | SelectedLine
    | HoverOutline
    | HandleMark
    | RubberBand
    | GuideLine
    | GapLine
    | PageLine
    | PortMark
    | TargetOutline
    | Badge
    | Trail
    | LaserTrail
    | FoldMark
    | DividerLine
    | TextField
)
