"""Orthogonal lines through waypoints: horizontal and vertical stretches in turn, each waypoint moving one of them."""

from __future__ import annotations

from collections.abc import Sequence

from canvas.geometry.vec import Vec
from canvas.kernels.routing.terminal import Terminal

_TOLERANCE = 1.0


def segment_bends(source: Terminal, target: Terminal, waypoints: Sequence[Vec]) -> list[Vec]:
    """Return the bends between the two ends.

    A waypoint does not have to lie on the line in both directions: going horizontally only its y counts, and so on in turn.
    """
    bends: list[Vec] = []
    at = source.place
    hints = [Vec(*p) for p in waypoints]
    horizontal = True
    hint = at
    if hints:
        hints[0] = _aligned(hints[0], source.fixed)
        hints[-1] = _aligned(hints[-1], target.fixed)
        hint = hints[0]
        hints, horizontal = _first_direction(source, target, hints)
        if _leaves_its_channel(source, hint, horizontal):
            _push(bends, source.fixed, Vec(at.x, hint.y) if horizontal else Vec(hint.x, at.y))
        at = Vec(at.x, hint.y) if horizontal else Vec(hint.x, at.y)
        for hint in hints:
            horizontal = not horizontal
            at = Vec(at.x, hint.y) if horizontal else Vec(hint.x, at.y)
            _push(bends, source.fixed, at)
    if _leaves_its_channel(target, hint, horizontal):
        end = target.place
        _push(bends, source.fixed, Vec(end.x, hint.y) if horizontal else Vec(hint.x, end.y))
    return _without_covered(bends, source, target)


def _aligned(hint: Vec, fixed: Vec | None) -> Vec:
    """Return a waypoint moved onto the line of a fixed end when it is less than a unit beside it."""
    if fixed is None:
        return hint
    return Vec(
        fixed.x if abs(hint.x - fixed.x) < _TOLERANCE else hint.x,
        fixed.y if abs(hint.y - fixed.y) < _TOLERANCE else hint.y,
    )


def _first_direction(source: Terminal, target: Terminal, hints: list[Vec]) -> tuple[list[Vec], bool]:
    """Return the waypoints still to visit and whether the first stretch is horizontal.

    The end in whose channel (the strip of a floating shape, the line of a fixed point) its waypoint lies decides; the source is asked
    first, and skipped when the waypoint is in both of its channels.
    """
    for is_target, end in enumerate((source, target)):
        hint = hints[-1] if is_target else hints[0]
        in_row, in_column, on_row, on_column = _channels(end, hint)
        if not is_target and in_row and in_column:
            if on_row and on_column and len(hints) > 1:
                hints = hints[1:]
            continue
        if in_row or in_column:
            if is_target:
                return hints, in_row if len(hints) % 2 == 0 else in_column
            return hints, in_row
    return hints, True


def _channels(end: Terminal, hint: Vec) -> tuple[bool, bool, bool, bool]:
    """Return whether a waypoint is in the end's row and column, and whether exactly so because the end is fixed."""
    if end.fixed is not None:
        on_row, on_column = end.fixed.y == hint.y, end.fixed.x == hint.x
        return on_row, on_column, on_row, on_column
    box = end.plain_box
    return box.y <= hint.y <= box.bottom, box.x <= hint.x <= box.right, False, False


def _leaves_its_channel(end: Terminal, hint: Vec, horizontal: bool) -> bool:
    """Tell whether the line needs a bend to get from the end to the waypoint."""
    if end.fixed is not None:
        return end.fixed.y != hint.y if horizontal else end.fixed.x != hint.x
    box = end.plain_box
    if horizontal:
        return not box.y <= hint.y <= box.bottom
    return not box.x <= hint.x <= box.right


def _push(bends: list[Vec], start: Vec | None, p: Vec) -> None:
    """Add a bend unless it is less than a unit away from the one before (or from the fixed start)."""
    p = Vec(round(p.x, 1), round(p.y, 1))
    last = bends[-1] if bends else start
    if last is None or abs(last.x - p.x) >= _TOLERANCE or abs(last.y - p.y) >= _TOLERANCE:
        bends.append(p)


def _without_covered(bends: list[Vec], source: Terminal, target: Terminal) -> list[Vec]:
    """Return the bends without those hidden inside the floating ends' shapes."""
    if source.fixed is None and source.glued:
        while len(bends) > 0 and source.plain_box.contains(bends[0]):
            bends.pop(0)
    if target.fixed is None and target.glued:
        while len(bends) > 0 and target.plain_box.contains(bends[-1]):
            bends.pop()
    if target.fixed is not None and bends:
        last = bends[-1]
        if abs(last.x - target.fixed.x) <= _TOLERANCE and abs(last.y - target.fixed.y) <= _TOLERANCE:
            bends.pop()
            if bends:
                bends[-1] = _aligned(bends[-1], target.fixed)
    return bends
