"""Figures of what other people do on the page: their pointers, selections, carets and light. Data only, in scene space.

Like `canvas.scene.overlays`, but each figure has the colour of the person it belongs to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from canvas.geometry.box import Box
from canvas.geometry.vec import Vec


@dataclass(frozen=True, slots=True)
class OtherCursor:
    """Somebody's pointer with his name beside it."""

    point: Vec
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class OtherFrame:
    """A shape or connector that somebody has selected.

    Attributes:
        box: before rotation.
        color: "#rrggbb".
        rotation: degrees clockwise about the centre of the box.
        points: the line of a connector, else empty.
    """

    box: Box
    color: str
    rotation: float = 0.0
    points: tuple[Vec, ...] = ()


@dataclass(frozen=True, slots=True)
class OtherTag:
    """The name of somebody whose pointer is not on the canvas, at the upper left corner of what he has in hand."""

    point: Vec
    name: str
    color: str


@dataclass(frozen=True, slots=True)
class OtherCaret:
    """Where somebody types: a line from the top to the bottom of the text's line."""

    top: Vec
    bottom: Vec
    color: str


@dataclass(frozen=True, slots=True)
class OtherLaser:
    """Somebody's line of light, oldest point first; its tail is thin."""

    points: tuple[Vec, ...]
    color: str


OtherFigure: TypeAlias = OtherCursor | OtherFrame | OtherTag | OtherCaret | OtherLaser
