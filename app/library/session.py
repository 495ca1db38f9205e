"""The library as the windows see it: which diagrams are open, and how new ones come in.

At most one `Diagram` per document exists in the process: two Docs of one document would overwrite each other's picture of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from app.collecting import uncollected
from app.library.diagram import Diagram, open_diagram
from app.library.imports import PastImport, past_import, remember_import
from app.library.text_entries import text_entries
from canvas.model.document import Document
from canvas.model.ids import new_id
from canvas.model.new import new_document
from canvas.model.plan import META, Origin, Plan, Set
from canvas.model.projection import Projection
from canvas.model.records import Snapshot
from canvas.model.snapshot import plan_from_snapshot
from sync.protocol.identifiers import new_id as new_document_id
from sync.protocol.limits import MAX_TITLE_CHARACTERS
from sync.store.library import Library
from sync.store.open_document import new_writer
from sync.store.ports import Store
from sync.store.records import Append, DocumentKind, Writer
from sync.store.writer import Saved, SaveFailure


class PictureTaker(Protocol):
    """Keeps small pictures of diagrams (see app.library.thumbnails; the command line takes none)."""

    def picture(self, document_id: str, records: Projection) -> None:
        """Keep a picture of a diagram; never raises for what is in it."""


@dataclass(slots=True)
class LibrarySession:
    """All open diagrams of one library; used from the GUI thread.

    Attributes:
        library: the encrypted library.
        now_ms: clock, Unix milliseconds.
        pictures: takes pictures of new, changed and closed diagrams; None takes none.
        diagrams: what is open, by document id.
    """

    library: Library
    now_ms: Callable[[], int]
    pictures: PictureTaker | None = None
    diagrams: dict[str, Diagram] = field(default_factory=dict)
    _parting: dict[str, Diagram] = field(default_factory=dict)
    _tended: dict[str, int] = field(default_factory=dict)

    def open(self, document_id: str) -> Diagram:
        """Return the open diagram, loading it when it is not open yet.

        Raises:
            SyncError: there is none, or it cannot be read.
            AppError: what is stored is damaged.
            CanvasError: a newer version of the program wrote it.
        """
        if document_id not in self.diagrams:
            # One whose edits still wait is the only place that holds them: it comes back instead of being loaded.
            parting = self._parting.pop(document_id, None)
            with uncollected():
                self.diagrams[document_id] = parting or open_diagram(self.library, document_id)
            self._tended.setdefault(document_id, self.diagrams[document_id].edits)
        return self.diagrams[document_id]

    def rename(self, document_id: str, title: str) -> None:
        """Give a diagram a title; in an open one this is a step of its undo.

        Raises:
            SyncError: there is none, or it cannot be read.
            AppError: what is stored is damaged.
            CanvasError: a newer version of the program wrote it.
        """
        known = self.diagrams.get(document_id) or self._parting.get(document_id)
        diagram = known or open_diagram(self.library, document_id)
        diagram.rename(title)
        if known is None:
            self._tended[document_id] = diagram.edits
            self._part(diagram)

    def close(self, document_id: str) -> None:
        """Let go of a diagram; it is kept in the background until everything it wrote is on the disk."""
        diagram = self.diagrams.pop(document_id, None)
        if diagram is None:
            return
        self.tend(diagram)
        self._part(diagram)

    def settle(self, document_id: str) -> None:
        """Wait until all of a closed diagram is on the disk, so that the next opening loads what the library holds then."""
        diagram = self._parting.get(document_id)
        if diagram is None:
            return
        diagram.hand_over_unsent()
        flushed = self.library.thread.flush()
        if flushed.exception() is None:
            # Else the disk refuses: the diagram stays, as the only place that holds its edits.
            diagram.note_flushed()
            self._drop_parted()

    def forget(self, document_id: str) -> None:
        """Drop a diagram that was deleted for ever; nothing of it is written any more."""
        for table in (self.diagrams, self._parting):
            table.pop(document_id, None)
        self._tended.pop(document_id, None)

    def tend(self, diagram: Diagram) -> None:
        """Bring text index, pictures and load cache up to date; called when a diagram is closed or idle."""
        if self._tended.get(diagram.id) != diagram.edits:
            self._tended[diagram.id] = diagram.edits
            diagram.index_text()
            if self.pictures is not None:
                self.pictures.picture(diagram.id, diagram.document.records)
        diagram.compact_if_wanted()

    @property
    def unsaved(self) -> int:
        """Number of edits, in open and in closed diagrams, that are not on the disk now."""
        states = [one.state for one in self._all()]
        kept_here = sum(state.pending if state.lost else state.held for state in states)
        return self.library.thread.waiting + kept_here

    def create(self, title: str) -> str:
        """Add an empty diagram and return its id; it is durable when this returns."""
        return self._add(title, lambda writer: new_document(writer.client_id, title, self.now_ms(), new_id))

    def add(self, snapshot: Snapshot, title: str, document_id: str | None = None) -> str:
        """Add a diagram that holds these records and return its id; it is durable and can be searched when this returns.

        Args:
            snapshot: what it holds: of an import, or of a document that cannot be used any more.
            title: its own.
            document_id: a certain id instead of a new one.

        Raises:
            SyncError: it cannot be stored; nothing was added.
            PlanError: the snapshot is not sound; nothing was added.
        """
        return self._add(title, lambda writer: self._filled(writer, snapshot, title), document_id)

    def duplicate(self, document_id: str, title: str) -> str:
        """Add a copy of a diagram under a new id and return it.

        Raises:
            SyncError: the original cannot be read, or the copy cannot be stored; nothing was added.
            AppError: the original is damaged.
            CanvasError: a newer version of the program wrote it.
        """
        known = self.diagrams.get(document_id) or self._parting.get(document_id)
        return self.add_state((known or open_diagram(self.library, document_id)).document.state(), title)

    def add_state(self, state: bytes, title: str, untitled: str = "") -> str:
        """Add a diagram that begins as another one was, and return its id.

        Args:
            state: full update of the other's document.
            title: its own; "" for the one that it has in it.
            untitled: its own, where it has none in it.

        Raises:
            SyncError: it cannot be stored; nothing was added.
            CanvasError: the state is damaged, or a newer version of the program wrote it.
        """

        def make(writer: Writer) -> Document:
            document = Document(writer.client_id, [state])
            own = title or str(document.records.meta.get("title", "")).strip() or untitled
            stamps = (Set("", "title", own, META), Set("", "created", float(self.now_ms()), META))
            document.apply(Plan("Duplicate", stamps), Origin.USER)
            return document

        return self._add(title, make)

    def known_import(self, path: Path, data: bytes) -> str | None:
        """Return the diagram that this very file was imported as, if it is still in the library."""
        past = self.past_import(path, data)
        return past.document if past is not None and not past.changed else None

    def past_import(self, path: Path, data: bytes) -> PastImport | None:
        """Return what became of the file when it was imported the last time, if that is still in the library."""
        return self.library.submit(lambda store: past_import(store, path, data)).result()

    def remember_import(self, path: Path, data: bytes, document_id: str) -> None:
        """Keep which diagram a file became."""
        self.library.submit(lambda store: remember_import(store, path, data, document_id)).result()

    def note_saved(self, saved: Saved) -> None:
        """Pass a durable commit on to the diagram it belongs to."""
        for diagram in self._of(saved.document):
            diagram.note_saved(saved)
        self._drop_parted()

    def note_failure(self, failure: SaveFailure) -> None:
        """Tell every diagram with waiting edits that the disk refused."""
        for diagram in self._all():
            diagram.note_failure(failure)

    def retry(self) -> None:
        """Offer again what could not be stored; called by a timer."""
        for diagram in self._all():
            diagram.hand_over_unsent()
        self.library.thread.retry()

    def _all(self) -> list[Diagram]:
        return [*self.diagrams.values(), *self._parting.values()]

    def _of(self, document_id: str) -> list[Diagram]:
        return [table[document_id] for table in (self.diagrams, self._parting) if document_id in table]

    def _part(self, diagram: Diagram) -> None:
        """Keep a closed diagram for as long as it is the only place that holds some of its edits."""
        if diagram.state.pending and not diagram.state.lost:
            self._parting[diagram.id] = diagram
        else:
            self._tended.pop(diagram.id, None)

    def _drop_parted(self) -> None:
        for document_id in [name for name, one in self._parting.items() if not one.state.pending]:
            del self._parting[document_id]
            self._tended.pop(document_id, None)

    def _filled(self, writer: Writer, snapshot: Snapshot, title: str) -> Document:
        document = Document(writer.client_id)
        plan = plan_from_snapshot(snapshot, "Import")
        stamps = (Set("", "title", title, META), Set("", "created", float(self.now_ms()), META))
        document.apply(Plan(plan.name, (*plan.ops, *stamps)), Origin.LOADED)
        return document

    def _add(self, title: str, make: Callable[[Writer], Document], wanted: str | None = None) -> str:
        """Store a whole new document in one transaction: a crash leaves all of it or nothing."""
        document_id = wanted or new_document_id()
        workspace, device = self.library.info.workspace, self.library.info.identity.device
        writer = new_writer(document_id, device)
        document = make(writer)
        title = (title or str(document.records.meta.get("title", "")))[:MAX_TITLE_CHARACTERS]
        first = Append(writer, 1, document.state())
        entries = text_entries(document.records)

        def store_all(store: Store) -> None:
            with store.transaction():
                store.documents.create(DocumentKind.DIAGRAM, title, workspace, document_id)
                store.log.append([first])
                store.search.index_text(document_id, entries)

        self.library.submit(store_all).result()
        if self.pictures is not None and document.records.shapes:
            self.pictures.picture(document_id, document.records)
        return document_id
