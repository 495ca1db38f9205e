"""The ways that lines around shapes were found to run, and which of them some boxes concern."""

from __future__ import annotations

from collections.abc import ItemsView, Iterable, KeysView
from itertools import pairwise

from canvas.geometry.box import Box, from_points
from canvas.geometry.spatial_index import SpatialIndex
from canvas.kernels.routing.avoiding.router import Routed

_LINE = 1e-3
"""Half the thickness that a line has when it is asked whether it runs into a box, scene units."""
_MARK = ":"


class KnownWays:
    """Ways by the ids of their lines.

    A drag asks of every obstacle that moves which lines run into it, in every picture: indexes leave few lines to look at.
    """

    def __init__(self) -> None:
        self._ways: dict[str, Routed] = {}
        self._stretches = SpatialIndex()
        self._influences = SpatialIndex()

    def __contains__(self, line: object) -> bool:
        return line in self._ways

    def get(self, line: str) -> Routed | None:
        """Return the way of a line, None when it is not known."""
        return self._ways.get(line)

    def keys(self) -> KeysView[str]:
        """Return the lines whose ways are known."""
        return self._ways.keys()

    def items(self) -> ItemsView[str, Routed]:
        """Return all lines with their ways, in the order in which they became known."""
        return self._ways.items()

    def put(self, line: str, routed: Routed) -> None:
        """Take in how a line runs."""
        self._forget_stretches(line)
        self._ways[line] = routed
        self._influences.put(line, routed.influence)
        self._stretches.put_many(
            (_name(line, number), from_points(pair).inflated(_LINE))
            for number, pair in enumerate(pairwise(routed.points))
        )

    def pop(self, line: str) -> Routed | None:
        """Forget how a line runs; return what was known."""
        self._forget_stretches(line)
        self._influences.remove(line)
        return self._ways.pop(line, None)

    def _forget_stretches(self, line: str) -> None:
        known = self._ways.get(line)
        for number in range(len(known.points) - 1 if known is not None else 0):
            self._stretches.remove(_name(line, number))

    def influenced_by(self, boxes: Iterable[Box]) -> set[str]:
        """Return the lines whose way may be another one because something changed inside some boxes."""
        return _meeting(self._influences, boxes)

    def run_into(self, boxes: Iterable[Box]) -> set[str]:
        """Return the lines whose way leads through some boxes."""
        return {name.partition(_MARK)[2] for name in _meeting(self._stretches, boxes)}


def _name(line: str, number: int) -> str:
    return f"{number}{_MARK}{line}"


def _meeting(index: SpatialIndex, boxes: Iterable[Box]) -> set[str]:
    """Return the ids of what shares more than a border with some boxes."""
    found: set[str] = set()
    for box in boxes if len(index) else ():
        found.update(i for i in index.query(box) if i not in found and _meets(index.box(i), box))
    return found


def _meets(a: Box, b: Box) -> bool:
    return a.x < b.right and b.x < a.right and a.y < b.bottom and b.y < a.bottom
