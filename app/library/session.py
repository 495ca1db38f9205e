"""The library as the windows see it: which diagrams are open, and how new ones come in.

At most one `Diagram` per document exists in the process: two Docs of one document would overwrite each other's picture of it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field

from app.library.diagram import Diagram, open_diagram
from canvas.model.document import Document
from canvas.model.ids import new_id
from canvas.model.new import new_document
from canvas.model.plan import Origin
from canvas.model.records import Snapshot
from canvas.model.snapshot import load_snapshot
from sync.store.library import Library
from sync.store.open_document import new_writer
from sync.store.records import DocumentInfo, DocumentKind, UpdateKind, Writer
from sync.store.ports import Store
from sync.store.records import Append

IMPORTED = "imported"
"""Setting: {source path: {"hash": SHA-256 of the file, "document": id}}, so that an unchanged file opens its diagram again."""


@dataclass(slots=True)
class LibrarySession:
    """All open diagrams of one library.

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
        """Add an empty diagram and return its id."""
        return self._add(title, lambda writer: new_document(writer.client_id, title, self.now_ms()))

    def add(self, snapshot: Snapshot, title: str) -> str:
        """Add an imported diagram and return its id; it is durable when this returns.

        Raises:
            SyncError: it cannot be stored.
            PlanError: the snapshot is not sound.
        """
        return self._add(title, lambda writer: load_snapshot(writer.client_id, snapshot, title, self.now_ms()))

    def _add(self, title: str, make: Callable[[Writer], Document]) -> str:
        info = self.library.submit(
            lambda store: store.documents.create(DocumentKind.DIAGRAM, title, self.library.info.workspace)
        ).result()
        writer = new_writer(info.id, self.library.info.identity.device)
        state = make(writer).state()
        self.library.submit(lambda store: store.log.append([Append(writer, 1, state, UpdateKind.LOCAL)])).result()
        return info.id
