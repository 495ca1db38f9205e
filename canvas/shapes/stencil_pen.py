"""Paths of stencil commands: straight and curved strokes in the figure's units, scaled into the shape."""

from __future__ import annotations

import math
from dataclasses import dataclass

from canvas.geometry.path import Command, Path
from canvas.geometry.path_builder import PathBuilder, rounded_path
from canvas.shapes.stencil_source import Element


@dataclass(frozen=True, slots=True)
class Fit:
    """How a figure lies in its shape: scaled, then moved."""

    x: float
    y: float
    sx: float
    sy: float

    @property
    def least(self) -> float:
        """The smaller scale; line widths and fonts follow it."""
        return min(self.sx, self.sy)

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Return a point of the figure in the shape's own space."""
        return self.x + x * self.sx, self.y + y * self.sy


def path_of(element: Element, fit: Fit) -> Path:
    """Return the path that a `path` element's strokes make."""
    if element.attributes.get("rounded") == "1":
        rounded = _rounded(element, fit)
        if rounded is not None:
            return rounded
    pen = PathBuilder()
    at = fit.at(0.0, 0.0)
    started = False
    for stroke in element.children:
        if stroke.tag != "move" and not started:
            pen.move(*at)
        started = True
        at = _stroke(pen, stroke, fit, at)
    return pen.build()


def _rounded(element: Element, fit: Fit) -> Path | None:
    """Return straight strokes with rounded corners, None when there are others."""
    commands: tuple[Command, ...] = ()
    radius = element.number("arcSize", 20.0) / 2 * fit.least
    points: list[tuple[float, float]] = []
    for stroke in (*element.children, Element("move", {})):
        if stroke.tag in {"move", "close"}:
            if len(points) > 1:
                commands += rounded_path(points, radius, stroke.tag == "close").commands
            points = [fit.at(stroke.number("x"), stroke.number("y"))] if stroke.tag == "move" else []
        elif stroke.tag == "line":
            points.append(fit.at(stroke.number("x"), stroke.number("y")))
        else:
            return None
    return Path(commands)


def _stroke(pen: PathBuilder, s: Element, fit: Fit, at: tuple[float, float]) -> tuple[float, float]:
    """Add one stroke and return where the pen is then."""
    end = fit.at(s.number("x"), s.number("y"))
    if s.tag == "move":
        pen.move(*end)
    elif s.tag == "line":
        pen.line(*end)
    elif s.tag == "quad":
        end = fit.at(s.number("x2"), s.number("y2"))
        pen.quad(*fit.at(s.number("x1"), s.number("y1")), *end)
    elif s.tag == "curve":
        end = fit.at(s.number("x3"), s.number("y3"))
        pen.cubic(*fit.at(s.number("x1"), s.number("y1")), *fit.at(s.number("x2"), s.number("y2")), *end)
    elif s.tag == "arc":
        _arc(pen, s, fit, at, end)
    elif s.tag == "close":
        pen.close()
        return at
    else:
        return at
    return end


def _arc(pen: PathBuilder, s: Element, fit: Fit, at: tuple[float, float], end: tuple[float, float]) -> None:
    rx, ry = abs(s.number("rx")) * fit.sx, abs(s.number("ry")) * fit.sy
    turn = math.radians(s.number("x-axis-rotation"))
    sweep, large = s.number("sweep-flag") != 0, s.number("large-arc-flag") != 0
    if not math.sin(turn) or abs(rx - ry) < 1e-9:
        pen.arc(rx, ry, *end, sweep=sweep, large=large)
        return
    # The arc of a turned ellipse: drawn upright in a frame turned back, then its handles are turned.
    c, n = math.cos(turn), math.sin(turn)
    side = PathBuilder().move(at[0] * c + at[1] * n, at[1] * c - at[0] * n)
    side.arc(rx, ry, end[0] * c + end[1] * n, end[1] * c - end[0] * n, sweep=sweep, large=large)
    for op, *v in side.build().commands[1:]:
        turned = [w for x, y in zip(v[::2], v[1::2], strict=True) for w in (x * c - y * n, x * n + y * c)]
        if op == "C":
            pen.cubic(turned[0], turned[1], turned[2], turned[3], turned[4], turned[5])
        else:
            pen.line(turned[0], turned[1])


def box_of(s: Element, fit: Fit) -> tuple[float, float, float, float]:
    """Return x, y, w, h of a rectangle or ellipse in the shape's own space."""
    x, y = fit.at(s.number("x"), s.number("y"))
    return x, y, s.number("w") * fit.sx, s.number("h") * fit.sy


def closed_figure(s: Element, fit: Fit) -> Path | None:
    """Return the path of a `rect`, `roundrect`, `ellipse` or `path` element, None for other commands."""
    if s.tag == "path":
        return path_of(s, fit)
    x, y, w, h = box_of(s, fit)
    if s.tag == "rect":
        return PathBuilder().rect(x, y, w, h).build()
    if s.tag == "roundrect":
        share = s.number("arcsize", 15.0) or 15.0
        return PathBuilder().rect(x, y, w, h, min(w, h) * share / 100).build()
    if s.tag == "ellipse":
        return PathBuilder().ellipse(x, y, w, h).build()
    return None
