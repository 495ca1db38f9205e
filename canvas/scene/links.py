"""Which link lies at a point of a page: one in a label, or the one of a whole shape."""

from __future__ import annotations

from canvas.drawing.display_list import TextItem
from canvas.drawing.placement import to_local, unflipped
from canvas.drawing.text import PlacedRun, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec, rotate
from canvas.scene.hit_test import hit
from canvas.scene.page_scene import PageScene


def link_at(scene: PageScene, point: Vec, tolerance: float) -> str:
    """Return the address at a point in scene space as the document has it (nobody has checked it), or ""."""
    shape_id = hit(scene, point, tolerance)
    if shape_id is None:
        return ""
    entry = scene.entry(shape_id)
    local = to_local(unflipped(entry.placement), point)
    for item in entry.items:
        if isinstance(item, TextItem) and (found := _in_text(scene, item.block, local)):
            return found
    own = scene.records.shapes[shape_id].get("link", "")
    return own if isinstance(own, str) else ""


def _in_text(scene: PageScene, block: TextBlock, local: Vec) -> str:
    at = rotate(local, -block.rotation, block.box.center) if block.rotation else local
    return next((run.link for run in scene.engine.layout(block).runs if run.link and _box(run).contains(at)), "")


def _box(run: PlacedRun) -> Box:
    return Box(run.x, run.baseline - run.font.size, run.width, run.font.size * 1.25)
