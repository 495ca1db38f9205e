"""Copying tables between libraries of two keys."""

from __future__ import annotations

from pathlib import Path

import pytest

from sync.errors import StoreError
from sync.store.profile import open_profile
from sync.store.sqlcipher.connection import create_file
from sync.store.sqlcipher.copy import attach_and_copy
from sync.store.sqlcipher.migrate import migrate
from tests.support.library import KEY, OTHER_KEY, ticking_clock


def test_named_tables_and_entries_come_over_and_a_wrong_key_brings_nothing(tmp_path: Path) -> None:
    store = open_profile(tmp_path, KEY, ticking_clock()).store
    store.settings.set("kept", 1)
    store.session.set("left", 1)
    target = create_file(tmp_path / "copy.db", OTHER_KEY)
    migrate(target)
    with pytest.raises(StoreError) as caught:
        attach_and_copy(target, tmp_path / "library.db", bytes(32), ("settings",), ())
    assert bytes(32).hex() not in str(caught.value)
    attach_and_copy(target, tmp_path / "library.db", KEY, ("settings",), ("workspace",))
    assert target.rows("SELECT name, value FROM settings") == [("kept", "1")]
    assert target.rows("SELECT count(*) FROM session") == [(0,)]
    assert target.row("SELECT count(*) FROM meta WHERE name = 'workspace'") == (1,)
    target.close()
    store.close()
