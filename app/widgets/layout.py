"""Rows and columns written as the list of what stands in them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Item = QWidget | QLayout | int | None
"""A widget, a layout, a gap in pixels, or None for a gap that takes what is left."""
Margins = tuple[int, int, int, int]
"""Left, top, right, bottom in pixels."""
NO_MARGINS: Margins = (0, 0, 0, 0)


def _fill(layout: QBoxLayout, items: tuple[Item, ...], margins: Margins, spacing: int) -> None:
    layout.setContentsMargins(*margins)
    layout.setSpacing(spacing)
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def row(*items: Item, margins: Margins = NO_MARGINS, spacing: int = 8) -> QHBoxLayout:
    """Return a row in reading direction."""
    layout = QHBoxLayout()
    _fill(layout, items, margins, spacing)
    return layout


def column(*items: Item, margins: Margins = NO_MARGINS, spacing: int = 8) -> QVBoxLayout:
    """Return a column from top to bottom."""
    layout = QVBoxLayout()
    _fill(layout, items, margins, spacing)
    return layout


def equal_row(*widgets: QWidget, spacing: int = 8) -> QHBoxLayout:
    """Return a row in which every widget has the same width."""
    layout = row(*widgets, spacing=spacing)
    for index, widget in enumerate(widgets):
        widget.setMinimumWidth(1)
        layout.setStretch(index, 1)
    return layout


def holder(layout: QLayout, surface: str = "") -> QWidget:
    """Return a widget around a layout.

    Args:
        layout: what it holds.
        surface: which surface of the style sheet it shows ("panel", "left", "top", ...), or "" for none.
    """
    widget = QWidget()
    widget.setLayout(layout)
    if surface:
        set_surface(widget, surface)
    return widget


def set_surface(widget: QWidget, surface: str) -> None:
    """Make a widget show one of the surfaces of the style sheet."""
    widget.setProperty("surface", surface)
    widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout; widgets go at the next turn of the event loop."""
    while (item := layout.takeAt(0)) is not None:
        old = item.widget()
        if old is not None:
            old.hide()
            old.deleteLater()
