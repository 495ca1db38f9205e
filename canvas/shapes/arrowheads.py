"""Ends of connectors, at draw.io's proportions.

A head is made in its own frame: the tip is at the origin and the line comes along the negative x axis; y is to the side.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from canvas.drawing.display_list import Fill, Item, PathItem, Stroke
from canvas.drawing.style import Style
from canvas.geometry.matrix import Matrix
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder, ellipse_path, polyline_path
from canvas.geometry.path_ops import transformed
from canvas.geometry.vec import Vec

_SLANT = 1.118
"""How far the mitre of a classic head reaches beyond its corner, in stroke widths: half of 1 / sin(26.565 degrees)."""
INK, PAPER, OPEN = "ink", "paper", "open"


@dataclass(frozen=True, slots=True)
class Figure:
    """One path of a head, filled with the line's colour ("ink"), the paper's ("paper") or not at all ("open")."""

    path: Path
    fill: str = OPEN


@dataclass(frozen=True, slots=True)
class Arrowhead:
    """A head in its own frame.

    Attributes:
        figures: back to front.
        shorten: how much of the line it replaces, scene units.
    """

    figures: tuple[Figure, ...]
    shorten: float = 0.0


@dataclass(frozen=True, slots=True)
class _Pen:
    """What the maker of a head is given: its size, the line's width, and whether it is filled."""

    size: float
    width: float
    filled: bool

    @property
    def reach(self) -> float:
        """Return the usual length of a head."""
        return self.size + self.width

    @property
    def unit(self) -> float:
        """Return the length of the marks that lie across the line."""
        return self.size + self.width + 1

    @property
    def fill(self) -> str:
        """Return how a fillable figure is filled."""
        return INK if self.filled else OPEN


def _lines(*points: tuple[float, float], closed: bool = False) -> Path:
    return polyline_path(points, closed)


def _barbed(slimness: float, notch: float) -> Callable[[_Pen], Arrowhead]:
    """Return the maker of a closed arrow: `slimness` is length over half width, `notch` how deep the back is cut (1: not)."""

    def make(p: _Pen) -> Arrowhead:
        tip, n = -p.width * _SLANT, p.reach
        back = [(tip - n * notch, 0.0)] if notch < 1 else []
        path = _lines((tip, 0), (tip - n, n / slimness), *back, (tip - n, -n / slimness), closed=True)
        return Arrowhead((Figure(path, p.fill),), n * notch - tip)

    return make


def _open(slimness: float) -> Callable[[_Pen], Arrowhead]:
    def make(p: _Pen) -> Arrowhead:
        tip, n = -p.width * _SLANT, p.reach
        return Arrowhead((Figure(_lines((tip - n, n / slimness), (tip, 0), (tip - n, -n / slimness))),), -2 * tip)

    return make


def _diamond(slimness: float, slant: float) -> Callable[[_Pen], Arrowhead]:
    def make(p: _Pen) -> Arrowhead:
        tip, n = -p.width * slant, p.reach
        path = _lines((tip, 0), (tip - n / 2, n / slimness), (tip - n, 0), (tip - n / 2, -n / slimness), closed=True)
        return Arrowhead((Figure(path, p.fill),), n - tip)

    return make


def _oval(p: _Pen) -> Arrowhead:
    r = p.size / 2
    return Arrowhead((Figure(ellipse_path(-r, -r, p.size, p.size), p.fill),), r)


def _circle_path(p: _Pen) -> Path:
    r = p.reach
    return ellipse_path(-2 * r - p.width, -r, 2 * r, 2 * r)


def _circle(p: _Pen) -> Arrowhead:
    return Arrowhead((Figure(_circle_path(p), p.fill),), 2 * p.reach + p.width)


def _circle_plus(p: _Pen) -> Arrowhead:
    n, w = p.size + 2 * p.width, p.width
    plus = PathBuilder().move(-w, 0).line(-2 * n + w, 0).move(-n, n - w).line(-n, w - n).build()
    return Arrowhead((Figure(_circle_path(p), p.fill), Figure(plus)), 2 * p.reach + p.width)


def _half_circle(p: _Pen) -> Arrowhead:
    n = p.unit
    path = PathBuilder().move(0, n).quad(-n, n, -n, 0).quad(-n, -n, 0, -n).build()
    return Arrowhead((Figure(path),), n)


def _dash(p: _Pen) -> Arrowhead:
    n = p.unit
    return Arrowhead((Figure(_lines((-n / 2, n / 2), (-1.5 * n, -n / 2))),))


def _cross(p: _Pen) -> Arrowhead:
    n = p.unit
    path = PathBuilder().move(-n / 2, n / 2).line(-1.5 * n, -n / 2).move(-n / 2, -n / 2).line(-1.5 * n, n / 2).build()
    return Arrowhead((Figure(path),))


def _box(p: _Pen) -> Arrowhead:
    n = p.unit
    path = _lines((0, n / 2), (0, -n / 2), (-n, -n / 2), (-n, n / 2), closed=True)
    return Arrowhead((Figure(path, p.fill),), n)


def _async(p: _Pen) -> Arrowhead:
    tip, n = -p.width * _SLANT, p.reach
    return Arrowhead((Figure(_lines((tip, 0), (tip - n, -n / 2), (tip - n, 0), closed=True), p.fill),), n - tip)


