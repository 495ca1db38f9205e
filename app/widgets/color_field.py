"""One colour of a shape: a sample, its hex digits, its opacity, and an eye that hides it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QWidget

from app.theme.fonts import ui_font
from app.theme.palette import color
from app.theme.tokens import CONTROL_HEIGHT
from app.widgets.buttons import ToolButton
from app.widgets.color_picking import pick_with_popup
from app.widgets.color_text import parse_color
from app.widgets.color_wish import ColorWish, PickColor
from app.widgets.layout import row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.swatches import paint_swatch
from canvas.drawing.color import parse

_PERCENT = NumberSpec(suffix="%", decimals=0, low=0.0, high=100.0)


class _Sample(QAbstractButton):
    """The colour sample at the start of the field; opens the picker."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.fill: str | None = "none"
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setFixedSize(20, 20)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(color("accent_ring"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        paint_swatch(painter, QRectF(2, 2, 16, 16), self.fill, 4)


class _HexEdit(QLineEdit):
    """A line that puts its old text back on Escape."""

    restored = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.isModified():
            self.restored.emit()
            return
        super().keyPressEvent(event)


class ColorField(QWidget):
    """A colour with its opacity.

    Signals:
        color_committed: the user settled on this "#rrggbb", or hid the colour ("none").
        opacity_committed: the user settled on this percentage.
        color_previewed: this colour is being dragged to; nothing is final.
        opacity_previewed: this percentage is being dragged to.
        preview_ended: what was previewed does not count.
    """

    color_committed = Signal(str)
    opacity_committed = Signal(float)
    color_previewed = Signal(str)
    opacity_previewed = Signal(float)
    preview_ended = Signal()

    def __init__(
        self,
        name: str,
        *,
        with_opacity: bool = True,
        automatic: bool = True,
        pick: PickColor = pick_with_popup,
        parent: QWidget | None = None,
    ) -> None:
        """Make a field.

        Args:
            name: what the colour is of, for example "Fill".
            with_opacity: whether to show a percentage.
            automatic: whether "black or white by the theme" is on offer.
            pick: how the user picks from all colours.
            parent: owner.
        """
        super().__init__(parent)
        self._pick = pick
        self._with_opacity = with_opacity
        self._automatic = automatic
        self.against = ""
        self._color: str | None = "none"
        self._shown_before = "#ffffff"
        self.hex_edit = _HexEdit(self)
        self.hex_edit.setAccessibleName(self.tr("%1 colour").replace("%1", name))
        self.hex_edit.setFont(ui_font(tabular=True))
        self.hex_edit.setTextMargins(20, 0, 0, 0)
        self.hex_edit.setFixedHeight(CONTROL_HEIGHT)
        self.hex_edit.editingFinished.connect(self._on_typed)
        self.hex_edit.restored.connect(self._show)
        self.sample = _Sample(self.tr("Pick the colour of %1").replace("%1", name), self.hex_edit)
        self.sample.move(5, 4)
        self.sample.clicked.connect(self._on_pick)
        self.opacity = NumberField(self.tr("%1 opacity").replace("%1", name), _PERCENT)
        self.opacity.setFixedWidth(64)
        self.opacity.setVisible(with_opacity)
        self.opacity.committed.connect(self.opacity_committed)
        self.opacity.previewed.connect(self.opacity_previewed)
        self.eye = ToolButton("eye", self.tr("Show or hide %1").replace("%1", name), checkable=True, kind="toggle")
        self.eye.clicked.connect(self._on_eye)
        self.setLayout(row(self.hex_edit, self.opacity, self.eye, spacing=4))
        self.setFixedHeight(CONTROL_HEIGHT)
        self._show()

    @property
    def color(self) -> str | None:
        """The colour shown: "#rrggbb", "none", "default", or None while several differ."""
        return self._color

    def set_color(self, value: str | None) -> None:
        """Show a colour, or that several differ (None); emits nothing."""
        self._color = value
        plain = parse(value) if value else None
        if plain and plain != "default":
            self._shown_before = plain
        if not (self.hex_edit.hasFocus() and self.hex_edit.isModified()):
            self._show()

    def set_opacity(self, percent: float | None) -> None:
        """Show an opacity, or that several differ (None); emits nothing."""
        if percent is None:
            self.opacity.set_mixed()
        else:
            self.opacity.set_value(percent)

    def _show(self) -> None:
        hidden = self._color == "none"
        texts = {None: "", "none": self.tr("None"), "default": self.tr("Automatic")}
        plain = parse(self._color) if self._color not in texts and self._color is not None else None
        text = texts[self._color] if self._color in texts else str(plain).removeprefix("#").upper()
        self.hex_edit.setPlaceholderText(self.tr("Mixed") if self._color is None else "")
        self.hex_edit.setText(text)
        self.hex_edit.setCursorPosition(0)
        self.hex_edit.setModified(False)
        self.sample.fill = plain or self._color
        self.sample.update()
        self.eye.setChecked(hidden)
        self.eye.set_icon("eye-off" if hidden else "eye")

    def _commit(self, value: str) -> None:
        changed = value != self._color
        self.set_color(value)
        self._show()
        if changed:
            self.color_committed.emit(value)

    def _on_typed(self) -> None:
        typed = parse_color(self.hex_edit.text()) if self.hex_edit.isModified() else None
        if typed is None:
            self._show()
        else:
            self._commit(typed)

    def _on_eye(self, hide: bool) -> None:
        self._commit("none" if hide else self._shown_before)

    def _on_pick(self) -> None:
        wish = ColorWish(
            self._shown_before,
            self.color_previewed.emit,
            self.preview_ended.emit,
            self._commit,
            (self.opacity.value if self.opacity.value is not None else 100.0) if self._with_opacity else None,
            self.opacity_previewed.emit,
            self.opacity_committed.emit,
            self.against,
            self._automatic,
        )
        self._pick(self, wish)
