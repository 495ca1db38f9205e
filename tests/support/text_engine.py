"""A text engine without fonts: every letter is 0.6 of the size wide, lines are 1.2 of it high. Deterministic everywhere."""

from __future__ import annotations

from dataclasses import replace

from canvas.drawing.text import Font, PlacedRun, TextBlock, TextLayout
from canvas.geometry.box import Box, union
from canvas.model.records import Run

LETTER = 0.6
ASCENT = 0.8


class FixedTextEngine:
    """Lays out text with letters of one width; counts its work in `calls`."""

    def __init__(self) -> None:
        self.calls = 0

    def layout(self, block: TextBlock) -> TextLayout:
        """Return the block laid out, one run a stretch of equal marks on a line."""
        self.calls += 1
        lines = _broken(_lines(block), block.box.w if block.wrap else 0.0)
        heights = [max((f.size for _, f, _ in line), default=block.font.size) * block.line_height for line in lines]
        spare = block.box.h - sum(heights)
        y = block.box.y + spare * {"top": 0.0, "bottom": 1.0}.get(block.valign, 0.5)
        runs: list[PlacedRun] = []
        boxes: list[Box] = []
        for line, height in zip(lines, heights, strict=True):
            width = sum(len(text) * font.size * LETTER for text, font, _ in line)
            x = block.box.x + (block.box.w - width) * {"left": 0.0, "right": 1.0}.get(block.align, 0.5)
            boxes.append(Box(x, y, width, height))
            for text, font, color in line:
                w = len(text) * font.size * LETTER
                runs.append(PlacedRun(text, x, y + height * ASCENT, w, font, color))
                x += w
            y += height
        around = union(boxes) or Box(block.box.x, block.box.y, 0.0, 0.0)
        return TextLayout(tuple(runs), around, tuple(boxes))


_Piece = tuple[str, Font, str]


def _lines(block: TextBlock) -> list[list[_Piece]]:
    lines: list[list[_Piece]] = [[]]
    for run in block.text:
        font, color = _marked(run, block)
        for i, text in enumerate(run.text.split("\n")):
            if i:
                lines.append([])
            if text:
                lines[-1].append((text, font, color))
    return lines


def _marked(run: Run, block: TextBlock) -> tuple[Font, str]:
    font = block.font
    size = run.mark("size")
    if isinstance(size, (int, float)):
        font = replace(font, size=float(size))
    if run.mark("bold"):
        font = replace(font, weight=700)
    color = run.mark("color")
    return font, color if isinstance(color, str) else block.color


def _broken(lines: list[list[_Piece]], width: float) -> list[list[_Piece]]:
    """Return the lines broken at spaces where they exceed a width; 0 breaks nothing."""
    if width <= 0:
        return lines
    result: list[list[_Piece]] = []
    for line in lines:
        current: list[_Piece] = []
        used = 0.0
        for text, font, color in line:
            for word in text.split(" "):
                w = (len(word) + (1 if current else 0)) * font.size * LETTER
                if current and used + w > width:
                    result.append(current)
                    current, used = [], 0.0
                    w = len(word) * font.size * LETTER
                current.append((" " + word if current else word, font, color))
                used += w
        result.append(current)
    return result
