"""Small pictures of diagrams for the home screen, made from the same display list as everything else."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import QBuffer, QByteArray, QIODevice

from app.errors import OutputError
from app.library.background import in_background
from canvas.drawing.style import ColorScheme
from canvas.errors import CanvasError
from canvas.model.view import GraphView
from canvas.qt.painter import PaintTools
from canvas.qt.raster import thumbnail
from canvas.scene.page_scene import PageScene
from canvas.scene.structure import Records
from sync.protocol.limits import MAX_THUMBNAIL_BYTES
from sync.store.library import Library
from sync.store.ports import Store

_LOGGER = logging.getLogger(__name__)

WIDTH_PX, HEIGHT_PX = 560, 256
"""Twice the size of a card's picture, so that it is crisp on a screen of 200 %."""
LIGHT, DARK = "default", "dark"
"""Variants in the library; the light one is named in the list of documents."""
PNG = "image/png"


class Colleagues(Protocol):
    """Those with whom diagrams are shared (see app.workbench.pictures_link)."""

    def wanted(self, document_id: str) -> bool:
        """Tell whether somebody else sees pictures of a diagram that come from here."""

    def tell(self, document_id: str, picture: bytes) -> None:
        """Tell them how a diagram looks: a transparent PNG for light paper."""


def thumbnail_png(records: Records, tools: PaintTools, *, dark: bool = False) -> bytes:
    """Return a transparent PNG of a diagram's first page, at most WIDTH_PX x HEIGHT_PX.

    Raises:
        OutputError: Qt cannot write it.
    """
    view = GraphView(records)
    scheme = ColorScheme.DARK if dark else ColorScheme.LIGHT
    scene = PageScene(records, view, view.pages()[0], tools.engine, scheme)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    # The stubs want bytes for the format's name, but Qt for Python takes text only.
    if not thumbnail(scene, tools, WIDTH_PX, HEIGHT_PX).save(buffer, "PNG"):  # type: ignore[call-overload]
        raise OutputError("the picture could not be written as PNG")
    return bytes(data.data())


@dataclass(slots=True)
class ThumbnailMaker:
    """Paints diagrams on the GUI thread and keeps the pictures in the library.

    Attributes:
        library: where the pictures go.
        make_tools: makes what painting needs; called once, when the first picture is wanted.
        stored: told on the store thread, with the document's id, that its pictures are others now.
        colleagues: are told how their diagrams look; None for nobody.
    """

    library: Library
    make_tools: Callable[[], PaintTools]
    stored: Callable[[str], None] | None = None
    colleagues: Colleagues | None = None
    _tools: PaintTools | None = None

    def picture(self, document_id: str, records: Records) -> None:
        """Keep a light and a dark picture of a diagram, unless they are there already; a failure is logged, nothing is lost."""
        try:
            pictures = self._painted(records)
        except (CanvasError, OutputError) as error:
            _LOGGER.warning("a thumbnail could not be painted: %s", type(error).__name__)
            return
        in_background(self.library, "keeping thumbnails", lambda store: self._keep(store, document_id, pictures))
        if LIGHT in pictures and self.colleagues is not None and self.colleagues.wanted(document_id):
            self.colleagues.tell(document_id, pictures[LIGHT])

    def _painted(self, records: Records) -> dict[str, bytes]:
        """Return the pictures by variant; none of a diagram without pages."""
        if not records.pages:
            return {}
        if self._tools is None:
            self._tools = self.make_tools()
        tools = self._tools
        pictures = {LIGHT: thumbnail_png(records, tools), DARK: thumbnail_png(records, tools, dark=True)}
        return {variant: data for variant, data in pictures.items() if len(data) <= MAX_THUMBNAIL_BYTES}

    def _keep(self, store: Store, document_id: str, pictures: dict[str, bytes]) -> None:
        changed = [
            (variant, data)
            for variant, data in pictures.items()
            if (known := store.thumbnails.get(document_id, variant)) is None
            or known.hash != hashlib.sha256(data).hexdigest()
        ]
        with store.transaction():
            for variant, data in changed:
                store.thumbnails.put(document_id, variant, data, PNG)
        if changed and self.stored is not None:
            self.stored(document_id)
