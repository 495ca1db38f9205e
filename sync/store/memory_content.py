"""What the store in memory holds: plain data behind its ports."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sync.engine.records import (
    BesideRow,
    BoxRow,
    CardRow,
    ChainRow,
    EnvelopeRow,
    EvidenceRow,
    KeyRow,
    SharingRow,
    WorkspaceRow,
)
from sync.errors import UnknownDocumentError
from sync.protocol.membership.entry import LogEntry
from sync.protocol.membership.state import ChainKey
from sync.store.records import BlobInfo, DocumentInfo, LoggedUpdate, RecentKind, Thumbnail, UpdateKind, VersionInfo


@dataclass(slots=True)
class DocumentContent:
    """Everything that belongs to one document."""

    info: DocumentInfo
    log: list[LoggedUpdate] = field(default_factory=list)
    last: dict[str, int] = field(default_factory=dict)
    devices: dict[str, str] = field(default_factory=dict)
    # Newest state first, each with what it covers; two generations are kept.
    states: list[tuple[bytes, dict[str, int]]] = field(default_factory=list)
    versions: list[tuple[VersionInfo, bytes]] = field(default_factory=list)
    thumbnails: dict[str, Thumbnail] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    sharing: SharingContent | None = None

    def waits(self, update: LoggedUpdate) -> bool:
        """Tell whether an update waits in the outbox of a shared document."""
        if self.sharing is None or update.kind is not UpdateKind.LOCAL:
            return False
        return update.counter > self.sharing.sealed.get(update.writer, 0)

    def spoken_for(self, own: Mapping[str, int]) -> dict[str, int]:
        """Return what a full update contains of each writer; of one that is not in ``own``, nothing that waits."""
        covers = dict(self.last)
        for update in self.log:
            if self.waits(update):
                covers[update.writer] = min(covers[update.writer], update.counter - 1)
        return {writer: min(self.last[writer], own.get(writer, last)) for writer, last in covers.items()}


@dataclass(slots=True)
class SharingContent:
    """What belongs to a shared document."""

    row: SharingRow
    sealed: dict[str, int] = field(default_factory=dict)
    chains: dict[ChainKey, ChainRow] = field(default_factory=dict)
    envelopes: dict[ChainKey, dict[int, EnvelopeRow]] = field(default_factory=dict)
    beside: dict[bytes, BesideRow] = field(default_factory=dict)
    evidence: dict[bytes, EvidenceRow] = field(default_factory=dict)


@dataclass(slots=True)
class WorkspaceContent:
    """What belongs to a workspace."""

    entries: dict[int, LogEntry] = field(default_factory=dict)
    keys: dict[tuple[str, int, str], KeyRow] = field(default_factory=dict)
    boxes: dict[tuple[str, int, str, str], BoxRow] = field(default_factory=dict)
    cards: dict[tuple[int, str], CardRow] = field(default_factory=dict)


@dataclass(slots=True)
class StoreContent:
    """Everything in the store."""

    documents: dict[str, DocumentContent] = field(default_factory=dict)
    blobs: dict[str, tuple[BlobInfo, bytes]] = field(default_factory=dict)
    settings: dict[str, str] = field(default_factory=dict)
    session: dict[str, str] = field(default_factory=dict)
    recent: dict[tuple[RecentKind, str], int] = field(default_factory=dict)
    rows: dict[str, WorkspaceRow] = field(default_factory=dict)
    workspaces: dict[str, WorkspaceContent] = field(default_factory=dict)

    def of(self, document: str) -> DocumentContent:
        """Return what belongs to a document, or raise UnknownDocumentError."""
        try:
            return self.documents[document]
        except KeyError:
            raise UnknownDocumentError(document) from None
