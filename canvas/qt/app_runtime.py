"""The one QGuiApplication of a process that has no window: exports, thumbnails, tests."""

from __future__ import annotations

import os

from PySide6.QtCore import QLoggingCategory
from PySide6.QtGui import QGuiApplication

from canvas.errors import PaintingUnavailable
from canvas.qt.fonts import register_fonts


def headless_app() -> QGuiApplication:
    """Return the process's application with our fonts registered, making an offscreen one when there is none.

    Raises:
        PaintingUnavailable: a QCoreApplication without fonts and images exists already.
    """
    existing = QGuiApplication.instance()
    if existing is None:
        # Without a display Qt ends the whole process, so a caller without a window never asks for one.
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        # Which installed font lacks a script is nothing its user can act on; text falls back to a font that has it.
        QLoggingCategory.setFilterRules("qt.text.font.db.info=false")
        existing = QGuiApplication(["aio-canvas"])
    if not isinstance(existing, QGuiApplication):
        raise PaintingUnavailable("painting needs a QGuiApplication, but this process has a QCoreApplication")
    register_fonts()
    return existing
