"""Vector paths as plain data: what both the Qt painter and the SVG writer draw.

A path is a tuple of commands with absolute coordinates: ("M", x, y) starts a subpath, ("L", x, y) a line,
("C", x1, y1, x2, y2, x, y) a cubic, ("Z",) closes. Quadratics and arcs are turned into cubics when the path is built.
"""

from __future__ import annotations

from dataclasses import dataclass

Command = tuple[str, *tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Path:
    """An immutable vector path; hashable, so that painters can cache what they make of it."""

    commands: tuple[Command, ...] = ()
