"""What is to be laid out, without anything of a diagram but sizes and links."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from canvas.geometry.vec import Vec


class Method(StrEnum):
    """Ways to lay out a graph."""

    LAYERED = "layered"
    TREE = "tree"
    ORG_CHART = "org_chart"
    RADIAL = "radial"
    FORCE = "force"


class Direction(StrEnum):
    """Which way a layered layout or a tree grows."""

    DOWN = "down"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Node:
    """One shape to place.

    Attributes:
        id: shape id.
        w: width of its bounds, scene units.
        h: height of its bounds.
        at: middle of its bounds now, scene space.
        pinned: it stays where it is, and the others come to it.
    """

    id: str
    w: float
    h: float
    at: Vec
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """A graph to lay out.

    Attributes:
        nodes: in paint order, which decides between equals.
        edges: (from, to), ids of nodes; several between two nodes count more than one.
        method: how.
        direction: of layers and trees.
        gap: least room between two shapes, scene units.
        layer_gap: room between two layers, scene units.
    """

    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    method: Method
    direction: Direction = Direction.DOWN
    gap: float = 40.0
    layer_gap: float = 60.0


Places = Mapping[str, Vec]
"""Node id -> middle of its bounds; any origin, scene units, y downwards."""


class LayoutEngine(Protocol):
    """Finds places for the nodes of a request."""

    def place(self, request: Request) -> Places:
        """Return a place for every node.

        Raises:
            canvas.errors.LayoutFailed: no places were found.
        """
        ...
