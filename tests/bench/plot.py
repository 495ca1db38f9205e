"""The plot of cost against size, as a display list: drawn and exported by the same code as any diagram."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from canvas.drawing.display_list import DisplayEntry, Fill, Item, PathItem, Placement, Stroke, TextItem
from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.path import Command, Path
from canvas.geometry.vec import Vec
from canvas.model.records import plain

SIZE = Box(0.0, 0.0, 960.0, 600.0)
FRAME = Box(80.0, 60.0, 560.0, 470.0)
COLORS = ("#5b5bd6", "#d13438", "#1f7f4f", "#bf4d00", "#0070d1", "#8e4ec6", "#c9276b", "#0b7a6f", "#8f5300", "#626979")
Series = Mapping[str, Sequence[tuple[float, float]]]
"""Points (number of shapes, milliseconds) by name."""


def _line(points: Sequence[Vec], stroke: Stroke) -> PathItem:
    first: Command = ("M", points[0].x, points[0].y)
    return PathItem(Path((first, *(("L", p.x, p.y) for p in points[1:]))), None, stroke)


def _text(
    text: str, box: Box, *, size: float = 12.0, align: str = "left", bold: bool = False, turn: float = 0.0
) -> TextItem:
    font = Font(size=size, weight=700 if bold else 400)
    return TextItem(TextBlock(plain(text), box, font, "#15171c", align, "middle", rotation=turn))


def _dot(at: Vec, color: str) -> PathItem:
    r = 3.5
    corners = ((at.x, at.y - r), (at.x + r, at.y), (at.x, at.y + r), (at.x - r, at.y))
    start: Command = ("M", *corners[0])
    return PathItem(Path((start, *(("L", *corner) for corner in corners[1:]), ("Z",))), Fill(color))


class Scale:
    """A logarithmic scale from values to one coordinate."""

    def __init__(self, values: Sequence[float], start: float, end: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self._start, self._end = start, end

    def __call__(self, value: float) -> float:
        part = (math.log10(value) - self.low) / (self.high - self.low)
        return self._start + (self._end - self._start) * part

    def powers(self) -> list[float]:
        """Powers of ten on the scale."""
        return [10.0**power for power in range(self.low, self.high + 1)]


def cost_plot(series: Series, title: str) -> list[DisplayEntry]:
    """Return the plot; both axes are logarithmic."""
    points = [point for line in series.values() for point in line]
    across = Scale([p[0] for p in points], FRAME.x, FRAME.right)
    up = Scale([p[1] for p in points], FRAME.bottom, FRAME.y)
    items: list[Item] = [_text(title, Box(FRAME.x, 14, 800, 30), size=18.0, bold=True)]
    for value in across.powers():
        x = across(value)
        items.append(_line((Vec(x, FRAME.y), Vec(x, FRAME.bottom)), Stroke("#e5e7ec")))
        items.append(_text(f"{value:,.0f}", Box(x - 50, FRAME.bottom + 6, 100, 18), align="center"))
    for value in up.powers():
        y = up(value)
        items.append(_line((Vec(FRAME.x, y), Vec(FRAME.right, y)), Stroke("#e5e7ec")))
        items.append(_text(f"{value:g}", Box(FRAME.x - 70, y - 9, 62, 18), align="right"))
    items.append(
        _text("shapes (and half as many connectors)", Box(FRAME.x, FRAME.bottom + 30, FRAME.w, 20), align="center")
    )
    items.append(_text("ms, median", Box(-60, FRAME.center.y - 10, 160, 20), align="center", turn=-90.0))
    for number, (name, line) in enumerate(series.items()):
        color = COLORS[number % len(COLORS)]
        stroke = Stroke(color, 2.0, dash=(6.0, 4.0) if number >= len(COLORS) else (), join="round")
        places = [Vec(across(x), up(y)) for x, y in line]
        items.append(_line(places, stroke))
        items += [_dot(place, color) for place in places]
        y = FRAME.y + 10 + number * 22
        items.append(_line((Vec(FRAME.right + 20, y), Vec(FRAME.right + 44, y)), stroke))
        items.append(_text(f"{name}: {line[-1][1]:.2f}", Box(FRAME.right + 52, y - 9, 240, 18), size=11.0))
    return [DisplayEntry("plot", "plot", Placement(), tuple(items), SIZE)]
