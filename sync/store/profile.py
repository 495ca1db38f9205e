"""A profile: one directory with the library, its key header and its lock."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from sync.crypto.identity import DeviceIdentity, generate_identity, identity_from_seeds
from sync.errors import CorruptLibraryError, KeyUnavailableError
from sync.protocol.identifiers import RandomBytes, new_id
from sync.store.atomic_file import disk_errors, replace_durably
from sync.store.key_header import fits, read_header
from sync.store.keys import DATABASE_NAME
from sync.store.profile_lock import ProfileLock, acquire_profile_lock
from sync.store.records import DocumentKind
from sync.store.sqlcipher.catalogue import SqlDocumentCatalogue
from sync.store.sqlcipher.connection import Connection, create_file
from sync.store.sqlcipher.migrate import migrate
from sync.store.sqlcipher.store import SqlCipherStore, open_store, read_meta, write_meta

LOCK_NAME = "library.lock"
_NEW_NAME = ".library.db.new"
_WORKSPACE, _INDEX = "workspace", "index_document"


@dataclass(frozen=True, slots=True)
class ProfileInfo:
    """What is known of an open profile.

    Attributes:
        directory: Where it lies.
        identity: Keys of this device.
        workspace: Id of the personal workspace.
        index_document: Id of the document that holds folders and tags.
        first_run: True when this call made the library.
        unclean: True when it was not closed properly the last time; all edits that were called saved are there.
        read_only: True when nothing can be written.
    """

    directory: Path
    identity: DeviceIdentity
    workspace: str
    index_document: str
    first_run: bool
    unclean: bool
    read_only: bool


@dataclass(frozen=True, slots=True)
class OpenProfile:
    """An open profile; closing its store lets others in."""

    store: SqlCipherStore
    info: ProfileInfo


def open_profile(
    directory: Path,
    key: bytes,
    now_ms: Callable[[], int],
    *,
    read_only: bool = False,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> OpenProfile:
    """Open a profile, making its library the first time.

    Args:
        directory: The profile's directory; the first run makes it.
        key: Raw 256-bit key, as ``resolve_key`` returns it.
        now_ms: Clock, Unix milliseconds.
        read_only: Open beside a process that writes, without the lock and without any right to write.
        random_bytes: Source of keys and ids.

    Raises:
        ProfileLockedError: Another process writes to it.
        OpenError: The key does not fit, or the library is too new or damaged; nothing was changed.
        StorageError: The directory cannot be written.
    """
    path = directory / DATABASE_NAME
    if read_only:
        if not path.exists():
            raise CorruptLibraryError(path, "there is no library here")
        return _opened(directory, key, now_ms, None, read_only=True, first_run=False, random_bytes=random_bytes)
    with disk_errors(directory):
        directory.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = acquire_profile_lock(directory / LOCK_NAME)
    try:
        first_run = not path.exists()
        if first_run:
            with disk_errors(directory):
                create_library(path, key, now_ms, random_bytes=random_bytes)
        return _opened(directory, key, now_ms, lock, read_only=False, first_run=first_run, random_bytes=random_bytes)
    except BaseException:
        lock.release()
        raise


def create_library(
    path: Path,
    key: bytes,
    now_ms: Callable[[], int],
    *,
    fill: Callable[[Connection], None] | None = None,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> None:
    """Make a library file with tables, device keys, personal workspace and index document, complete or not at all.

    Args:
        path: Where it will be; must not exist.
        key: Raw 256-bit key.
        now_ms: Clock.
        fill: Adds content before the rest is made, as a restore does; workspace and index it brings are kept.
        random_bytes: Source of keys and ids.
    """
    temporary = path.with_name(_NEW_NAME)
    temporary.unlink(missing_ok=True)
    try:
        connection = create_file(temporary, key)
        try:
            migrate(connection)
            if fill is not None:
                fill(connection)
            _first_run(connection, now_ms, random_bytes)
        finally:
            connection.close()
        replace_durably(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _first_run(connection: Connection, now_ms: Callable[[], int], random_bytes: RandomBytes) -> None:
    with connection.transaction():
        write_device_keys(connection, generate_identity(random_bytes), now_ms())
        if read_meta(connection, _WORKSPACE) is None:
            write_meta(connection, _WORKSPACE, new_id(random_bytes))
        if read_meta(connection, _INDEX) is None:
            workspace = read_meta(connection, _WORKSPACE) or ""
            catalogue = SqlDocumentCatalogue(connection, now_ms, random_bytes)
            write_meta(connection, _INDEX, catalogue.create(DocumentKind.INDEX, "", workspace).id)


def write_device_keys(connection: Connection, identity: DeviceIdentity, created_ms: int) -> None:
    """Make these the keys of this device, instead of any others."""
    connection.execute("DELETE FROM device_keys")
    connection.execute(
        "INSERT INTO device_keys VALUES (?, ?, ?, ?)",
        (identity.device, identity.signing_seed, identity.sealing_seed, created_ms),
    )


def _opened(
    directory: Path,
    key: bytes,
    now_ms: Callable[[], int],
    lock: ProfileLock | None,
    *,
    read_only: bool,
    first_run: bool,
    random_bytes: RandomBytes,
) -> OpenProfile:
    path = directory / DATABASE_NAME
    header = read_header(directory)
    verified = header is not None and len(header.checks) == 1 and fits(header, key)
    store = open_store(path, key, now_ms, read_only=read_only, key_verified=verified, random_bytes=random_bytes)
    try:
        info = ProfileInfo(
            directory,
            _read_identity(store.connection),
            _required(store.connection, _WORKSPACE),
            _required(store.connection, _INDEX),
            first_run,
            store.unclean,
            read_only,
        )
    except BaseException:
        store.close()
        raise
    if lock is not None:
        store.on_closed = lock.release
    return OpenProfile(store, info)


def _read_identity(connection: Connection) -> DeviceIdentity:
    row = connection.row("SELECT signing_seed, sealing_seed FROM device_keys")
    if row is None:
        raise KeyUnavailableError(connection.path, "device", "the library holds no device keys; restore it as a backup")
    return identity_from_seeds(row[0], row[1])


def _required(connection: Connection, name: str) -> str:
    value = read_meta(connection, name)
    if value is None:
        raise CorruptLibraryError(connection.path, f"it names no {name}")
    return value
