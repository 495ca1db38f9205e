"""Thin lines between things."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from app.widgets.layout import set_surface


def horizontal_line() -> QFrame:
    """Return a line across a panel."""
    line = QFrame()
    line.setFixedHeight(1)
    set_surface(line, "line")
    return line


def vertical_line(height: int = 16) -> QFrame:
    """Return a short upright line between groups of buttons."""
    line = QFrame()
    line.setFixedSize(1, height)
    set_surface(line, "line-strong")
    return line
