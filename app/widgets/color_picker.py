"""The colour picker: theme and recent colours, a plane to drag in, hex and RGB, opacity, and how the colour reads."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.tokens import CONTROL_HEIGHT
from app.widgets.buttons import Button
from app.widgets.color_strips import ColorPlane, HueStrip, OpacityStrip
from app.widgets.color_text import parse_color
from app.widgets.color_wish import ColorWish
from app.widgets.floating import SHADOW_ROOM, FloatingBar
from app.widgets.labels import label
from app.widgets.layout import Item, column, equal_row, row
from app.widgets.number_field import NumberField, NumberSpec
from app.widgets.swatches import SwatchPalette, paint_swatch
from canvas.drawing.color import adapt, contrast

WIDTH = 256
ROW = 10
GAP = 6
MOST_RECENT = 10
READABLE, LARGE = 4.5, 3.0
"""Least contrast of small and of large text (WCAG 2, AA)."""
Named = tuple[str, str]
"""A colour "#rrggbb" and its name."""


class RecentColors:
    """The colours picked last, newest first; shared by all pickers of a window."""

    def __init__(self) -> None:
        """Begin with none."""
        self._colors: list[str] = []
        self._keep: Callable[[tuple[str, ...]], None] | None = None

    def remember(self, colors: Sequence[str], keep: Callable[[tuple[str, ...]], None]) -> None:
        """Begin with colours that were kept; `keep` is told whenever there are others."""
        self._colors = list(colors[:MOST_RECENT])
        self._keep = keep

    @property
    def colors(self) -> tuple[str, ...]:
        """The colours."""
        return tuple(self._colors)

    def add(self, picked: str) -> None:
        """Put a colour first."""
        self._colors = [picked, *(one for one in self._colors if one != picked)][:MOST_RECENT]
        if self._keep is not None:
            self._keep(self.colors)


class _DarkSample(QWidget):
    """The colour as it is on light paper, and its counterpart on dark paper."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fill = "#ffffff"
        self.setFixedSize(46, 20)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_swatch(painter, QRectF(0, 0, 20, 20), self.fill, 5)
        paint_swatch(painter, QRectF(24, 0, 20, 20), adapt(self.fill), 5)


