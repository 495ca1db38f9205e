"""The ports of the library: what a store must do, whoever implements it.

A store is blocking and owned by one thread at a time (``sync.store.writer`` gives it one). Every call is durable when it
returns, unless it runs inside ``Store.transaction``, whose end makes everything durable at once. The contract suite in
``tests/contract/store`` holds every implementation to this page and to ``docs/spec/store.md``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Protocol

from sync.store.records import (
    Append,
    BlobInfo,
    DocumentInfo,
    DocumentKind,
    DocumentQuery,
    Generation,
    JsonValue,
    LoadedDocument,
    RecentItem,
    RecentKind,
    SearchHit,
    Thumbnail,
    VerifyReport,
    VersionInfo,
)

if TYPE_CHECKING:
    from sync.engine.catch_up import Missing
    from sync.engine.records import EvidenceRow, Row, StoredDocument, StoredWorkspace, WorkspaceRow


class DocumentCatalogue(Protocol):
    """The list of documents. Unknown ids raise UnknownDocumentError."""

    def create(self, kind: DocumentKind, title: str, workspace: str, document: str | None = None) -> DocumentInfo:
        """Add an empty document; ``document`` gives it a certain id instead of a random one."""

    def get(self, document: str) -> DocumentInfo:
        """Return one row."""

    def has(self, document: str) -> bool:
        """Tell whether there is such a document, in the trash or not."""

    def list(self, query: DocumentQuery = ...) -> Sequence[DocumentInfo]:
        """Return the rows that the query asks for."""

    def count(self, query: DocumentQuery = ...) -> int:
        """Count what the query would list without limit and offset."""

    def rename(self, document: str, title: str) -> None:
        """Set the title shown in lists and found by search."""

    def set_starred(self, document: str, starred: bool) -> None:
        """Mark or unmark as favourite."""

    def trash(self, document: str) -> None:
        """Move to the trash; it keeps everything. Trashing twice keeps the first time."""

    def restore(self, document: str) -> None:
        """Take out of the trash."""

    def purge(self, document: str) -> None:
        """Remove for good, with log, state, versions, thumbnails and index entries."""


class UpdateLog(Protocol):
    """Stored updates and the load cache made from them. Unknown ids raise UnknownDocumentError."""

    def append(self, appends: Sequence[Append]) -> None:
        """Store updates durably, all or none.

        Raises:
            CounterError: A counter does not follow the last one of its writer.
            LimitExceededError: An update is too large.
        """

    def load(self, document: str, generation: Generation = Generation.CURRENT) -> LoadedDocument:
        """Return the compacted state and what came after it."""

    def compact(self, document: str, state: bytes, covers: Mapping[str, int]) -> None:
        """Replace what the document's log holds up to ``covers`` by one full update.

        The state before it, and the log from there on, stay until the next compaction.

        Args:
            document: Id of the document.
            state: Full update of the Doc.
            covers: Last counter contained in ``state``, by writer.

        Raises:
            CompactionError: ``covers`` names what is not stored, or less than the present state covers.
        """


class ReplaceableLog(UpdateLog, Protocol):
    """What the rows of the engine need beyond that."""

    def replace(self, document: str, state: bytes, own: Mapping[str, int]) -> None:
        """Make a full update all that a document holds, beside own edits that it does not speak for; the outbox stays.

        Args:
            document: The document.
            state: Full update.
            own: Last own edit that it speaks for, by writer. Of a writer that is not named it knows nothing that waits.
        """


class VersionStore(Protocol):
    """Kept versions: full updates, compressed."""

    def add(self, document: str, state: bytes, author: str, name: str = "", automatic: bool = False) -> VersionInfo:
        """Keep a version."""

    def list(self, document: str) -> Sequence[VersionInfo]:
        """Return the versions of a document, newest first."""

    def load(self, version: str) -> bytes | None:
        """Return the full update of a version; None if there is none."""

    def rename(self, version: str, name: str) -> bool:
        """Name a version, which also keeps it from being thinned out. False if there is none."""

    def delete(self, version: str) -> bool:
        """Remove a version. False if there is none."""


class BlobStore(Protocol):
    """Images and attachments, addressed by SHA-256 (hex)."""

    def put(self, data: bytes, media_type: str) -> str:
        """Keep bytes and return their hash; the same bytes are kept once.

        Raises:
            LimitExceededError: More than MAX_BLOB_BYTES.
        """

    def get(self, blob: str) -> bytes | None:
        """Return the bytes, or None."""

    def info(self, blob: str) -> BlobInfo | None:
        """Return size and type, or None."""

    def has(self, blob: str) -> bool:
        """Tell whether it is here."""

    def sweep(self, keep: Iterable[str], older_than_ms: int) -> int:
        """Remove blobs that are not in ``keep`` and were put before that time; return how many."""


class ThumbnailStore(Protocol):
    """Small pictures of documents, by variant."""

    def put(self, document: str, variant: str, data: bytes, media_type: str) -> str:
        """Keep a picture and return its hash; the variant "default" is named in DocumentInfo.thumbnail."""

    def get(self, document: str, variant: str = "default") -> Thumbnail | None:
        """Return a picture, or None."""

    def get_many(self, documents: Iterable[str], variant: str = "default") -> Mapping[str, Thumbnail]:
        """Return the pictures there are, by document."""


class SearchIndex(Protocol):
    """Full-text search over titles and all text inside documents."""

    def index_text(self, document: str, entries: Iterable[tuple[str, str]]) -> None:
        """Make (record id, text) the searched content of a document; only differences are written."""

    def search(self, query: str, limit: int = 50, per_document: bool = True) -> Sequence[SearchHit]:
        """Find records that hold every word of the query, each as a prefix; best first.

        Args:
            query: What the user typed; nothing in it has a special meaning.
            limit: At most this many hits.
            per_document: Only the best hit of each document. The trash is never searched.
        """


class Settings(Protocol):
    """JSON values by name."""

    def get(self, name: str) -> JsonValue:
        """Return the value; None when it was never set."""

    def set(self, name: str, value: JsonValue) -> None:
        """Keep a value; None removes it."""

    def all(self) -> Mapping[str, JsonValue]:
        """Return every setting."""


class RecentList(Protocol):
    """What was opened lately."""

    def touch(self, kind: RecentKind, target: str) -> None:
        """Put on top."""

    def list(self, limit: int = 20) -> Sequence[RecentItem]:
        """Return the newest first."""

    def remove(self, kind: RecentKind, target: str) -> None:
        """Take one entry off the list."""


class SharedStore(Protocol):
    """What belongs to shared documents and their workspaces: the rows of the engine."""

    def write(self, rows: Sequence[Row]) -> None:
        """Store rows durably in their order, all or none; one that is there already changes nothing.

        Raises:
            UnknownDocumentError: A row belongs to a document that is neither here nor shared by a row before it.
        """

    def workspaces(self) -> Sequence[WorkspaceRow]:
        """Return the workspaces that this profile belongs to."""

    def load_workspace(self, workspace: str) -> StoredWorkspace | None:
        """Return what is kept of a workspace; None if it is not known."""

    def load_document(self, document: str) -> StoredDocument | None:
        """Return what is kept of a shared document, its outbox included; None if it is not shared."""

    def envelopes(self, document: str, ranges: Sequence[Missing], limit: int) -> Sequence[bytes]:
        """Return stored envelopes, ascending within each range; at most about ``limit`` bytes, but one at least."""

    def evidence(self, document: str) -> Sequence[EvidenceRow]:
        """Return the second envelopes of forks."""


class Store(Protocol):
    """One open library."""

    @property
    def documents(self) -> DocumentCatalogue:
        """The list of documents."""

    @property
    def log(self) -> UpdateLog:
        """Updates and load cache."""

    @property
    def versions(self) -> VersionStore:
        """Kept versions."""

    @property
    def blobs(self) -> BlobStore:
        """Images and attachments."""

    @property
    def thumbnails(self) -> ThumbnailStore:
        """Small pictures."""

    @property
    def search(self) -> SearchIndex:
        """Full-text search."""

    @property
    def settings(self) -> Settings:
        """Settings of this profile."""

    @property
    def session(self) -> Settings:
        """State to restore at the next start: open tabs, windows; never part of a backup."""

    @property
    def recent(self) -> RecentList:
        """What was opened lately."""

    @property
    def shared(self) -> SharedStore:
        """What belongs to shared documents and their workspaces."""

    def has_workspaces(self) -> bool:
        """Tell whether this profile belongs to any; costs nothing where it does not."""

    def transaction(self) -> AbstractContextManager[None]:
        """Make several calls one: all durable at its end, or none if it raises. May be nested."""

    def verify(self) -> VerifyReport:
        """Read the whole library and check that it is sound."""

    def close(self) -> None:
        """Mark a clean end and release everything. Closing twice does nothing."""
