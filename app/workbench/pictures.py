"""Pictures of a selection for programs that do not know our shapes. The writers are loaded with the first picture, not at the start."""

from __future__ import annotations

from collections.abc import Collection

from app.exporting.pictures import Blob
from canvas.editor.editor import Editor
from canvas.qt.painter import PaintTools
from canvas.qt.raster import entries_box, page_entries, render_entries
from canvas.scene.page_scene import PageScene

SCALE = 2.0
"""Pixels per scene unit of a copied bitmap: crisp in a document that is printed."""
BORDER = 4.0


class SelectionPictures:
    """Draws shapes of the page in front (the port of `canvas.commands.clipboard`)."""

    def __init__(self, editor: Editor, tools: PaintTools, blob: Blob) -> None:
        """Make a painter for one diagram."""
        self._editor = editor
        self._tools = tools
        self._blob = blob

    @property
    def _settled(self) -> PageScene:
        """The page in front, with all lines as they are to run: a picture stays."""
        return self._editor.scene_of(self._editor.page)

    def svg(self, ids: Collection[str]) -> str:
        """Return shapes as an SVG file with real text."""
        from canvas.formats.svg.options import SvgOptions
        from canvas.formats.svg.writer import write_svg

        entries = page_entries(self._settled, ids)
        box = entries_box(entries).inflated(BORDER)
        return write_svg(entries, box, self._tools.engine, SvgOptions(blob=self._blob))

    def png(self, ids: Collection[str]) -> bytes:
        """Return shapes as a transparent PNG file."""
        from app.exporting.service import png_bytes

        entries = page_entries(self._settled, ids)
        return png_bytes(render_entries(entries, self._tools, entries_box(entries).inflated(BORDER), SCALE))
