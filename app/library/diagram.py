"""One open diagram: its Y.Doc, its undo, and the way of every edit to the disk.

Lives on the GUI thread. An update of the Doc goes to the store thread at once; the diagram counts as saved when the store
thread has committed it, never before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.library.save_state import SaveState
from canvas.model.document import Document
from canvas.model.history import History
from canvas.model.plan import META, Origin, Plan, Set
from canvas.model.records import plain_text
from sync.errors import QueueFullError
from sync.store.library import Library
from sync.store.open_document import OpenDocument
from sync.store.writer import Saved, SaveFailure

StateListener = Callable[[SaveState], None]
INDEXED_PAGE_TEXT = "page:"
"""Prefix of record ids under which page names are indexed."""


@dataclass(slots=True)
class Diagram:
    """An open diagram.

    Attributes:
        id: document id in the library.
        document: the Y.Doc and its records.
        history: this window's undo.
        state: what is safe on the disk.
    """

    id: str
    document: Document
    history: History
    state: SaveState
    _stored: OpenDocument
    _library: Library
    _listeners: list[StateListener]
    _unsent: list[bytes]
    _indexed_at: int

    @property
    def title(self) -> str:
        """The title inside the document, which is the truth; lists show a copy."""
        return str(self.document.records.meta.get("title", ""))

    def rename(self, title: str) -> None:
        """Set the title in the document and in the library's list."""
        title = title.strip()
        if not title or title == self.title:
            return
        self.history.apply(Plan("Rename diagram", (Set("", "title", title, META),)))
        self._library.submit(lambda store: store.documents.rename(self.id, title))

    def subscribe(self, listener: StateListener) -> None:
        """Be told of every change of `state`, on the GUI thread."""
        self._listeners.append(listener)

    def note_saved(self, saved: Saved) -> None:
        """Take in that the store thread committed; ignores other documents."""
        if (saved.document, saved.writer) == (self.id, self._stored.writer.id):
            self._change(self.state.committed(saved.counter))

    def note_failure(self, failure: SaveFailure) -> None:
        """Take in that the disk refused; edits stay queued."""
        if self.state.pending:
            self._change(self.state.failed(str(failure.error)))

    def hand_over_unsent(self) -> None:
        """Offer again what the store's queue had no room for; called by a timer."""
        while self._unsent:
            try:
                self._stored.append(self._unsent[0])
            except QueueFullError as error:
                self._change(self.state.failed(str(error)))
                return
            self._unsent.pop(0)
            self._change(self.state.handed_over(self._stored.submitted))

    def index_text(self, *, force: bool = False) -> None:
        """Make the diagram's text findable, if anything changed since the last time (or always with `force`)."""
        if self._indexed_at == self.state.written and not force:
            return
        self._indexed_at = self.state.written
        records = self.document.records
        entries = [(shape.id, text) for shape in records.shapes.values() if (text := plain_text(shape.label).strip())]
        entries += [(INDEXED_PAGE_TEXT + page.id, page.name) for page in records.pages.values() if page.name]
        self._library.submit(lambda store: store.search.index_text(self.id, entries))

    def compact_if_wanted(self) -> None:
        """Write a new load cache when the next opening would profit; called when the diagram is closed or idle."""
        if not self._unsent and self._stored.wants_compaction():
            self._stored.compact(self.document.state())

    def _on_update(self, update: bytes, _origin: Origin) -> None:
        self._unsent.append(update)
        self.hand_over_unsent()

    def _change(self, state: SaveState) -> None:
        if state != self.state:
            self.state = state
            for listener in self._listeners:
                listener(state)


def open_diagram(library: Library, document_id: str) -> Diagram:
    """Load a diagram from the library and start a writer for this window.

    Raises:
        SyncError: there is no such document, or it cannot be read.
        DocumentPoisoned: what is stored cannot be applied.
        UnsupportedSchema: it was written by a newer version.
    """
    stored = library.open_document(document_id).result()
    updates = [update.data for update in stored.loaded.updates]
    if stored.loaded.state is not None:
        updates.insert(0, stored.loaded.state)
    document = Document(stored.writer.client_id, updates)
    diagram = Diagram(document_id, document, History(document), SaveState(), stored, library, [], [], 0)
    document.on_update(diagram._on_update)  # noqa: SLF001  the diagram's own module
    return diagram
