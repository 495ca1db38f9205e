"""Document colours as QColor."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtGui import QColor


@lru_cache(maxsize=4096)
def qt_color(color: str, opacity: float = 1.0) -> QColor:
    """Return the QColor of "#rrggbb" or "#rgb"; treat it as immutable, it is shared.

    Colours are resolved before they reach the display list, so anything else is a stray value and is painted black:
    visible, rather than a hole in the picture.
    """
    result = QColor.fromString(color) if color.startswith("#") and len(color) in {4, 7} else QColor(0, 0, 0)
    if not result.isValid():
        result = QColor(0, 0, 0)
    if opacity < 1.0:
        result.setAlphaF(max(0.0, opacity))
    return result
