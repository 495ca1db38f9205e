"""The library as the windows see it: which diagrams are open, and how new ones come in.

At most one `Diagram` per document exists in the process: two Docs of one document would overwrite each other's picture of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from app.library.diagram import Diagram, open_diagram
from canvas.model.document import Document
from canvas.model.ids import new_id
from canvas.model.new import new_document
from canvas.model.plan import META, Origin, Plan, Set
from canvas.model.records import Snapshot
from canvas.model.snapshot import plan_from_snapshot
from sync.errors import UnknownDocumentError
from sync.store.library import Library
from sync.store.open_document import new_writer
from sync.store.ports import Store
from sync.store.records import Append, DocumentKind, JsonValue, UpdateKind, Writer
from sync.store.writer import Saved, SaveFailure

IMPORTED = "imported"
"""Setting: {absolute path: {"hash": SHA-256 of the file, "document": id}}, so that an unchanged file opens its diagram again."""
MAX_REMEMBERED_FILES = 2000


@dataclass(slots=True)
class LibrarySession:
    """All open diagrams of one library; used from the GUI thread.

    Attributes:
        library: the encrypted library.
        now_ms: clock, Unix milliseconds.
        diagrams: what is open, by document id.
    """

    library: Library
    now_ms: Callable[[], int]
    diagrams: dict[str, Diagram] = field(default_factory=dict)

    def open(self, document_id: str) -> Diagram:
        """Return the open diagram, loading it when it is not open yet.

        Raises:
            SyncError: there is none, or it cannot be read.
            CanvasError: what is stored cannot be understood.
        """
        if document_id not in self.diagrams:
            self.diagrams[document_id] = open_diagram(self.library, document_id)
        return self.diagrams[document_id]

    def close(self, document_id: str) -> None:
        """Let go of a diagram; everything it wrote stays queued for the disk."""
        diagram = self.diagrams.pop(document_id, None)
        if diagram is not None:
            diagram.index_text()
            diagram.compact_if_wanted()

    def create(self, title: str) -> str:
        """Add an empty diagram and return its id; it is durable when this returns."""
        return self._add(title, lambda writer: new_document(writer.client_id, title, self.now_ms(), new_id))

    def add(self, snapshot: Snapshot, title: str) -> str:
        """Add an imported diagram and return its id; it is durable when this returns.

        Raises:
            SyncError: it cannot be stored.
            PlanError: the snapshot is not sound.
        """
        document_id = self._add(title, lambda writer: self._filled(writer, snapshot, title))
        diagram = self.open(document_id)
        diagram.index_text(force=True)
        return document_id

    def duplicate(self, document_id: str, title: str) -> str:
        """Add a copy of a diagram under a new id and return it."""
        was_open = document_id in self.diagrams
        state = self.open(document_id).document.state()
        if not was_open:
            self.close(document_id)

        def make(writer: Writer) -> Document:
            document = Document(writer.client_id, [state])
            document.apply(Plan("Duplicate", (Set("", "title", title, META),)), Origin.USER)
            return document

        return self._add(title, make)

    def known_import(self, path: Path, data: bytes) -> str | None:
        """Return the diagram that this very file was imported as, if it is still in the library."""
        entry = self._imports().get(str(path.resolve()))
        if not isinstance(entry, dict) or entry.get("hash") != hashlib.sha256(data).hexdigest():
            return None
        document_id = str(entry.get("document"))
        return document_id if self.library.submit(lambda store: _is_kept(store, document_id)).result() else None

    def remember_import(self, path: Path, data: bytes, document_id: str) -> None:
        """Keep which diagram a file became."""
        imports = self._imports()
        imports.pop(str(path.resolve()), None)
        imports[str(path.resolve())] = {"hash": hashlib.sha256(data).hexdigest(), "document": document_id}
        while len(imports) > MAX_REMEMBERED_FILES:
            del imports[next(iter(imports))]
        self.library.submit(lambda store: store.settings.set(IMPORTED, imports))

    def note_saved(self, saved: Saved) -> None:
        """Pass a durable commit on to the diagram it belongs to."""
        if (diagram := self.diagrams.get(saved.document)) is not None:
            diagram.note_saved(saved)

    def note_failure(self, failure: SaveFailure) -> None:
        """Tell every open diagram that the disk refused."""
        for diagram in self.diagrams.values():
            diagram.note_failure(failure)

    def retry(self) -> None:
        """Offer again what could not be stored; called by a timer."""
        for diagram in self.diagrams.values():
            diagram.hand_over_unsent()
        self.library.thread.retry()

    def _imports(self) -> dict[str, JsonValue]:
        stored = self.library.submit(lambda store: store.settings.get(IMPORTED)).result()
        return dict(stored) if isinstance(stored, dict) else {}

    def _filled(self, writer: Writer, snapshot: Snapshot, title: str) -> Document:
        document = Document(writer.client_id)
        plan = plan_from_snapshot(snapshot, "Import")
        stamps = (Set("", "title", title, META), Set("", "created", float(self.now_ms()), META))
        document.apply(Plan(plan.name, (*plan.ops, *stamps)), Origin.LOADED)
        return document

    def _add(self, title: str, make: Callable[[Writer], Document]) -> str:
        workspace = self.library.info.workspace
        info = self.library.submit(
            lambda store: store.documents.create(DocumentKind.DIAGRAM, title, workspace)
        ).result()
        writer = new_writer(info.id, self.library.info.identity.device)
        state = make(writer).state()
        first = Append(writer, 1, state, UpdateKind.LOCAL)
        self.library.submit(lambda store: store.log.append([first])).result()
        return info.id


def _is_kept(store: Store, document_id: str) -> bool:
    """Tell whether a document is in the library and not in the trash."""
    try:
        return store.documents.get(document_id).trashed_ms is None
    except UnknownDocumentError:
        return False
