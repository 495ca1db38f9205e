"""The library as the home screen shows it: lists, search, actions; the store is asked on its thread, never waited for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.dialogs.confirm import delete_for_ever
from app.errors import AppError
from app.home.entries import DiagramEntry
from app.library.session import LibrarySession
from app.library.store_signals import StoreSignals
from app.library_browser import wording
from app.library_browser.asking import Asking
from app.library_browser.entries import entries_of_hits, list_everything
from app.library_browser.file_import import FileImport, ImportedFile, Outcome, ReadSnapshot
from app.widgets.toast import Message
from canvas.errors import CanvasError
from sync.errors import SyncError
from sync.store.ports import Store
from sync.store.records import SearchHit

_MOST_HITS = 200
_SEARCH_PAUSE_MS = 120
"""Typing pause before all texts are searched; titles are found at once by the view."""
_REFRESH_PAUSE_MS = 400
"""Commits come many a second while somebody draws; the list follows at this distance."""
_MANY_FILES, _STEPS = 5, 20
"""From this number of files on the progress is said, in so many steps."""
_MOST_OPENED = 10
"""Tabs opened by one import; more would bury the user."""


class LibraryBrowser(QObject):
    """Answers what a view of the library asks; knows no view.

    Signals:
        listed(list[DiagramEntry]): everything in the library, the trash included.
        found(str, list[DiagramEntry]): what a search in all texts found, with the question it answers.
        open_requested(str): show this diagram.
        removed(str): this diagram was put into the trash or deleted; its tab should go.
        told(Message): something to say in passing.
        import_progressed(int, int): so many files of so many are done.
        import_finished(list[ImportedFile]): all files were looked at.
    """

    listed = Signal(list)
    found = Signal(str, list)
    open_requested = Signal(str)
    removed = Signal(str)
    told = Signal(object)
    import_progressed = Signal(int, int)
    import_finished = Signal(list)
    _changed = Signal()

    def __init__(
        self,
        session: LibrarySession,
        signals: StoreSignals,
        asking: Asking,
        read: ReadSnapshot,
        parent: QObject | None = None,
    ) -> None:
        """Begin with nothing listed; call `refresh`.

        Args:
            session: the open library.
            signals: brings answers to the GUI thread.
            asking: dialogs.
            read: turns a file's bytes and name into a diagram.
            parent: owner.
        """
        super().__init__(parent)
        self._session = session
        self._signals = signals
        self._asking = asking
        self._known: dict[str, DiagramEntry] = {}
        self._query = ""
        self._listing = False
        self._stale = False
        self._open_imported = False
        self._closed = False
        self._refresh_timer = self._pausing(_REFRESH_PAUSE_MS, self.refresh)
        self._search_timer = self._pausing(_SEARCH_PAUSE_MS, self._search)
        self._import = FileImport(session, signals, read, self)
        self._import.progressed.connect(self._on_progress)
        self._import.finished.connect(self._on_imported)
        signals.saved.connect(self._refresh_soon)
        self._changed.connect(self._refresh_soon)

    @property
    def session(self) -> LibrarySession:
        """The open library."""
        return self._session

    @property
    def entries(self) -> tuple[DiagramEntry, ...]:
        """Everything in the library as it was listed last, the trash included."""
        return tuple(self._known.values())

    @property
    def signals(self) -> StoreSignals:
        """The bridge to the GUI thread."""
        return self._signals

    def note_change(self, _document_id: str = "") -> None:
        """Take in, from any thread, that a list would look different now."""
        self._changed.emit()

    def refresh(self) -> None:
        """Ask for the list and tell `listed`; while an answer is under way, one more is asked for after it."""
        if self._closed:
            return
        if self._listing:
            self._stale = True
            return
        self._listing = True
        personal = self._session.library.info.workspace
        self._ask(lambda store: list_everything(store, personal), self._take_list, self._on_list_failed)

    def search(self, query: str) -> None:
        """Look for words in all texts and tell `found`; "" ends the search."""
        self._query = query
        if query:
            self._search_timer.start()
        else:
            self._search_timer.stop()

    def new_diagram(self) -> None:
        """Make an empty diagram and show it."""
        self._attempt(lambda: self.open_requested.emit(self._session.create(wording.untitled())))

    def rename(self, document_id: str, title: str) -> None:
        """Give a diagram another title, in the document and in the list."""
        self._attempt(lambda: self._session.rename(document_id, title))

    def duplicate(self, document_id: str) -> None:
        """Copy a diagram; the copy appears in the list."""
        entry = self._known.get(document_id)
        title = wording.copy_of(entry.title if entry is not None else wording.untitled())
        self._attempt(lambda: self._session.duplicate(document_id, title))

    def star(self, document_id: str, starred: bool) -> None:
        """Mark a diagram, or take the mark away."""
        self._change(lambda store: store.documents.set_starred(document_id, starred))

    def trash(self, document_id: str) -> None:
        """Put a diagram into the trash; the message offers to take it out again."""
        self.removed.emit(document_id)
        self._change(
            lambda store: store.documents.trash(document_id),
            lambda: self.told.emit(
                Message(self.tr("Moved to the trash"), "info", self.tr("Undo"), lambda: self.restore(document_id))
            ),
        )

    def restore(self, document_id: str) -> None:
        """Take a diagram out of the trash."""
        self._change(lambda store: store.documents.restore(document_id))

    def delete(self, document_id: str) -> None:
        """Delete a diagram for ever, if the user confirms."""
        entry = self._known.get(document_id)
        if not self._asking.confirm(delete_for_ever(entry.title if entry is not None else "")):
            return
        self.removed.emit(document_id)
        self._session.forget(document_id)
        self._change(lambda store: store.documents.purge(document_id))

    def choose_and_open(self) -> None:
        """Let the user choose files, import them and show them."""
        self.import_files(self._asking.choose_files(), show=True)

    def choose_and_import(self) -> None:
        """Let the user choose files and import them; the list shows them."""
        self.import_files(self._asking.choose_files(), show=False)

    def import_files(self, paths: Sequence[Path], *, show: bool) -> None:
        """Import files; a file that did not change since its last import leads to the diagram it became then.

        Args:
            paths: the files, in this order.
            show: open what they became (the first ones, if they are many).
        """
        if paths:
            self._open_imported = show or self._open_imported
            self._import.add(paths)

    def cancel_import(self) -> None:
        """Leave out the files that were not begun."""
        self._import.cancel()

    def close(self) -> None:
        """Stop all work; nothing is told any more. Called before the library is closed."""
        self._closed = True
        self._refresh_timer.stop()
        self._search_timer.stop()
        self._import.close()

    def _on_progress(self, done: int, of: int) -> None:
        """Pass the progress on; of many files every twentieth part is said, with a way to stop."""
        self.import_progressed.emit(done, of)
        if of >= _MANY_FILES and done < of and done % max(1, of // _STEPS) == 0:
            self.told.emit(Message(wording.importing(done, of), "info", self.tr("Stop"), self.cancel_import))

    def _on_imported(self, files: list[ImportedFile]) -> None:
        show, self._open_imported = self._open_imported, False
        if show:
            for file in [file for file in files if file.outcome is not Outcome.REFUSED][:_MOST_OPENED]:
                self.open_requested.emit(file.document)
        self.refresh()
        self.import_finished.emit(files)
        if (message := wording.import_message(files)) is not None:
            self.told.emit(message)
        if (problem := wording.import_problem(files)) is not None:
            self._asking.tell(problem)

    def _search(self) -> None:
        query = self._query
        self._ask(
            lambda store: store.search.search(query, _MOST_HITS), lambda hits: self._take_hits(query, hits), self._fail
        )

    def _take_hits(self, query: str, hits: Sequence[SearchHit]) -> None:
        if query == self._query:
            self.found.emit(query, list(entries_of_hits(hits, self._known)))

    def _take_list(self, entries: list[DiagramEntry]) -> None:
        self._listing = False
        self._known = {entry.id: entry for entry in entries}
        self.listed.emit(entries)
        if self._stale:
            self._stale = False
            self._refresh_soon()

    def _on_list_failed(self, error: BaseException) -> None:
        self._listing = self._stale = False
        self._fail(error)

    def _ask(
        self, call: Callable[[Store], object], then: Callable[..., None], otherwise: Callable[[BaseException], None]
    ) -> None:
        """Run a question on the store thread and answer on this one; a closed library is a failure like any other."""
        try:
            future = self._session.library.submit(call)
        except SyncError as error:
            otherwise(error)
            return
        self._signals.when_done(future, then, otherwise)

    def _change(self, call: Callable[[Store], object], then: Callable[[], None] | None = None) -> None:
        def done(_result: object) -> None:
            if then is not None:
                then()
            self.refresh()

        self._ask(call, done, self._fail)

    def _attempt(self, action: Callable[[], object]) -> None:
        """Do something that reads a diagram on this thread; what fails is told, and the list follows in any case."""
        try:
            action()
        except (AppError, CanvasError, SyncError) as error:
            self._fail(error)
        self.refresh()

    def _fail(self, error: BaseException) -> None:
        self.told.emit(wording.failed(error))

    def _refresh_soon(self) -> None:
        if not self._closed and not self._refresh_timer.isActive():
            self._refresh_timer.start()

    def _pausing(self, pause_ms: int, action: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(pause_ms)
        timer.timeout.connect(action)
        return timer
