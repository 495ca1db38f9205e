"""Files that are there completely or not at all."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from sync.errors import DiskFullError, StorageError
from sync.store.atomic_file import copy_durably, disk_errors, write_durably


def test_a_file_is_replaced_as_a_whole_and_private(tmp_path: Path) -> None:
    target = tmp_path / "x"
    write_durably(target, b"old")
    write_durably(target, b"new")
    copy_durably(target, tmp_path / "y")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"new", "y": b"new"}
    if os.name == "posix":
        assert all(path.stat().st_mode & 0o077 == 0 for path in tmp_path.iterdir())


def test_a_failure_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_durably(tmp_path / "x", b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_durably(tmp_path / "x", b"new")
    with pytest.raises(OSError, match="No space"):
        copy_durably(tmp_path / "x", tmp_path / "y")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"x": b"old"}


@pytest.mark.parametrize(("code", "expected"), [(errno.ENOSPC, DiskFullError), (errno.EACCES, StorageError)])
def test_what_the_system_refuses_becomes_an_error_of_the_library(code: int, expected: type[StorageError]) -> None:
    with pytest.raises(StorageError) as caught, disk_errors(Path("x")):
        raise OSError(code, "refused")
    assert type(caught.value) is expected
