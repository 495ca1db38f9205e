"""Hand-made display entries and a scene of them, for tests of painting that need no document."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from canvas.drawing.display_list import (
    DisplayEntry,
    Fill,
    Gradient,
    ImageItem,
    Item,
    PathItem,
    Placement,
    Stroke,
    TextItem,
)
from canvas.drawing.style import ColorScheme
from canvas.drawing.text import Font, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.path import Command, Path
from canvas.geometry.spatial_index import SpatialIndex
from canvas.geometry.vec import Vec
from canvas.model.records import RichText, Run, ShapeRecord

SVG_PICTURE = (
    "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 20 10'%3E%3Crect width='20' height='10' "
    "fill='teal'/%3E%3Ccircle cx='10' cy='5' r='4' fill='gold'/%3E%3C/svg%3E"
)
PALETTE = (
    ("#dae8fc", "#6c8ebf"),
    ("#d5e8d4", "#82b366"),
    ("#ffe6cc", "#d79b00"),
    ("#f8cecc", "#b85450"),
    ("#ffffff", "#000000"),
)


def rectangle(w: float, h: float) -> Path:
    return Path((("M", 0.0, 0.0), ("L", w, 0.0), ("L", w, h), ("L", 0.0, h), ("Z",)))


def ellipse(w: float, h: float) -> Path:
    x, y, kx, ky = w / 2, h / 2, 0.5523 * w / 2, 0.5523 * h / 2
    return Path(
        (
            ("M", w, y),
            ("C", w, y + ky, x + kx, h, x, h),
            ("C", x - kx, h, 0.0, y + ky, 0.0, y),
            ("C", 0.0, y - ky, x - kx, 0.0, x, 0.0),
            ("C", x + kx, 0.0, w, y - ky, w, y),
            ("Z",),
        )
    )


def polyline(points: tuple[Vec, ...]) -> Path:
    first: Command = ("M", points[0].x, points[0].y)
    return Path((first, *(("L", p.x, p.y) for p in points[1:])))


def label(text: str | RichText, w: float, h: float, **choices: object) -> TextItem:
    runs: RichText = (Run(text),) if isinstance(text, str) else text
    return TextItem(replace(TextBlock(runs, Box(0.0, 0.0, w, h), wrap=True), **choices))  # type: ignore[arg-type]


def vertex(
    name: str, box: Box, *items: Item, opacity: float = 1.0, reach: float = 40.0, **placement: object
) -> DisplayEntry:
    place = replace(Placement(box), **placement)  # type: ignore[arg-type]
    return DisplayEntry(name, "rect", place, items, box.inflated(reach), opacity)


def connector(name: str, points: tuple[Vec, ...], color: str = "#444444", width: float = 1.5) -> DisplayEntry:
    xs, ys = [p.x for p in points], [p.y for p in points]
    bounds = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys)).inflated(width + 2)
    line = PathItem(polyline(points), None, Stroke(color, width))
    return DisplayEntry(name, "connector", Placement(), (line,), bounds, points=points)


def gallery() -> tuple[DisplayEntry, ...]:
    """Return one entry per thing that can be painted, inside Box(0, 0, 600, 320)."""
    east, radial = Gradient("#ffffff", "#82b366", "east"), Gradient("#ffffff", "#b85450", "radial")
    whole = Box(0.0, 0.0, 120.0, 60.0)
    triangle = Path((("M", 0.0, 0.0), ("L", 120.0, 30.0), ("L", 0.0, 60.0), ("Z",)))
    head = Path((("M", 420.0, 300.0), ("L", 415.0, 288.0), ("L", 425.0, 288.0), ("Z",)))
    plain = PathItem(rectangle(120.0, 60.0), Fill("#dae8fc"), Stroke("#6c8ebf"), shadow=True)
    dashed = PathItem(
        rectangle(120.0, 60.0), Fill("#ffffff", gradient=east), Stroke("#82b366", 3.0, dash=(9.0, 9.0)), whole
    )
    turned = PathItem(ellipse(120.0, 60.0), Fill("#ffffff", gradient=radial), Stroke("#b85450", 2.0), whole)
    rich: RichText = (
        Run("Bold", (("bold", True),)),
        Run(" it ", (("italic", True),)),
        Run("x"),
        Run("2", (("script", "sup"),)),
        Run(" struck", (("strike", True), ("underline", True))),
        Run(" link", (("link", "https://example.org/"),)),
    )
    elbow = (Vec(300.0, 235.0), Vec(420.0, 235.0), Vec(420.0, 300.0))
    return (
        vertex("plain", Box(20, 20, 120, 60), plain, label("Plain box with text", 120, 60)),
        vertex("dashed", Box(180, 20, 120, 60), dashed, label("Gradient dashed", 120, 60, font=Font(weight=700))),
        vertex("turned", Box(340, 30, 120, 60), turned, label("Turned 30°", 120, 60), rotation=30.0),
        vertex("flipped", Box(20, 120, 120, 60), PathItem(triangle, Fill("#ffe6cc"), Stroke("#d79b00", 4.0)),
               label("Flipped", 120, 60), flip_h=True),
        vertex("faded", Box(180, 120, 120, 60), PathItem(rectangle(120.0, 60.0), Fill("#e1d5e7"), Stroke("#9673a6", 6.0)),
               label("Group opacity", 120, 60), opacity=0.4),
        vertex("picture", Box(340, 120, 120, 60), ImageItem(Box(0, 0, 120, 60), SVG_PICTURE)),
        vertex("missing", Box(500, 120, 60, 60), ImageItem(Box(0, 0, 60, 60), "file:///nowhere.png")),
        vertex("upright", Box(500, 20, 40, 80), label("Vertical", 80, 40, box=Box(-20, 20, 80, 40), rotation=-90.0)),
        vertex("cut", Box(20, 220, 120, 30), label("Clipped text that is far too long for this little box", 120, 30, overflow="hidden")),
        vertex("framed", Box(180, 220, 120, 30), label(rich, 120, 30, background="#ffff88", border="#ff0000")),
        DisplayEntry("line", "connector", Placement(), (
            PathItem(polyline(elbow), None, Stroke("#000000", 2.0, cap="round", join="round")),
            PathItem(head, Fill("#000000"), Stroke("#000000")),
            TextItem(TextBlock((Run("edge label", (("size", 11.0),)),), Box(400, 225, 0, 20), background="#ffffff")),
        ), Box(290, 220, 150, 90), points=elbow),
    )  # fmt: skip


@dataclass(frozen=True)
class HandDelta:
    dirty: tuple[Box, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()


def record_of(entry: DisplayEntry) -> ShapeRecord:
    """Return a record with the colours of an entry, and all else but text as one parameter."""
    paths = [item for item in entry.items if isinstance(item, PathItem)]
    fill = next((item.fill.color for item in paths if item.fill), "none")
    stroke = next((item.stroke.color for item in paths if item.stroke), "none")
    kind = "connector" if entry.points else entry.kind
    place = replace(entry.placement, box=entry.placement.box._replace(x=0.0, y=0.0))
    look = repr((place, entry.opacity, [item for item in entry.items if not isinstance(item, TextItem)]))
    return ShapeRecord(entry.id, {"kind": kind, "style.fill": fill, "style.stroke": stroke, "param.look": look})


class HandRecords:
    def __init__(self) -> None:
        self.shapes: dict[str, ShapeRecord] = {}


class HandPlaces:
    """Boxes and lines by id; plain lines are given by the rows of their ends."""

    def __init__(
        self,
        boxes: Mapping[str, Box],
        lines: Mapping[str, tuple[Vec, ...]],
        plain: Mapping[str, tuple[int, int, bool]] | None = None,
    ) -> None:
        self._boxes = boxes
        self._lines = lines
        self._plain = plain or {}

    def seen_box(self, shape_id: str, /) -> Box:
        return self._boxes[shape_id]

    def points(self, shape_id: str, /) -> tuple[Vec, ...]:
        return self._lines[shape_id]

    def plain_line(self, shape_id: str, /) -> tuple[int, int, bool] | None:
        return self._plain.get(shape_id)


class HandScene:
    """A scene of ready entries that can be moved, removed and added."""

    def __init__(self, entries: tuple[DisplayEntry, ...] = ()) -> None:
        self.index = SpatialIndex()
        self.order: tuple[str, ...] = tuple(entry.id for entry in entries)
        self.records = HandRecords()
        self.scheme = ColorScheme.LIGHT
        self._entries: dict[str, DisplayEntry] = {}
        for entry in entries:
            self._put(entry)

    def _put(self, entry: DisplayEntry) -> None:
        self._entries[entry.id] = entry
        self.records.shapes[entry.id] = record_of(entry)
        self.index.put(entry.id, entry.bounds)

    def rows_in(self, box: Box, /) -> NDArray[np.intp]:
        found = set(self.index.query(box))
        return np.array([self.index.row(name) for name in self.order if name in found], np.intp)

    def entry(self, shape_id: str, /) -> DisplayEntry:
        return self._entries[shape_id]

    def is_laid_out(self, shape_id: str, /) -> bool:
        return shape_id in self._entries

    def box(self, shape_id: str, /) -> Box:
        return self._entries[shape_id].placement.box

    def seen_box(self, shape_id: str, /) -> Box:
        return self.box(shape_id)

    def is_clipped(self, shape_id: str, /) -> bool:
        return bool(self._entries[shape_id].clips)

    def points(self, shape_id: str, /) -> tuple[Vec, ...]:
        return self._entries[shape_id].points

    def plain_line(self, shape_id: str, /) -> tuple[int, int, bool] | None:
        return None

    def move(self, shape_id: str, dx: float, dy: float) -> HandDelta:
        old = self._entries[shape_id]
        if old.points:
            new = connector(shape_id, tuple(Vec(p.x + dx, p.y + dy) for p in old.points))
        else:
            place = replace(old.placement, box=old.placement.box.translated(dx, dy))
            new = replace(old, placement=place, bounds=old.bounds.translated(dx, dy))
        self._put(new)
        return HandDelta((old.bounds, new.bounds), changed=(shape_id,))

    def remove(self, shape_id: str) -> HandDelta:
        old = self._entries.pop(shape_id)
        self.index.remove(shape_id)
        self.order = tuple(name for name in self.order if name != shape_id)
        return HandDelta((old.bounds,), removed=(shape_id,))

    def add(self, entry: DisplayEntry) -> HandDelta:
        self._put(entry)
        self.order = (*self.order, entry.id)
        return HandDelta((entry.bounds,), added=(entry.id,))


def crowd(count: int, seed: int = 1) -> HandScene:
    """Return a scene of many overlapping shapes with connectors between them in z order."""
    rng = random.Random(seed)
    columns = max(1, int(count**0.5))
    entries: list[DisplayEntry] = []
    centers: list[Vec] = []
    for number in range(count):
        w, h = rng.choice((100.0, 120.0)), rng.choice((50.0, 60.0))
        box = Box((number % columns) * 130 + rng.random() * 40, (number // columns) * 80 + rng.random() * 40, w, h)
        fill, stroke = PALETTE[number % len(PALETTE)]
        dash = (4.0, 3.0) if number % 7 == 0 else ()
        shape = PathItem(
            (ellipse if number % 3 == 0 else rectangle)(w, h),
            Fill(fill),
            Stroke(stroke, 1.0 + number % 3, dash=dash),
            shadow=number % 13 == 0,
        )
        turn = 20.0 if number % 11 == 0 else 0.0
        fade = 0.5 if number % 17 == 0 else 1.0
        entries.append(
            vertex(f"s{number}", box, shape, label(f"order gateway {number}", w, h), opacity=fade, rotation=turn)
        )
        centers.append(box.center)
        if number % 2:
            a, b = centers[-1], centers[max(0, number - rng.randrange(1, columns + 2))]
            bend = (a, Vec(b.x, a.y), b) if number % 5 else (a, b)
            entries.append(connector(f"c{number}", bend))
    return HandScene(tuple(entries))
