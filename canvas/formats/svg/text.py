"""Text blocks as <text> elements, one per run, at the positions the text engine found."""

from __future__ import annotations

from canvas.drawing.color import parse
from canvas.drawing.text import Font, PlacedRun, TextBlock, TextEngine, TextLayout
from canvas.formats.svg.adaptive import split
from canvas.formats.svg.markup import attributes, number, safe_link, text_node
from canvas.formats.svg.paint import Definitions

_SANS = "Arimo, 'Liberation Sans', Arial, sans-serif"
_SERIF = "'Liberation Serif', Tinos, 'Times New Roman', Newsreader, serif"
_MONO = "'Liberation Mono', Cousine, 'Courier New', 'IBM Plex Mono', monospace"
_FALLBACKS = {
    "times new roman": _SERIF,
    "times": _SERIF,
    "georgia": _SERIF,
    "garamond": _SERIF,
    "cambria": _SERIF,
    "serif": _SERIF,
    "courier new": _MONO,
    "courier": _MONO,
    "consolas": _MONO,
    "monaco": _MONO,
    "menlo": _MONO,
    "monospace": _MONO,
    "verdana": "'DejaVu Sans', sans-serif",
    "tahoma": "'DejaVu Sans Condensed', sans-serif",
}
_UNDERLINE, _STRIKE = "underline", "line-through"


def family_list(family: str) -> str:
    """Return a CSS font family list: what was asked for, then families with the same widths, then a generic one."""
    first = family.split(",")[0].strip().strip("'\"")
    quoted = first if first.replace("-", "").isalpha() else "'" + first.replace("'", "").replace("\\", "") + "'"
    return f"{quoted}, {_FALLBACKS.get(first.lower(), _SANS)}"


def text_markup(block: TextBlock, engine: TextEngine, definitions: Definitions) -> str:
    """Return a group with a block's background, frame, rules and runs, in the shape's local space."""
    layout = engine.layout(block)
    inside = _frame(block, layout) + "".join(
        f"<rect{attributes(x=r.box.x, y=r.box.y, width=r.box.w, height=r.box.h, fill=r.color)}/>" for r in layout.rules
    )
    inside += "".join(_run(run, block.font) for run in layout.runs)
    if block.overflow == "hidden":
        inside = f'<g clip-path="{definitions.clip(block.box)}">{inside}</g>'
    return f"<g{_group_attributes(block)}>{inside}</g>"


def _group_attributes(block: TextBlock) -> str:
    turn = None
    if block.rotation:
        x, y = block.box.center
        turn = f"rotate({number(block.rotation)} {number(x)} {number(y)})"
    return attributes(
        transform=turn,
        opacity=None if block.opacity >= 1 else block.opacity,
        fill=block.color,
        font_family=family_list(block.font.family),
        font_size=f"{number(block.font.size)}px",
    )


def _frame(block: TextBlock, layout: TextLayout) -> str:
    if not block.background and not block.border:
        return ""
    box = layout.box
    return (
        "<rect"
        + attributes(x=box.x, y=box.y, width=box.w, height=box.h, fill=block.background or "none", stroke=block.border)
        + "/>"
    )


def _decoration(font: Font) -> str | None:
    names = [name for name, on in ((_UNDERLINE, font.underline), (_STRIKE, font.strike)) if on]
    return " ".join(names) or None


def _safe(color: str) -> str | None:
    """Return a run's colour as it may be written: marks come from documents and may hold anything."""
    if split(color):
        return color
    plain = parse(color)
    return None if plain == "default" else plain


def _run(run: PlacedRun, base: Font) -> str:
    """Return one run; what equals the block's own font is inherited from the group."""
    font = run.font
    if not run.text.strip() and not run.font.underline and not run.background:
        return ""
    back = ""
    if run.background:
        top, height = run.baseline - font.size * 0.9, font.size * 1.15
        back = (
            f"<rect{attributes(x=run.x, y=top, width=run.width, height=height, fill=_safe(run.background) or 'none')}/>"
        )
    element = "<text" + attributes(
        x=run.x,
        y=run.baseline,
        font_family=None if font.family == base.family else family_list(font.family),
        font_size=None if font.size == base.size else f"{number(font.size)}px",
        font_weight=None if font.weight == 400 else str(font.weight),
        font_style="italic" if font.italic else None,
        text_decoration=_decoration(font),
        fill=_safe(run.color),
    )  # fmt: skip
    element += f' xml:space="preserve">{text_node(run.text)}</text>'
    link = safe_link(run.link)
    return back + (f"<a{attributes(href=link, target='_blank')}>{element}</a>" if link else element)
