"""A store in memory with the behaviour of the encrypted one, for tests of what stands above it."""

from __future__ import annotations

import copy
import hashlib
import json
import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace

from msgspec.structs import replace as renewed

from sync.errors import LimitExceededError, StoreError
from sync.protocol.identifiers import RandomBytes, checked_id, new_id
from sync.protocol.limits import MAX_BLOB_BYTES, MAX_INDEXED_CHARACTERS, MAX_THUMBNAIL_BYTES, MAX_UPDATE_BYTES
from sync.store.log_rules import MAX_RECENT, by_writer, check_counters, check_covers, checked_title, encoded_setting
from sync.store.memory_content import DocumentContent, StoreContent
from sync.store.memory_search import matches, tokens
from sync.store.memory_shared import MemorySharedStore
from sync.store.records import (
    ALL_DIAGRAMS,
    Append,
    BlobInfo,
    DocumentInfo,
    DocumentKind,
    DocumentQuery,
    DocumentSort,
    Generation,
    JsonValue,
    LoadedDocument,
    LoggedUpdate,
    RecentItem,
    RecentKind,
    SearchHit,
    Thumbnail,
    VerifyReport,
    VersionInfo,
)
from sync.store.search_query import indexable, query_words


class _Part:
    """A port of the store; all parts share one content."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store

    @property
    def _content(self) -> StoreContent:
        return self._store.content


class MemoryDocumentCatalogue(_Part):
    """Implements DocumentCatalogue."""

    def create(self, kind: DocumentKind, title: str, workspace: str, document: str | None = None) -> DocumentInfo:
        """Add an empty document; a given id must be new."""
        identifier = checked_id(document) if document is not None else new_id(self._store.random_bytes)
        checked_id(workspace, "workspace id")
        if identifier in self._content.documents:
            raise StoreError(f"document {identifier} exists already")
        now = self._store.now_ms()
        info = DocumentInfo(identifier, kind, workspace, checked_title(title), now, now)
        self._content.documents[identifier] = DocumentContent(info)
        return info

    def get(self, document: str) -> DocumentInfo:
        """Return one row."""
        return self._content.of(document).info

    def has(self, document: str) -> bool:
        """Tell whether there is such a document."""
        return document in self._content.documents

    def list(self, query: DocumentQuery = ALL_DIAGRAMS) -> Sequence[DocumentInfo]:
        """Return the rows that the query asks for."""
        found = [one.info for one in self._content.documents.values() if _selected(one.info, query)]
        numbered = sorted(enumerate(found), key=lambda pair: (_sort_key(pair[1], query.sort), pair[0]))
        ordered = [info for _, info in numbered]
        if query.descending:
            ordered.reverse()
        end = None if query.limit is None else query.offset + query.limit
        return ordered[query.offset : end]

    def count(self, query: DocumentQuery = ALL_DIAGRAMS) -> int:
        """Count what the query would list without limit and offset."""
        return sum(_selected(one.info, query) for one in self._content.documents.values())

    def rename(self, document: str, title: str) -> None:
        """Set the title shown in lists and found by search."""
        one = self._content.of(document)
        one.info = renewed(one.info, title=checked_title(title))

    def set_starred(self, document: str, starred: bool) -> None:
        """Mark or unmark as favourite."""
        one = self._content.of(document)
        one.info = renewed(one.info, starred=starred)

    def trash(self, document: str) -> None:
        """Move to the trash."""
        one = self._content.of(document)
        if one.info.trashed_ms is None:
            one.info = renewed(one.info, trashed_ms=self._store.now_ms())

    def restore(self, document: str) -> None:
        """Take out of the trash."""
        one = self._content.of(document)
        one.info = renewed(one.info, trashed_ms=None)

    def purge(self, document: str) -> None:
        """Remove for good."""
        self._content.of(document)
        del self._content.documents[document]
        self._content.recent.pop((RecentKind.DOCUMENT, document), None)


def _selected(info: DocumentInfo, query: DocumentQuery) -> bool:
    return (
        (info.trashed_ms is not None) == query.trashed
        and query.kind in (None, info.kind)
        and query.workspace in (None, info.workspace)
        and query.starred in (None, info.starred)
        and query.title_contains.casefold() in info.title.casefold()
    )


def _sort_key(info: DocumentInfo, sort: DocumentSort) -> tuple[int, str]:
    if sort is DocumentSort.TITLE:
        return 0, info.title.casefold()
    return (info.created_ms if sort is DocumentSort.CREATED else info.modified_ms), ""


class MemoryUpdateLog(_Part):
    """Implements UpdateLog."""

    def append(self, appends: Sequence[Append]) -> None:
        """Store updates, all or none."""
        groups = by_writer(appends)
        for (document, writer), group in groups.items():
            check_counters(group, self._content.of(document).last.get(writer, 0))
        now = self._store.now_ms()
        for one in appends:
            target = self._content.of(one.writer.document)
            target.log.append(LoggedUpdate(one.writer.id, one.counter, one.kind, one.data, now))
            target.last[one.writer.id] = one.counter
            target.devices[one.writer.id] = one.writer.chain.device
            target.info = renewed(target.info, modified_ms=now)

    def load(self, document: str, generation: Generation = Generation.CURRENT) -> LoadedDocument:
        """Return the compacted state and what came after it."""
        one = self._content.of(document)
        states = one.states[1:] if generation is Generation.PREVIOUS else one.states
        state, covered = states[0] if states else (None, {})
        tail = tuple(update for update in one.log if update.counter > covered.get(update.writer, 0))
        return LoadedDocument(one.info, state, tail, dict(one.last))

    def compact(self, document: str, state: bytes, covers: Mapping[str, int]) -> None:
        """Replace the log up to ``covers`` by one full update; keep one generation more."""
        one = self._content.of(document)
        if len(state) > MAX_UPDATE_BYTES:
            raise LimitExceededError("document", len(state), MAX_UPDATE_BYTES)
        present = one.states[0][1] if one.states else {}
        check_covers(document, covers, {writer: (present.get(writer, 0), last) for writer, last in one.last.items()})
        one.states = [(state, dict(covers)), *one.states[:1]]
        one.log = [update for update in one.log if update.counter > present.get(update.writer, 0) or one.waits(update)]

    def replace(self, document: str, state: bytes, own: Mapping[str, int]) -> None:
        """Make a full update all that a document holds, beside own edits that it does not speak for."""
        one = self._content.of(document)
        covers = one.spoken_for(own)
        one.states = [(state, covers)]
        one.log = [update for update in one.log if update.counter > covers[update.writer] or one.waits(update)]


class MemoryVersionStore(_Part):
    """Implements VersionStore."""

    def add(self, document: str, state: bytes, author: str, name: str = "", automatic: bool = False) -> VersionInfo:
        """Keep a version."""
        one = self._content.of(document)
        identifier, now = new_id(self._store.random_bytes), self._store.now_ms()
        info = VersionInfo(identifier, document, checked_title(name), automatic, author, now, len(state))
        one.versions.append((info, state))
        return info

    def list(self, document: str) -> Sequence[VersionInfo]:
        """Return the versions of a document, newest first."""
        versions = [info for info, _ in reversed(self._content.of(document).versions)]
        return sorted(versions, key=lambda info: -info.created_ms)

    def load(self, version: str) -> bytes | None:
        """Return the full update of a version; None if there is none."""
        return next((state for info, state in self._every() if info.id == version), None)

    def rename(self, version: str, name: str) -> bool:
        """Name a version, which also keeps it from being thinned out."""
        for one in self._content.documents.values():
            for place, (info, state) in enumerate(one.versions):
                if info.id == version:
                    one.versions[place] = (replace(info, name=checked_title(name), automatic=False), state)
                    return True
        return False

    def delete(self, version: str) -> bool:
        """Remove a version."""
        for one in self._content.documents.values():
            kept = [pair for pair in one.versions if pair[0].id != version]
            if len(kept) < len(one.versions):
                one.versions = kept
                return True
        return False

    def _every(self) -> Iterator[tuple[VersionInfo, bytes]]:
        for one in self._content.documents.values():
            yield from one.versions


class MemoryBlobStore(_Part):
    """Implements BlobStore."""

    def put(self, data: bytes, media_type: str) -> str:
        """Keep bytes and return their hash."""
        if len(data) > MAX_BLOB_BYTES:
            raise LimitExceededError("image or attachment", len(data), MAX_BLOB_BYTES)
        name = hashlib.sha256(data).hexdigest()
        kept = self._content.blobs.get(name)
        info = BlobInfo(name, len(data), kept[0].media_type if kept else media_type, self._store.now_ms())
        self._content.blobs[name] = (info, data)
        return name

    def get(self, blob: str) -> bytes | None:
        """Return the bytes, or None."""
        found = self._content.blobs.get(blob)
        return found[1] if found else None

    def info(self, blob: str) -> BlobInfo | None:
        """Return size and type, or None."""
        found = self._content.blobs.get(blob)
        return found[0] if found else None

    def has(self, blob: str) -> bool:
        """Tell whether it is here."""
        return blob in self._content.blobs

    def sweep(self, keep: Iterable[str], older_than_ms: int) -> int:
        """Remove blobs that are not in ``keep`` and were put before that time."""
        kept = frozenset(keep)
        blobs = self._content.blobs
        doomed = [name for name, (info, _) in blobs.items() if info.created_ms < older_than_ms and name not in kept]
        for name in doomed:
            del blobs[name]
        return len(doomed)


class MemoryThumbnailStore(_Part):
    """Implements ThumbnailStore."""

    def put(self, document: str, variant: str, data: bytes, media_type: str) -> str:
        """Keep a picture and return its hash."""
        if len(data) > MAX_THUMBNAIL_BYTES:
            raise LimitExceededError("thumbnail", len(data), MAX_THUMBNAIL_BYTES)
        one = self._content.of(document)
        name = hashlib.sha256(data).hexdigest()
        one.thumbnails[variant] = Thumbnail(document, variant, media_type, data, name)
        if variant == "default":
            one.info = renewed(one.info, thumbnail=name)
        return name

    def get(self, document: str, variant: str = "default") -> Thumbnail | None:
        """Return a picture, or None."""
        return self.get_many((document,), variant).get(document)

    def get_many(self, documents: Iterable[str], variant: str = "default") -> Mapping[str, Thumbnail]:
        """Return the pictures there are, by document."""
        known = (self._content.documents[one] for one in documents if one in self._content.documents)
        return {one.info.id: one.thumbnails[variant] for one in known if variant in one.thumbnails}


class MemorySearchIndex(_Part):
    """Implements SearchIndex; its order of hits is that of the documents, not a ranking."""

    def index_text(self, document: str, entries: Iterable[tuple[str, str]]) -> None:
        """Make (record id, text) the searched content of a document."""
        one = self._content.of(document)
        one.texts = {record: indexable(text, MAX_INDEXED_CHARACTERS) for record, text in entries if record and text}

    def search(self, query: str, limit: int = 50, per_document: bool = True) -> Sequence[SearchHit]:
        """Find records that hold every word of the query, each as a prefix."""
        words = [tokens(word) for word in query_words(query)]
        hits: list[SearchHit] = []
        for one in self._content.documents.values():
            if not words or one.info.trashed_ms is not None:
                continue
            texts = {"": one.info.title, **one.texts}
            found = [record for record, text in texts.items() if matches(tokens(text), words)]
            for record in found[:1] if per_document else found:
                hits.append(SearchHit(one.info.id, one.info.title, record, texts[record], ()))  # noqa: PERF401
        return hits[: max(0, limit)]


class MemorySettings(_Part):
    """Implements Settings."""

    def __init__(self, store: MemoryStore, table: str) -> None:
        super().__init__(store)
        self._table = table

    @property
    def _values(self) -> dict[str, str]:
        return self._content.settings if self._table == "settings" else self._content.session

    def get(self, name: str) -> JsonValue:
        """Return the value; None when it was never set."""
        return self.all().get(name)

    def set(self, name: str, value: JsonValue) -> None:
        """Keep a value; None removes it."""
        self._values.pop(name, None)
        if value is not None:
            self._values[name] = encoded_setting(name, value)

    def all(self) -> Mapping[str, JsonValue]:
        """Return every setting."""
        return {name: json.loads(value) for name, value in self._values.items()}


class MemoryRecentList(_Part):
    """Implements RecentList."""

    def touch(self, kind: RecentKind, target: str) -> None:
        """Put on top."""
        recent = self._content.recent
        recent[kind, target] = max(self._store.now_ms(), max(recent.values(), default=0) + 1)
        for item in sorted(recent, key=recent.__getitem__)[:-MAX_RECENT]:
            del recent[item]

    def list(self, limit: int = 20) -> Sequence[RecentItem]:
        """Return the newest first."""
        recent = self._content.recent
        newest = sorted(recent, key=recent.__getitem__, reverse=True)
        return [RecentItem(kind, target, recent[kind, target]) for kind, target in newest[:limit]]

    def remove(self, kind: RecentKind, target: str) -> None:
        """Take one entry off the list."""
        self._content.recent.pop((kind, target), None)


class MemoryStore:
    """Implements Store without a file."""

    def __init__(self, now_ms: Callable[[], int], random_bytes: RandomBytes = secrets.token_bytes) -> None:
        """Start empty.

        Args:
            now_ms: Clock, Unix milliseconds.
            random_bytes: Source of ids.
        """
        self.now_ms = now_ms
        self.random_bytes = random_bytes
        self.content = StoreContent()
        self.documents = MemoryDocumentCatalogue(self)
        self.log = MemoryUpdateLog(self)
        self.versions = MemoryVersionStore(self)
        self.blobs = MemoryBlobStore(self)
        self.thumbnails = MemoryThumbnailStore(self)
        self.search = MemorySearchIndex(self)
        self.settings = MemorySettings(self, "settings")
        self.session = MemorySettings(self, "session")
        self.recent = MemoryRecentList(self)
        self.shared = MemorySharedStore(self.content, self.documents, self.log)
        self._depth = 0

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Make several calls one: put everything back if the block raises."""
        before = copy.deepcopy(self.content) if self._depth == 0 else None
        self._depth += 1
        try:
            yield
        except BaseException:
            if before is not None:
                self.content = before
                self.shared = MemorySharedStore(before, self.documents, self.log)
            raise
        finally:
            self._depth -= 1

    def has_workspaces(self) -> bool:
        """Tell whether this profile belongs to any workspace."""
        return bool(self.shared.workspaces())

    def verify(self) -> VerifyReport:
        """Find nothing wrong: there is no file."""
        return VerifyReport(())

    def close(self) -> None:
        """Keep the content, so that a test can look at it."""
