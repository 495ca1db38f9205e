"""The text engine: line breaks, positions and painting of text blocks with QTextLayout.

Every stretch of one line with one font is shaped by itself, so the painter, the PDF and the SVG writer put exactly the same
characters at exactly the same place. Layout happens in scene units without hinting: zoom never changes a line break.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from canvas.drawing.text import LIST_INDENT, Font, PlacedRule, PlacedRun, TextBlock, TextLayout
from canvas.geometry.box import Box, union
from canvas.qt.colors import qt_color
from canvas.qt.text_breaks import break_lines
from canvas.qt.text_paragraphs import Paragraph, Stretch, cut, paragraphs
from canvas.qt.text_shaping import Shaped, metrics

INDENT = LIST_INDENT
RULE_COLOR = "#808080"
_FIT = 0.02
"""A line may be this much wider than its box: browsers round widths to 1/64 px before they compare."""


@dataclass(slots=True)
class _Line:
    """A line before it is placed: stretches with x from the line's start, and extents about its baseline."""

    parts: list[tuple[Stretch, float, float]]
    width: float
    above: float
    below: float
    paragraph: Paragraph
    first: bool

    @property
    def height(self) -> float:
        return self.above + self.below


class QtTextEngine:
    """Lays text out and paints it; caches by block and by shaped string. Use from one thread only."""

    def __init__(self, blocks: int = 8192, strings: int = 16384) -> None:
        """Make an engine.

        Args:
            blocks: layouts kept.
            strings: shaped strings kept; each takes about 2 KiB.
        """
        self._layouts: OrderedDict[TextBlock, TextLayout] = OrderedDict()
        self._shaped: OrderedDict[tuple[str, Font], Shaped] = OrderedDict()
        self._blocks = blocks
        self._strings = strings

    def layout(self, block: TextBlock) -> TextLayout:
        """Return the block laid out, in the block's space before its rotation."""
        found = self._layouts.get(block)
        if found is None:
            found = self._layouts[block] = self._lay_out(block)
            if len(self._layouts) > self._blocks:
                self._layouts.popitem(last=False)
        else:
            self._layouts.move_to_end(block)
        return found

    def paint(self, painter: QPainter, block: TextBlock, *, links: bool = False) -> None:
        """Paint a block's runs and rules; the painter is in the block's space. Background and border are the caller's.

        Args:
            painter: pen and brush are changed.
            block: the text.
            links: make real links; only the PDF engine can.
        """
        layout = self.layout(block)
        for rule in layout.rules:
            painter.fillRect(QRectF(*rule.box), qt_color(rule.color))
        for run in layout.runs:
            self._paint_run(painter, run, links)

    def _paint_run(self, painter: QPainter, run: PlacedRun, links: bool) -> None:
        m = metrics(run.font)
        if run.background:
            back = QRectF(run.x, run.baseline - m.ascent, run.width, m.ascent + m.descent)
            painter.fillRect(back, qt_color(run.background))
        color = qt_color(run.color)
        painter.setPen(color)
        shaped = Shaped(run.text, run.font, run.link) if links and run.link else self.shaped(run.text, run.font)
        shaped.draw(painter, run.x, run.baseline)
        if run.font.underline:
            painter.fillRect(QRectF(run.x, run.baseline + m.underline, run.width, m.thickness), color)
        if run.font.strike:
            painter.fillRect(QRectF(run.x, run.baseline - m.strike, run.width, m.thickness), color)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def shaped(self, text: str, font: Font) -> Shaped:
        """Return a string shaped in a font; underline and strike do not matter."""
        if font.underline or font.strike:
            font = replace(font, underline=False, strike=False)
        key = (text, font)
        found = self._shaped.get(key)
        if found is None:
            found = self._shaped[key] = Shaped(text, font)
            if len(self._shaped) > self._strings:
                self._shaped.popitem(last=False)
        else:
            self._shaped.move_to_end(key)
        return found

    # ------------------------------------------------------------------ layout

    def _lay_out(self, block: TextBlock) -> TextLayout:
        lines: list[_Line] = []
        for paragraph in paragraphs(block):
            lines.extend(self._lines(paragraph, block))
        return _place(lines, block, self._marker_width)

    def _marker_width(self, text: str, font: Font) -> float:
        return self.shaped(text, font).width

    def _lines(self, paragraph: Paragraph, block: TextBlock) -> list[_Line]:
        if paragraph.rule and not paragraph.stretches:
            half = block.font.size / 2 + 0.5
            return [_Line([], 0.0, half, half, paragraph, first=True)]
        text = paragraph.text
        spans = [(0, len(text))]
        if block.wrap and block.box.w > 0 and text:
            width = max(1.0, block.box.w - INDENT * paragraph.indent) + _FIT
            if sum(self.shaped(part.text, part.font).width for part in paragraph.stretches) > width:
                spans = break_lines(text, width, self._advance(paragraph))
            else:
                spans = [(0, len(text.rstrip(" ")))]
        return [self._line(paragraph, block, span, first=not index) for index, span in enumerate(spans)]

    def _advance(self, paragraph: Paragraph) -> Callable[[int, int], float]:
        """Return a function that measures paragraph text between two positions, shaping each stretch once."""
        stops: list[float] = [0.0]
        for stretch in paragraph.stretches:
            shaped = self.shaped(stretch.text, stretch.font)
            base = stops[-1]
            # The width of right-to-left text runs backwards; differences are what counts.
            stops.extend(base + abs(shaped.x_of(i) - shaped.x_of(0)) for i in range(1, len(stretch.text) + 1))
        return lambda start, end: stops[end] - stops[start]

    def _line(self, paragraph: Paragraph, block: TextBlock, span: tuple[int, int], *, first: bool) -> _Line:
        height = paragraph.line_height or block.line_height
        above, below = _extent(block.font, height, 0.0)
        x = 0.0
        parts: list[tuple[Stretch, float, float]] = []
        pieces = list(cut(paragraph.stretches, *span))
        if len(pieces) > 1 and _runs_right_to_left(paragraph.text):
            pieces.reverse()
        for stretch in pieces:
            width = self.shaped(stretch.text, stretch.font).width
            parts.append((stretch, x, width))
            x += width
            over, under = _extent(stretch.font, height, stretch.raised)
            above, below = max(above, over), max(below, under)
        return _Line(parts, x, above, below, paragraph, first)


