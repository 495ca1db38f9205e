"""What the store in memory holds: plain data behind its ports."""

from __future__ import annotations

from dataclasses import dataclass, field

from sync.errors import UnknownDocumentError
from sync.store.records import BlobInfo, DocumentInfo, LoggedUpdate, RecentKind, Thumbnail, VersionInfo


@dataclass(slots=True)
class DocumentContent:
    """Everything that belongs to one document."""

    info: DocumentInfo
    log: list[LoggedUpdate] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    # Newest state first, each with what it covers; two generations are kept.
    states: list[tuple[bytes, dict[str, int]]] = field(default_factory=list)
    versions: list[tuple[VersionInfo, bytes]] = field(default_factory=list)
    thumbnails: dict[str, Thumbnail] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class StoreContent:
    """Everything in the store."""

    documents: dict[str, DocumentContent] = field(default_factory=dict)
    blobs: dict[str, tuple[BlobInfo, bytes]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    session: dict[str, str] = field(default_factory=dict)
    recent: dict[tuple[RecentKind, str], int] = field(default_factory=dict)

    def of(self, document: str) -> DocumentContent:
        """Return what belongs to a document, or raise UnknownDocumentError."""
        try:
            return self.documents[document]
        except KeyError:
            raise UnknownDocumentError(document) from None
