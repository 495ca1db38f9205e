"""What the library hands out and takes in: frozen data, ids as lower-case hex, times as Unix milliseconds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import TypeAlias

from msgspec import Struct

from sync.protocol.chain import Chain

JsonValue: TypeAlias = "dict[str, JsonValue] | list[JsonValue] | str | int | float | bool | None"
"""A value that JSON can hold."""


class DocumentKind(StrEnum):
    """What a document is to the app; all kinds are opaque to the library."""

    DIAGRAM = "diagram"
    DISCUSSION = "discussion"
    INDEX = "index"


class DocumentSort(StrEnum):
    """Order of a list of documents; each has the document id as tie-break."""

    MODIFIED = "modified"
    CREATED = "created"
    TITLE = "title"


class UpdateKind(IntEnum):
    """Where an update comes from."""

    LOCAL = 1
    REMOTE = 2


class Generation(StrEnum):
    """Which compacted state a document is loaded from: the newest, or the one before, should the newest be bad."""

    CURRENT = "current"
    PREVIOUS = "previous"


class DocumentInfo(Struct, frozen=True):
    """A row of the library's list, enough to show a card without opening the document.

    A msgspec Struct instead of a dataclass: ten thousand of them are made for one list, in a third of the time.

    Attributes:
        trashed_ms: When it was put into the trash; None while it is not there.
        thumbnail: SHA-256 (hex) of the default thumbnail; None while there is none.
    """

    id: str
    kind: DocumentKind
    workspace: str
    title: str
    created_ms: int
    modified_ms: int
    starred: bool = False
    trashed_ms: int | None = None
    thumbnail: str | None = None


@dataclass(frozen=True, slots=True)
class DocumentQuery:
    """Which documents to list, in which order.

    Attributes:
        trashed: True lists the trash only, False everything else.
        starred: True or False filters; None does not.
        title_contains: Part of the title, any case; empty does not filter.
        limit: At most this many; None for all.
    """

    kind: DocumentKind | None = DocumentKind.DIAGRAM
    workspace: str | None = None
    trashed: bool = False
    starred: bool | None = None
    title_contains: str = ""
    sort: DocumentSort = DocumentSort.MODIFIED
    descending: bool = True
    limit: int | None = None
    offset: int = 0


ALL_DIAGRAMS = DocumentQuery()
"""Every diagram outside the trash, the latest first."""


@dataclass(frozen=True, slots=True)
class Writer:
    """The chain that one open window writes to one document, and its Yjs client id.

    The Doc that produces the updates must be created with this client id.
    """

    chain: Chain
    client_id: int

    @property
    def document(self) -> str:
        """Id of the document."""
        return self.chain.document

    @property
    def id(self) -> str:
        """The random part of the chain (16 hex digits)."""
        return self.chain.writer


@dataclass(frozen=True, slots=True)
class Append:
    """One update to be stored; counters of a writer go 1, 2, 3 ... without gaps."""

    writer: Writer
    counter: int
    data: bytes = field(repr=False)
    kind: UpdateKind = UpdateKind.LOCAL


@dataclass(frozen=True, slots=True)
class LoggedUpdate:
    """One stored update."""

    writer: str
    counter: int
    kind: UpdateKind
    data: bytes = field(repr=False)
    received_ms: int


@dataclass(frozen=True, slots=True)
class LoadedDocument:
    """Everything needed to rebuild a document: apply the state, then the updates in order.

    Attributes:
        state: Full update of the compacted part; None while the document was never compacted.
        updates: What the state does not cover, in the order it was stored.
        heads: Last stored counter by writer; what ``state`` and ``updates`` together contain.
    """

    info: DocumentInfo
    state: bytes | None = field(repr=False)
    updates: tuple[LoggedUpdate, ...] = field(repr=False)
    heads: Mapping[str, int]

    @property
    def tail_bytes(self) -> int:
        """Size of the updates that the state does not cover."""
        return sum(len(update.data) for update in self.updates)


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A small picture of a document; ``variant`` names theme and scale, such as "light" or "dark@2x"."""

    document: str
    variant: str
    media_type: str
    data: bytes = field(repr=False)
    hash: str


@dataclass(frozen=True, slots=True)
class BlobInfo:
    """A stored image or attachment, named by its SHA-256 (hex)."""

    hash: str
    size: int
    media_type: str
    created_ms: int


@dataclass(frozen=True, slots=True)
class SearchHit:
    """A record whose text matches a search.

    Attributes:
        record: Id of the record inside the document; empty when the title matched.
        snippet: Part of the text around the match, plain text.
        matches: Ranges [start, end) of ``snippet`` that matched.
    """

    document: str
    title: str
    record: str
    snippet: str
    matches: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class VersionInfo:
    """A kept version of a document; automatic ones have no name."""

    id: str
    document: str
    name: str
    automatic: bool
    author: str
    created_ms: int
    size: int


class RecentKind(StrEnum):
    """What a recent entry points to."""

    DOCUMENT = "document"
    FILE = "file"


@dataclass(frozen=True, slots=True)
class RecentItem:
    """Something opened lately: a document id, or a path outside the library."""

    kind: RecentKind
    target: str
    opened_ms: int


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """Result of checking the whole file; empty ``problems`` means that it is sound."""

    problems: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """True when nothing is wrong."""
        return not self.problems
