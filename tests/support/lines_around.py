"""Pages with lines that run around shapes."""

from __future__ import annotations

from itertools import pairwise

from canvas.model.view import GraphView
from canvas.scene.page_scene import PageScene
from tests.support.diagram import Diagram
from tests.support.text_engine import FixedTextEngine


def scene_of(diagram: Diagram) -> PageScene:
    return PageScene(diagram, GraphView(diagram), "p", FixedTextEngine())


def three() -> Diagram:
    """Return two shapes with a third between them, and a line that goes around it."""
    d = Diagram()
    d.add("a", x=0.0, y=0.0)
    d.add("b", x=400.0, y=0.0)
    d.add("c", x=200.0, y=-20.0)
    d.line("l", "a", "b", routing="avoid")
    return d


def crosses(scene: PageScene, line: str, shape: str) -> bool:
    box = scene.box(shape)
    return any(
        min(p.x, q.x) < box.right and max(p.x, q.x) > box.x and min(p.y, q.y) < box.bottom and max(p.y, q.y) > box.y
        for p, q in pairwise(scene.points(line))
    )
