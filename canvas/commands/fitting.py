"""Free texts that are as large as what stands in them."""

from __future__ import annotations

from dataclasses import replace

from canvas.drawing.display_list import TextItem
from canvas.editor.editor import Editor
from canvas.geometry.box import Box
from canvas.kernels.edits import tidy
from canvas.model.plan import Plan, Set

WIDEST = 400.0
"""A free text goes on in a new line at this width, scene units."""
_NARROWEST = 20.0
_SIDES, _ENDS = 2.0, 8.0
"""Room beside the lines and above and below them, scene units."""


def fitted_size(editor: Editor, shape: str) -> tuple[float, float] | None:
    """Return the width and height a free text needs (scene units), None for what is none, is turned, or says nothing."""
    record = editor.records.shapes.get(shape)
    if record is None or record.kind != "text" or record.rotation or editor.graph.is_label(shape):
        return None
    block = next((item.block for item in editor.scene.entry(shape).items if isinstance(item, TextItem)), None)
    if block is None or not block.wrap:
        return None
    inset = record.w - block.box.w
    free = replace(block, box=Box(0.0, 0.0, WIDEST - inset, 0.0))
    found = editor.scene.engine.layout(free).box
    least = editor.defaults.size("text")[1]
    return tidy(max(_NARROWEST, found.w + inset + _SIDES)), tidy(max(least, found.h + _ENDS))


def is_fitted(editor: Editor, shape: str) -> bool:
    """Tell whether a free text is as large as what stands in it: nobody has given it another size."""
    size = fitted_size(editor, shape)
    record = editor.records.shapes.get(shape)
    return size is not None and record is not None and abs(size[0] - record.w) < 1 and abs(size[1] - record.h) < 1


def fit_text(editor: Editor, shape: str, gesture: object | None = None) -> bool:
    """Make a free text as large as what stands in it; return whether it changed.

    Its upper edge stays, and of its sides the one that its lines begin at; lines in the middle stay in the middle.

    Args:
        editor: where.
        shape: its id.
        gesture: plans with an equal gesture are one step of undo.
    """
    size = fitted_size(editor, shape)
    if size is None:
        return False
    record = editor.records.shapes[shape]
    (w, h), align = size, record.get("style.align", "center")
    x = record.x + (record.w - w) * {"left": 0.0, "right": 1.0}.get(str(align), 0.5)
    new = {"x": tidy(x), "w": w, "h": h}
    ops = tuple(Set(shape, key, value) for key, value in new.items() if record.get(key) != value)
    return editor.apply(Plan("Edit text", ops), gesture)