def _open_async(p: _Pen) -> Arrowhead:
    n = p.reach
    return Arrowhead((Figure(_lines((0, 0), (-n, -n / 2))),))


def _bar(n: float, at: float) -> Path:
    return _lines((-at * n, n / 2), (-at * n, -n / 2))


def _crow(n: float) -> Path:
    return _lines((0, -n / 2), (-n, 0), (0, n / 2))


def _ring(p: _Pen, at: float) -> Figure:
    n, r = p.unit, p.size / 2
    return Figure(ellipse_path(-at * n - r, -r, 2 * r, 2 * r), PAPER if p.filled else OPEN)


def _one(p: _Pen) -> Arrowhead:
    return Arrowhead((Figure(_bar(p.unit, 0.5)),))


def _mandatory_one(p: _Pen) -> Arrowhead:
    return Arrowhead((Figure(_bar(p.unit, 0.5)), Figure(_bar(p.unit, 1.0))))


def _many(p: _Pen) -> Arrowhead:
    return Arrowhead((Figure(_crow(p.unit)),))


def _one_to_many(p: _Pen) -> Arrowhead:
    return Arrowhead((Figure(_bar(p.unit, 1.0)), Figure(_crow(p.unit))))


def _zero_to_many(p: _Pen) -> Arrowhead:
    return Arrowhead((_ring(p, 1.5), Figure(_crow(p.unit))))


def _zero_to_one(p: _Pen) -> Arrowhead:
    return Arrowhead((_ring(p, 1.5), Figure(_bar(p.unit, 0.5))))


def _containment(p: _Pen) -> Arrowhead:
    n, r = p.unit, p.size / 2
    return Arrowhead((Figure(_bar(n, 0.5)), Figure(ellipse_path(-n / 2 - r, -r, 2 * r, 2 * r))))


def _double_block(p: _Pen) -> Arrowhead:
    tip, n = -p.width * _SLANT, p.reach
    first = _lines((tip, 0), (tip - n, n / 2), (tip - n, -n / 2), closed=True)
    second = _lines((tip - n, 0), (tip - 2 * n, n / 2), (tip - 2 * n, -n / 2), closed=True)
    return Arrowhead((Figure(first, p.fill), Figure(second, p.fill)), 2 * n - tip)


def _base_dash(p: _Pen) -> Arrowhead:
    n = p.reach / 2
    return Arrowhead((Figure(_lines((0, n), (0, -n))),))


_MAKERS: dict[str, Callable[[_Pen], Arrowhead]] = {
    "classic": _barbed(2, 0.75),
    "classicThin": _barbed(3, 0.75),
    "block": _barbed(2, 1),
    "blockThin": _barbed(3, 1),
    "open": _open(2),
    "openThin": _open(3),
    "oval": _oval,
    "diamond": _diamond(2, math.sqrt(0.5)),
    "diamondThin": _diamond(3.4, 0.9862),
    "circle": _circle,
    "circlePlus": _circle_plus,
    "halfCircle": _half_circle,
    "dash": _dash,
    "cross": _cross,
    "box": _box,
    "async": _async,
    "openAsync": _open_async,
    "doubleBlock": _double_block,
    "baseDash": _base_dash,
    "ERone": _one,
    "ERmandOne": _mandatory_one,
    "ERmany": _many,
    "ERoneToMany": _one_to_many,
    "ERzeroToMany": _zero_to_many,
    "ERzeroToOne": _zero_to_one,
    "sysMLPackCont": _containment,
}
ARROWHEADS: tuple[str, ...] = ("none", *_MAKERS)
"""All names, in the order in which they are offered."""


@lru_cache(maxsize=1024)
def arrowhead(name: str, size: float, width: float, filled: bool) -> Arrowhead | None:
    """Return a head in its own frame, or None for "none"; unknown names give the classic one.

    Args:
        name: draw.io's name.
        size: scene units.
        width: of the line.
        filled: for figures that may be hollow.
    """
    if name in {"none", ""}:
        return None
    return _MAKERS.get(name, _MAKERS["classic"])(_Pen(size, width, filled))


def placed(head: Arrowhead, tip: Vec, direction: Vec, style: Style, *, mirrored: bool = False) -> tuple[Item, ...]:
    """Return a head's items in scene space.

    Args:
        head: in its own frame.
        tip: where the line ends.
        direction: unit vector in which the line arrives.
        style: gives colour and width; heads are never dashed.
        mirrored: turn the sides over, for heads at a line's start that are not symmetric.
    """
    if style.stroke is None:
        return ()
    ux, uy = direction
    side = -1.0 if mirrored else 1.0
    m = Matrix(ux, uy, -uy * side, ux * side, tip[0], tip[1])
    stroke = Stroke(style.stroke, style.stroke_width, style.stroke_opacity)
    fills = {
        INK: Fill(style.stroke, style.stroke_opacity),
        PAPER: Fill(style.scheme.paper, style.stroke_opacity),
        OPEN: None,
    }
    return tuple(PathItem(transformed(f.path, m), fills[f.fill], stroke) for f in head.figures)
