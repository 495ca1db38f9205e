"""Rows of small buttons that belong together: one of several (SegmentedControl) or any of several (ToggleStrip)."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QSizePolicy, QToolButton, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.icons import icon
from app.theme.palette import color
from app.theme.tokens import CONTROL_HEIGHT, ICON, RADIUS_CONTROL
from app.widgets.layout import row


@dataclass(frozen=True, slots=True)
class Segment:
    """One button of the row.

    Attributes:
        id: what the signal says.
        name: tooltip and accessible name; the visible text when there is no icon.
        icon: Lucide name, or "".
    """

    id: str
    name: str
    icon: str = ""


class SegmentButton(QToolButton):
    """One button of a row; a bar below its icon says that the things it stands for differ."""

    def __init__(self) -> None:
        """Make a button that is off."""
        super().__init__()
        self.mixed = False

    def set_mixed(self, mixed: bool) -> None:
        """Show, or stop showing, that several things differ."""
        if mixed != self.mixed:
            self.mixed = mixed
            self.setAccessibleDescription(self.tr("Mixed") if mixed else "")
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, then the bar."""
        super().paintEvent(event)
        if self.mixed:
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(color("accent_text"))
            painter.drawRoundedRect(QRectF(self.width() / 2 - 5, self.height() - 4, 10, 2), 1, 1)


def _button(segment: Segment) -> SegmentButton:
    button = SegmentButton()
    button.setCheckable(True)
    button.setAccessibleName(segment.name)
    button.setProperty("kind", "segment")
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setFixedHeight(CONTROL_HEIGHT - 4)
    button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if segment.icon:
        button.setToolTip(segment.name)
        button.setIcon(icon(segment.icon, "text2", "text"))
        button.setIconSize(QSize(ICON, ICON))
    else:
        button.setText(segment.name)
        button.setFont(ui_font(FontKind.STRONG))
    return button


class _Strip(QWidget):
    """The sunken ground the buttons stand on."""

    def __init__(self, name: str, segments: Sequence[Segment], parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFixedHeight(CONTROL_HEIGHT)
        self.buttons: dict[str, SegmentButton] = {segment.id: _button(segment) for segment in segments}
        self.setLayout(row(*self.buttons.values(), margins=(2, 2, 2, 2), spacing=0))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color("sunken"))
        painter.drawRoundedRect(QRectF(self.rect()), RADIUS_CONTROL, RADIUS_CONTROL)


class SegmentedControl(QWidget):
    """Exactly one of several, or none while the values differ.

    Signals:
        chosen: the user picked the segment with this id.
    """

    chosen = Signal(str)

    def __init__(self, name: str, segments: Sequence[Segment], parent: QWidget | None = None) -> None:
        """Make the row; nothing is picked yet."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._strip = _Strip(name, segments, self)
        self._group = QButtonGroup(self)
        for id_, button in self._strip.buttons.items():
            self._group.addButton(button)
            button.clicked.connect(lambda _checked=False, chosen=id_: self.chosen.emit(chosen))
        self.setLayout(row(self._strip))
        self.setFixedHeight(CONTROL_HEIGHT)

    def button(self, id_: str) -> QToolButton:
        """Return the button of a segment."""
        return self._strip.buttons[id_]

    def current(self) -> str | None:
        """Return the id that is picked, or None."""
        return next((id_ for id_, button in self._strip.buttons.items() if button.isChecked()), None)

    def set_current(self, id_: str | None) -> None:
        """Show an id as picked; None or an unknown one shows none. Emits nothing."""
        # An exclusive group refuses to have nothing checked.
        self._group.setExclusive(False)
        for each, button in self._strip.buttons.items():
            button.setChecked(each == id_)
        self._group.setExclusive(True)


class ToggleStrip(QWidget):
    """Any number of several, each on or off.

    Signals:
        toggled: the user changed the segment with this id to this state.
    """

    toggled = Signal(str, bool)

    def __init__(self, name: str, segments: Sequence[Segment], parent: QWidget | None = None) -> None:
        """Make the row; all are off."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self._strip = _Strip(name, segments, self)
        for id_, button in self._strip.buttons.items():
            button.clicked.connect(lambda checked, changed=id_: self.toggled.emit(changed, checked))
        self.setLayout(row(self._strip))
        self.setFixedHeight(CONTROL_HEIGHT)

    def button(self, id_: str) -> QToolButton:
        """Return the button of a segment."""
        return self._strip.buttons[id_]

    def set_states(self, states: Mapping[str, bool], mixed: Collection[str] = ()) -> None:
        """Show which are on, and which differ among the things selected; those that are missing are off. Emits nothing."""
        for id_, button in self._strip.buttons.items():
            button.setChecked(states.get(id_, False))
            button.set_mixed(id_ in mixed)
