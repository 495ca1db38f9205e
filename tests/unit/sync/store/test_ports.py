"""Both stores have every method of the ports, with the same parameters."""

from __future__ import annotations

import inspect
from pathlib import Path

import pytest

from sync.store import ports
from sync.store.memory import MemoryStore
from sync.store.profile import open_profile
from tests.support.library import KEY, ticking_clock

PARTS = {
    "documents": ports.DocumentCatalogue,
    "log": ports.UpdateLog,
    "versions": ports.VersionStore,
    "blobs": ports.BlobStore,
    "thumbnails": ports.ThumbnailStore,
    "search": ports.SearchIndex,
    "settings": ports.Settings,
    "session": ports.Settings,
    "recent": ports.RecentList,
}


@pytest.mark.parametrize("name", PARTS)
def test_a_part_takes_what_its_port_says(name: str, tmp_path: Path) -> None:
    encrypted = open_profile(tmp_path, KEY, ticking_clock()).store
    wanted = {key: value for key, value in vars(PARTS[name]).items() if not key.startswith("_") and callable(value)}
    assert wanted
    for store in (encrypted, MemoryStore(ticking_clock())):
        for method, declared in wanted.items():
            found = getattr(type(getattr(store, name)), method)
            assert list(inspect.signature(found).parameters) == list(inspect.signature(declared).parameters)
    encrypted.close()
