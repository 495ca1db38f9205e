#!/usr/bin/env python3
"""Draws the templates that come with the program, and their pictures, into resources/templates.

Usage: QT_QPA_PLATFORM=offscreen python packaging/templates [ID...]
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable
from pathlib import Path

import business
import planning
import software
import systems
from PIL import Image
from PySide6.QtGui import QGuiApplication
from sheet import Sheet

from app.library.thumbnails import thumbnail_png
from canvas.model.document import Document
from canvas.model.plan import Origin
from canvas.model.records import Snapshot
from canvas.model.snapshot import plan_from_snapshot
from canvas.qt.painter import PaintTools
from resources.templates.loader import TEMPLATES

FOLDER = Path(__file__).parents[2] / "resources" / "templates"
WRITER = 1
"""Client id of the templates' one writer; a diagram made from a template gets writers of its own."""


def sheets() -> dict[str, Callable[[], Sheet]]:
    """Return what draws each template."""
    found: dict[str, Callable[[], Sheet]] = {}
    for module in (business, planning, software, systems):
        found.update(
            {name: draw for name, draw in vars(module).items() if callable(draw) and draw.__module__ == module.__name__}
        )
    return found


def state_of(snapshot: Snapshot) -> bytes:
    """Return a diagram in the program's own form."""
    document = Document(WRITER)
    document.apply(plan_from_snapshot(snapshot, "Template"), Origin.LOADED)
    return document.state()


def smaller(picture: bytes) -> bytes:
    """Return a PNG with a palette of its own: a third of the bytes, and no difference to the eye."""
    written = io.BytesIO()
    Image.open(io.BytesIO(picture)).quantize(256, Image.Quantize.FASTOCTREE).save(written, "PNG", optimize=True)
    return written.getvalue()


def main(wanted: list[str]) -> None:
    """Draw the wanted templates, all of them when none is named."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QGuiApplication.instance() or QGuiApplication([])
    drawn, tools = sheets(), PaintTools()
    for template in TEMPLATES:
        if wanted and template.id not in wanted:
            continue
        snapshot = drawn[template.id]().snapshot()
        (FOLDER / f"{template.id}.ydoc").write_bytes(state_of(snapshot))
        for dark in (False, True):
            picture = thumbnail_png(snapshot, tools, dark=dark)
            (FOLDER / f"{template.id}-{'dark' if dark else 'light'}.png").write_bytes(smaller(picture))
        print(template.id)
    del application


if __name__ == "__main__":
    main(sys.argv[1:])
