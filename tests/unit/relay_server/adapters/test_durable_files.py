from __future__ import annotations

import os
from pathlib import Path

import pytest

from relay_server.adapters.durable_files import sync_directory, sync_file


def test_file_and_folder_reach_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """ACC-100, ACC-102."""
    synced: list[str] = []
    real = os.fsync

    def watched(descriptor: int) -> None:
        synced.append(os.readlink(f"/proc/self/fd/{descriptor}"))
        real(descriptor)

    monkeypatch.setattr(os, "fsync", watched)
    (tmp_path / "file").write_text("content")
    sync_file(tmp_path / "file")
    sync_directory(tmp_path)
    assert synced == [str(tmp_path / "file"), str(tmp_path)]
