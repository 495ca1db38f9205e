"""Short messages at the bottom of a window that go away by themselves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, QSize, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QLabel, QWidget

from app.theme.fonts import FontKind
from app.theme.icons import icon
from app.widgets.buttons import Button, ToolButton
from app.widgets.floating import FloatingBar
from app.widgets.labels import label
from app.widgets.layout import Item, row

_ICONS = {"success": "circle-check", "info": "info", "warning": "triangle-alert", "danger": "circle-alert"}
_TOKENS = {"success": "success", "info": "accent_text", "warning": "warning", "danger": "danger"}
_LONGEST = 160
LIFE_MS = 6000
"""How long a message stays, in milliseconds."""
ABOVE_BOTTOM = 72
"""Distance of the message from the bottom of its window: above the floating bars."""


@dataclass(frozen=True, slots=True)
class Message:
    """What a toast says.

    Attributes:
        text: plain text; what is longer than a line or two is cut.
        level: success, info, warning or danger.
        action: what its button says, for example "Undo"; "" for no button.
        run: what the button does.
        stays: whether it stays until it is dismissed or another one comes: somebody waits for the answer.
    """

    text: str
    level: str = "info"
    action: str = ""
    run: Callable[[], object] | None = None
    stays: bool = False


class Toast(FloatingBar):
    """One message on its surface."""

    def __init__(self, message: Message, on_close: Callable[[], None], parent: QWidget | None = None) -> None:
        """Show a message; `on_close` is called when it should go."""
        mark = QLabel()
        text = message.text if len(message.text) <= _LONGEST else message.text[: _LONGEST - 1] + "…"
        items: list[Item] = [mark, label(text, FontKind.STRONG)]
        if message.action and message.run is not None:
            action = Button(message.action, kind="ghost", height=26)
            action.clicked.connect(message.run)
            action.clicked.connect(on_close)
            items += [8, action]
        close = ToolButton("x", QCoreApplication.translate("Toast", "Dismiss"), size=26, icon_size=14)
        close.clicked.connect(on_close)
        super().__init__(row(*items, close, margins=(14, 7, 8, 7), spacing=8), parent, drop=6)
        mark.setPixmap(
            icon(_ICONS[message.level], _TOKENS[message.level]).pixmap(QSize(18, 18), self.devicePixelRatioF())
        )
        self.setAccessibleName(text)


class ToastHost(QObject):
    """Shows messages on a widget, the newest instead of the one before."""

    def __init__(self, surface: QWidget) -> None:
        """Show on this widget; it is also the owner."""
        super().__init__(surface)
        self._surface = surface
        self._toast: Toast | None = None
        self._message: Message | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.dismiss)
        surface.installEventFilter(self)

    @property
    def toast(self) -> Toast | None:
        """What is shown now."""
        return self._toast

    def show(self, message: Message, life_ms: int = LIFE_MS) -> None:
        """Show a message for some milliseconds, twice as long with a button; 0 keeps it until it is dismissed."""
        self.dismiss()
        self._message = message
        self._toast = Toast(message, self.dismiss, self._surface)
        self._place()
        self._toast.show()
        self._toast.raise_()
        QAccessible.updateAccessibility(QAccessibleEvent(self._toast, QAccessible.Event.Alert))
        if life_ms and not message.stays:
            self._timer.start(2 * life_ms if message.action else life_ms)

    def take_back(self, message: Message) -> None:
        """Take this very message away, if it is what is shown: it is not true any more."""
        if self._message is message:
            self.dismiss()

    def dismiss(self) -> None:
        """Take the message away."""
        self._message = None
        self._timer.stop()
        if self._toast is not None:
            self._toast.hide()
            self._toast.deleteLater()
            self._toast = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the surface when it is resized."""
        if watched is self._surface and event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        if self._toast is None:
            return
        size = self._toast.surface_size()
        left = max(8, (self._surface.width() - size.width()) // 2)
        self._toast.place(QPoint(left, self._surface.height() - ABOVE_BOTTOM - size.height()))
