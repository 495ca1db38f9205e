"""Shapes as if drawn by hand: wobbly outlines gone over twice and hatched fills. The same shape always wobbles the same way."""

from __future__ import annotations

import math
import zlib
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from random import Random

from canvas.drawing.display_list import Fill, Item, PathItem, Stroke
from canvas.geometry.path import Command, Path
from canvas.geometry.path_ops import flatten
from canvas.geometry.vec import Vec, rotate
from canvas.shapes.definition import ShapeBox

_WOBBLE = 1.4
"""How far a stroke may miss its mark, scene units; short strokes miss by less."""
_SHORT = 0.1
_ANGLE = -41.0
_GAP = 4.0
"""Slope of hatching in degrees and the distance of its lines, in stroke widths, as in draw.io."""
_DOT = 0.25
"""Length of what a round cap makes a dot of, scene units; painters leave out strokes of hardly any length."""
_STROKES = 3_000
_SOLID = frozenset({"solid", "auto-solid"})
_CROSSED = frozenset({"cross-hatch"})


def sketched(items: tuple[Item, ...], s: ShapeBox, name: str) -> tuple[Item, ...]:
    """Return a shape's items as a hand would draw them.

    Args:
        items: exact.
        s: the shape; its parameters fill_style, hachure_gap, hachure_angle, fill_weight and jiggle are minded.
        name: what the wobble follows from, the shape's id.
    """
    dice = Random(zlib.crc32(name.encode("utf-8", "replace")))  # noqa: S311 - It decides looks, no secrets.
    result: list[Item] = []
    for item in items:
        if isinstance(item, PathItem):
            result.extend(_drawn(item, s, dice))
        else:
            result.append(item)
    return tuple(result)


def _drawn(item: PathItem, s: ShapeBox, dice: Random) -> tuple[PathItem, ...]:
    parts: list[PathItem] = []
    if item.fill is not None:
        parts.append(_filled(item, item.fill, s, dice))
    if item.stroke is not None:
        wobble = min(20.0, _WOBBLE * max(0.0, s.number("jiggle", 1.0)))
        commands = (*_pass(item.path, dice, wobble), *_pass(item.path, dice, wobble))
        parts.append(PathItem(Path(commands), None, replace(item.stroke, join="round", cap="round")))
    return tuple(parts)


def _filled(item: PathItem, fill: Fill, s: ShapeBox, dice: Random) -> PathItem:
    style = s.text("fill_style", "hachure")
    if style in _SOLID or fill.gradient is not None:
        return replace(item, stroke=None)
    width = s.style.stroke_width
    gap = max(1.0, s.number("hachure_gap", _GAP * max(width, 0.5)))
    weight = s.number("fill_weight", -1.0)
    angle = s.number("hachure_angle", _ANGLE)
    strokes = hatching(item.path, angle, gap)
    if style in _CROSSED:
        strokes += hatching(item.path, angle + 90.0, gap)
    pen = Stroke(fill.color, weight if weight > 0 else max(0.5, width / 2), fill.opacity, cap="round")
    if style == "dots":
        pen = replace(pen, width=pen.width * 2)
    return PathItem(Path(tuple(_pattern(style, strokes, gap, dice))), None, pen, shadow=item.shadow)


def _pattern(style: str, strokes: list[tuple[Vec, Vec]], gap: float, dice: Random) -> Iterator[Command]:
    """Yield what is drawn of hatching strokes: all of them, a line that runs to and fro along them, or dots on them."""
    for index, (a, b) in enumerate(strokes):
        if style == "dots":
            yield from _pieces(a, b, _DOT, gap, gap / 6, dice)
        elif style == "dashed":
            yield from _pieces(a, b, gap * 1.5, gap * 2.5, gap / 8, dice)
        elif style == "zigzag":
            ends = (a, b) if index % 2 == 0 else (b, a)
            yield ("L" if index else "M", *_near(ends[0], dice, gap / 6))
            yield ("L", *_near(ends[1], dice, gap / 6))
        else:
            yield ("M", *_near(a, dice, gap / 6))
            yield ("L", *_near(b, dice, gap / 6))


def _pieces(a: Vec, b: Vec, length: float, step: float, miss: float, dice: Random) -> Iterator[Command]:
    """Yield pieces of a stroke. They are lines of their own, since programs differ in what they make of a dashed pen here.

    Args:
        a: where the stroke begins.
        b: where it ends.
        length: of a piece.
        step: from the start of a piece to the next.
        miss: how far a piece may lie beside its place.
        dice: decides that.
    """
    whole = math.dist(a, b)
    for index in range(int(whole / step) + 1):
        start = index * step + step / 4
        end = min(whole, start + length)
        if start >= end:
            continue
        off = Vec(dice.uniform(-miss, miss), dice.uniform(-miss, miss))
        for op, at in (("M", start), ("L", end)):
            yield (op, a.x + (b.x - a.x) * at / whole + off.x, a.y + (b.y - a.y) * at / whole + off.y)


def _near(p: Vec, dice: Random, by: float) -> tuple[float, float]:
    return p.x + dice.uniform(-by, by), p.y + dice.uniform(-by, by)


def _pass(path: Path, dice: Random, wobble: float) -> tuple[Command, ...]:
    """Go over a path once; every stroke misses its marks a little and bends."""
    out: list[Command] = []
    at = start = Vec(0.0, 0.0)
    for op, *n in path.commands:
        end = start if op == "Z" else Vec(n[-2], n[-1])
        if op == "M":
            at = start = end
            continue
        miss = min(wobble, math.dist(at, end) * _SHORT)
        out.append(("M", *_near(at, dice, miss)))
        if op == "C":
            out.append(
                ("C", *_near(Vec(n[0], n[1]), dice, miss), *_near(Vec(n[2], n[3]), dice, miss), *_near(end, dice, miss))
            )
        else:
            first = Vec(at.x + (end.x - at.x) / 3, at.y + (end.y - at.y) / 3)
            second = Vec(at.x + (end.x - at.x) * 2 / 3, at.y + (end.y - at.y) * 2 / 3)
            out.append(("C", *_near(first, dice, miss), *_near(second, dice, miss), *_near(end, dice, miss)))
        at = end
    return tuple(out)


def hatching(path: Path, angle: float, gap: float) -> list[tuple[Vec, Vec]]:
    """Return parallel strokes inside a path (even-odd).

    Args:
        path: the outline.
        angle: slope of the strokes, degrees clockwise.
        gap: distance between them, scene units; made wider where there would be too many.
    """
    origin = Vec(0.0, 0.0)
    lines = [[rotate(p, -angle, origin) for p in line] for line in flatten(path)]
    ys = [p.y for line in lines for p in line]
    if not ys:
        return []
    low, high = min(ys), max(ys)
    gap = max(gap, (high - low) / _STROKES)
    strokes: list[tuple[Vec, Vec]] = []
    y = low + gap / 2
    while y < high and len(strokes) < _STROKES:
        crossings = sorted(x for line in lines for x in _crossings(line, y))
        for a, b in zip(crossings[::2], crossings[1::2], strict=False):
            strokes.append((rotate(Vec(a, y), angle, origin), rotate(Vec(b, y), angle, origin)))
        y += gap
    return strokes


def _crossings(line: list[Vec], y: float) -> list[float]:
    points = line if line[0] == line[-1] else [*line, line[0]]
    found = []
    for a, b in pairwise(points):
        if (a.y <= y) != (b.y <= y):
            found.append(a.x + (y - a.y) * (b.x - a.x) / (b.y - a.y))
    return found
