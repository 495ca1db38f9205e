"""All keys on one sheet, from the registry, so that it never tells what is not so."""

from __future__ import annotations

from itertools import groupby

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QDialog, QFrame, QScrollArea, QWidget

from app.actions.keymaps import native
from app.actions.registry import ActionRegistry, title_of
from app.actions.wording import area_title
from app.dialogs.frame import dress
from app.theme.fonts import FontKind
from app.widgets.buttons import Button
from app.widgets.empty_state import EmptyState
from app.widgets.key_caps import KeyCaps
from app.widgets.labels import label
from app.widgets.layout import Item, column, holder, row, set_surface
from app.widgets.search_field import SearchField

_GESTURES = (
    ("Pan", "Space + drag, middle or right drag, wheel"),
    ("Zoom at the pointer", "Ctrl + wheel"),
    ("Duplicate while dragging", "Alt"),
    ("Keep direction or proportions", "Shift"),
    ("Resize from the centre", "Alt"),
    ("Suspend snapping", "Ctrl"),
    ("Nudge by 1 or by a grid step", "Arrows, Shift + arrows"),
)
HEIGHT_PX, COLUMN_PX, WIDTH_PX = 480, 372, 880
_MOST_KEYS = 2


class _Line(QWidget):
    """What can be done, and its keys."""

    def __init__(self, what: str, keys: QWidget, words: str) -> None:
        super().__init__()
        self._words = f"{what} {words}".casefold()
        text = label(what)
        self.setLayout(row(text, None, keys, margins=(0, 3, 0, 3), spacing=12))

    def answers(self, query: str) -> bool:
        return all(word in self._words for word in query.casefold().split())


class ShortcutsSheet(QDialog):
    """Lists what has keys, by area, and the gestures of the canvas; typing narrows it."""

    def __init__(self, registry: ActionRegistry, parent: QWidget | None = None) -> None:
        """Make the sheet."""
        super().__init__(parent)
        self._areas: list[tuple[QWidget, list[_Line]]] = []
        self._read(registry)
        half = _middle([len(lines) for _area, lines in self._areas])
        columns = [
            holder(column(*(area for area, _lines in part), None, spacing=16))
            for part in (self._areas[:half], self._areas[half:])
        ]
        for each in columns:
            each.setFixedWidth(COLUMN_PX)
        self._content = holder(row(*columns, None, spacing=48))
        set_surface(self._content, "clear")
        self._scroll = QScrollArea()
        self._scroll.setWidget(self._content)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName(self.tr("Keyboard shortcuts"))
        self.search = SearchField(self.tr("Search shortcuts"))
        self.search.textChanged.connect(self._narrow)
        self._nothing = EmptyState("search-x", self.tr("No shortcut found"), self.tr("Try another word."), compact=True)
        for each in (self._scroll, self._nothing):
            each.setFixedHeight(HEIGHT_PX)
        self._nothing.hide()
        close = Button(self.tr("Close"), kind="primary", height=34)
        close.setDefault(True)
        close.clicked.connect(self.accept)
        body: tuple[Item, ...] = (self.search, 8, self._scroll, self._nothing)
        dress(self, self.tr("Keyboard shortcuts"), "", body, (None, close), width=WIDTH_PX)
        self.search.setFocus()

    def _read(self, registry: ActionRegistry) -> None:
        bound = [action for action in registry.bound() if registry.keys(action.id)]
        for area, actions in groupby(sorted(bound, key=lambda each: each.area), key=lambda each: each.area):
            lines: list[_Line] = []
            for action in actions:
                keys = registry.keys(action.id)[:_MOST_KEYS]
                lines.append(_Line(title_of(action), _caps(keys), f"{area} {' '.join(map(native, keys))}"))
            self._add(area_title(area), lines)
        tr = QCoreApplication.translate
        gestures = [
            _Line(tr("Shortcuts", what), label(tr("Shortcuts", keys), FontKind.SMALL, "muted"), keys)
            for what, keys in _GESTURES
        ]
        self._add(self.tr("On the canvas"), gestures)

    def _add(self, title: str, lines: list[_Line]) -> None:
        heading = label(title, FontKind.SECTION, "muted")
        self._areas.append((holder(column(heading, 2, *lines, spacing=0)), lines))

    def _narrow(self, query: str) -> None:
        count = 0
        for area, lines in self._areas:
            shown = 0
            for line in lines:
                fits = line.answers(query)
                line.setVisible(fits)
                shown += fits
            area.setVisible(shown > 0)
            count += shown
        self._scroll.setVisible(count > 0)
        self._nothing.setVisible(count == 0)


def _caps(keys: tuple[str, ...]) -> QWidget:
    """Return the caps of an action's keys, side by side."""
    return holder(row(*(KeyCaps(key) for key in keys), spacing=10))


def _middle(sizes: list[int]) -> int:
    """Return after how many parts the first column ends, so that both are about as long."""
    total, seen = sum(sizes) + len(sizes), 0
    for place, size in enumerate(sizes):
        seen += size + 1
        if seen * 2 >= total:
            return place + 1
    return len(sizes)
