"""The way of one connector: bends by its kind of routing, then both ends put on the outlines."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from canvas.geometry.vec import Vec
from canvas.kernels.routing.elbow import elbow_bends, entity_bends, loop_bends
from canvas.kernels.routing.isometric import isometric_bends
from canvas.kernels.routing.orthogonal import orthogonal_bends
from canvas.kernels.routing.segment import segment_bends
from canvas.kernels.routing.terminal import Options, Terminal

ORTHOGONAL_KINDS = frozenset({"orthogonal", "elbow", "segment", "entity"})
"""Kinds of routing whose ends are projected on the outline, so that they arrive straight."""


def route(
    kind: str, source: Terminal, target: Terminal, waypoints: Sequence[Vec] = (), options: Options | None = None
) -> tuple[Vec, ...]:
    """Return the polyline of a connector in scene space, both ends included; always at least two points.

    Args:
        kind: "straight", "orthogonal", "elbow", "segment", "entity", "isometric" or "loop"; unknown kinds are straight.
        source: first end.
        target: last end.
        waypoints: points the user has put on the line, scene space.
        options: what the style says.
    """
    options = options or Options()
    bends = _bends(kind, source, target, waypoints, options)
    projected = kind in ORTHOGONAL_KINDS
    # As in draw.io the target is placed first: seen from the last bend or the source's middle; then the source towards that.
    end = target.fixed or _touch(target, bends[-1] if bends else source.place, projected)
    start = source.fixed or _touch(source, bends[0] if bends else end, projected)
    return (start, *bends, end)


def _touch(end: Terminal, toward: Vec, projected: bool) -> Vec:
    return end.touch(toward, projected) if end.touch is not None else end.place


def _bends(kind: str, source: Terminal, target: Terminal, waypoints: Sequence[Vec], options: Options) -> Sequence[Vec]:
    if kind == "loop" or _is_loop(source, target, waypoints, options):
        return loop_bends(source, target, waypoints, options)
    if kind == "orthogonal":
        return orthogonal_bends(source, target, waypoints, options.same)
    if kind == "elbow":
        return elbow_bends(source, target, waypoints, options.vertical)
    if kind == "segment":
        return segment_bends(source, target, waypoints)
    if kind == "entity":
        return entity_bends(source, target, options)
    if kind == "isometric":
        return isometric_bends(source, target, waypoints, options.vertical)
    return [Vec(*p) for p in waypoints]


def _is_loop(source: Terminal, target: Terminal, waypoints: Sequence[Vec], options: Options) -> bool:
    """Tell whether the line goes from a shape back to itself and is not led by ports or waypoints."""
    if not options.same or len(waypoints) > 1:
        return False
    led = source.fixed is not None and target.fixed is not None
    return not (options.orthogonal_loop and led)


def is_axis_parallel(points: Sequence[Vec], tolerance: float = 0.5) -> bool:
    """Tell whether every stretch of a polyline is horizontal or vertical."""
    return all(abs(a.x - b.x) <= tolerance or abs(a.y - b.y) <= tolerance for a, b in pairwise(points))
