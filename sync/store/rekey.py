"""Re-encrypting a library under a new key, sealed under a new passphrase; safe against a crash at every step."""

from __future__ import annotations

import secrets
from pathlib import Path

from sync.crypto.passphrase import INTERACTIVE, KEY_BYTES, Argon2Cost, seal_key
from sync.errors import WrongKeyError
from sync.protocol.identifiers import RandomBytes
from sync.store.atomic_file import disk_errors, replace_durably
from sync.store.key_header import fits, write_header
from sync.store.keys import DATABASE_NAME, require_passphrase_header, sealed_header
from sync.store.profile import LOCK_NAME
from sync.store.profile_lock import acquire_profile_lock
from sync.store.sqlcipher.connection import create_file, open_connection, probe_key
from sync.store.sqlcipher.copy import attach_and_copy
from sync.store.sqlcipher.migrate import check_compatibility, migrate
from sync.store.sqlcipher.schema import BACKUP_META, BACKUP_TABLES, DEVICE_TABLES

_NEW_NAME = ".library.db.rekeyed"


def rekey(
    directory: Path,
    key: bytes,
    new_passphrase: str,
    cost: Argon2Cost = INTERACTIVE,
    random_bytes: RandomBytes = secrets.token_bytes,
) -> bytes:
    """Encrypt a closed library under a new random key, so that whoever knew the old key or passphrase is locked out.

    The header first holds both keys under the new passphrase, then the new file takes the old one's place, then the
    header forgets the old key: whichever pair of files a crash leaves, the new passphrase opens it.

    Args:
        directory: Directory of the profile, which nobody has open.
        key: Its present key.
        new_passphrase: What protects it from now on.
        cost: Cost of the passphrase.
        random_bytes: Source of the new key.

    Returns:
        The new key.

    Raises:
        WrongKeyError: ``key`` is not the present key.
        ProfileLockedError: Somebody has the profile open.
        KeyUnavailableError: The profile is not protected by a passphrase.
        StoreError: The copy could not be written; the library is as it was.
    """
    database, temporary = directory / DATABASE_NAME, directory / _NEW_NAME
    header = require_passphrase_header(directory)
    if not fits(header, key):
        raise WrongKeyError(database)
    new_key = random_bytes(KEY_BYTES)
    lock = acquire_profile_lock(directory / LOCK_NAME)
    try:
        _empty_write_ahead_log(database, key)
        temporary.unlink(missing_ok=True)
        _copy(database, key, temporary, new_key)
        seals = [seal_key(one, new_passphrase, cost, random_bytes) for one in (key, new_key)]
        with disk_errors(directory):
            write_header(directory, sealed_header(header.profile, [key, new_key], seals))
            replace_durably(temporary, database)
            write_header(directory, sealed_header(header.profile, [new_key], seals[1:]))
        return new_key
    finally:
        temporary.unlink(missing_ok=True)
        lock.release()


def _empty_write_ahead_log(database: Path, key: bytes) -> None:
    """Fold the log into the file and remove it: it must never meet the new file."""
    probe_key(database, key)
    connection = open_connection(database, key)
    try:
        check_compatibility(connection)
        migrate(connection)
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


def _copy(source: Path, key: bytes, target: Path, target_key: bytes) -> None:
    connection = create_file(target, target_key)
    try:
        migrate(connection)
        attach_and_copy(connection, source, key, (*BACKUP_TABLES, *DEVICE_TABLES), (*BACKUP_META, "clean_close"))
    finally:
        connection.close()
