"""Fills, strokes and path items from a shape's resolved style."""

from __future__ import annotations

from canvas.drawing.color import parse
from canvas.drawing.display_list import Fill, Gradient, PathItem, Stroke
from canvas.drawing.style import ColorScheme, Style, color
from canvas.geometry.box import Box
from canvas.geometry.path import Path
from canvas.geometry.path_builder import PathBuilder
from canvas.shapes.definition import ShapeBox


def stroke_of(style: Style, *, dashed: bool = True) -> Stroke | None:
    """Return the pen of the outline, or None when nothing is drawn.

    Args:
        style: resolved style.
        dashed: keep the style's dashes.
    """
    if style.stroke is None or style.stroke_width <= 0:
        return None
    return Stroke(style.stroke, style.stroke_width, style.stroke_opacity, style.dash if dashed else ())


def fill_of(style: Style) -> Fill | None:
    """Return the paint of the inside, or None when it is left open."""
    if style.fill is None:
        return None
    gradient = Gradient(style.fill, style.gradient, style.gradient_direction) if style.gradient else None
    return Fill(style.fill, style.fill_opacity, gradient)


def body(s: ShapeBox, path: Path, box: Box | None = None) -> PathItem:
    """Return a path filled and stroked by the style, with its shadow.

    Args:
        s: the shape.
        path: what is painted.
        box: reference of the gradient; the whole shape by default.
    """
    return PathItem(path, fill_of(s.style), stroke_of(s.style), box or Box(0, 0, s.w, s.h), shadow=s.style.shadow)


def ink(s: ShapeBox, path: Path) -> PathItem:
    """Return a path only stroked."""
    return PathItem(path, None, stroke_of(s.style))


def solid_ink(s: ShapeBox, path: Path) -> PathItem:
    """Return a path only stroked, and never dashed."""
    return PathItem(path, None, stroke_of(s.style, dashed=False))


def inked_blob(s: ShapeBox, path: Path) -> PathItem:
    """Return a path filled with the colour of the outline."""
    fill = Fill(s.style.stroke, s.style.stroke_opacity) if s.style.stroke else None
    return PathItem(path, fill, stroke_of(s.style, dashed=False))


def param_color(s: ShapeBox, name: str) -> str | None:
    """Return a colour parameter made final for the style's colour scheme, or None when it is absent or "none"."""
    value = s.text(name)
    if not value or parse(value) is None:
        return None
    return color(value, s.style.scheme, paper=True)


def shade(s: ShapeBox, path: Path, amount: float) -> tuple[PathItem, ...]:
    """Return a darker (positive) or lighter (negative) veil over a part of the shape; nothing for 0."""
    amount = max(-1.0, min(1.0, amount))
    if not amount or s.style.fill is None:
        return ()
    return (PathItem(path, Fill("#000000" if amount > 0 else "#ffffff", abs(amount))),)


def glass(s: ShapeBox) -> tuple[PathItem, ...]:
    """Return the gleam over the upper part when the style asks for glass."""
    if not s.style.glass:
        return ()
    gleam = PathBuilder().move(0, 0).line(0, s.h * 0.4).quad(s.w / 2, s.h * 0.7, s.w, s.h * 0.4).line(s.w, 0).close()
    color = "#ffffff" if s.style.scheme is ColorScheme.LIGHT else "#808080"
    return (PathItem(gleam.build(), Fill(color, 0.4)),)