class PickerBody(QWidget):
    """What stands in a colour picker.

    Signals:
        previewed: the colour while it is dragged.
        preview_ended: a drag was taken back.
        picked: the colour the user settled on: "#rrggbb", "none" or "default".
        opacity_previewed: per cent while it is dragged.
        opacity_picked: per cent the user settled on.
    """

    previewed = Signal(str)
    preview_ended = Signal()
    picked = Signal(str)
    opacity_previewed = Signal(float)
    opacity_picked = Signal(float)

    def __init__(
        self, wish: ColorWish, theme: Sequence[Named], recent: Sequence[str], parent: QWidget | None = None
    ) -> None:
        """Show a wish.

        Args:
            wish: what is asked; its callbacks are not called here.
            theme: colours of the document's palette, rows of ten.
            recent: colours picked before.
            parent: owner.
        """
        super().__init__(parent)
        self._against = wish.against
        self.plane = ColorPlane(self.tr("Saturation and brightness"))
        self.hue = HueStrip(self.tr("Hue"))
        self.opacity = OpacityStrip(self.tr("Opacity"))
        self.opacity.setVisible(wish.opacity is not None)
        self.opacity.set_mark((wish.opacity if wish.opacity is not None else 100.0) / 100)
        self.hex_edit = QLineEdit()
        self.hex_edit.setAccessibleName(self.tr("Colour: hex, rgb or name"))
        self.hex_edit.setToolTip(self.hex_edit.accessibleName())
        self.hex_edit.setFont(ui_font(tabular=True))
        self.hex_edit.setFixedHeight(CONTROL_HEIGHT)
        names = {"R": self.tr("Red"), "G": self.tr("Green"), "B": self.tr("Blue")}
        self.channels = {
            tag: NumberField(name, NumberSpec(tag, decimals=0, low=0.0, high=255.0)) for tag, name in names.items()
        }
        self.reads = label("", FontKind.CAPTION)
        self.dark = _DarkSample()
        self.dark.setToolTip(self.tr("On light and on dark paper"))
        self.none = Button(self.tr("None"), height=CONTROL_HEIGHT)
        self.automatic = Button(self.tr("Automatic"), height=CONTROL_HEIGHT)
        self.automatic.setToolTip(self.tr("Black or white, as the paper needs it"))
        self.automatic.setVisible(wish.automatic)
        rows = [theme[at : at + ROW] for at in range(0, len(theme), ROW)]
        self.theme = [SwatchPalette(self.tr("Theme colours"), line) for line in rows]
        self.recent = SwatchPalette(self.tr("Recent colours"), [(one, one.upper()) for one in recent])
        self.setLayout(self._content(bool(recent)))
        self._connect()
        self.show_color(QColor(wish.current))

    def _content(self, any_recent: bool) -> QVBoxLayout:
        items: list[Item] = [self.plane, self.hue, self.opacity, row(self.hex_edit, self.dark, spacing=6)]
        items += [equal_row(*self.channels.values(), spacing=6), self.reads]
        if self.theme:
            items += [label(self.tr("Theme"), FontKind.CAPTION, "muted"), column(*self.theme, spacing=2)]
        if any_recent:
            items += [label(self.tr("Recent"), FontKind.CAPTION, "muted"), row(self.recent, None, spacing=0)]
        items.append(equal_row(self.none, self.automatic))
        return column(*items, margins=(12, 12, 12, 12), spacing=8)

    def _connect(self) -> None:
        self.plane.dragged.connect(lambda: self._on_dragged())
        self.hue.dragged.connect(self._on_hue)
        for area in (self.plane, self.hue):
            area.dropped.connect(self._on_dropped)
            area.cancelled.connect(self._on_cancelled)
        self.opacity.dragged.connect(lambda: self.opacity_previewed.emit(self.percent))
        self.opacity.dropped.connect(lambda: self.opacity_picked.emit(self.percent))
        self.opacity.cancelled.connect(self.preview_ended)
        self.hex_edit.editingFinished.connect(self._on_typed)
        for tag, field in self.channels.items():
            field.previewed.connect(lambda value, t=tag: self._on_channel(t, value, final=False))
            field.committed.connect(lambda value, t=tag: self._on_channel(t, value, final=True))
        for swatches in (*self.theme, self.recent):
            swatches.chosen.connect(self._pick)
        self.none.clicked.connect(lambda: self.picked.emit("none"))
        self.automatic.clicked.connect(lambda: self.picked.emit("default"))

    @property
    def color(self) -> str:
        """The colour shown, "#rrggbb"."""
        return self._color.name()

    @property
    def percent(self) -> float:
        """The opacity shown."""
        return float(round(self.opacity.across * 100))

    def show_color(self, shown: QColor) -> None:
        """Show a colour everywhere; emits nothing."""
        self._settled = shown
        hue, saturation, value = shown.hsvHueF(), shown.hsvSaturationF(), shown.valueF()
        # Greys have no hue: the strip stays where it was.
        if hue >= 0:
            self.hue.set_mark(hue)
            self.plane.set_hue(hue)
        self.plane.set_mark(saturation, 1.0 - value)
        self._tell(shown)

    def _tell(self, shown: QColor) -> None:
        """Write a colour into the fields."""
        self._color = shown
        self.opacity.set_color(shown)
        self.hex_edit.setText(shown.name().removeprefix("#").upper())
        self.hex_edit.setModified(False)
        for tag, value in zip("RGB", (shown.red(), shown.green(), shown.blue()), strict=True):
            self.channels[tag].set_value(float(value))
        self.dark.fill = shown.name()
        self.dark.update()
        for swatches in (*self.theme, self.recent):
            swatches.set_current(shown.name())
        self.reads.setVisible(bool(self._against))
        if self._against:
            ratio = contrast(shown.name(), self._against)
            text = self.tr("Contrast %1 : 1, %2").replace("%1", f"{ratio:.1f}")
            self.reads.setText(text.replace("%2", self._verdict(ratio)))

    def _verdict(self, ratio: float) -> str:
        if ratio >= READABLE:
            return self.tr("easy to read")
        return self.tr("large text only") if ratio >= LARGE else self.tr("hard to read")

    def _on_hue(self) -> None:
        self.plane.set_hue(self.hue.across)
        self._on_dragged()

    def _on_dragged(self) -> None:
        self._tell(self.plane.picked())
        self.previewed.emit(self.color)

    def _on_dropped(self) -> None:
        self.plane.set_hue(self.hue.across)
        self._settled = self.plane.picked()
        self._tell(self._settled)
        self.picked.emit(self.color)

    def _on_cancelled(self) -> None:
        self.show_color(self._settled)
        self.preview_ended.emit()

    def _on_typed(self) -> None:
        typed = parse_color(self.hex_edit.text()) if self.hex_edit.isModified() else None
        if typed is None:
            self._tell(self._color)
        else:
            self._pick(typed)

    def _on_channel(self, tag: str, value: float, *, final: bool) -> None:
        parts = {"R": self._color.red(), "G": self._color.green(), "B": self._color.blue(), tag: round(value)}
        shown = QColor(parts["R"], parts["G"], parts["B"])
        if final:
            self._pick(shown.name())
        else:
            self._tell(shown)
            self.previewed.emit(shown.name())

    def _pick(self, picked: str) -> None:
        self.show_color(QColor(picked))
        self.picked.emit(picked.lower())


