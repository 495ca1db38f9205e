"""Lines to type into, with their name above: plain ones, and secret ones with an eye."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from app.theme.fonts import FontKind
from app.widgets.buttons import ToolButton
from app.widgets.labels import label
from app.widgets.layout import column, row

FIELD_HEIGHT = 34
MOST = 2000


class TextField(QWidget):
    """A line with its name above.

    Attributes:
        edit: the line.
    """

    def __init__(self, name: str, hint: str = "", text: str = "", parent: QWidget | None = None) -> None:
        """Make a line.

        Args:
            name: what goes into it.
            hint: shown while it is empty.
            text: what stands in it at first.
            parent: owner.
        """
        super().__init__(parent)
        self.edit = _line(name)
        self.edit.setPlaceholderText(hint)
        self.edit.setText(text)
        self.setLayout(column(_name(name), self.edit, spacing=4))
        self.setFocusProxy(self.edit)


class SecretField(QWidget):
    """A line whose text is hidden until the eye is pressed.

    Attributes:
        edit: the line.
        eye: shows and hides what is typed.
    """

    def __init__(self, name: str, show: str, hide: str, hint: str = "", parent: QWidget | None = None) -> None:
        """Make a line.

        Args:
            name: what goes into it.
            show: what the eye does while the text is hidden.
            hide: what it does while the text is shown.
            hint: shown while it is empty.
            parent: owner.
        """
        super().__init__(parent)
        self._show, self._hide = show, hide
        self.edit = _line(name)
        self.edit.setPlaceholderText(hint)
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.eye = ToolButton("eye", show, size=FIELD_HEIGHT, checkable=True, kind="toggle")
        self.eye.toggled.connect(self._on_eye)
        self.setLayout(column(_name(name), row(self.edit, self.eye, spacing=4), spacing=4))
        self.setFocusProxy(self.edit)

    def _on_eye(self, shown: bool) -> None:
        self.edit.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.eye.set_icon("eye-off" if shown else "eye")
        self.eye.set_name(self._hide if shown else self._show)


def _line(name: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setAccessibleName(name)
    edit.setMaxLength(MOST)
    edit.setFixedHeight(FIELD_HEIGHT)
    return edit


def _name(name: str) -> QWidget:
    return label(name, FontKind.SMALL, "muted")
