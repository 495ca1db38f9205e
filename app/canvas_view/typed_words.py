"""A word that is typed on a selected shape becomes its label, although single letters choose tools.

The first letter does what it is bound to, unless that does more than choosing a tool; when another one follows at once, a word is meant: the tool of
before is back, and the label is edited with both letters. Other letters begin a label by themselves; see ``canvas.tools.select.idle``.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence

from app.canvas_view.view import CanvasView
from canvas.editor.editor import SELECT

AT_ONCE_MS = 400
"""Two letters within so long are a word."""

TOOL = "tool."
"""What the names of actions begin with that choose tools: these can be taken back."""

_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_ENDING = {QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonDblClick, QEvent.Type.Wheel, QEvent.Type.FocusOut}


class TypedWords(QObject):
    """Watches the keys of a canvas before they choose tools."""

    def __init__(self, view: CanvasView) -> None:
        """Begin to watch; ends with the view."""
        super().__init__(view)
        self._view = view
        self._first = ""
        self._goes_on = False
        self._opens: QAction | None = None
        self._kept = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(AT_ONCE_MS)
        self._pause.timeout.connect(self._over)
        view.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Decide whether a letter is a key of a tool or part of a word."""
        if event.type() in _ENDING:
            self._over()
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if self._keeps(event):
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._takes(event)
        return False

    def _keeps(self, event: QKeyEvent) -> bool:
        """Keep a letter from the tools: the second one of a word, and a first one that would open something."""
        letter = _letter(event)
        if not letter or event.isAutoRepeat() or not self._can_begin():
            self._over()
            return False
        if self._first:
            self._goes_on = True
            return True
        bound = self._bound(event)
        if bound is not None:
            self._first, self._kept = letter, self._view.editor.keep_tool
            self._opens = None if bound.isCheckable() and bound.objectName().startswith(TOOL) else bound
            self._pause.start()
        return self._opens is not None

    def _takes(self, event: QKeyEvent) -> bool:
        """Begin the label with the second letter; a first one that would open something waits."""
        if not self._goes_on:
            return self._opens is not None and self._pause.isActive()
        word, self._opens = self._first + event.text(), None
        self._over()
        self._view.editor.set_tool(SELECT, keep=self._kept)
        return self._view.machine.edit_text(text=word)

    def _bound(self, event: QKeyEvent) -> QAction | None:
        """Return what a key is bound to."""
        keys, view = QKeySequence(event.keyCombination()), self._view
        return next((one for one in view.window().actions() if keys in one.shortcuts() and one.isEnabled()), None)

    def _can_begin(self) -> bool:
        editor = self._view.editor
        return len(editor.selection) == 1 and self._view.machine.at_rest and editor.can_edit(editor.selection[0])

    def _over(self) -> None:
        """It was one letter."""
        self._pause.stop()
        opens, self._first, self._goes_on, self._opens = self._opens, "", False, None
        if opens is not None:
            opens.trigger()


def _letter(event: QKeyEvent) -> str:
    return event.text() if event.modifiers() in _PLAIN and event.text().isalnum() else ""
