"""Where a caret stands in a text that has been laid out."""

from __future__ import annotations

from canvas.drawing.text import PlacedRun, TextBlock, TextEngine, TextLayout
from canvas.geometry.box import Box
from canvas.geometry.vec import Vec
from canvas.model.records import Run


def caret_line(engine: TextEngine, block: TextBlock, offset: int) -> tuple[Vec, Vec]:
    """Return the upper and the lower end of a caret, in the block's space before its rotation.

    Args:
        engine: lays out the block, and measures the part of a run before the caret.
        block: the text.
        offset: characters before the caret; beyond the text counts as its end.
    """
    layout = engine.layout(block)
    text = "".join(run.text for run in block.text)
    offset = min(max(offset, 0), len(text))
    last: PlacedRun | None = None
    at = 0
    for run in layout.runs:
        start = text.find(run.text, at)
        if start < 0 or text[at:start].strip():
            # A bullet or number, which is no part of the text.
            continue
        if start > offset:
            break
        last, at = run, start + len(run.text)
        if offset <= at:
            return _in_line(layout, _line_of(layout, run), run.x + _width(engine, run, offset - start), block)
    line = 0 if last is None else _line_of(layout, last)
    below = text[at:offset].count("\n")
    if last is not None and not below:
        return _in_line(layout, line, last.x + last.width, block)
    line = min(line + below, len(layout.lines) - 1)
    return _in_line(layout, line, layout.lines[line].x if layout.lines else block.box.center.x, block)


def _width(engine: TextEngine, run: PlacedRun, characters: int) -> float:
    """Return how wide the first characters of a run are, scene units."""
    if characters >= len(run.text):
        return run.width
    part = TextBlock((Run(run.text[:characters]),), Box(0.0, 0.0, 0.0, 0.0), run.font, align="left")
    return sum(placed.width for placed in engine.layout(part).runs)


def _line_of(layout: TextLayout, run: PlacedRun) -> int:
    """Return the number of the line that a run stands in."""
    inside = (i for i, line in enumerate(layout.lines) if line.y <= run.baseline <= line.bottom)
    return next(inside, 0)


def _in_line(layout: TextLayout, line: int, x: float, block: TextBlock) -> tuple[Vec, Vec]:
    """Return the ends of a caret as high as its line."""
    if layout.lines:
        return Vec(x, layout.lines[line].y), Vec(x, layout.lines[line].bottom)
    middle, half = block.box.center, block.font.size * block.line_height / 2
    return Vec(x, middle.y - half), Vec(x, middle.y + half)
