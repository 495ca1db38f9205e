"""Opening the colour picker beside whatever asks for a colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from app.widgets.color_picker import ColorPicker, Named, RecentColors
from app.widgets.color_wish import ColorWish


class ColorPicking:
    """Opens pickers that share their theme and recent colours; is a `PickColor`."""

    def __init__(self, theme: Callable[[], Sequence[Named]] = tuple) -> None:
        """Make it.

        Args:
            theme: returns the colours of the palette in force, rows of ten.
        """
        self._theme = theme
        self.recent = RecentColors()

    def __call__(self, field: QWidget, wish: ColorWish) -> None:
        """Open a picker below a widget."""
        ColorPicker(wish, self._theme(), self.recent, field).open_beside(field)


def pick_with_popup(field: QWidget, wish: ColorWish) -> None:
    """Open a picker that knows no theme and no recent colours."""
    ColorPicking()(field, wish)
