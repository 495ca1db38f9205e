"""ST-80 to ST-85: backup and restore."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.engine.records import SharingRow, WorkspaceRow
from sync.errors import BackupError, StoreError, WrongKeyError, WrongPassphraseError
from sync.store.backup import restore_backup, write_backup
from sync.store.library import Library, open_library
from sync.store.profile import open_profile
from sync.store.records import DocumentKind, DocumentQuery
from sync.store.sqlcipher.connection import open_connection
from tests.support.library import CHEAP, KEY, OTHER_KEY, file_bytes, ticking_clock

CLOCK = ticking_clock()
TIMEOUT = 20.0


def filled(directory: Path) -> Library:
    library = open_library(directory, KEY, CLOCK)
    workspace = library.info.workspace
    made = library.submit(lambda store: store.documents.create(DocumentKind.DIAGRAM, "Plan", workspace)).result(TIMEOUT)
    document = library.open_document(made.id).result(TIMEOUT)
    for number in range(5):
        document.append(b"update %d" % number)
    document.compact(b"state")
    document.append(b"tail")
    library.submit(lambda store: store.search.index_text(made.id, [("s1", "needle")]))
    library.submit(lambda store: store.versions.add(made.id, b"old state", "me"))
    library.submit(lambda store: store.thumbnails.put(made.id, "default", b"png", "image/png"))
    library.submit(lambda store: store.blobs.put(b"picture", "image/png"))
    library.submit(lambda store: store.session.set("tabs", [made.id]))
    return library


def device_key_rows(database: Path, key: bytes) -> int:
    connection = open_connection(database, key, read_only=True)
    row = connection.row("SELECT count(*) FROM device_keys")
    connection.close()
    assert row is not None
    return int(row[0])


def test_st80_a_restored_backup_is_a_new_device_with_everything_else(tmp_path: Path) -> None:
    """ST-80, ST-87."""
    library = filled(tmp_path / "old")
    shared = [WorkspaceRow("0a" * 16, "0b" * 16), SharingRow("0c" * 16, "0a" * 16, "discussion")]
    library.submit(lambda store: store.shared.write(shared)).result(TIMEOUT)
    library.backup(tmp_path / "b.aiobackup")
    library.close()
    restore_backup(tmp_path / "b.aiobackup", tmp_path / "new", OTHER_KEY, CLOCK, key=KEY)
    profile = open_profile(tmp_path / "new", OTHER_KEY, CLOCK)
    store = profile.store
    assert profile.info.workspace == library.info.workspace
    assert profile.info.index_document == library.info.index_document
    assert profile.info.identity.device != library.info.identity.device
    (info,) = store.documents.list(DocumentQuery())
    loaded = store.log.load(info.id)
    assert (loaded.state, [update.data for update in loaded.updates]) == (b"state", [b"tail"])
    assert [hit.record for hit in store.search.search("needle")] == ["s1"]
    assert store.versions.load(store.versions.list(info.id)[0].id) == b"old state"
    assert store.thumbnails.get(info.id) is not None
    assert store.session.all() == {}
    assert store.shared.workspaces() == []
    assert store.documents.has("0c" * 16)
    assert store.shared.load_document("0c" * 16) is None
    assert store.verify().ok
    store.close()
    assert device_key_rows(tmp_path / "new" / "library.db", OTHER_KEY) == 1


def test_st81_a_backup_holds_no_device_keys(tmp_path: Path) -> None:
    """ST-81."""
    library = filled(tmp_path / "old")
    backup = tmp_path / "b.aiobackup"
    library.backup(backup)
    content = backup.read_bytes()
    database = tmp_path / "extracted.db"
    start = content.index(b"}", 0) + 1
    start = next(at for at in range(start, start + 20) if _opens(content[at:], database))
    assert start > 0
    assert device_key_rows(database, KEY) == 0
    assert library.info.identity.signing_seed not in content
    assert b"needle" not in content
    library.close()


def _opens(content: bytes, database: Path) -> bool:
    database.write_bytes(content)
    try:
        device_key_rows(database, KEY)
    except StoreError:
        return False
    return True


def test_st82_a_backup_under_a_passphrase_opens_with_it_alone(tmp_path: Path) -> None:
    """ST-82."""
    library = filled(tmp_path / "old")
    library.close()
    backup = tmp_path / "b.aiobackup"
    write_backup(tmp_path / "old" / "library.db", KEY, backup, passphrase="horse staple", cost=CHEAP)
    with pytest.raises(WrongPassphraseError):
        restore_backup(backup, tmp_path / "new", OTHER_KEY, CLOCK, passphrase="wrong")
    with pytest.raises(BackupError, match="passphrase"):
        restore_backup(backup, tmp_path / "new", OTHER_KEY, CLOCK, key=KEY)
    assert not (tmp_path / "new" / "library.db").exists()
    restore_backup(backup, tmp_path / "new", OTHER_KEY, CLOCK, passphrase="horse staple")
    assert sorted(file_bytes(tmp_path / "new")) == ["library.db", "library.lock"]


def test_st83_restoring_never_overwrites(tmp_path: Path) -> None:
    """ST-83."""
    library = filled(tmp_path / "old")
    library.backup(tmp_path / "b.aiobackup")
    library.close()
    before = (tmp_path / "old" / "library.db").read_bytes()
    with pytest.raises(BackupError, match="library already"):
        restore_backup(tmp_path / "b.aiobackup", tmp_path / "old", OTHER_KEY, CLOCK, key=KEY)
    assert (tmp_path / "old" / "library.db").read_bytes() == before


@pytest.mark.parametrize("damage", ["truncated", "flipped", "garbage", "header", "empty"])
def test_st84_a_damaged_backup_restores_nothing(tmp_path: Path, damage: str) -> None:
    """ST-84."""
    library = filled(tmp_path / "old")
    backup = tmp_path / "b.aiobackup"
    library.backup(backup)
    library.close()
    content = bytearray(backup.read_bytes())
    if damage == "truncated":
        del content[-10_000:]
    elif damage == "flipped":
        content[-5_000] ^= 1
    elif damage == "garbage":
        content[:20] = bytes(20)
    elif damage == "header":
        content[30:34] = b"\xff\xff\xff\xff"
    else:
        content.clear()
    backup.write_bytes(content)
    with pytest.raises((BackupError, WrongKeyError)):
        restore_backup(backup, tmp_path / "new", OTHER_KEY, CLOCK, key=KEY)
    assert sorted(file_bytes(tmp_path / "new")) == ["library.lock"]


def test_st85_a_backup_that_cannot_be_written_leaves_the_old_one(tmp_path: Path) -> None:
    """ST-85."""
    library = filled(tmp_path / "old")
    library.close()
    target = tmp_path / "missing" / "b.aiobackup"
    with pytest.raises(BackupError, match="could not be written"):
        write_backup(tmp_path / "old" / "library.db", KEY, target)
    kept = tmp_path / "kept.aiobackup"
    kept.write_bytes(b"older backup")
    with pytest.raises(BackupError):
        write_backup(tmp_path / "old" / "library.db", OTHER_KEY, kept)
    assert kept.read_bytes() == b"older backup"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_st86_edits_go_on_during_a_backup_which_is_one_consistent_picture(tmp_path: Path) -> None:
    """ST-86."""
    library = filled(tmp_path / "old")
    made = library.submit(lambda store: store.documents.list(DocumentQuery())).result(TIMEOUT)[0]
    document = library.open_document(made.id).result(TIMEOUT)
    futures = [document.append(b"x" * 200) for _ in range(300)]
    library.backup(tmp_path / "b.aiobackup")
    futures += [document.append(b"y") for _ in range(10)]
    assert all(future.result(TIMEOUT) for future in futures)
    library.close()
    restore_backup(tmp_path / "b.aiobackup", tmp_path / "new", OTHER_KEY, CLOCK, key=KEY)
    store = open_profile(tmp_path / "new", OTHER_KEY, CLOCK).store
    loaded = store.log.load(made.id)
    assert loaded.heads[document.writer.id] == 300
    assert len(loaded.updates) == 301
    store.close()
