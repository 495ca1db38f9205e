"""Building paths: pen strokes, arcs and the common closed figures."""

from __future__ import annotations

import math
from collections.abc import Sequence

from canvas.geometry.bezier import KAPPA, from_quadratic
from canvas.geometry.path import Command, Path
from canvas.geometry.vec import Vec, distance, lerp


class PathBuilder:
    """A pen that collects commands; every method returns the builder."""

    def __init__(self) -> None:
        self._commands: list[Command] = []
        self._at = Vec(0.0, 0.0)
        self._start = self._at

    def move(self, x: float, y: float) -> PathBuilder:
        """Lift the pen and start a subpath."""
        self._at = self._start = Vec(x, y)
        self._commands.append(("M", x, y))
        return self

    def line(self, x: float, y: float) -> PathBuilder:
        """Draw a line."""
        self._at = Vec(x, y)
        self._commands.append(("L", x, y))
        return self

    def lines(self, *points: tuple[float, float]) -> PathBuilder:
        """Draw several lines."""
        for x, y in points:
            self.line(x, y)
        return self

    def cubic(self, x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> PathBuilder:
        """Draw a cubic curve."""
        self._at = Vec(x, y)
        self._commands.append(("C", x1, y1, x2, y2, x, y))
        return self

    def quad(self, cx: float, cy: float, x: float, y: float) -> PathBuilder:
        """Draw a quadratic curve."""
        c1, c2 = from_quadratic(self._at, Vec(cx, cy), Vec(x, y))
        return self.cubic(c1.x, c1.y, c2.x, c2.y, x, y)

    def arc(self, rx: float, ry: float, x: float, y: float, *, sweep: bool = True, large: bool = False) -> PathBuilder:
        """Draw an arc of an upright ellipse to a point; radii too small for the way are grown to fit.

        Args:
            rx: horizontal radius.
            ry: vertical radius.
            x: end.
            y: end.
            sweep: clockwise on screen.
            large: take the longer of the two arcs.
        """
        start, end = self._at, Vec(x, y)
        if rx <= 0 or ry <= 0 or distance(start, end) < 1e-12:
            return self.line(x, y)
        for piece in _arc_pieces(start, end, rx, ry, sweep, large):
            self.cubic(*piece)
        return self

    def close(self) -> PathBuilder:
        """Close the subpath."""
        self._at = self._start
        self._commands.append(("Z",))
        return self

    def ellipse(self, x: float, y: float, w: float, h: float) -> PathBuilder:
        """Add a whole ellipse in a box as a subpath of its own."""
        rx, ry = w / 2, h / 2
        cx, cy, kx, ky = x + rx, y + ry, rx * KAPPA, ry * KAPPA
        self.move(cx, y)
        self.cubic(cx + kx, y, x + w, cy - ky, x + w, cy)
        self.cubic(x + w, cy + ky, cx + kx, y + h, cx, y + h)
        self.cubic(cx - kx, y + h, x, cy + ky, x, cy)
        self.cubic(x, cy - ky, cx - kx, y, cx, y)
        return self.close()

    def rect(self, x: float, y: float, w: float, h: float, radius: float = 0.0) -> PathBuilder:
        """Add a rectangle, with circular corners when radius is positive, as a subpath of its own."""
        r = min(radius, w / 2, h / 2)
        if r <= 0:
            return self.move(x, y).lines((x + w, y), (x + w, y + h), (x, y + h)).close()
        right, bottom, k = x + w, y + h, r * (1 - KAPPA)
        self.move(x + r, y).line(right - r, y).cubic(right - k, y, right, y + k, right, y + r)
        self.line(right, bottom - r).cubic(right, bottom - k, right - k, bottom, right - r, bottom)
        self.line(x + r, bottom).cubic(x + k, bottom, x, bottom - k, x, bottom - r)
        return self.line(x, y + r).cubic(x, y + k, x + k, y, x + r, y).close()

    def build(self) -> Path:
        """Return what has been drawn."""
        return Path(tuple(self._commands))


def _arc_pieces(
    start: Vec, end: Vec, rx: float, ry: float, sweep: bool, large: bool
) -> list[tuple[float, float, float, float, float, float]]:
    """Return cubics of an SVG arc without x-axis rotation: the ellipse is scaled to the unit circle and back."""
    x1, y1, x2, y2 = start.x / rx, start.y / ry, end.x / rx, end.y / ry
    half = math.hypot(x2 - x1, y2 - y1) / 2
    if half > 1:
        return [
            tuple(v * half for v in piece)  # type: ignore[misc]
            for piece in _arc_pieces(
                Vec(start.x / half, start.y / half), Vec(end.x / half, end.y / half), rx, ry, sweep, large
            )
        ]
    lift = math.sqrt(max(0.0, 1 - half * half)) / half * (1 if sweep != large else -1)
    cx = (x1 + x2) / 2 - lift * (y2 - y1) / 2
    cy = (y1 + y2) / 2 + lift * (x2 - x1) / 2
    a1 = math.atan2(y1 - cy, x1 - cx)
    turn = (math.atan2(y2 - cy, x2 - cx) - a1) % (2 * math.pi)
    if not sweep:
        turn -= 2 * math.pi
    count = max(1, math.ceil(abs(turn) / (math.pi / 2) - 1e-9))
    step = turn / count
    k = 4 / 3 * math.tan(step / 4)
    pieces = []
    for i in range(count):
        a, b = a1 + i * step, a1 + (i + 1) * step
        pieces.append(
            (
                (cx + math.cos(a) - k * math.sin(a)) * rx,
                (cy + math.sin(a) + k * math.cos(a)) * ry,
                (cx + math.cos(b) + k * math.sin(b)) * rx,
                (cy + math.sin(b) - k * math.cos(b)) * ry,
                (cx + math.cos(b)) * rx,
                (cy + math.sin(b)) * ry,
            )
        )
    return pieces


def rect_path(x: float, y: float, w: float, h: float, radius: float = 0.0) -> Path:
    """Return a rectangle with optional circular corners."""
    return PathBuilder().rect(x, y, w, h, radius).build()


def ellipse_path(x: float, y: float, w: float, h: float) -> Path:
    """Return the ellipse in a box."""
    return PathBuilder().ellipse(x, y, w, h).build()


def polyline_path(points: Sequence[tuple[float, float]], closed: bool = False) -> Path:
    """Return straight lines through points."""
    if not points:
        return Path()
    commands: list[Command] = [("M", *points[0])]
    commands.extend(("L", *p) for p in points[1:])
    if closed:
        commands.append(("Z",))
    return Path(tuple(commands))


def rounded_path(
    points: Sequence[tuple[float, float]], radius: float, closed: bool = False, sharp: frozenset[int] = frozenset()
) -> Path:
    """Return lines through points whose corners are cut by quadratic curves that start `radius` before the corner.

    Args:
        points: the corners.
        radius: how far from a corner its curve starts; at most half of the way to the neighbour.
        closed: join the last point to the first.
        sharp: indexes of corners left as they are.
    """
    pts = [Vec(*p) for i, p in enumerate(points) if i == 0 or distance(Vec(*p), Vec(*points[i - 1])) > 1e-9]
    if closed and len(pts) > 1 and distance(pts[0], pts[-1]) < 1e-9:
        pts.pop()
    if radius <= 0 or len(pts) < 3:
        return polyline_path(pts, closed)
    pen = PathBuilder()
    n = len(pts)
    start = lerp(pts[-1], pts[0], 0.5) if closed else pts[0]
    pen.move(*start)
    for i in range(0 if closed else 1, n if closed else n - 1):
        before, corner, after = pts[i - 1], pts[i], pts[(i + 1) % n]
        if i in sharp:
            pen.line(*corner)
            continue
        a, b = distance(before, corner), distance(corner, after)
        first = lerp(corner, before, min(radius, a / 2) / a)
        last = lerp(corner, after, min(radius, b / 2) / b)
        pen.line(*first).quad(*corner, *last)
    return pen.close().build() if closed else pen.line(*pts[-1]).build()


def curve_path(points: Sequence[tuple[float, float]]) -> Path:
    """Return a smooth curve that starts and ends at the ends and is pulled by the points between (quadratics through the mid-points)."""
    pts = [Vec(*p) for p in points]
    if len(pts) < 3:
        return polyline_path(pts)
    pen = PathBuilder().move(*pts[0])
    for i in range(1, len(pts) - 2):
        pen.quad(*pts[i], *lerp(pts[i], pts[i + 1], 0.5))
    return pen.quad(*pts[-2], *pts[-1]).build()