class ColorPicker(FloatingBar):
    """A popup that answers one wish: the document changes only when a drag ends or something is chosen."""

    def __init__(self, wish: ColorWish, theme: Sequence[Named], recent: RecentColors, parent: QWidget) -> None:
        """Make a closed picker.

        Args:
            wish: what is asked.
            theme: colours of the document's palette, rows of ten.
            recent: colours picked before; the last one of this picker is added when it closes.
            parent: what it belongs to and opens beside.
        """
        self.body = PickerBody(wish, theme, recent.colors)
        super().__init__(column(self.body), parent)
        self._wish = wish
        self._recent = recent
        self._picked = ""
        self.setWindowFlags(
            Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint | Qt.WindowType.NoDropShadowWindowHint
        )
        self.setAttribute(Qt.WidgetAttribute.WA_TranslucentBackground, True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, True)
        self.setAccessibleName(self.tr("Colour picker"))
        self.body.setFixedWidth(WIDTH)
        self.body.previewed.connect(wish.previewed)
        self.body.preview_ended.connect(wish.ended)
        self.body.picked.connect(self._on_picked)
        self.body.opacity_previewed.connect(wish.opacity_previewed)
        self.body.opacity_picked.connect(wish.opacity_done)

    def open_beside(self, field: QWidget) -> None:
        """Open below a widget, or above it where the screen ends; always wholly on the screen."""
        size = self.sizeHint()
        room = field.screen().availableGeometry()
        corner = field.mapToGlobal(QPoint(0, field.height() + GAP)) - QPoint(SHADOW_ROOM, SHADOW_ROOM)
        if corner.y() + size.height() - SHADOW_ROOM > room.bottom():
            corner.setY(field.mapToGlobal(QPoint(0, -GAP)).y() - size.height() + SHADOW_ROOM)
        lowest = QPoint(room.right() - size.width() + SHADOW_ROOM, room.bottom() - size.height() + SHADOW_ROOM)
        corner = QPoint(min(corner.x(), lowest.x()), max(room.top() - SHADOW_ROOM, min(corner.y(), lowest.y())))
        self.setGeometry(QRect(corner, size))
        self.show()
        self.body.hex_edit.setFocus(Qt.FocusReason.PopupFocusReason)
        self.body.hex_edit.selectAll()

    def _on_picked(self, picked: str) -> None:
        self._picked = picked
        self._wish.done(picked)
        if not picked.startswith("#"):
            self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Leave nothing of a preview behind, and remember what was picked."""
        self._wish.ended()
        if self._picked.startswith("#"):
            self._recent.add(self._picked)
        super().closeEvent(event)
