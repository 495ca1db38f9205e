"""Pages painted for an export: the display list, the part of the scene that is shown, and the paper."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from app.exporting.options import ExportOptions
from app.exporting.pixel_grid import on_pixel_grid
from canvas.drawing.color import parse
from canvas.drawing.display_list import DisplayEntry
from canvas.drawing.style import ColorScheme
from canvas.formats.listing import cells_listing
from canvas.formats.svg.adaptive import adaptive_entries, pair
from canvas.geometry.box import Box
from canvas.model.records import PageRecord, Snapshot
from canvas.model.view import GraphView
from canvas.qt.painter import PaintTools
from canvas.qt.raster import page_entries
from canvas.scene.extent import content_box
from canvas.scene.page_scene import PageScene


@dataclass(frozen=True, slots=True)
class PaintedPage:
    """One page as every format of an export shows it.

    Attributes:
        number: from 0, among all pages of the diagram.
        page: its record.
        scene: what the entries were taken from.
        entries: the display list, back to front.
        box: scene box shown, border included.
        background: "#rrggbb", a pair for light and dark, or None for a transparent picture.
    """

    number: int
    page: PageRecord
    scene: PageScene
    entries: tuple[DisplayEntry, ...]
    box: Box
    background: str | None

    @property
    def links(self) -> Mapping[str, str]:
        """Links of the painted shapes by shape id."""
        return self._strings("link")

    @property
    def tooltips(self) -> Mapping[str, str]:
        """Tooltips of the painted shapes by shape id."""
        return self._strings("tooltip")

    def _strings(self, key: str) -> Mapping[str, str]:
        shapes = self.scene.records.shapes
        return {entry.id: value for entry in self.entries if (value := str(shapes[entry.id].get(key, "")))}


def paint_page(
    snapshot: Snapshot, view: GraphView, number: int, options: ExportOptions, tools: PaintTools
) -> PaintedPage:
    """Lay out one page and return its display list.

    Args:
        snapshot: the diagram.
        view: its repaired graph.
        number: page number from 0; must exist.
        options: border, background and colours are taken from them.
        tools: the text engine is taken from them.
    """
    page_id = view.pages()[number]
    page = snapshot.pages.get(page_id) or PageRecord(page_id)
    scheme = ColorScheme.DARK if options.dark and not options.adaptive else ColorScheme.LIGHT
    scene = PageScene(snapshot, view, page.id, tools.engine, scheme)
    entries = tuple(page_entries(scene))
    if options.adaptive:
        dark = PageScene(snapshot, view, page.id, tools.engine, ColorScheme.DARK)
        entries = tuple(adaptive_entries(entries, page_entries(dark)))
    box = on_pixel_grid(content_box(entries, tools.engine).inflated(options.border), entries)
    return PaintedPage(number, page, scene, entries, box, background_of(page, options))


def background_of(page: PageRecord, options: ExportOptions) -> str | None:
    """Return the colour behind a page: its own, else that of the paper; None when it is left out."""
    if options.transparent:
        return None
    if options.adaptive:
        return pair(_paper(page, dark=False), _paper(page, dark=True))
    return _paper(page, dark=options.dark)


def _paper(page: PageRecord, *, dark: bool) -> str:
    scheme = ColorScheme.DARK if dark else ColorScheme.LIGHT
    own = parse(str(page.get("background", "none")), dark)
    return scheme.paper if own is None or own == "default" else own


def listing(pages: Sequence[PaintedPage], options: ExportOptions) -> dict[str, Any]:
    """Return every painted shape with its place, page by page, from the same display entries as the picture.

    "origin" is the place of the picture's top left corner in the page's coordinates, "scale" its pixels per unit. A picture may begin half
    a unit after a whole one, where lines are sharpest; its origin is told as the whole unit, as draw.io's own listings do, so that a
    reader who cuts shapes out of both rounds both the same way.
    """
    listed = cells_listing([(page.scene, page.entries) for page in pages])
    for page, entry in zip(pages, listed["pages"], strict=True):
        entry["origin"], entry["scale"] = [math.floor(page.box.x), math.floor(page.box.y)], options.scale
    return listed
