"""The section Style: quick styles of the document's palette, its named styles, and which palette it is."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.panels.inspector_state import InspectorState
from app.widgets.buttons import ToolButton
from app.widgets.layout import column, holder, row
from app.widgets.quick_styles import QuickStyle, QuickStyles
from app.widgets.section import Section


class StyleSection(QWidget):
    """Ready-made looks.

    Signals:
        quick_chosen: the user picked the quick style with this id.
    """

    quick_chosen = Signal(str)

    def __init__(self, styles: Sequence[QuickStyle], parent: QWidget | None = None) -> None:
        """Make the section with the quick styles of a palette."""
        super().__init__(parent)
        self._styles = tuple(styles)
        self.quick = QuickStyles(self.tr("Quick styles"), styles)
        self.named = ToolButton("bookmark", self.tr("Named styles and defaults"))
        self.palettes = ToolButton("swatch-book", self.tr("Palette of the diagram"))
        self.quick.chosen.connect(self.quick_chosen)
        tools = holder(row(self.named, self.palettes, spacing=0))
        self.setLayout(column(Section(self.tr("Style"), self.quick, trailing=tools), spacing=0))

    def set_styles(self, styles: Sequence[QuickStyle]) -> None:
        """Offer the quick styles of another palette."""
        if tuple(styles) != self._styles:
            self._styles = tuple(styles)
            self.quick.set_styles(styles)

    def show_state(self, state: InspectorState) -> None:
        """Mark the quick style that the selection has; emits nothing."""
        own = (state.text("style.fill"), state.text("style.stroke"), state.text("style.font_color"))
        self.quick.set_current(next((s.id for s in self._styles if (s.fill, s.stroke, s.text) == own), None))
