"""Figures drawn by data: layers of paths at their own size, stretched into a shape, as a kind like those that code draws."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache

from canvas.drawing.display_list import Fill, Item, PathItem
from canvas.errors import MalformedFile
from canvas.geometry import path_ops
from canvas.geometry.box import Box
from canvas.geometry.intersect import line_with_segments
from canvas.geometry.path import Path
from canvas.geometry.path_builder import rect_path
from canvas.geometry.vec import Vec
from canvas.shapes.brushes import body, fill_of, ink, inked_blob, solid_ink
from canvas.shapes.construction import whole
from canvas.shapes.definition import ShapeBox, ShapeKind, TextBoxRule
from canvas.shapes.glyph import layers_of, path_in
from canvas.shapes.library.bands import stretch
from canvas.shapes.library.form import PAINTS, ShapeForm

VEIL = 0.16
"""Opacity of the stroke's colour in a veil."""
THIN = 0.6
"""Width of a thin stroke in widths of the others."""
_BODIES = frozenset("bpeo")


@dataclass(frozen=True, slots=True)
class Layer:
    """One path and how it is painted (a letter of `canvas.shapes.library.form`)."""

    paint: str
    path: Path


@dataclass(frozen=True, slots=True, eq=False)
class Figure:
    """A figure at its own size; there is one object of each, so that what is reckoned from it can be kept by it.

    Attributes:
        form: what the library says of it.
        layers: back to front, scene units from the corner.
    """

    form: ShapeForm
    layers: tuple[Layer, ...]

    @property
    def size(self) -> tuple[float, float]:
        """Width and height it is drawn at."""
        return self.form.size or (1.0, 1.0)

    def placer(self, w: float, h: float) -> Callable[[float, float], tuple[float, float]]:
        """Return what takes a point of the drawing into a shape of this size."""
        own_w, own_h = self.size
        if self.form.keep_aspect:
            k = min(w / own_w, h / own_h)
            left, top = (w - own_w * k) / 2, (h - own_h * k) / 2
            return lambda x, y: (left + x * k, top + y * k)
        across, down = stretch(own_w, self.form.fixed_x, w), stretch(own_h, self.form.fixed_y, h)
        return lambda x, y: (across.at(x), down.at(y))

    def placed(self, w: float, h: float) -> tuple[Layer, ...]:
        """Return the layers stretched into a shape of this size."""
        if (w, h) == self.size:
            return self.layers
        place = self.placer(w, h)
        return tuple(Layer(layer.paint, _moved(layer.path, place)) for layer in self.layers)

    def outline(self, w: float, h: float) -> Path:
        """Return the bodies' outline in a shape of this size; the whole box for a figure of lines only."""
        bodies = [layer.path for layer in self.placed(w, h) if layer.paint in _BODIES]
        if not bodies:
            return rect_path(0.0, 0.0, w, h)
        return Path(tuple(command for path in bodies for command in path.commands))


def _moved(path: Path, place: Callable[[float, float], tuple[float, float]]) -> Path:
    return Path(
        tuple((op, *(v for x, y in zip(n[::2], n[1::2], strict=True) for v in place(x, y))) for op, *n in path.commands)
    )


def figure_of(form: ShapeForm) -> Figure:
    """Return the figure that a form's `draw` describes.

    Raises:
        MalformedFile: the text is no figure.
    """
    size = form.size or (1.0, 1.0)
    own = ShapeBox(*size)
    try:
        layers = tuple(Layer(paint, path_in(steps, size, own)) for paint, steps in layers_of(form.draw))
    except (IndexError, KeyError, TypeError, ValueError) as error:
        raise MalformedFile(f"the figure {form.id} cannot be drawn: {error}") from error
    if any(layer.paint not in PAINTS for layer in layers):
        raise MalformedFile(f"the figure {form.id} names a paint that does not exist")
    return Figure(form, layers)


def _item(s: ShapeBox, layer: Layer) -> PathItem | None:
    """Return what a layer paints; the letters that glyphs know mean the same here."""
    paint, path = layer.paint, layer.path
    if paint == "o":
        return None
    if paint == "b":
        return body(s, path)
    if paint == "f":
        return inked_blob(s, path)
    if paint == "p":
        return PathItem(path, fill_of(s.style), None, Box(0.0, 0.0, s.w, s.h))
    if paint == "w":
        return PathItem(path, Fill(s.style.scheme.paper, s.style.fill_opacity), None)
    if paint == "e":
        return PathItem(path, Fill(s.style.scheme.paper, s.style.fill_opacity), ink(s, path).stroke)
    if paint == "d":
        return PathItem(path, Fill(s.style.stroke, VEIL * s.style.stroke_opacity)) if s.style.stroke else None
    if paint == "t":
        stroke = ink(s, path).stroke
        return PathItem(path, None, replace(stroke, width=stroke.width * THIN)) if stroke else None
    return solid_ink(s, path) if paint == "s" else ink(s, path)


def kind_of(name: str, figure: Figure) -> ShapeKind:
    """Return a figure as a shape kind of this name."""
    form = figure.form

    def outline(s: ShapeBox) -> Path:
        return _outline(figure, s.w, s.h)

    def paint(s: ShapeBox) -> tuple[Item, ...]:
        items = (_item(s, layer) for layer in figure.placed(s.w, s.h))
        return tuple(item for item in items if item is not None and (item.fill is not None or item.stroke is not None))

    return ShapeKind(
        name,
        form.title,
        "",
        outline,
        paint,
        whole if form.text is None else _text_box(figure, form.text),
        form.perimeter,
        ports_of_figure(figure),
        figure.size,
        tuple(form.words.split()),
        form.container,
    )


def _text_box(figure: Figure, text: tuple[float, float, float, float]) -> TextBoxRule:
    x, y, w, h = text

    def text_box(s: ShapeBox) -> Box:
        place = figure.placer(s.w, s.h)
        (left, top), (right, bottom) = place(x, y), place(x + w, y + h)
        return Box(left, top, max(0.0, right - left), max(0.0, bottom - top))

    return text_box


@lru_cache(maxsize=2048)
def _outline(figure: Figure, w: float, h: float) -> Path:
    return figure.outline(w, h)


def ports_of_figure(figure: Figure) -> tuple[Vec, ...]:
    """Return a figure's connection points, fractions of its box: those it names, else one on each side of its outline."""
    w, h = figure.size
    if figure.form.ports:
        return tuple(Vec(x / w, y / h) for x, y in figure.form.ports)
    lines = path_ops.flatten(figure.outline(w, h))
    centre = Vec(w / 2, h / 2)
    found = (_outermost(lines, centre, Vec(*side)) for side in ((w / 2, 0.0), (w, h / 2), (w / 2, h), (0.0, h / 2)))
    return tuple(dict.fromkeys(Vec(round(p.x / w, 4), round(p.y / h, 4)) for p in found))


def _outermost(lines: tuple[tuple[Vec, ...], ...], centre: Vec, toward: Vec) -> Vec:
    hits = [hit for line in lines for hit in line_with_segments(centre, toward, line) if hit[0] >= 0]
    return max(hits, default=(0.0, toward))[1]
