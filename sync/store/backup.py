"""Backup and restore: one encrypted file without device keys, written and read as a whole or not at all.

The file is a short header (which key opens it, or that key sealed under a passphrase) followed by an SQLCipher database.
A restored library is a new device: it gets its own device keys, and every document opens with new writers.
"""

from __future__ import annotations

import secrets
import struct
from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from sync.crypto.passphrase import INTERACTIVE, KEY_BYTES, Argon2Cost, open_key, seal_key
from sync.errors import BackupError, OpenError, StoreError, WrongKeyError
from sync.protocol.identifiers import RandomBytes, new_id
from sync.store.atomic_file import replace_durably
from sync.store.key_header import KeyHeader, KeyKind, decode_header, encode_header, fits, key_check
from sync.store.keys import DATABASE_NAME, sealed_header
from sync.store.profile import LOCK_NAME, create_library
from sync.store.profile_lock import acquire_profile_lock
from sync.store.sqlcipher.connection import Connection, create_file, open_connection, probe_key
from sync.store.sqlcipher.copy import attach_and_copy
from sync.store.sqlcipher.migrate import check_compatibility, migrate
from sync.store.sqlcipher.schema import BACKUP_META, BACKUP_TABLES

_MAGIC = b"AIO Canvas backup\x00\x01"
_LENGTH = struct.Struct(">I")
_MAX_HEADER_BYTES = 64 << 10
_CHUNK_BYTES = 1 << 20


def write_backup(
    source: Path,
    key: bytes,
    target: Path,
    *,
    passphrase: str | None = None,
    cost: Argon2Cost = INTERACTIVE,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> None:
    """Write a backup of a library file, also while another connection writes to it.

    Args:
        source: The library file.
        key: Its key.
        target: The backup, replaced when it is complete.
        passphrase: Seals the backup's own random key; without one the backup opens with ``key``.
        cost: Cost of the passphrase.
        random_bytes: Source of the backup's key.

    Raises:
        BackupError: It could not be written; what was there is still there.
    """
    backup_key = key if passphrase is None else random_bytes(KEY_BYTES)
    header = KeyHeader(new_id(random_bytes), KeyKind.RAW, (key_check(backup_key),))
    if passphrase is not None:
        header = sealed_header(header.profile, [backup_key], [seal_key(backup_key, passphrase, cost, random_bytes)])
    database = target.with_name(f".{target.name}.{new_id(random_bytes)}.db")
    whole = database.with_suffix(".new")
    try:
        _copy_database(source, key, database, backup_key)
        encoded = encode_header(header)
        with whole.open("wb") as out, database.open("rb") as content:
            out.write(_MAGIC + _LENGTH.pack(len(encoded)) + encoded)
            _pour(content, out)
        replace_durably(whole, target)
    except (OSError, StoreError) as error:
        raise BackupError(target, f"the backup could not be written: {error}") from error
    finally:
        database.unlink(missing_ok=True)
        whole.unlink(missing_ok=True)


def restore_backup(
    backup: Path,
    directory: Path,
    new_key: bytes,
    now_ms: Callable[[], int],
    *,
    passphrase: str | None = None,
    key: bytes | None = None,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> None:
    """Make a new profile from a backup. The profile's directory may hold a key header, but no library yet.

    Args:
        backup: The backup file.
        directory: Directory of the new profile.
        new_key: Key of the new profile, as ``resolve_key`` made it.
        now_ms: Clock.
        passphrase: Opens a backup that was made with one.
        key: Opens a backup that was made under a profile's own key.
        random_bytes: Source of keys and ids.

    Raises:
        BackupError: There is a library already, or the backup is damaged; nothing was changed.
        WrongPassphraseError: The passphrase is wrong.
        WrongKeyError: The key does not open the backup.
    """
    directory.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = acquire_profile_lock(directory / LOCK_NAME)
    extracted = directory / ".restore.db"
    try:
        if (directory / DATABASE_NAME).exists():
            raise BackupError(directory, "there is a library already; restore into a new profile")
        backup_key = _extract(backup, extracted, passphrase, key)
        _bring_up_to_date(extracted, backup_key, backup)
        create_library(
            directory / DATABASE_NAME,
            new_key,
            now_ms,
            fill=lambda new: attach_and_copy(new, extracted, backup_key, BACKUP_TABLES, BACKUP_META),
            random_bytes=random_bytes,
        )
    except WrongKeyError:
        raise
    except (OSError, OpenError) as error:
        raise BackupError(backup, f"the backup cannot be restored: {error}") from error
    finally:
        for leftover in (extracted, *directory.glob(".restore.db?*")):
            leftover.unlink(missing_ok=True)
        lock.release()


def _copy_database(source: Path, key: bytes, target: Path, target_key: bytes) -> None:
    connection = create_file(target, target_key)
    try:
        migrate(connection)
        attach_and_copy(connection, source, key, BACKUP_TABLES, BACKUP_META)
    finally:
        connection.close()


def _extract(backup: Path, target: Path, passphrase: str | None, key: bytes | None) -> bytes:
    """Copy the database out of a backup and return its key."""
    with backup.open("rb") as content:
        header = _read_backup_header(content, backup)
        backup_key = _backup_key(header, backup, passphrase, key)
        with target.open("wb") as out:
            _pour(content, out)
    return backup_key


def _read_backup_header(content: BinaryIO, backup: Path) -> KeyHeader:
    start = content.read(len(_MAGIC) + _LENGTH.size)
    if len(start) != len(_MAGIC) + _LENGTH.size or not start.startswith(_MAGIC):
        raise BackupError(backup, "this is not a backup of this program")
    (length,) = _LENGTH.unpack(start[len(_MAGIC) :])
    if length > _MAX_HEADER_BYTES:
        raise BackupError(backup, "the backup's header is damaged")
    return decode_header(content.read(length), backup)


def _backup_key(header: KeyHeader, backup: Path, passphrase: str | None, key: bytes | None) -> bytes:
    if header.kind is KeyKind.PASSPHRASE:
        if passphrase is None:
            raise BackupError(backup, "this backup needs the passphrase it was made with")
        return open_key(header.sealed[0], passphrase) if header.sealed else b""
    if key is None:
        raise BackupError(backup, "this backup needs the key of the profile it was made from")
    if not fits(header, key):
        raise WrongKeyError(backup)
    return key


def _bring_up_to_date(extracted: Path, key: bytes, backup: Path) -> None:
    """Check the extracted database from end to end, and migrate it when it is older."""
    try:
        probe_key(extracted, key)
    except WrongKeyError:
        # The key fits the header, so it is the database that is damaged.
        raise BackupError(backup, "the backup is damaged") from None
    connection: Connection = open_connection(extracted, key)
    try:
        problems = connection.rows("PRAGMA cipher_integrity_check")
        if problems:
            raise BackupError(backup, f"the backup is damaged: {problems[0][0]}")
        check_compatibility(connection)
        migrate(connection)
    finally:
        connection.close()


def _pour(source: BinaryIO, target: BinaryIO) -> None:
    while chunk := source.read(_CHUNK_BYTES):
        target.write(chunk)
