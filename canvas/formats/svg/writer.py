"""Writes a display list as one SVG file."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Protocol

from canvas.drawing.display_list import DisplayEntry, ImageItem, PathItem, Placement
from canvas.drawing.shadow import OFFSET
from canvas.drawing.text import TextEngine
from canvas.formats.svg.adaptive import style_sheet
from canvas.formats.svg.markup import attributes, number, safe_link, text_node
from canvas.formats.svg.options import SvgOptions
from canvas.formats.svg.paint import Definitions, image_markup, path_markup, shadow_markup
from canvas.formats.svg.text import text_markup
from canvas.geometry.box import Box, union


class PaintedPage(Protocol):
    """What writing needs of a page scene (see canvas.scene.page_scene.PageScene)."""

    @property
    def order(self) -> tuple[str, ...]:
        """Painted ids, back to front."""
        ...

    def entry(self, shape_id: str, /) -> DisplayEntry:
        """Return what a shape paints."""
        ...


def write_scene_svg(
    scene: PaintedPage, engine: TextEngine, options: SvgOptions | None = None, ids: Collection[str] | None = None
) -> str:
    """Return a page, or the shapes named by `ids`, as SVG."""
    wanted = None if ids is None else frozenset(ids)
    entries = [scene.entry(shape_id) for shape_id in scene.order if wanted is None or shape_id in wanted]
    box = union(entry.bounds for entry in entries if entry.items) or Box(0.0, 0.0, 0.0, 0.0)
    return write_svg(entries, box, engine, options)


def write_svg(entries: Iterable[DisplayEntry], box: Box, engine: TextEngine, options: SvgOptions | None = None) -> str:
    """Return a display list as SVG; equal input gives equal text.

    Args:
        entries: back to front.
        box: scene box to show, before the border.
        engine: positions of the text.
        options: choices; the defaults when None.
    """
    options = options or SvgOptions()
    definitions = Definitions()
    shown = list(entries)
    body = [_entry_markup(entry, engine, options, definitions) for entry in shown]
    view = box.inflated(options.border)
    width, height = max(view.w, 1.0), max(view.h, 1.0)
    head = "<svg" + attributes(
        xmlns="http://www.w3.org/2000/svg",
        width=width * options.scale,
        height=height * options.scale,
        viewBox=" ".join(number(v) for v in (view.x, view.y, width, height)),
        content=options.source or None,
    )
    parts = [head, ">\n"]
    if options.title:
        parts.append(f"<title>{text_node(options.title)}</title>\n")
    if options.description:
        parts.append(f"<desc>{text_node(options.description)}</desc>\n")
    parts.append(style_sheet(shown, options.background))
    parts.append(definitions.markup())
    if options.background:
        area = attributes(x=view.x, y=view.y, width=width, height=height, fill=options.background)
        parts.append(f"<rect{area}/>\n")
    parts.extend(body)
    parts.append("</svg>\n")
    return "".join(parts)


def _entry_markup(entry: DisplayEntry, engine: TextEngine, options: SvgOptions, definitions: Definitions) -> str:
    """Return one shape as a group."""
    inner: list[str] = []
    for transform, markup in _items(entry, engine, options, definitions):
        inner.append(f'<g transform="{transform}">{markup}</g>' if transform else markup)
    if not inner:
        return ""
    tooltip = options.tooltips.get(entry.id)
    title = f"<title>{text_node(tooltip)}</title>" if tooltip else ""
    opacity = None if entry.opacity >= 1 else entry.opacity
    group = f"<g{attributes(data_id=entry.id, opacity=opacity)}>{title}{''.join(inner)}</g>"
    for clip in entry.clips:
        group = f"<g{attributes(clip_path=definitions.clip_to(clip))}>{group}</g>"
    link = safe_link(options.links.get(entry.id))
    return (f"<a{attributes(href=link, target='_blank')}>{group}</a>" if link else group) + "\n"


def _items(
    entry: DisplayEntry, engine: TextEngine, options: SvgOptions, definitions: Definitions
) -> list[tuple[str, str]]:
    """Return (transform, markup) of an entry's items, neighbours with one transform put together."""
    plain, flipped = transform_of(entry.placement, flips=False), transform_of(entry.placement, flips=True)
    result: list[tuple[str, str]] = []

    def put(transform: str, markup: str) -> None:
        if result and result[-1][0] == transform:
            result[-1] = (transform, result[-1][1] + markup)
        else:
            result.append((transform, markup))

    for item in entry.items:
        if isinstance(item, PathItem):
            if item.shadow:
                offset = f"translate({number(OFFSET.x)} {number(OFFSET.y)})"
                put(f"{offset} {flipped}".strip(), shadow_markup(item))
            put(flipped, path_markup(item, definitions))
        elif isinstance(item, ImageItem):
            put(flipped, image_markup(item, options, definitions))
        elif item.block.text:
            put(plain if item.block.upright else flipped, text_markup(item.block, engine, definitions))
    return result


def transform_of(placement: Placement, *, flips: bool) -> str:
    """Return the SVG transform from a shape's local space to the scene, "" for none."""
    box = placement.box
    parts: list[str] = []
    if box.x or box.y:
        parts.append(f"translate({number(box.x)} {number(box.y)})")
    if placement.rotation:
        parts.append(f"rotate({number(placement.rotation)} {number(box.w / 2)} {number(box.h / 2)})")
    if flips and placement.flip_h:
        parts.append(f"translate({number(box.w)} 0) scale(-1 1)")
    if flips and placement.flip_v:
        parts.append(f"translate(0 {number(box.h)}) scale(1 -1)")
    return " ".join(parts)
