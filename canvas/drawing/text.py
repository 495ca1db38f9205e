"""Text as it is to be laid out, and the port of the engine that does it.

The engine (canvas.qt.text, or a fixed-width one in tests) decides line breaks and positions once; painter, SVG writer and listings
use its result, so text is at the same place everywhere. Measured sizes are never written to the document: fonts differ.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from canvas.geometry.box import Box
from canvas.model.records import RichText

LINK_COLOR = "#0000ee"
"""Colour of a link that states none; the browsers' default, which foreign diagrams rely on."""
CODE_FAMILY = "Courier New"
LIST_INDENT = 40.0
"""Scene units a list or indented paragraph moves right per level, as in browsers."""
LEAST_LINE, MOST_LINE = 0.5, 10.0
"""Limits of line heights, factors of the font's size."""


@dataclass(frozen=True, slots=True)
class Font:
    """A font as asked for; size in scene units (pixels at 100 %), weight 100..900."""

    family: str = "Helvetica"
    size: float = 12.0
    weight: int = 400
    italic: bool = False
    underline: bool = False
    strike: bool = False


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Rich text with the box it is placed by.

    Attributes:
        text: the runs; marks override `font` and `color`.
        box: local space. Text is aligned to this box; it may be larger than the box when overflow is "visible".
        align: "left", "center", "right" of the lines.
        valign: "top", "middle", "bottom" of the block in the box.
        wrap: break lines at the box's width, else only at newlines.
        rotation: degrees clockwise about the centre of the box (vertical text is -90); box is given before that rotation.
        overflow: "visible", "hidden" (clip at box), "fill", "width".
        background: colour behind the lines, or None.
        border: colour of a frame around the lines, or None.
        upright: keep the text unflipped though the shape is flipped.
        line_height: factor on the font's size, CSS "normal" is 1.2.
    """

    text: RichText
    box: Box
    font: Font = Font()
    color: str = "#000000"
    align: str = "center"
    valign: str = "middle"
    wrap: bool = False
    rotation: float = 0.0
    overflow: str = "visible"
    background: str | None = None
    border: str | None = None
    opacity: float = 1.0
    upright: bool = True
    line_height: float = 1.2


@dataclass(frozen=True, slots=True)
class PlacedRun:
    """A stretch of one line with one font: x and baseline in the block's space before `rotation`."""

    text: str
    x: float
    baseline: float
    width: float
    font: Font
    color: str
    background: str | None = None
    link: str | None = None


@dataclass(frozen=True, slots=True)
class PlacedRule:
    """A horizontal rule or the like inside a text block."""

    box: Box
    color: str


@dataclass(frozen=True, slots=True)
class TextLayout:
    """A block after line breaking.

    Attributes:
        runs: in reading order.
        box: tight box around all lines, same space as the runs.
        lines: boxes of the lines, for caret and selection.
        rules: horizontal rules.
    """

    runs: tuple[PlacedRun, ...]
    box: Box
    lines: tuple[Box, ...] = ()
    rules: tuple[PlacedRule, ...] = ()


class TextEngine(Protocol):
    """Measures and breaks text."""

    def layout(self, block: TextBlock) -> TextLayout:
        """Return the block laid out; must be deterministic for one machine and cheap when repeated."""
        ...
