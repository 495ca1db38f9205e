"""The list model of the home screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QImage

from app.home.entries import DiagramEntry, edited_text
from app.theme.palette import current_tokens
from app.theme.tokens import DARK

ENTRY_ROLE = int(Qt.ItemDataRole.UserRole) + 1
DETAIL_ROLE = int(Qt.ItemDataRole.UserRole) + 2
Index = QModelIndex | QPersistentModelIndex

Thumbnails = Callable[[str, int], QImage | None]
"""Return the picture of a diagram (document id, version) that is at hand, or None and begin to make one; see `thumbnail_ready`."""


WhyNotRenamed = Callable[[str], str]
"""Return why the user may not give a diagram (document id) another title, in words; "" when that counts."""


TemplatePictures = Callable[[str, bool], QImage | None]
"""Return the picture of a template (its id), for a dark ground or not."""


def no_thumbnails(_document_id: str, _version: int) -> QImage | None:
    """Stand in while nobody provides pictures."""
    return None


class DiagramModel(QAbstractListModel):
    """Diagrams in the order shown.

    Signals:
        renamed: the user gave this diagram this title.
    """

    renamed = Signal(str, str)

    def __init__(self, now_ms: Callable[[], int], parent: QObject | None = None) -> None:
        """Make an empty list; `now_ms` is the clock in Unix milliseconds."""
        super().__init__(parent)
        self._now_ms = now_ms
        self._entries: list[DiagramEntry] = []
        self._rows: dict[str, int] = {}
        self._thumbnails: Thumbnails = no_thumbnails
        self._template_pictures: TemplatePictures = lambda _id, _dark: None
        self._why_not_renamed: WhyNotRenamed = lambda _id: ""

    def set_entries(self, entries: Sequence[DiagramEntry]) -> None:
        """Show these diagrams. Where only their contents changed, scrolling and selection stay as they are."""
        fresh = list(entries)
        if [entry.id for entry in fresh] == [entry.id for entry in self._entries]:
            self._entries = fresh
            if fresh:
                self.dataChanged.emit(self.index(0), self.index(len(fresh) - 1))
            return
        self.beginResetModel()
        self._entries = fresh
        self._rows = {entry.id: row for row, entry in enumerate(fresh)}
        self.endResetModel()

    def set_thumbnails(self, provider: Thumbnails) -> None:
        """Take pictures from here."""
        self._thumbnails = provider

    def set_template_pictures(self, pictures: TemplatePictures) -> None:
        """Take pictures of templates from here."""
        self._template_pictures = pictures

    def set_why_not_renamed(self, why: WhyNotRenamed) -> None:
        """Ask here whether a title may be edited: one that others have to count is theirs to refuse."""
        self._why_not_renamed = why

    def why_not_renamed(self, entry: DiagramEntry) -> str:
        """Return why a diagram cannot be renamed here, in words; "" when it can."""
        if entry.trashed:
            return self.tr("Restore it to rename it.")
        return "" if entry.template else self._why_not_renamed(entry.id)

    def thumbnail_ready(self, document_id: str) -> None:
        """Repaint a diagram whose picture has become available."""
        row = self._rows.get(document_id)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    def entry(self, index: Index) -> DiagramEntry | None:
        """Return the diagram of an index, or None."""
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    def thumbnail(self, entry: DiagramEntry) -> QImage | None:
        """Return the picture of a diagram if it is at hand."""
        if entry.template:
            return self._template_pictures(entry.id, current_tokens() is DARK)
        return self._thumbnails(entry.id, entry.version)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return the number of diagrams."""
        return 0 if parent is not None and parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """Return what a view asks for."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role in {int(Qt.ItemDataRole.DisplayRole), int(Qt.ItemDataRole.EditRole)}:
            return entry.title
        if role == ENTRY_ROLE:
            return entry
        if role == DETAIL_ROLE:
            return entry.snippet or edited_text(entry.edited_ms, self._now_ms())
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return f"{entry.shown_title}, {edited_text(entry.edited_ms, self._now_ms())}"
        return None

    def setData(self, index: Index, value: object, role: int = int(Qt.ItemDataRole.EditRole)) -> bool:
        """Take a new title from the editor of a view."""
        entry = self.entry(index)
        title = " ".join(str(value).split())
        if entry is None or role != int(Qt.ItemDataRole.EditRole) or not title or title == entry.title:
            return False
        self._entries[index.row()] = replace(entry, title=title)
        self.dataChanged.emit(index, index)
        self.renamed.emit(entry.id, title)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let titles be edited, but not in the trash; whether that would count is asked when somebody wants to, not with every picture."""
        entry = self.entry(index)
        if entry is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
        return flags if entry.template or entry.trashed else flags | Qt.ItemFlag.ItemIsEditable
