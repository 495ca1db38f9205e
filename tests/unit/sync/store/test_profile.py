"""Opening a profile: first run, wrong keys, damage."""

from __future__ import annotations

import errno
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sync.errors import (
    CorruptLibraryError,
    DiskFullError,
    StorageError,
    WrongKeyError,
)
from sync.protocol.device_entry import verify_entry
from sync.store.atomic_file import disk_errors
from sync.store.key_header import KeyHeader, KeyKind, key_check, write_header
from sync.store.keys import RawKey, resolve_key
from sync.store.profile import open_profile
from sync.store.records import DocumentKind, DocumentQuery
from sync.store.sqlcipher.connection import create_file
from tests.support.filled_library import CLOCK, LABEL, filled
from tests.support.library import KEY, OTHER_KEY, appends, file_bytes, writer_for


def test_st50_the_first_run_makes_device_workspace_and_index_once(tmp_path: Path) -> None:
    """ST-50."""
    first = open_profile(tmp_path / "new" / "profile", KEY, CLOCK)
    assert first.info.first_run
    assert first.store.documents.get(first.info.index_document).kind is DocumentKind.INDEX
    verify_entry(first.info.identity.entry)
    first.store.close()
    second = open_profile(tmp_path / "new" / "profile", KEY, CLOCK)
    assert not second.info.first_run
    assert not second.info.unclean
    assert (second.info.identity, second.info.workspace) == (first.info.identity, first.info.workspace)
    second.store.close()


def test_st51_nothing_readable_is_in_any_file_of_the_profile(tmp_path: Path) -> None:
    """ST-51."""
    profile = open_profile(tmp_path, KEY, CLOCK)
    made = profile.store.documents.create(DocumentKind.DIAGRAM, LABEL, profile.info.workspace)
    profile.store.log.append(appends(writer_for(made.id), LABEL.encode() * 50))
    profile.store.search.index_text(made.id, [("s1", LABEL)])
    found = file_bytes(tmp_path)
    assert found["library.db-wal"]
    for content in found.values():
        assert b"Zanzibar" not in content
        assert b"SQLite format" not in content
        assert b"CREATE TABLE" not in content
        assert profile.info.identity.signing_seed not in content
    profile.store.close()
    assert all(b"Zanzibar" not in content for content in file_bytes(tmp_path).values())


def test_st52_a_wrong_key_is_told_and_touches_nothing(tmp_path: Path) -> None:
    """ST-52."""
    filled(tmp_path)
    before = file_bytes(tmp_path)
    with pytest.raises(WrongKeyError, match="does not open") as caught:
        open_profile(tmp_path, OTHER_KEY, CLOCK)
    assert OTHER_KEY.hex() not in str(caught.value)
    after = file_bytes(tmp_path)
    after["library.lock"] = before["library.lock"]
    assert after == before


def test_st52_a_wrong_key_does_not_touch_an_unfinished_write_ahead_log(tmp_path: Path) -> None:
    """ST-52."""
    profile = open_profile(tmp_path / "live", KEY, CLOCK)
    profile.store.settings.set("x", "y")
    crashed = tmp_path / "crashed"
    crashed.mkdir()
    for path in (tmp_path / "live").iterdir():
        shutil.copyfile(path, crashed / path.name)
    profile.store.close()
    before = file_bytes(crashed)
    assert before["library.db-wal"]
    with pytest.raises(WrongKeyError):
        open_profile(crashed, OTHER_KEY, CLOCK)
    assert file_bytes(crashed)["library.db-wal"] == before["library.db-wal"]
    assert file_bytes(crashed)["library.db"] == before["library.db"]
    recovered = open_profile(crashed, KEY, CLOCK)
    assert recovered.info.unclean
    assert recovered.store.settings.get("x") == "y"
    recovered.store.close()


