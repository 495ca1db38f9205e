"""Where a label goes: the kind's text box or a place outside, spacing, alignment, vertical text."""

from __future__ import annotations

from functools import lru_cache

from canvas.drawing.style import ColorScheme, Style, color
from canvas.drawing.text import LINK_COLOR, Font, TextBlock
from canvas.geometry.box import Box
from canvas.geometry.vec import rotate, sub
from canvas.model.records import RichText, Run, Scalar
from canvas.shapes.definition import ShapeBox, ShapeKind
from canvas.shapes.orientation import box_to_local, own_to_local

TOP_GAP = 5.0
BOTTOM_GAP = 1.0
"""draw.io keeps these between text and the upper or lower side, beside the style's spacing."""
_WRAP_SLACK = 1.0
"""On each side wrapped text may use this much of the spacing."""


def font_of(style: Style) -> Font:
    """Return the font of a whole label."""
    weight = style.font_weight if style.font_weight is not None else (700 if style.bold else 400)
    return Font(style.font_family, style.font_size, int(weight), style.italic, style.underline, style.strike)


def label_block(
    kind: ShapeKind, own: ShapeBox, size: tuple[float, float], flips: tuple[bool, bool] = (False, False)
) -> TextBlock | None:
    """Return a shape's label in local space, flips already counted in (text itself is never mirrored).

    Args:
        kind: the shape's kind.
        own: the shape in its own space, with its label and style.
        size: width and height in local space.
        flips: mirrored horizontally, vertically.

    Returns:
        None when there is nothing to paint.
    """
    style = own.style
    if not own.label or style.text_hidden:
        return None
    box = _base_box(kind, own, size, flips)
    if style.horizontal:
        return block(own.label, style, spaced(box, style))
    return block(own.label, style, _upended(box, style), -90.0)


def _upended(box: Box, style: Style) -> Box:
    """Return the box of vertical text: spaced as if it lay flat, then put where turning about its own centre brings it into place."""
    c = box.center
    inner = spaced(Box(c.x - box.h / 2, c.y - box.w / 2, box.h, box.w), style)
    shift = rotate(sub(inner.center, c), -90.0)
    return Box(c.x + shift.x - inner.w / 2, c.y + shift.y - inner.h / 2, inner.w, inner.h)


def _base_box(kind: ShapeKind, own: ShapeBox, size: tuple[float, float], flips: tuple[bool, bool]) -> Box:
    """Return the label's box before spacing: inside by the kind's rule, or beside the shape."""
    style = own.style
    w, h = size
    if style.label_h == "center" and style.label_v == "middle":
        box = inner_box(kind, own, size, style.direction, flips)
    else:
        box = Box(0.0, 0.0, w, h)
    width = box.w if style.label_width is None else style.label_width
    x = box.x + {"left": -width, "right": w}.get(style.label_h, _inner_offset(style, width, box.w))
    y = box.y + {"top": -h, "bottom": h}.get(style.label_v, 0.0)
    return Box(x, y, width, box.h)


def inner_box(
    kind: ShapeKind, own: ShapeBox, size: tuple[float, float], direction: str, flips: tuple[bool, bool]
) -> Box:
    """Return the box that a kind keeps for its label inside a shape, in local space, before spacing.

    Args:
        kind: the shape's kind.
        own: the shape in its own space.
        size: width and height in local space.
        direction: of the figure in its box, "east" for upright.
        flips: mirrored horizontally, vertically.
    """
    w, h = size
    box = box_to_local(kind.text_box(own), own_to_local(w, h, direction))
    return Box(w - box.right if flips[0] else box.x, h - box.bottom if flips[1] else box.y, box.w, box.h)


def _inner_offset(style: Style, width: float, available: float) -> float:
    """Return where a label of a width of its own starts inside the shape."""
    return (available - width) * {"left": 0.0, "right": 1.0}.get(style.align, 0.5)


def spaced(box: Box, style: Style) -> Box:
    """Return a label's box after spacing; beside the shape only the side that the text is aligned to counts."""
    left, right = style.spacing + style.spacing_left, style.spacing + style.spacing_right
    top, bottom = style.spacing + style.spacing_top, style.spacing + style.spacing_bottom
    dx = {"left": left, "right": -right}.get(style.align, (left - right) / 2)
    dy = {"top": top + TOP_GAP, "bottom": -bottom - BOTTOM_GAP}.get(style.valign, (top - bottom) / 2)
    inner_w, inner_h = style.label_h == "center" and style.label_width is None, style.label_v == "middle"
    w = max(0.0, box.w - left - right) if inner_w else box.w
    h = max(0.0, box.h - top - bottom) if inner_h else box.h
    x = box.x + dx + (box.w - w) * {"left": 0.0, "right": 1.0}.get(style.align, 0.5)
    y = box.y + dy + (box.h - h) * {"top": 0.0, "bottom": 1.0}.get(style.valign, 0.5)
    return Box(x, y, w, h)


@lru_cache(maxsize=2048)
def final_colors(text: RichText, scheme: ColorScheme) -> RichText:
    """Return a label with the colours of its marks made final for a scheme, those of links named."""
    if not any(name in {"color", "background", "link"} for run in text for name, _ in run.marks):
        return text
    return tuple(Run(run.text, _final_marks(run, scheme)) for run in text)


def _final_marks(run: Run, scheme: ColorScheme) -> tuple[tuple[str, Scalar], ...]:
    marks = dict(run.marks)
    if "link" in marks:
        marks.setdefault("color", LINK_COLOR)
    for name in ("color", "background"):
        value = marks.get(name)
        if isinstance(value, str):
            final = color(value, scheme, paper=name == "background")
            marks.pop(name)
            if final is not None:
                marks[name] = final
    return tuple(sorted(marks.items()))


def block(text: RichText, style: Style, box: Box, rotation: float = 0.0) -> TextBlock:
    """Return a text block of a style's font, colours and alignment.

    Args:
        text: the label.
        style: resolved style.
        box: where it is aligned, after spacing, before `rotation`.
        rotation: degrees clockwise about the box's centre, added to the style's own.
    """
    text = final_colors(text, style.scheme)
    wrap = style.wrap and box.w > 0
    if wrap and style.align == "center":
        box = Box(box.x - _WRAP_SLACK, box.y, box.w + 2 * _WRAP_SLACK, box.h)
    return TextBlock(
        text,
        box,
        font_of(style),
        style.font_color,
        style.align,
        style.valign,
        wrap,
        rotation + style.label_rotation,
        style.overflow,
        style.label_background,
        style.label_border,
        style.text_opacity,
    )
