from __future__ import annotations

from pathlib import Path

import pytest

from app.places import cache_folder, data_folder, profile_folder


def test_everything_moves_into_the_folder_of_the_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AIO_CANVAS_HOME", str(tmp_path))
    assert data_folder() == tmp_path
    assert profile_folder() == tmp_path / "profiles" / "default"
    assert profile_folder("work") == tmp_path / "profiles" / "work"
    assert cache_folder() == tmp_path / "cache"


def test_without_the_variable_the_users_own_folders_are_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("AIO_CANVAS_HOME", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert data_folder() == tmp_path / "data" / "aio-canvas"
    assert cache_folder() == tmp_path / "cache" / "aio-canvas"
    assert list(tmp_path.iterdir()) == []
