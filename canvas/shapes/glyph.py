"""Figures as data: a few strokes on a small grid, scaled into the shape. Families of pictograms are tables of these.

A glyph is text: layers split by ";", each a letter for its paint and then path commands with numbers of the grid.
Paints: "b" body (filled and stroked, casts the shadow), "i" stroked only, "s" stroked and never dashed, "f" filled with the stroke's
colour, "p" filled only, "w" filled with the paper's colour only. Commands: M L C Q Z as in SVG, A rx ry large sweep x y (upright
ellipses), and whole figures R x y w h, U x y w h r (rounded), E x y w h (ellipse).
"""

from __future__ import annotations

import re
from functools import lru_cache

from canvas.drawing.display_list import Fill, Item, PathItem
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder
from canvas.shapes.brushes import body, fill_of, ink, inked_blob, solid_ink
from canvas.shapes.construction import whole
from canvas.shapes.definition import Outline, Paint, ShapeBox, ShapeKind, TextBoxRule

_TOKEN = re.compile(r"[A-Za-z]|-?\d*\.?\d+")
_COUNTS = {"M": 2, "L": 2, "C": 6, "Q": 4, "Z": 0, "A": 6, "R": 4, "U": 5, "E": 4}

Step = tuple[str, tuple[float, ...]]


@lru_cache(maxsize=2048)
def layers_of(glyph: str) -> tuple[tuple[str, tuple[Step, ...]], ...]:
    """Return a glyph's layers as (paint, steps).

    Raises:
        ValueError: the text is no glyph.
    """
    return tuple((layer.strip()[0], _steps(layer.strip()[1:])) for layer in glyph.split(";") if layer.strip())


def _steps(text: str) -> tuple[Step, ...]:
    tokens = _TOKEN.findall(text)
    steps: list[Step] = []
    at = 0
    command = ""
    while at < len(tokens):
        if tokens[at].isalpha():
            command = tokens[at]
            at += 1
        count = _COUNTS[command]
        steps.append((command, tuple(float(v) for v in tokens[at : at + count])))
        at += count
        if not count and at < len(tokens) and not tokens[at].isalpha():
            raise ValueError(f"numbers after {command}")
    return tuple(steps)


def path_in(steps: tuple[Step, ...], grid: tuple[float, float], s: ShapeBox) -> Path:
    """Return steps scaled from their grid to the shape."""
    sx, sy = s.w / grid[0], s.h / grid[1]
    pen = PathBuilder()
    for command, n in steps:
        v = [value * (sy if i % 2 else sx) for i, value in enumerate(n)]
        if command == "M":
            pen.move(*v)
        elif command == "L":
            pen.line(*v)
        elif command == "C":
            pen.cubic(v[0], v[1], v[2], v[3], v[4], v[5])
        elif command == "Q":
            pen.quad(*v)
        elif command == "A":
            pen.arc(v[0], v[1], v[4], v[5], large=n[2] != 0, sweep=n[3] != 0)
        elif command == "E":
            pen.ellipse(*v)
        elif command in {"R", "U"}:
            pen.rect(v[0], v[1], v[2], v[3], n[4] * min(sx, sy) if command == "U" else 0.0)
        else:
            pen.close()
    return pen.build()


def _item(s: ShapeBox, paint: str, path: Path) -> PathItem:
    box = Box(0.0, 0.0, s.w, s.h)
    if paint == "b":
        return body(s, path)
    if paint == "f":
        return inked_blob(s, path)
    if paint == "p":
        return PathItem(path, fill_of(s.style), None, box)
    if paint == "w":
        return PathItem(path, Fill(s.style.scheme.paper, s.style.fill_opacity), None)
    return solid_ink(s, path) if paint == "s" else ink(s, path)


def glyph_paint(glyph: str, grid: tuple[float, float] = (100.0, 100.0)) -> Paint:
    """Return the painting of a glyph."""
    layers = layers_of(glyph)

    def paint(s: ShapeBox) -> tuple[Item, ...]:
        items = (_item(s, letter, path_in(steps, grid, s)) for letter, steps in layers)
        return tuple(item for item in items if item.fill is not None or item.stroke is not None)

    return paint


def glyph_outline(glyph: str, grid: tuple[float, float] = (100.0, 100.0)) -> Outline:
    """Return the outline of a glyph: its bodies, else all it draws."""
    layers = layers_of(glyph)
    bodies = [steps for letter, steps in layers if letter in "bp"] or [steps for _, steps in layers]

    def outline(s: ShapeBox) -> Path:
        return Path(tuple(c for steps in bodies for c in path_in(steps, grid, s).commands))

    return outline


def glyph_kind(
    name: str,
    title: str,
    glyph: str,
    size: tuple[float, float] = (80.0, 80.0),
    perimeter: str = "rectangle",
    *,
    grid: tuple[float, float] = (100.0, 100.0),
    text: TextBoxRule = whole,
    family: str = "",
) -> ShapeKind:
    """Return a shape kind drawn by a glyph.

    Args:
        name: the kind's name.
        title: for the shape library.
        glyph: the figure.
        size: of a new shape, scene units.
        perimeter: name of its perimeter.
        grid: width and height that the glyph's numbers count in.
        text: where the label goes.
        family: of the shape library; "" offers it nowhere.
    """
    outline, paint = glyph_outline(glyph, grid), glyph_paint(glyph, grid)
    return ShapeKind(name, title, family, outline, paint, text, perimeter, size=size)