def test_st53_no_native_noise_on_standard_error(tmp_path: Path) -> None:
    """ST-53."""
    filled(tmp_path)
    code = (
        "import sys; from pathlib import Path\n"
        "from sync.errors import WrongKeyError\n"
        "from sync.store.profile import open_profile\n"
        "try: open_profile(Path(sys.argv[1]), bytes(32), lambda: 1)\n"
        "except WrongKeyError: print('told')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, tmp_path], capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("told\n", "")


def read_everything(directory: Path) -> None:
    """Open and read a library that is damaged; if it opens at all, ``verify`` must have noticed."""
    profile = open_profile(directory, KEY, CLOCK)
    try:
        assert not profile.store.verify().ok
        for info in profile.store.documents.list(DocumentQuery()):
            profile.store.log.load(info.id)
    finally:
        # Not closed by its own method, which would write the mark of a clean end.
        profile.store.connection.close()
        assert profile.store.on_closed is not None
        profile.store.on_closed()


@pytest.mark.parametrize("damage", ["empty", "garbage", "truncated", "flipped"])
def test_st54_damage_is_told_by_its_own_error(tmp_path: Path, damage: str) -> None:
    """ST-54."""
    filled(tmp_path)
    path = tmp_path / "library.db"
    content = bytearray(path.read_bytes())
    if damage == "empty":
        content.clear()
    elif damage == "garbage":
        content[:] = b"\x01" * len(content)
    elif damage == "truncated":
        del content[5000:]
    else:
        for offset in range(5 * 4096 + 100, len(content), 4096):
            content[offset] ^= 0xFF
    path.write_bytes(content)
    with pytest.raises((CorruptLibraryError, WrongKeyError)):
        read_everything(tmp_path)
    if damage != "empty":
        assert path.read_bytes() == bytes(content)


def test_st54_a_damaged_first_page_under_a_known_key_is_damage_not_a_wrong_key(tmp_path: Path) -> None:
    """ST-54."""
    filled(tmp_path)
    write_header(tmp_path, KeyHeader("0a" * 16, KeyKind.RAW, (key_check(KEY),)))
    path = tmp_path / "library.db"
    content = bytearray(path.read_bytes())
    content[200] ^= 1
    path.write_bytes(content)
    with pytest.raises(CorruptLibraryError):
        open_profile(tmp_path, KEY, CLOCK)


def test_st55_verify_finds_a_sound_library_sound(tmp_path: Path) -> None:
    """ST-55."""
    filled(tmp_path)
    profile = open_profile(tmp_path, KEY, CLOCK)
    assert profile.store.verify().problems == ()
    profile.store.close()


def test_st60_an_interrupted_first_run_leaves_no_half_library(tmp_path: Path) -> None:
    """ST-60."""
    half = create_file(tmp_path / ".library.db.new", KEY)
    half.execute("CREATE TABLE half (x)")
    half.close()
    profile = open_profile(tmp_path, OTHER_KEY, CLOCK)
    assert profile.info.first_run
    profile.store.close()
    assert not (tmp_path / ".library.db.new").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="a file in the place of a directory is told otherwise there")
def test_st61_a_directory_that_cannot_be_used_is_told_by_an_error_of_the_library(tmp_path: Path) -> None:
    """ST-61."""
    blocked = tmp_path / "file"
    blocked.write_bytes(b"in the way")
    with pytest.raises(StorageError, match="file"):
        open_profile(blocked / "profile", KEY, CLOCK)
    with pytest.raises(StorageError, match="file"):
        resolve_key(blocked / "profile", [RawKey(KEY)])
    with pytest.raises(CorruptLibraryError, match="no library"):
        open_profile(tmp_path, KEY, CLOCK, read_only=True)
    assert blocked.read_bytes() == b"in the way"


def test_st61_no_space_is_told_apart(tmp_path: Path) -> None:
    """ST-61."""
    with pytest.raises(DiskFullError), disk_errors(tmp_path):
        raise OSError(errno.ENOSPC, "No space left on device")
