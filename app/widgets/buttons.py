"""Push buttons and tool buttons of the design."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QStylePainter, QToolButton, QWidget

from app.theme.fonts import FontKind, ui_font
from app.theme.icons import draw_icon, icon
from app.theme.palette import current_tokens
from app.theme.tokens import BUTTON_HEIGHT, CONTROL_HEIGHT, ICON

GAP = 8
"""Between the icon and the text of a button, in pixels."""
PADDING = 12


def with_key(text: str, shortcut: str) -> str:
    """Return a tooltip that also tells the shortcut in the system's own notation."""
    if not shortcut:
        return text
    return f"{text}  {QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)}"


class Button(QPushButton):
    """A push button with a text and perhaps an icon.

    Qt leaves no room between icon and text, so the content is painted here and only the frame by the style.
    """

    def __init__(
        self,
        text: str,
        *,
        kind: str = "secondary",
        icon_name: str = "",
        height: int = BUTTON_HEIGHT,
        leading: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Make a button.

        Args:
            text: what it says; also its accessible name.
            kind: secondary, primary, ghost or danger.
            icon_name: Lucide name, or "".
            height: in pixels.
            leading: put the content at the start instead of the middle.
            parent: owner.
        """
        super().__init__(text, parent)
        self._kind = kind
        self._icon_name = icon_name
        self._leading = leading
        self._padding = PADDING
        self._reason = ""
        self.setProperty("kind", kind)
        self.setFont(ui_font(FontKind.STRONG))
        self.setFixedHeight(height)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)

    def set_icon(self, icon_name: str) -> None:
        """Show another icon, or none for ""."""
        self._icon_name = icon_name
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take Return for a click, too: whoever walks through a dialog by keys expects it of the button with the ring around it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
            event.accept()
        else:
            super().keyPressEvent(event)

    def set_kind(self, kind: str) -> None:
        """Look like a button of another kind: secondary, primary, ghost or danger."""
        if kind != self._kind:
            self._kind = kind
            self.setProperty("kind", kind)
            self.style().unpolish(self)
            self.style().polish(self)

    def set_shortcut(self, shortcut: str) -> None:
        """Tell a key in the tooltip."""
        self.setToolTip(with_key("", shortcut).strip())

    def set_reason(self, reason: str) -> None:
        """Say why the button cannot be used now; "" when it can."""
        if reason != self._reason or self.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled) != bool(reason):
            self._reason = reason
            self.setEnabled(not reason)
            self.setAccessibleDescription(reason)
            self.setToolTip(reason)

    def _icon_room(self) -> int:
        return ICON + (GAP if self.text() else 0) if self._icon_name else 0

    def sizeHint(self) -> QSize:
        """Return the size of icon, gap, text and padding."""
        text = self.fontMetrics().horizontalAdvance(self.text())
        return QSize(text + self._icon_room() + 2 * self._padding, self.height())

    def minimumSizeHint(self) -> QSize:
        """Return the same: a button is never cut off."""
        return self.sizeHint()

    def _color(self) -> str:
        tokens = current_tokens()
        if not self.isEnabled():
            return tokens.text_disabled
        if self._kind == "primary":
            return tokens.on_accent
        if self._kind == "danger":
            return tokens.danger
        if self._kind == "ghost" and not (self.underMouse() or self.isChecked()):
            return tokens.text2
        return tokens.text

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the frame by the style sheet, then icon and text."""
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        option.text = ""
        option.icon = QIcon()
        painter.drawControl(QStyle.ControlElement.CE_PushButton, option)
        self._paint_content(painter)

    def _paint_content(self, painter: QPainter) -> None:
        color = self._color()
        room = max(0, self.width() - 2 * self._padding - self._icon_room())
        shown, text = self.text(), self.fontMetrics().horizontalAdvance(self.text())
        if text > room:  # Only in a place of fixed breadth, as in the side bar.
            shown = self.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, room)
            text = self.fontMetrics().horizontalAdvance(shown)
        left = self._padding if self._leading else max(0, (self.width() - text - self._icon_room()) // 2)
        box = QRect(left, 0, text + self._icon_room(), self.height())
        if self._leading or self.isRightToLeft():
            box = QStyle.visualRect(self.layoutDirection(), self.rect(), box)
        icon_box = QRect(box.left(), (self.height() - ICON) // 2, ICON, ICON)
        text_box = box.adjusted(self._icon_room(), 0, 2, 0)
        if self.isRightToLeft():
            icon_box.moveRight(box.right())
            text_box = box.adjusted(0, 0, 2 - self._icon_room(), 0)
        if self._icon_name:
            draw_icon(painter, self._icon_name, icon_box, color)
        painter.setPen(color)
        painter.drawText(text_box, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class LinkButton(Button):
    """A text in the colour of links that leads to something else."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        """Make a link."""
        super().__init__(text, kind="ghost", height=CONTROL_HEIGHT, leading=True, parent=parent)
        self._padding = 4
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _color(self) -> str:
        tokens = current_tokens()
        return tokens.accent_text if self.isEnabled() else tokens.text_disabled


class ToolButton(QToolButton):
    """A square button that shows only an icon; its name is the tooltip and what a screen reader says."""

    def __init__(
        self,
        icon_name: str,
        name: str,
        *,
        shortcut: str = "",
        size: int = CONTROL_HEIGHT,
        icon_size: int = ICON,
        checkable: bool = False,
        kind: str = "",
        parent: QWidget | None = None,
    ) -> None:
        """Make a tool button.

        Args:
            icon_name: Lucide name.
            name: what it does.
            shortcut: key in portable notation, only shown: the action that owns it is elsewhere.
            size: side in pixels.
            icon_size: side of the icon in pixels.
            checkable: whether it stays pressed.
            kind: "" or "toggle" (checked without a coloured ground) or "segment".
            parent: owner.
        """
        super().__init__(parent)
        self._name = name
        self._shortcut = shortcut
        self._reason = ""
        if kind:
            self.setProperty("kind", kind)
        self.setIcon(icon(icon_name, "text2", "text" if kind in {"segment", "toggle"} else "accent_text"))
        self.setIconSize(QSize(icon_size, icon_size))
        self.setFixedSize(size, size)
        self.setCheckable(checkable)
        self.setAutoRaise(True)
        # Clicking a tool must not take the keyboard away from the canvas; Tab still reaches it.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.set_name(name)

    def set_name(self, name: str, shortcut: str | None = None) -> None:
        """Change what the button is called, and the key its tooltip shows (None leaves that)."""
        self._name = name
        self._shortcut = self._shortcut if shortcut is None else shortcut
        self.setAccessibleName(name)
        tip = with_key(name, self._shortcut)
        self.setToolTip(f"{tip}\n{self._reason}" if self._reason else tip)

    def set_shortcut(self, shortcut: str) -> None:
        """Tell another key in the tooltip."""
        self._shortcut = shortcut
        self.set_name(self._name)

    def set_reason(self, reason: str) -> None:
        """Say why the button cannot be used now; "" when it can."""
        if reason != self._reason or self.testAttribute(Qt.WidgetAttribute.WA_ForceDisabled) != bool(reason):
            self._reason = reason
            self.setEnabled(not reason)
            self.setAccessibleDescription(reason)
            self.set_name(self._name)

    def set_icon(self, icon_name: str) -> None:
        """Show another icon."""
        kind = self.property("kind")
        self.setIcon(icon(icon_name, "text2", "text" if kind in {"segment", "toggle"} else "accent_text"))

    def menu_point(self) -> QPoint:
        """Return where a menu of this button opens, in screen coordinates."""
        return self.mapToGlobal(QPoint(0, self.height() + 4))
