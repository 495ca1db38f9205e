"""One open diagram: its Y.Doc, its undo, and the way of every edit to the disk.

Lives on the GUI thread. An update of the Doc goes to the store thread at once, and then to whoever brings it to others, who stores
what he makes of it behind it; the diagram counts as saved when the store thread has committed it, never before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.errors import DiagramError
from app.library.background import in_background, log_failure
from app.library.save_state import SaveState
from app.library.text_entries import text_entries
from canvas.errors import DocumentPoisoned
from canvas.model.changes import Change, KeyChange
from canvas.model.document import Document
from canvas.model.history import History
from canvas.model.plan import META, Origin, Plan, Set
from canvas.model.records import Snapshot
from sync.errors import LimitExceededError, QueueFullError, StoreClosedError
from sync.protocol.limits import MAX_TITLE_CHARACTERS
from sync.store.library import Library
from sync.store.open_document import OpenDocument
from sync.store.records import Generation
from sync.store.writer import Saved, SaveFailure

StateListener = Callable[[SaveState], None]
EditListener = Callable[[int, bytes], None]


@dataclass(slots=True)
class Diagram:
    """An open diagram.

    Attributes:
        id: document id in the library.
        document: the Y.Doc and its records.
        history: this window's undo.
        state: what is safe on the disk.
        recovered: it was loaded from the state before the newest one, because the newest could not be read.
        rows_follow: whoever is told of edits stores something about them at once, in one commit with them if it comes soon enough.
    """

    id: str
    document: Document
    history: History
    state: SaveState
    recovered: bool
    _stored: OpenDocument
    _library: Library
    _listeners: list[StateListener]
    _unsent: list[bytes]
    rows_follow: bool = False
    _on_edit: EditListener | None = None

    @property
    def title(self) -> str:
        """The title inside the document, which is the truth; lists show a copy."""
        return str(self.document.records.meta.get("title", ""))

    @property
    def content(self) -> Snapshot:
        """What it shows, as records: nothing of who wrote them, when, and what was there before."""
        seen = self.document.records
        return Snapshot(dict(seen.meta), dict(seen.pages), dict(seen.layers), dict(seen.shapes))

    @property
    def edits(self) -> int:
        """Number of edits made in this window since it was opened; grows with every one."""
        return self.state.written + self.state.held

    @property
    def writer(self) -> str:
        """Id of the chain that this window writes (16 hex digits)."""
        return self._stored.writer.id

    def watch_edits(self, listener: EditListener | None) -> None:
        """Have every edit handed over once the library has taken it, with its counter in this writer's chain; None ends that.

        It is not durable yet, but stored before whatever the library is given from then on: nothing may leave this computer of
        which nothing was stored.

        Args:
            listener: called on this thread, with one edit at a time, in order.
        """
        self._on_edit = listener

    def rename(self, title: str) -> None:
        """Set the title in the document; the library's list follows, as it follows undo and redo of it."""
        title = title.strip()[:MAX_TITLE_CHARACTERS]
        if title and title != self.title:
            self.history.apply(Plan("Rename diagram", (Set("", "title", title, META),)))

    def subscribe(self, listener: StateListener) -> Callable[[], None]:
        """Be told of every change of `state`, on the GUI thread; returns what ends that."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def note_saved(self, saved: Saved) -> None:
        """Take in that the store thread committed; ignores other documents."""
        if (saved.document, saved.writer) == (self.id, self._stored.writer.id):
            self._change(self.state.committed(saved.counter))

    def note_flushed(self) -> None:
        """Take in that the store thread has written all that was handed to it."""
        self.note_saved(Saved(self.id, self._stored.writer.id, self._stored.submitted))

    def note_failure(self, failure: SaveFailure) -> None:
        """Take in that the disk refused; edits stay queued, unless the store says that it can never take them."""
        if self.id in failure.lost:
            self._change(self.state.given_up(str(failure.error)))
        elif failure.waiting and self.state.pending:
            self._change(self.state.failed(str(failure.error)))

    def hand_over_unsent(self) -> None:
        """Offer again what the store's queue had no room for; called by a timer."""
        while self._unsent and not self.state.lost:
            try:
                self._stored.append(self._unsent[0], rows_follow=self.rows_follow)
            except QueueFullError as error:
                self._change(self.state.holding(len(self._unsent), str(error)))
                return
            except (LimitExceededError, StoreClosedError) as error:
                # Nothing after this update could be stored either: it would build on what is missing.
                self._change(self.state.holding(len(self._unsent), "").given_up(str(error)))
                return
            update = self._unsent.pop(0)
            if self._on_edit is not None:
                self._on_edit(self._stored.submitted, update)
            self._change(self.state.handed_over(self._stored.submitted, len(self._unsent)))

    def index_text(self) -> None:
        """Make the diagram's text findable."""
        entries = text_entries(self.document.records)
        in_background(self._library, "indexing", lambda store: store.search.index_text(self.id, entries))

    def compact_if_wanted(self) -> None:
        """Write a new load cache when the next opening would profit; called when the diagram is closed or idle."""
        if not self._unsent and not self.state.lost and self._stored.wants_compaction():
            log_failure(self._stored.compact(self.document.state()), "compaction")

    def listen(self) -> None:
        """Start to pass on what happens in the document; called once, by whoever made this."""
        self.document.on_update(self._on_update)
        self.document.subscribe(self._on_change)

    def _on_update(self, update: bytes, _origin: Origin) -> None:
        self._unsent.append(update)
        if self.state.lost:
            self._change(self.state.handed_over(self.state.written, len(self._unsent)))
        self.hand_over_unsent()

    def _on_change(self, changes: tuple[Change, ...], _origin: Origin) -> None:
        named = any(isinstance(one, KeyChange) and (one.table, one.key) == (META, "title") for one in changes)
        if named and self.title:
            title = self.title[:MAX_TITLE_CHARACTERS]
            in_background(self._library, "renaming", lambda store: store.documents.rename(self.id, title))

    def _change(self, state: SaveState) -> None:
        if state != self.state:
            self.state = state
            for listener in tuple(self._listeners):
                listener(state)


def open_diagram(library: Library, document_id: str) -> Diagram:
    """Load a diagram from the library and start a writer for this window.

    When the newest stored state cannot be applied, the one before it and everything that came after it are taken instead.

    Raises:
        SyncError: there is no such document, or it cannot be read.
        DiagramError: what is stored cannot be applied; nothing was changed.
        UnsupportedSchema: it was written by a newer version.
    """
    try:
        return _opened(library, document_id, Generation.CURRENT)
    except DocumentPoisoned:
        pass
    try:
        return _opened(library, document_id, Generation.PREVIOUS)
    except DocumentPoisoned as error:
        raise DiagramError(
            "this diagram is damaged and cannot be opened",
            "Nothing was changed. Restore it from a backup of the library; other diagrams are not affected.",
        ) from error


def _opened(library: Library, document_id: str, generation: Generation) -> Diagram:
    stored = library.open_document(document_id, generation).result()
    updates = [update.data for update in stored.loaded.updates]
    if stored.loaded.state is not None:
        updates.insert(0, stored.loaded.state)
    document = Document(stored.writer.client_id, updates)
    recovered = generation is Generation.PREVIOUS
    history = History(document)
    diagram = Diagram(document_id, document, history, SaveState(), recovered, stored, library, [], [])
    diagram.listen()
    return diagram
