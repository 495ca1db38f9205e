"""The tables of a library, as numbered steps that only go forward.

A step, once released, is never edited: the next change is a new step. ``COMPATIBLE_FROM`` is the oldest program (by its
newest step) that may still write a file of this schema; raise it when an older program would damage what a step added.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Migration:
    """One step: its number and the statements that take a file from the step before."""

    number: int
    statements: tuple[str, ...]


_FOUNDATION = Migration(
    1,
    (
        "CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE device_keys (device TEXT PRIMARY KEY, signing_seed BLOB NOT NULL, sealing_seed BLOB NOT NULL,"
        " created_ms INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE documents (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL,"
        " workspace TEXT NOT NULL, title TEXT NOT NULL, title_key TEXT NOT NULL, created_ms INTEGER NOT NULL,"
        " modified_ms INTEGER NOT NULL, starred INTEGER NOT NULL DEFAULT 0, trashed_ms INTEGER, thumbnail TEXT)",
        "CREATE INDEX documents_modified ON documents (modified_ms)",
        # covered and covered_before: last counter contained in the newest state and in the one before it.
        "CREATE TABLE writers (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents"
        " ON DELETE CASCADE, writer TEXT NOT NULL, device TEXT NOT NULL, client_id INTEGER NOT NULL,"
        " last_counter INTEGER NOT NULL, covered INTEGER NOT NULL DEFAULT 0,"
        " covered_before INTEGER NOT NULL DEFAULT 0, opened_ms INTEGER NOT NULL, UNIQUE (document, writer))",
        "CREATE TABLE log (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents"
        " ON DELETE CASCADE, writer INTEGER NOT NULL REFERENCES writers ON DELETE CASCADE, counter INTEGER NOT NULL,"
        " kind INTEGER NOT NULL, received_ms INTEGER NOT NULL, data BLOB NOT NULL)",
        "CREATE UNIQUE INDEX log_counter ON log (writer, counter)",
        "CREATE INDEX log_document ON log (document)",
        # generation 0 is the newest state, 1 the one before it; data is compressed.
        "CREATE TABLE state (document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
        " generation INTEGER NOT NULL, made_ms INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (document, generation))",
        "CREATE TABLE blobs (hash TEXT PRIMARY KEY, size INTEGER NOT NULL, media_type TEXT NOT NULL,"
        " created_ms INTEGER NOT NULL, data BLOB NOT NULL)",
        "CREATE TABLE thumbnails (document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,"
        " variant TEXT NOT NULL, hash TEXT NOT NULL, media_type TEXT NOT NULL, data BLOB NOT NULL,"
        " PRIMARY KEY (document, variant))",
        "CREATE TABLE settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE session (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE recent (kind TEXT NOT NULL, target TEXT NOT NULL, opened_ms INTEGER NOT NULL,"
        " PRIMARY KEY (kind, target)) WITHOUT ROWID",
    ),
)

_SEARCH_AND_VERSIONS = Migration(
    2,
    (
        "CREATE TABLE versions (number INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document INTEGER NOT NULL"
        " REFERENCES documents ON DELETE CASCADE, name TEXT NOT NULL, automatic INTEGER NOT NULL, author TEXT NOT NULL,"
        " created_ms INTEGER NOT NULL, size INTEGER NOT NULL, data BLOB NOT NULL)",
        "CREATE INDEX versions_document ON versions (document, created_ms)",
        "CREATE INDEX documents_title ON documents (title_key)",
        # Titles are the entries with an empty record.
        "CREATE TABLE texts (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents"
        " ON DELETE CASCADE, record TEXT NOT NULL, content TEXT NOT NULL, UNIQUE (document, record))",
        "CREATE VIRTUAL TABLE texts_index USING fts5 (content, content = 'texts', content_rowid = 'number',"
        " tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3')",
        "CREATE TRIGGER texts_insert AFTER INSERT ON texts BEGIN"
        " INSERT INTO texts_index (rowid, content) VALUES (new.number, new.content); END",
        "CREATE TRIGGER texts_delete AFTER DELETE ON texts BEGIN"
        " INSERT INTO texts_index (texts_index, rowid, content) VALUES ('delete', old.number, old.content); END",
        "CREATE TRIGGER texts_update AFTER UPDATE ON texts BEGIN"
        " INSERT INTO texts_index (texts_index, rowid, content) VALUES ('delete', old.number, old.content);"
        " INSERT INTO texts_index (rowid, content) VALUES (new.number, new.content); END",
        "INSERT INTO texts (document, record, content) SELECT number, '', title FROM documents WHERE title <> ''",
    ),
)

_SHARING = Migration(
    3,
    (
        # Counter of the writer's last own update that left the outbox; only shared documents look at it.
        "ALTER TABLE writers ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0",
        "CREATE TABLE workspaces (id TEXT PRIMARY KEY, user TEXT NOT NULL, relay TEXT NOT NULL) WITHOUT ROWID",
        "CREATE TABLE membership (number INTEGER PRIMARY KEY, workspace TEXT NOT NULL, seq INTEGER NOT NULL,"
        " entry BLOB NOT NULL, UNIQUE (workspace, seq))",
        # document is empty for the key of a whole scope.
        "CREATE TABLE epoch_keys (workspace TEXT NOT NULL, scope TEXT NOT NULL, epoch INTEGER NOT NULL,"
        " document TEXT NOT NULL, secret BLOB NOT NULL, PRIMARY KEY (workspace, scope, epoch, document)) WITHOUT ROWID",
        "CREATE TABLE boxes (workspace TEXT NOT NULL, scope TEXT NOT NULL, epoch INTEGER NOT NULL, document TEXT NOT NULL,"
        " recipient TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (workspace, scope, epoch, document, recipient))"
        " WITHOUT ROWID",
        "CREATE TABLE cards (workspace TEXT NOT NULL, kind INTEGER NOT NULL, subject TEXT NOT NULL, card BLOB NOT NULL,"
        " PRIMARY KEY (workspace, kind, subject))",
        "CREATE TABLE sharing (document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,"
        " workspace TEXT NOT NULL, clocks TEXT NOT NULL, started_from BLOB NOT NULL)",
        "CREATE INDEX sharing_workspace ON sharing (workspace)",
        "CREATE TABLE chains (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents"
        " ON DELETE CASCADE, device TEXT NOT NULL, writer TEXT NOT NULL, counter INTEGER NOT NULL,"
        " previous BLOB NOT NULL, clock INTEGER NOT NULL, log_seq INTEGER NOT NULL, ended INTEGER,"
        " at_relay INTEGER NOT NULL, UNIQUE (document, device, writer))",
        "CREATE TABLE envelopes (number INTEGER PRIMARY KEY, chain INTEGER NOT NULL REFERENCES chains"
        " ON DELETE CASCADE, counter INTEGER NOT NULL, hash BLOB NOT NULL, data BLOB NOT NULL, UNIQUE (chain, counter))",
        "CREATE TABLE beside (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents"
        " ON DELETE CASCADE, hash BLOB NOT NULL, user TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (document, hash))",
        "CREATE TABLE evidence (number INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES documents"
        " ON DELETE CASCADE, device TEXT NOT NULL, writer TEXT NOT NULL, counter INTEGER NOT NULL, hash BLOB NOT NULL,"
        " data BLOB NOT NULL, UNIQUE (document, hash))",
    ),
)

MIGRATIONS: tuple[Migration, ...] = (_FOUNDATION, _SEARCH_AND_VERSIONS, _SHARING)

CURRENT_SCHEMA = MIGRATIONS[-1].number
COMPATIBLE_FROM = 3  # An older program would compact edits away that were not sent yet.

BACKUP_TABLES = (
    "documents",
    "writers",
    "log",
    "state",
    "blobs",
    "thumbnails",
    "settings",
    "recent",
    "versions",
    "texts",
)
"""Tables that a backup holds, parents first. What belongs to the device stays on it; meta is made anew.

A restored backup is a new device: it has every document with its history, but speaks for nobody in any workspace, so
neither the chains of the old device nor the keys of workspaces go with it.
"""

DEVICE_TABLES = (
    "device_keys",
    "session",
    "workspaces",
    "membership",
    "epoch_keys",
    "boxes",
    "cards",
    "sharing",
    "chains",
    "envelopes",
    "beside",
    "evidence",
)
"""Tables that stay on the device, parents first."""

BACKUP_META = ("workspace", "index_document")
"""Names of ``meta`` that a backup carries."""