def _extent(font: Font, line_height: float, raised: float) -> tuple[float, float]:
    """Return how far a CSS inline box of a font reaches above and below the line's baseline, scene units."""
    m = metrics(font)
    leading = (font.size * line_height - m.ascent - m.descent) / 2
    return m.ascent + leading + raised, m.descent + leading - raised


def _runs_right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction is written from right to left."""
    for character in text:
        if "\u0590" <= character <= "\u08ff" or "\ufb1d" <= character <= "\ufefc":
            return True
        if character.isalpha():
            return False
    return False


def _start_x(line: _Line, block: TextBlock) -> float:
    """Return where a line starts, by its paragraph's alignment in the block's box."""
    indent = INDENT * line.paragraph.indent
    left, width = block.box.x + indent, block.box.w - indent
    if line.paragraph.align == "right":
        return left + width - line.width
    if line.paragraph.align == "center":
        return left + (width - line.width) / 2
    return left


def _start_y(lines: list[_Line], block: TextBlock) -> float:
    """Return the top of the first line, by the block's vertical alignment."""
    height = sum(line.height for line in lines)
    if block.valign == "top":
        return block.box.y
    if block.valign == "bottom":
        return block.box.bottom - height
    return block.box.y + (block.box.h - height) / 2


def _place(lines: list[_Line], block: TextBlock, width_of: Callable[[str, Font], float]) -> TextLayout:
    """Put lines under each other and return everything at its place."""
    runs: list[PlacedRun] = []
    rules: list[PlacedRule] = []
    boxes: list[Box] = []
    y = _start_y(lines, block)
    widest = max((line.width for line in lines), default=0.0)
    for line in lines:
        x, baseline = _start_x(line, block), y + line.above
        boxes.append(Box(x, y, line.width, line.height))
        if line.paragraph.rule:
            w = block.box.w if block.box.w > 0 else widest
            rules.append(PlacedRule(Box(block.box.x, baseline - 0.5, w, 1.0), RULE_COLOR))
        if line.first and line.paragraph.marker:
            runs.append(_marker(line, block, x, baseline, width_of))
        for stretch, dx, width in line.parts:
            at = baseline - stretch.raised
            runs.append(
                PlacedRun(
                    stretch.text, x + dx, at, width, stretch.font, stretch.color, stretch.background, stretch.link
                )
            )
        y += line.height
    box = union(boxes) or Box(block.box.center.x, block.box.center.y, 0.0, 0.0)
    return TextLayout(tuple(runs), box, tuple(boxes), tuple(rules))


def _marker(
    line: _Line, block: TextBlock, x: float, baseline: float, width_of: Callable[[str, Font], float]
) -> PlacedRun:
    """Return the bullet or number left of a list item's first line."""
    first = line.parts[0][0] if line.parts else None
    font = replace(first.font if first else block.font, underline=False, strike=False)
    width = width_of(line.paragraph.marker, font)
    color = first.color if first else line.paragraph.color
    return PlacedRun(line.paragraph.marker, x - width - font.size * 0.5, baseline, width, font, color)
