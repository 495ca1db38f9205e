"""The encrypted library as the app uses it: an open profile behind its store thread."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path
from typing import TypeVar

from sync.protocol.identifiers import RandomBytes, new_id
from sync.store.backup import write_backup
from sync.store.keys import DATABASE_NAME
from sync.store.open_document import OpenDocument, new_writer
from sync.store.ports import Store
from sync.store.profile import ProfileInfo, open_profile
from sync.store.records import DocumentKind, Generation
from sync.store.writer import DEFAULT_LIMITS, QueueLimits, Saved, SaveFailure, StoreThread

T = TypeVar("T")


class Library:
    """An open profile. Methods may be called from any thread; futures finish on the store thread.

    Attributes:
        thread: The store thread.
        info: What is known of the profile.
    """

    def __init__(self, thread: StoreThread, info: ProfileInfo, key: bytes, random_bytes: RandomBytes) -> None:
        self.thread = thread
        self.info = info
        self._key = key
        self._random_bytes = random_bytes

    def submit(self, call: Callable[[Store], T]) -> Future[T]:
        """Ask or change something: ``library.submit(lambda store: store.documents.list(query))``."""
        return self.thread.submit(call)

    def open_document(self, document: str, generation: Generation = Generation.CURRENT) -> Future[OpenDocument]:
        """Load a document and start a new writer for the window that shows it.

        The future fails with UnknownDocumentError when there is none.
        """
        writer = new_writer(document, self.info.identity.device, self._random_bytes)
        # What was seen of others is there also while the disk refuses it: the window that closed was shown it.
        return self.thread.submit(
            lambda store: OpenDocument(self.thread, store.log.load(document, generation), writer), ahead=True
        )

    def new_document(self, kind: DocumentKind, title: str, workspace: str | None = None) -> Future[OpenDocument]:
        """Add an empty document, to the personal workspace unless told otherwise, and open it for a window."""
        document = new_id(self._random_bytes)
        home = workspace if workspace is not None else self.info.workspace
        writer = new_writer(document, self.info.identity.device, self._random_bytes)

        def create(store: Store) -> OpenDocument:
            store.documents.create(kind, title, home, document)
            return OpenDocument(self.thread, store.log.load(document), writer)

        return self.thread.submit(create)

    def backup(self, target: Path, passphrase: str | None = None) -> None:
        """Write a consistent backup without device keys to one file; blocks, but holds up neither store nor edits.

        Args:
            target: The file, replaced when it is complete.
            passphrase: Protects the backup; without one the profile's own key does.

        Raises:
            BackupError: It could not be written; what was there is still there.
        """
        self.thread.flush().result()
        write_backup(self.info.directory / DATABASE_NAME, self._key, target, passphrase=passphrase)

    def close(self, *, discard: bool = False) -> None:
        """Store everything, close cleanly and let other processes in.

        Raises:
            UnsavedChangesError: Edits cannot be stored; the library stays open.
        """
        self.thread.close(discard=discard)


def open_library(
    directory: Path,
    key: bytes,
    now_ms: Callable[[], int],
    *,
    read_only: bool = False,
    on_saved: Callable[[Saved], None] | None = None,
    on_failure: Callable[[SaveFailure], None] | None = None,
    limits: QueueLimits = DEFAULT_LIMITS,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> Library:
    """Open a profile with a store thread of its own; the first run makes the library.

    Args:
        directory: The profile's directory.
        key: What ``resolve_key`` returned.
        now_ms: Clock, Unix milliseconds.
        read_only: Open beside another process that writes.
        on_saved: Told on the store thread what is durable.
        on_failure: Told on the store thread when edits could not be stored.
        limits: Bounds of the queue.
        random_bytes: Source of keys, ids and writers.

    Raises:
        OpenError: Locked, wrong key, too new or damaged; nothing was changed.
    """
    found: list[ProfileInfo] = []

    def opener() -> Store:
        profile = open_profile(directory, key, now_ms, read_only=read_only, random_bytes=random_bytes)
        found.append(profile.info)
        return profile.store

    thread = StoreThread(opener, on_saved=on_saved, on_failure=on_failure, limits=limits)
    return Library(thread, found[0], key, random_bytes)
