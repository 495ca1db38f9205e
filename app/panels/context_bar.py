"""The small bar beside the selection. It looks for a place where it hides nothing and stays away when there is none."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Signal
from PySide6.QtWidgets import QWidget

from app.panels.tool_rail import RailEntry
from app.widgets.buttons import ToolButton
from app.widgets.floating import FloatingBar
from app.widgets.layout import Item, row
from app.widgets.separator import vertical_line

GAP = 28
"""Between the selection and the bar: room for the handles and the dots that start a connector."""
EDGE = 8


def find_place(size: QSize, selection: QRect, view: QRect, others: Sequence[QRect]) -> QPoint | None:
    """Return where a bar hides no other shape and stays in the view, or None.

    Tried in order: above, below, after and before the selection, centred and then along its sides.

    Args:
        size: of the bar.
        selection: what it belongs to, view coordinates.
        view: where it may be.
        others: shapes and bars that must stay free.
    """
    room = view.adjusted(EDGE, EDGE, -EDGE, -EDGE)
    for point in _candidates(size, selection, room):
        rect = QRect(point, size)
        if room.contains(rect) and not any(rect.intersects(other) for other in others):
            return point
    return None


def reach(size: QSize, selection: QRect, view: QRect) -> QRect:
    """Return the rectangle around all places that `find_place` would take if they are free; an empty one when there are none."""
    room, found = view.adjusted(EDGE, EDGE, -EDGE, -EDGE), QRect()
    for point in _candidates(size, selection, room):
        rect = QRect(point, size)
        if room.contains(rect):
            found = found.united(rect)
    return found


def _candidates(size: QSize, selection: QRect, room: QRect) -> list[QPoint]:
    """Return the places to try, best first; those above and below are pushed into the room sideways."""
    width, height = size.width(), size.height()
    lefts = (selection.center().x() - width // 2, selection.left(), selection.right() - width)
    tops = (selection.center().y() - height // 2, selection.top(), selection.bottom() - height)
    columns = [max(room.left(), min(left, room.right() - width + 1)) for left in lefts]
    rows = [max(room.top(), min(top, room.bottom() - height + 1)) for top in tops]
    above, below = selection.top() - GAP - height, selection.bottom() + GAP
    after, before = selection.right() + GAP, selection.left() - GAP - width
    vertical = [QPoint(left, top) for top in (above, below) for left in columns]
    return vertical + [QPoint(left, top) for left in (after, before) for top in rows]


class ContextBar(FloatingBar):
    """Buttons for what is most often done with a selection.

    Signals:
        triggered: the user pressed the button with this id.
    """

    triggered = Signal(str)

    def __init__(self, entries: Sequence[RailEntry], parent: QWidget | None = None) -> None:
        """Make the bar; entries of different groups are separated by a line."""
        self.buttons: dict[str, ToolButton] = {}
        items: list[Item] = []
        for index, entry in enumerate(entries):
            if index and entry.group != entries[index - 1].group:
                items.append(vertical_line())
            button = ToolButton(entry.icon, entry.name, shortcut=entry.shortcut)
            self.buttons[entry.id] = button
            items.append(button)
        super().__init__(row(*items, margins=(3, 3, 3, 3), spacing=2), parent, radius=9)
        self.setAccessibleName(self.tr("Selection"))
        for id_, button in self.buttons.items():
            button.clicked.connect(lambda _checked=False, pressed=id_: self.triggered.emit(pressed))

    def follow(self, selection: QRect | None, view: QRect, others: Sequence[QRect]) -> None:
        """Show the bar beside a selection, or hide it when there is none or no free place (view coordinates)."""
        point = None if selection is None else find_place(self.surface_size(), selection, view, others)
        if point is None:
            self.hide()
            return
        self.place(point)
        self.show()
        self.raise_()
