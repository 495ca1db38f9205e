"""From the tools' names of cursors to Qt's."""

from __future__ import annotations

from PySide6.QtCore import Qt

_CURSORS = {
    "default": Qt.CursorShape.ArrowCursor,
    "crosshair": Qt.CursorShape.CrossCursor,
    "move": Qt.CursorShape.SizeAllCursor,
    "grab": Qt.CursorShape.OpenHandCursor,
    "grabbing": Qt.CursorShape.ClosedHandCursor,
    "pointing": Qt.CursorShape.PointingHandCursor,
    "text": Qt.CursorShape.IBeamCursor,
}
_RESIZE = (
    Qt.CursorShape.SizeHorCursor,
    Qt.CursorShape.SizeFDiagCursor,
    Qt.CursorShape.SizeVerCursor,
    Qt.CursorShape.SizeBDiagCursor,
)


def cursor_shape(name: str) -> Qt.CursorShape:
    """Return Qt's cursor for a tool's: "resize:N" is turned N degrees clockwise from a resize to the right."""
    kind, _, degrees = name.partition(":")
    if kind == "resize":
        return _RESIZE[round(float(degrees or 0) / 45.0) % 4]
    return Qt.CursorShape.CrossCursor if kind == "rotate" else _CURSORS.get(kind, Qt.CursorShape.ArrowCursor)
