"""Settings lie in one file that is written whole and read without ever failing."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.errors import OutputError
from app.settings.settings_file import DAMAGED, MAX_BYTES, NAME, Loaded, load, read, save
from app.settings.values import Settings

DARK = Settings(theme="dark", keys={"edit.undo": ("F6",)})


def test_what_was_saved_is_loaded(tmp_path: Path) -> None:
    save(tmp_path, DARK)
    assert load(tmp_path) == Loaded(DARK)
    assert [each.name for each in tmp_path.iterdir()] == [NAME]


def test_without_a_file_there_are_the_defaults_and_nothing_is_made(tmp_path: Path) -> None:
    assert load(tmp_path / "nowhere") == Loaded(Settings())
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"\xff\xfe\x00", b"[1, 2]", b"[" * 100_000, b'{"theme": ' + b"1" * MAX_BYTES + b"}", b"null"],
    ids=["empty", "cut", "binary", "list", "deep", "huge", "null"],
)
def test_a_damaged_file_gives_the_defaults_and_is_kept(tmp_path: Path, data: bytes) -> None:
    (tmp_path / NAME).write_bytes(data)
    assert read(tmp_path).wrong == ("settings",)
    assert (tmp_path / NAME).exists()
    loaded = load(tmp_path)
    assert loaded == Loaded(Settings(), ("settings",), tmp_path / DAMAGED)
    assert (tmp_path / DAMAGED).read_bytes() == data
    save(tmp_path, loaded.settings)
    assert load(tmp_path) == Loaded(Settings())


def test_a_folder_in_its_place_does_not_stop_the_start(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    assert load(tmp_path).wrong == ("settings",)


def test_a_disk_that_refuses_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError):
        save(tmp_path / "nowhere", DARK)
